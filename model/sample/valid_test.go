package sample

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzParse holds the two readers of JSON, and encoding/json's idea of what is
// valid, against each other.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		`{"a":1,"b":[true,false,null,{"c":"d"}],"a":-2.5e+1}`, ` [ 1 , 2 ] `, `[1,]`, `{,}`, `{"a":1,}`, `{"a" 1}`, `[1 2]`, `{"a":1} 2`, "\"\\u0041\\\"\xff\"",
		`{}`, ` [ ] `, `null`, `true `, "\n-1.5e+10", "{ \"a\" :\t[ 1 ,\r\n 2 ] , \"\\u0062\" : \"\\ud83d\\ude00 \\\" \\\\\" }", `"\ud800"`, "\"\xff\"",
		"{\"\xff\":0}", `"é"`, `[[[]],{},[{}]]`, `0`, `"}"`, `"\\"`, "\"a\nb\"", `"\x"`, `01`, `1.`, `-`, `1e`, `tru`, `nul`, "", "{", "[", `"`, `"\`, "\x00", "[\x00]", `{"a":}`, `{1:2}`, `]`, `[}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := &validReader{text: text}
		got, ok := d.whole()
		if ok != json.Valid([]byte(text)) {
			t.Fatalf("%q: valid %v, encoding/json says %v", text, ok, !ok)
		}
		if !ok {
			return
		}
		want, err := parseInvalid(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-decoder +reader):\n%s", text, diff)
		}
		dec := json.NewDecoder(strings.NewReader(text))
		dec.UseNumber()
		var plain any
		if err := dec.Decode(&plain); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if diff := cmp.Diff(plain, got.decoded()); diff != "" {
			t.Errorf("%q (-encoding/json +decoded):\n%s", text, diff)
		}
	})
}
