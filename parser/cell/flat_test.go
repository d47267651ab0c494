package cell

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// An origin is where a byte of a flat's text comes from.
type origin struct{ span, off int }

// slowFlatten is flatten byte by byte.
func slowFlatten(spans []markdown.Span) (text string, from []origin) {
	put := func(s string, span, off int) {
		for j := range len(s) {
			from = append(from, origin{span, off + j})
		}
		text += s
	}
	blank, wide := false, false
	for i, s := range spans {
		for off, r := range s.Text {
			if markdown.IsSpace(r) {
				blank = true
				continue
			}
			mark := !s.Code && isWideMark(r)
			if mark {
				r = dialect.Narrow(r)
				blank = blank || r == '('
			}
			if (blank || wide && !strings.ContainsRune(".,;:)", r)) && text != "" {
				put(" ", i, off)
			}
			wide, blank = mark && r != '(', false
			put(string(r), i, off)
		}
	}
	return text, from
}

// FuzzFlatten compares flatten with slowFlatten. A "|" begins another span, of
// which every second is code.
func FuzzFlatten(f *testing.F) {
	for _, s := range []string{
		"the shelf", " the  shelf ", "the |shelf|, or\n a | box|", "a|b|c", "属性（a、b）。次|，c", "naïve \xff x", "\u200b|a\u00a0|\ufeff b", "",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var spans []markdown.Span
		for i, part := range strings.Split(s, "|") {
			spans = append(spans, markdown.Span{Text: part, Code: i%2 == 1, Pos: diag.Pos{File: "t.md", Line: 1 + i, Col: 1}})
		}
		got := flatten(markdown.Text{Spans: spans})
		text, from := slowFlatten(spans)
		if got.text != text || !utf8.ValidString(got.text) {
			t.Fatalf("text %q, want %q", got.text, text)
		}
		for i := range len(text) {
			if at := (origin{got.place(i).Line - 1, got.offset(i)}); at != from[i] {
				t.Errorf("%q: byte %d comes from %v, want %v", text, i, at, from[i])
			}
			end := i
			for end < len(text) && from[end].span == from[i].span {
				end++
			}
			if n := got.runEnd(i, len(text)); n != end {
				t.Errorf("%q: the run of byte %d ends at %d, want %d", text, i, n, end)
			}
			if n := got.runEnd(i, i+1); n != i+1 {
				t.Errorf("%q: the run of byte %d ends at %d, want %d", text, i, n, i+1)
			}
		}
	})
}
