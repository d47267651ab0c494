package servertest

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// This file answers with examples. Their links lead to the documented host,
// where no test should go, so those between pages are made to lead back.

// secondPage begins the skip token of next links. The method of the operation
// follows.
const secondPage = "second-page-of-"

// answer sends what was told for the operation, else its example.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, rt *route) {
	if h := s.handler(rt.op); h != nil {
		h.ServeHTTP(w, r)
		return
	}
	body := []byte(rt.body)
	if rt.file != "" {
		var err error
		if body, err = examples.ReadFile("examples/" + rt.file); err != nil {
			newFailure(http.StatusInternalServerError, err.Error()).write(w)
			return
		}
	}
	if rt.list {
		body = s.page(body, r, rt)
	}
	if len(body) > 0 && (rt.file == "" || strings.HasSuffix(rt.file, ".json")) {
		w.Header().Set("Content-Type", "application/json")
	}
	for _, h := range rt.header {
		w.Header().Set(h[0], h[1])
	}
	w.WriteHeader(rt.status)
	w.Write(body)
}

// page returns the part of a collection that r asks for: all of it without
// next link, or with TwoPages one half.
func (s *Server) page(text []byte, r *http.Request, rt *route) []byte {
	all, err := readObject(text)
	if err != nil {
		return text
	}
	isSecond := strings.HasPrefix(r.URL.Query().Get("$skiptoken"), secondPage)
	var out []member
	for _, m := range all {
		switch {
		case m.name == "@odata.nextLink":
			continue
		case m.name == "@odata.deltaLink" && s.twoPages && !isSecond:
			continue
		case m.name == "@odata.deltaLink":
			m.value = deltaLink(m.value, r)
		case m.name == "value" && s.twoPages:
			m.value = half(m.value, isSecond)
		}
		out = append(out, m)
	}
	if s.twoPages && !isSecond {
		query := "?"
		if r.URL.RawQuery != "" {
			query += r.URL.RawQuery + "&"
		}
		out = append(out, member{"@odata.nextLink", quote(self(r) + query + "$skiptoken=" + secondPage + rt.op.Method)})
	}
	return writeObject(out)
}

// half returns one half of an array, of an odd number of items the first is
// the larger.
func half(array json.RawMessage, second bool) json.RawMessage {
	var items []json.RawMessage
	if json.Unmarshal(array, &items) != nil {
		return array
	}
	middle := (len(items) + 1) / 2
	if second {
		items = items[middle:]
	} else {
		items = items[:middle]
	}
	out, err := json.Marshal(items)
	if err != nil {
		return array
	}
	return out
}

// self returns the URL of r without its query.
func self(r *http.Request) string {
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	return scheme + r.Host + r.URL.EscapedPath()
}

// deltaLink returns link, a JSON string, with the URL of r and its own query.
func deltaLink(link json.RawMessage, r *http.Request) json.RawMessage {
	var s string
	if json.Unmarshal(link, &s) != nil {
		return link
	}
	_, query, _ := strings.Cut(s, "?")
	return quote(self(r) + "?" + query)
}

// asCollection returns an array as the value of a collection, any other text
// as it is.
func asCollection(text []byte) []byte {
	if trimmed := bytes.TrimSpace(text); len(trimmed) > 0 && trimmed[0] == '[' {
		return writeObject([]member{{"value", trimmed}})
	}
	return text
}

// A member is one member of a JSON object.
type member struct {
	name  string
	value json.RawMessage
}

// readObject returns the members of an object in their order.
func readObject(text []byte) ([]member, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.New("the text is no object")
	}
	var out []member
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		m := member{name: name.(string)}
		if err := d.Decode(&m.value); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	_, err := d.Token()
	return out, err
}

// writeObject is the reverse of readObject.
func writeObject(members []member) []byte {
	out := []byte{'{'}
	for i, m := range members {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, quote(m.name)...), ':'), m.value...)
	}
	return append(out, '}')
}

// quote returns s as JSON.
func quote(s string) json.RawMessage {
	out, err := json.Marshal(s)
	if err != nil {
		panic(err) // strings always have a JSON form
	}
	return out
}
