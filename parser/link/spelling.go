package link

// This file decides between spellings of one name that differ by case only.
// JSON is case-sensitive, so one spelling must win.
//
//   - Annotations are typed in small letters by people who do not look
//     ("microsoft.graph.orgcontact" for orgContact): a spelling without any
//     capital after the first letter loses against one that has some.
//   - Otherwise the annotations of all pages are counted, then the tables.
//     Headings are not: they capitalize their first word ("Audio resource type").

import (
	"cmp"
	"maps"
	"path"
	"strings"

	"github.com/docmill/docmill/model"
)

// spellings counts how often each spelling of a short name, and of a namespace,
// occurs in annotations and elsewhere.
type spellings struct{ shorts, spaces counts }

// counts counts for each of some names where it occurs.
type counts struct {
	index map[string]int
	list  [][2]int
	last  string // the name that was asked for last: neighbours are often the same
	at    int    // its index
}

const (
	inNotes = iota
	inCells
)

func newCounts() counts { return counts{index: make(map[string]int)} }

func newSpellings() spellings { return spellings{newCounts(), newCounts()} }

// add adds the counts of a full or short name.
func (s *spellings) add(name string, n [2]int) {
	ns, short := model.SplitName(strings.TrimPrefix(name, "#"))
	s.shorts.add(short, n)
	if ns != "" {
		s.spaces.add(ns, n)
	}
}

// of returns the counts of a name to be changed at once.
func (c *counts) of(name string) *[2]int {
	if name == c.last && len(c.list) > 0 {
		return &c.list[c.at]
	}
	i, known := c.index[name]
	if !known {
		i = len(c.list)
		c.index[name] = i
		c.list = append(c.list, [2]int{})
	}
	c.last, c.at = name, i
	return &c.list[i]
}

// get returns the counts of a name.
func (c *counts) get(name string) [2]int {
	if i, known := c.index[name]; known {
		return c.list[i]
	}
	return [2]int{}
}

// add adds to the counts of a name.
func (c *counts) add(name string, n [2]int) {
	sum := c.of(name)
	sum[inNotes] += n[inNotes]
	sum[inCells] += n[inCells]
}

// best returns the better of two spellings of one full name; namespace and
// short name are chosen apart. "" is worse than anything.
func (s *spellings) best(a, b string) string {
	switch {
	case a == b || b == "":
		return a
	case a == "":
		return b
	}
	ans, a := model.SplitName(a)
	bns, b := model.SplitName(b)
	if s.shorts.compare(a, b) < 0 {
		a = b
	}
	if s.spaces.compare(ans, bns) < 0 {
		ans = bns
	}
	if ans == "" {
		return a
	}
	return ans + "." + a
}

// compare is positive if a is the better of two spellings, negative if b is.
func (c *counts) compare(a, b string) int {
	if a == b {
		return 0
	}
	ca, cb := c.get(a), c.get(b)
	return cmp.Or(camel(a)-camel(b), cmp.Compare(ca[inNotes], cb[inNotes]), cmp.Compare(ca[inCells], cb[inCells]), strings.Compare(a, b))
}

// camel returns 1 if a name has a capital after its first letter, else 0.
func camel(name string) int {
	if rest := name[min(1, len(name)):]; !foldsTo(rest, rest) {
		return 1
	}
	return 0
}

// cells is what the cells and annotations of some pages use.
type cells struct {
	names   counts // full and short, as written
	unnamed bool   // whether a cell has no name
	anchors map[string]bool
	pages   counts                     // namespaces of pages
	links   map[string]map[string]bool // by folder
}

func newCells() *cells {
	return &cells{newCounts(), false, make(map[string]bool), newCounts(), make(map[string]map[string]bool)}
}

// readCells finds out how names are written, which of them are used, and what
// the links of all type expressions lead to.
func (l *linker) readCells() {
	var free []*cells // one for each worker
	each(l, parts(l.pages), func(l *linker, pages []*model.Page) {
		own := newCells()
		l.alone(func() {
			if n := len(free); n > 0 {
				own, free = free[n-1], free[:n-1]
			}
		})
		for _, p := range pages {
			own.read(p)
			l.nodes[p].listed = listedOn(p)
			l.nodes[p].bodies = bodyCells(p)
		}
		l.alone(func() { free = append(free, own) })
	})
	all := newCells()
	if len(free) > 0 {
		all = free[0]
		for _, more := range free[1:] {
			all.join(more)
		}
	}
	l.spell = spellings{newCounts(), all.pages}
	for name, i := range all.names.index {
		n := all.names.list[i]
		if n[inCells] > 0 {
			l.used[fold(model.ShortName(name))] = true
		}
		l.spell.add(name, n)
	}
	if all.unnamed {
		l.used[""] = true
	}
	for anchor := range all.anchors {
		l.used["#"+fold(anchor)] = true
	}
	l.findTargets(all.links)
}

func (c *cells) join(more *cells) {
	for name, i := range more.names.index {
		c.names.add(name, more.names.list[i])
	}
	for ns, i := range more.pages.index {
		c.pages.add(ns, more.pages.list[i])
	}
	c.unnamed = c.unnamed || more.unnamed
	maps.Copy(c.anchors, more.anchors)
	for dir, links := range more.links {
		maps.Copy(c.linksIn(dir), links)
	}
}

// linksIn returns the links on pages of a folder.
func (c *cells) linksIn(dir string) map[string]bool {
	if c.links[dir] == nil {
		c.links[dir] = make(map[string]bool)
	}
	return c.links[dir]
}

func (c *cells) read(p *model.Page) {
	eachNote(p, func(name string) { c.names.of(name)[inNotes]++ })
	if p.Namespace != "" {
		c.pages.of(p.Namespace)[inNotes]++
	}
	links := c.linksIn(path.Dir(p.Path))
	eachExpr(p, func(e *model.TypeExpr) {
		if e.Name == "" {
			c.unnamed = true
		} else {
			c.names.of(e.Name)[inCells]++
		}
		if e.Link == "" {
			return
		}
		links[e.Link] = true
		if _, anchor, ok := strings.Cut(e.Link, "#"); ok {
			c.anchors[anchor] = true
		}
	})
	for i := range p.Methods {
		if m := &p.Methods[i]; m.Link != "" {
			links[m.Link] = true
		}
	}
}

// findTargets finds what links on the pages of each folder lead to. A folder has few
// links, which most of its pages repeat.
func (l *linker) findTargets(links map[string]map[string]bool) {
	type search struct {
		dir, link string
		found     *target
	}
	total := 0
	for _, links := range links {
		total += len(links)
	}
	list := make([]search, 0, total)
	folders := make(map[string]map[string]*target, len(links))
	for dir, links := range links {
		found := make([]target, len(links))
		targets := make(map[string]*target, len(links))
		for link := range links {
			to := &found[len(targets)]
			targets[link] = to
			list = append(list, search{dir, link, to})
		}
		folders[dir] = targets
	}
	each(l, list, func(l *linker, s search) { *s.found = l.findTarget(s.dir, s.link) })
	for p, n := range l.nodes {
		n.links = folders[path.Dir(p.Path)]
	}
}

// eachNote calls f for every type name in an annotation of a page, and in the
// tags of its JSON representations.
func eachNote(p *model.Page, f func(name string)) {
	for _, t := range p.Types {
		if t.NameFrom == model.FromAnnotation {
			f(t.Name)
		}
		if t.JSON == nil {
			continue
		}
		for _, m := range t.JSON.Members {
			if m.Type.Name != "" && !model.IsPrim(m.Type.Name) {
				f(m.Type.Name)
			}
		}
	}
	for _, o := range p.Ops {
		for _, r := range o.Responses {
			if r.From == model.FromAnnotation {
				f(r.Type.Name)
			}
		}
	}
}

// eachExpr calls f for every type expression of a page.
func eachExpr(p *model.Page, f func(*model.TypeExpr)) {
	fields := func(fs []*model.FieldClaim) {
		for _, c := range fs {
			f(&c.Type)
			if c.Inherited != nil {
				f(c.Inherited)
			}
		}
	}
	for _, t := range p.Types {
		fields(t.Fields)
		for i := range t.Bases {
			f(&t.Bases[i].Type)
		}
		for i := range t.Derived {
			f(&t.Derived[i])
		}
	}
	for _, o := range p.Ops {
		fields(o.Body.Fields)
		f(&o.Body.Type)
		for _, c := range o.Params {
			f(&c.Type)
		}
		for _, r := range o.Responses {
			f(&r.Type)
		}
	}
	for i := range p.Methods {
		f(&p.Methods[i].Return)
	}
}
