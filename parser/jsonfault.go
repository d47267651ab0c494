package parser

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// This file says what is wrong with JSON in the words of who wrote it.
// encoding/json names the first byte that it could not use; the mistake often
// stands before it, on another line:
//
//	"size": 1,      ← the comma
//	}               ← the byte
//
// and an invisible character is shown as its first byte.

// jsonFault says why text does not parse, and at which byte the mistake is. err
// is what the reader said, for what is well-formed and yet no sample.
func jsonFault(text string, err error) (what string, at int) {
	var whole any
	var syntax *json.SyntaxError
	if !errors.As(json.Unmarshal([]byte(text), &whole), &syntax) {
		return err.Error(), 0
	}
	at = max(0, int(syntax.Offset)-1)
	before := strings.TrimRight(text[:at], " \t\r\n")
	behind := max(0, len(before)-1) // the last byte that was used
	c, _ := utf8.DecodeRuneInString(text[at:])
	switch {
	case strings.HasSuffix(syntax.Error(), "end of JSON input"):
		return "it ends before its last bracket", behind
	case (c == '}' || c == ']') && strings.HasSuffix(before, ","):
		return fmt.Sprintf("comma before %c", c), behind
	case strings.HasPrefix(text[at:], "//"), strings.HasPrefix(text[at:], "/*"):
		return "a comment, of which JSON has none", at
	case strings.HasPrefix(text[at:], "..."):
		return `"..." in place of what is left out`, at
	case c == '"' && strings.Contains(syntax.Error(), " after "):
		return "no comma behind the value", behind
	case c == '\n', c == '\r':
		return "line break in a string", at
	case c >= utf8.RuneSelf:
		return fmt.Sprintf("the character %q outside of a string", c), at
	}
	return syntax.Error(), at
}

// codePlace returns the place of a byte of a code block's text.
func codePlace(c *markdown.Code, off int) diag.Pos {
	before := c.Text[:min(off, len(c.Text))]
	n := strings.Count(before, "\n")
	if n >= len(c.Lines) {
		return c.Pos
	}
	return c.Lines[n].After(before[strings.LastIndexByte(before, '\n')+1:])
}
