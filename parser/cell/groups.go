package cell

import (
	"strings"
	"unicode/utf8"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads what a section says about several of its members at once.
// Only names that the sentence lists count: "These properties are mutually
// exclusive" above a table may mean some of its rows or all.

// A Group is members of which at most one is set, as a sentence says.
type Group struct {
	Names    []string // as spelt
	Sentence string
	Pos      diag.Pos // of the first name
}

// Groups reads the sentences of a section that say which members exclude each
// other: "The properties a, b and c are mutually exclusive."
func Groups(t markdown.Text, d *dialect.Dialect) []Group {
	var out []Group
	f := flatten(t)
	for at := range sentences(f) {
		s := f.text[at.from:at.to]
		in, ok := d.First("exclusive-all", s)
		if !ok || d.Has("exclusive-maybe", s) {
			continue
		}
		from, to, _ := in.ArgAt("names")
		words := strings.FieldsFunc(s[from:to], func(r rune) bool { return r >= utf8.RuneSelf || !isNameByte(byte(r)) })
		out = append(out, Group{Names: words, Sentence: s, Pos: f.place(at.from + from)})
	}
	return out
}
