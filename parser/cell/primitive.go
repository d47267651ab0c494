package cell

import (
	"strings"

	"github.com/docmill/docmill/model"
)

// This file tells primitive types from types of the documentation.

// longestPrimitive is the number of words of the longest primitive's name in
// any language ("cadeia de caracteres" has three).
const longestPrimitive = 4

// primitive returns the primitive that stands at the cursor and the number of
// its words, 0 if there is none. A link whose target is named like its text
// is a type of the documentation, even if the word is a primitive's synonym:
// [list](list.md), [text](text.md).
func (p *typeParser) primitive() (model.TypeExpr, int) {
	for n := min(longestPrimitive, len(p.toks)-p.i); n > 0; n-- {
		first, last := p.toks[p.i], p.toks[p.i+n-1]
		words := p.f.text[first.off:last.end()]
		term, ok := p.d.Lookup(words)
		if !ok || !isPrimitive(term) || isPunct(last.text) {
			continue
		}
		if first.link != "" && term != string(model.JSON) && targetNames(first.link, words) {
			continue
		}
		name, list := strings.CutSuffix(term, " collection")
		return model.TypeExpr{Name: name, Link: first.link, Collection: list}, n
	}
	return model.TypeExpr{}, 0
}

// isPrimitive reports whether a canonical term is a primitive type.
func isPrimitive(term string) bool {
	return strings.HasPrefix(term, "Edm.") || term == string(model.JSON)
}

// targetNames reports whether the file of a link is named like its text.
func targetNames(link, text string) bool {
	link, _, _ = strings.Cut(link, "#")
	base := link[strings.LastIndexAny(link, "/\\")+1:]
	base = strings.TrimSuffix(base, ".md")
	base = base[strings.LastIndexByte(base, '-')+1:]
	return strings.EqualFold(base, text)
}

// firstType returns the first thing in the cell that must be a type: a link,
// else a code span or a dotted name, else a primitive written with a capital
// ("Moment in time when the resource was created. DateTimeOffset").
func (p *typeParser) firstType() model.TypeExpr {
	pick := func(fits func(token) bool) (model.TypeExpr, bool) {
		for p.i = range p.toks {
			if !fits(p.toks[p.i]) {
				continue
			}
			if e, err := p.name(); err == nil {
				for p.suffix(&e) {
				}
				return e, true
			}
		}
		return model.TypeExpr{}, false
	}
	if e, ok := pick(func(t token) bool { return t.link != "" && !isPunct(t.text) }); ok {
		return e
	}
	if e, ok := pick(func(t token) bool { return t.code && !isPunct(t.text) }); ok {
		return e
	}
	e, _ := pick(func(t token) bool {
		term, _ := p.d.Lookup(t.text)
		return isPrimitive(term) && t.text[0] >= 'A' && t.text[0] <= 'Z'
	})
	return e
}
