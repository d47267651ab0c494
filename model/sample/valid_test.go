package sample

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzParse holds the reader of valid JSON against encoding/json.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		`{"a":1,"b":[true,false,null,{"c":"d"}],"a":-2.5e+1}`, ` [ 1 , 2 ] `, `[1,]`, `{,}`, `{"a":1,}`, `{"a" 1}`, `[1 2]`, `{"a":1} 2`, "\"\\u0041\\\"\xff\"",
		`{}`, ` [ ] `, `null`, `true `, "\n-1.5e+10", "{ \"a\" :\t[ 1 ,\r\n 2 ] , \"\\u0062\" : \"\\ud83d\\ude00 \\\" \\\\\" }", `"\ud800"`, "\"\xff\"",
		"{\"\xff\":0}", `"é"`, `[[[]],{},[{}]]`, `0`, `"}"`, `"\\"`, "\"a\nb\"", `"\x"`, `01`, `1.`, `-`, `1e`, `tru`, `nul`, "", "{", "[", `"`, `"\`, "\x00", "[\x00]", `{"a":}`, `{1:2}`, `]`, `[}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := parseValid(text)
		if ok != json.Valid([]byte(text)) {
			t.Fatalf("%q: valid %v, encoding/json says %v", text, ok, !ok)
		}
		if !ok {
			if fault(text) == nil {
				t.Errorf("%q has no fault", text)
			}
			return
		}
		if diff := cmp.Diff(walkTokens(t, text), walk(got, nil)); diff != "" {
			t.Errorf("%q (-decoder +reader):\n%s", text, diff)
		}
		dec := json.NewDecoder(strings.NewReader(text))
		dec.UseNumber()
		var plain any
		if err := dec.Decode(&plain); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if diff := cmp.Diff(plain, got.plain()); diff != "" {
			t.Errorf("%q (-encoding/json +plain):\n%s", text, diff)
		}
	})
}

// walk appends v and all that is in it to out: where each begins, and what it is.
func walk(v Value, out []string) []string {
	out = append(out, fmt.Sprintf("%d %s %q", v.Offset(), string(v.Kind()), v.Text()))
	for m := v.First(); m.Exists(); m = m.Next() {
		if v.Kind() == Object {
			out = append(out, fmt.Sprintf("%q", m.Name()))
		}
		out = walk(m, out)
	}
	return append(out, "end")
}

// walkTokens returns what walk does of a valid text, as encoding/json reads it.
func walkTokens(t *testing.T, text string) []string {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var out []string
	var open []json.Delim // and ':' behind a name
	for {
		at := int(dec.InputOffset())
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \t\r\n,:"))
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		in := json.Delim(0)
		if len(open) > 0 {
			in = open[len(open)-1]
		}
		name, isString := tok.(string)
		if in == '{' && isString {
			out, open = append(out, fmt.Sprintf("%q", name)), append(open, ':')
			continue
		}
		if in == ':' {
			open = open[:len(open)-1]
		}
		switch tok := tok.(type) {
		case json.Delim:
			if tok == '}' || tok == ']' {
				out, open = append(out, "end"), open[:len(open)-1]
				continue
			}
			kind := map[json.Delim]Kind{'{': Object, '[': Array}[tok]
			out, open = append(out, fmt.Sprintf("%d %s %q", at, string(kind), "")), append(open, tok)
			continue
		case string:
			out = append(out, fmt.Sprintf("%d %s %q", at, string(String), tok))
		case json.Number:
			out = append(out, fmt.Sprintf("%d %s %q", at, string(Number), tok.String()))
		case bool:
			out = append(out, fmt.Sprintf("%d %s %q", at, string(Boolean), fmt.Sprint(tok)))
		default:
			out = append(out, fmt.Sprintf("%d %s %q", at, string(Null), ""))
		}
		out = append(out, "end")
	}
}
