package markdown

// This file reads the JSON of annotations (<!-- { "blockType": … } -->). One
// in two hundred is slightly off, and its facts would be lost:
//
//	{ "blockType": "request", }                   comma before a brace
//	{ "tocPath": "" "suppressions": [] }          no comma
//	{ isCollection: true }                        key without quotes
//	{ "description": translation resource" }      value without opening quote
//	{ "description": "a resource,⏎ "keywords": "" }   no closing quote
//	{ "section&quot;: &quot;documentation" }      quotes escaped by a translator
//	read_x { "blockType": "request" }             text around the object
//
// They are read by a scanner that goes on where JSON stops, and says what it
// passed over; if that is something, encoding/json has the first word.

import (
	"encoding/json"
	"strings"
)

// looksLikeJSON reports whether the body of a comment means to be an annotation.
func looksLikeJSON(body string) bool {
	body = trimLeft(body)
	if body != "" && body[0] == '{' {
		rest := trimLeft(body[1:])
		if rest == "" || rest[0] == '"' || rest[0] == '}' || rest[0] == '\'' || strings.HasPrefix(rest, "&quot;") {
			return true
		}
		i := strings.IndexAny(rest, ":\n}")
		return i > 0 && rest[i] == ':'
	}
	if strings.Contains(body, "```") || strings.Contains(body, "\n#") || strings.IndexByte(body, '{') < 0 {
		return false
	}
	return strings.Contains(body, `"blockType`) || strings.Contains(body, `"@odata.type`) || strings.Contains(body, `#page.annotation`)
}

// trimLeft returns s without the white space of JSON at its start.
func trimLeft(s string) string {
	for s != "" && isBlank(s[0]) {
		s = s[1:]
	}
	return s
}

// annotation returns the members of the JSON object in s, and what is wrong
// with it and at which byte, "" if nothing: what is no JSON object never passes in
// silence. The values are nil if there is no object to be read.
// Of members with one name the last counts, as in encoding/json; of several
// objects the first that has the name. An annotation in order is put into into.
func annotation(s string, into func() map[string]any) (values map[string]any, fault string, at int) {
	if strings.IndexByte(s, '\\') < 0 && strings.HasPrefix(s, "{") {
		// What is in order comes out alike, at a fourth of the price.
		r := repair{text: s}
		if values := into(); r.members(values, 0) && r.fault == "" && r.off == len(s) {
			return values, "", 0
		}
	}
	return repaired(s)
}

// repaired reads an annotation that has a fault, or an escape.
func repaired(s string) (values map[string]any, fault string, at int) {
	if err := json.Unmarshal([]byte(s), &values); err == nil && values != nil {
		return values, "", 0
	}
	text := s
	if strings.Contains(text, "&quot;") {
		fault, at = "quotes are escaped", strings.Index(s, "&quot;")
		text = strings.ReplaceAll(text, "&quot;", `"`)
	}
	i := strings.IndexByte(text, '{')
	if i < 0 {
		return nil, "no {", 0
	}
	r := &repair{text: text, fault: fault, at: at}
	if trimLeft(text[:i]) != "" {
		r.note("text before {")
	}
	values = nil
	for i >= 0 {
		r.off += i
		obj, ok := r.object(0)
		if !ok && len(obj) == 0 {
			return values, r.fault, r.at
		}
		if values != nil {
			r.note("several objects")
		}
		values = merge(values, obj)
		if rest := r.text[r.off:]; trimLeft(rest) == "" {
			break
		}
		i = strings.IndexByte(r.text[r.off:], '{')
		if i < 0 {
			r.note("text behind }")
		}
	}
	return values, r.fault, r.at
}

func merge(into, from map[string]any) map[string]any {
	if into == nil {
		return from
	}
	for k, v := range from {
		if _, ok := into[k]; !ok {
			into[k] = v
		}
	}
	return into
}
