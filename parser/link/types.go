package link

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// A typeNode gathers what all pages say about one type.
type typeNode struct {
	full   string // best spelling
	short  string // folded, without namespace
	claims []typeClaim
	out    *model.Type

	named sync.Once
	names folded[bool] // see fieldNames
}

// A typeClaim is one page's claim about a type.
type typeClaim struct {
	*model.TypeClaim
	page *model.Page
}

// declareTypes makes one node for each full name. Names that differ by case
// only are one type: no service has two, and writers do not look.
func (l *linker) declareTypes() {
	for _, p := range l.pages {
		for _, c := range p.Types {
			if l.saysNothing(c) {
				continue
			}
			full := l.fullName(p, identifier(c.Name, p))
			n := l.types.at(full)
			if n == nil {
				n = &typeNode{short: fold(model.ShortName(full))}
				l.types.put(full, n)
			}
			n.full = l.spell.best(n.full, full)
			if ns, short := model.SplitName(full); short != c.Titled && strings.EqualFold(short, c.Titled) {
				n.full = l.spell.best(n.full, ns+"."+c.Titled)
			}
			n.claims = append(n.claims, typeClaim{c, p})
			if d := l.nodes[p]; !slices.Contains(d.types, n) {
				d.types = append(d.types, n)
			}
		}
	}
	each(l, l.types.all(), func(l *linker, n *typeNode) {
		n.sortClaims()
		n.out = n.merged()
		l.reportCase(n)
	})
}

// saysNothing reports whether a claim is that of an overview: a page titled
// like a type that lists no property, shows no JSON, and is not annotated as a
// type. If some cell uses the name as a type, it is one nevertheless.
func (l *linker) saysNothing(c *model.TypeClaim) bool {
	return c.NameFrom < model.FromTable && len(c.Fields) == 0 && c.JSON == nil && len(c.Bases) == 0 && len(c.Derived) == 0 &&
		!l.used.at(model.ShortName(c.Name))
}

// reportCase reports annotations that spell n otherwise than it is called.
func (l *linker) reportCase(n *typeNode) {
	for _, c := range n.claims {
		full := strings.TrimPrefix(c.Name, "#")
		if strings.Contains(full, ".") && full != n.full && fold(full) == fold(n.full) {
			pos := c.NamePos
			if !pos.IsValid() {
				pos = c.Pos
			}
			l.diags.Add(diag.NameCase, pos, "the type is called %q here, and is spelt %q most often", full, n.full)
		}
	}
}

// sortClaims puts the claim of the page that is about the type first: the page
// named after it, else the one that says most.
func (n *typeNode) sortClaims() {
	short := n.short
	rank := func(c typeClaim) int {
		stem := fold(c.page.Name)
		switch {
		case stem == short:
			return 1 << 20
		case strings.HasSuffix(stem, "-"+short) || strings.HasSuffix(stem, "_"+short):
			return 1<<19 + len(c.Fields)
		default:
			return len(c.Fields)
		}
	}
	slices.SortStableFunc(n.claims, func(a, b typeClaim) int { return rank(b) - rank(a) })
}

// merged returns the type with everything that needs no resolution.
func (n *typeNode) merged() *model.Type {
	main := n.claims[0]
	t := &model.Type{Name: n.full, Page: main.page.Path, Pos: main.Pos, Deprecated: main.Deprecated}
	for _, c := range n.claims {
		if t.Doc == "" {
			t.Doc = c.Doc
		}
		if t.Key == "" {
			t.Key, t.KeyPos = c.Key, c.KeyPos
		}
		t.Abstract = t.Abstract || c.Abstract.Bool()
		t.Open = t.Open || c.Open.Bool()
		if c.JSON != nil {
			t.JSON = append(t.JSON, c.JSON)
		}
		t.Pages = append(t.Pages, c.page.Path)
	}
	slices.Sort(t.Pages)
	t.Pages = slices.Compact(t.Pages)
	return t
}

// fieldNames returns the names of all fields of the type and its bases, once these are
// known. Several operations ask for those of one type.
func (n *typeNode) fieldNames() folded[bool] {
	n.named.Do(func() {
		n.names = make(folded[bool], len(n.out.Fields))
		for t := n.out; t != nil; t = t.Base {
			for _, f := range t.Fields {
				n.names[fold(f.Name)] = true
			}
		}
	})
	return n.names
}

// identifier returns name as a name that JSON and CSDL could have: headings
// such as "Configuring the message" are no names, and lose what is not part of
// one. The file's name stands in where nothing is left.
func identifier(name string, p *model.Page) string {
	keep := func(r rune) rune {
		if r == '.' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}
	name = strings.Trim(strings.Map(keep, name), ".")
	if name == "" {
		name = strings.Map(keep, p.Name)
	}
	return name
}

// isName reports whether s could be the name of a type, perhaps qualified.
func isName(s string) bool {
	if s == "" {
		return false
	}
	for _, r := range s {
		if r != '.' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// related returns the other side of a contradiction.
func related(pos diag.Pos, msg string) diag.Related { return diag.Related{Pos: pos, Msg: msg} }
