package model

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// This file takes examples away. An example can be wrong in a way that cannot be
// told from the page alone, and then generated tests hold programs to it, and
// the server for tests answers with it.

// ExamplesOff is a set of examples to leave out.
type ExamplesOff struct{ places []exampleOff }

type exampleOff struct {
	text, file string
	line       int // 0 for all of the page
	used       bool
}

// ParseExamplesOff reads a list of patterns over pages ("api/intune-*.md") and
// of places ("api/group-create.md:48"; a column behind it is passed over). The
// error names what is neither.
func ParseExamplesOff(list []string) (*ExamplesOff, error) {
	o := new(ExamplesOff)
	for _, s := range list {
		parts := strings.SplitN(s, ":", 3)
		at := exampleOff{text: s, file: strings.TrimPrefix(parts[0], "./")}
		if _, err := path.Match(at.file, ""); err != nil || !isPageFile(at.file) {
			return nil, fmt.Errorf("examples of %q: want a page or a pattern like api/intune-*.md, or a place like api/group-create.md:48", s)
		}
		if len(parts) > 1 {
			line, err := strconv.Atoi(parts[1])
			if err != nil || line < 1 {
				return nil, fmt.Errorf("examples of %q: %q is no line number", s, parts[1])
			}
			at.line = line
		}
		o.places = append(o.places, at)
	}
	return o, nil
}

// Page takes examples away from what a page claims.
func (o *ExamplesOff) Page(p *Page) {
	for i := range o.places {
		for _, op := range p.Ops {
			op.Examples = o.places[i].without(p.Path, op.Examples)
		}
	}
}

// without returns the examples of a page without those that at names: all, or
// the one that its line is in. An example ends where the next one begins.
func (at *exampleOff) without(page string, examples []*Example) []*Example {
	var out []*Example
	for i, e := range examples {
		begin := beginning(examples, i)
		named := at.names(page)
		if at.line > 0 {
			named = at.names(begin.File) && begin.Line <= at.line
			if i+1 < len(examples) {
				next := beginning(examples, i+1)
				named = named && (next.File != begin.File || at.line < next.Line)
			}
		}
		if named {
			at.used = true
		} else {
			out = append(out, e)
		}
	}
	return out
}

// names reports whether at is about a file, which users may name from where
// they stand, too.
func (at *exampleOff) names(file string) bool {
	ok, _ := path.Match(at.file, file)
	return ok || strings.HasSuffix(at.file, "/"+file)
}

// beginning returns where an example begins: with its request, unless that is
// the one of the example before it, with another answer.
func beginning(examples []*Example, i int) diag.Pos {
	e := examples[i]
	if e.Request == nil || i > 0 && e.Request == examples[i-1].Request && e.Response != nil {
		return e.Response.Pos
	}
	return e.Request.Pos
}

// Unused returns what has taken no example away, as given: the pages have
// changed, and what was meant may be back.
func (o *ExamplesOff) Unused() []string {
	var out []string
	for _, at := range o.places {
		if !at.used {
			out = append(out, at.text)
		}
	}
	return out
}
