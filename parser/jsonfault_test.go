package parser

import (
	"errors"
	"testing"
)

func TestJSONFault(t *testing.T) {
	for _, c := range []struct {
		text, what string
		at         int
	}{
		{"{\"a\": 1,\n}", "comma before }", 7},
		{"{\"a\": [1,\n]}", "comma before ]", 8},
		{"{\"a\": 1\n\"b\": 2}", "no comma behind the value", 6},
		{"{\"a\": 1, // one\n\"b\": 2}", "a comment, of which JSON has none", 9},
		{"{\"a\": [1, ...]}", `"..." in place of what is left out`, 10},
		{"{\"a\": \"x\n\"}", "line break in a string", 8},
		{"{\u00a0\"a\": 1}", `the character '\u00a0' outside of a string`, 1},
		{"{\"a\": {\"b\": 1}\n", "it ends before its last bracket", 13},
		{"{\"a\": }", "invalid character '}' looking for beginning of value", 6},
		{"{\"a\": 1}", "other", 0},
	} {
		what, at := jsonFault(c.text, errors.New("other"))
		if what != c.what || at != c.at {
			t.Errorf("jsonFault(%q) = %q, %d; want %q, %d", c.text, what, at, c.what, c.at)
		}
	}
}
