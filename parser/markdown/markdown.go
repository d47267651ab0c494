package markdown

// This file turns goldmark's tree into a Document.

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"

	"github.com/docmill/docmill/model/diag"
)

// Parse reads the page at name, as [Parse] does.
func (l *Loader) Parse(name string) (*Document, diag.List, error) {
	f, err := l.ReadPage(name)
	if err != nil {
		return nil, nil, err
	}
	defer l.Done(f)
	return l.ParseFile(f)
}

// ParseFile reads the page that f holds, as [Parse] does.
func (l *Loader) ParseFile(f File) (*Document, diag.List, error) {
	w := l.workspace()
	defer l.spaces.Put(w)
	diags := &w.diags // whose memory is for the next page, too
	*diags = emptied(*diags)
	name, data := f.Name, f.Text
	page := wholeFile(data, f.left)
	reportUTF8(diags, name, page, f.Encoding)
	doc := l.document(name)
	front, n := frontMatter(data)
	if n > 0 {
		doc.Front = readFront(front, name, l.limits, doc.store, diags)
		_, page = page.cut(n)
	}
	src := w.begin(name, doc.store)
	s := &w.splicer
	*s = splicer{loader: l, work: w, src: src, diags: diags, stack: append(s.stack[:0], name), budget: l.limits.Includes}
	s.spliceAll(l.corrected(name, page, diags))
	if s.err != nil {
		return nil, slices.Clone(*diags), fmt.Errorf("read include of %s: %w", name, s.err)
	}
	doc.Missing, doc.Includes = s.missing, s.asked
	w.build(doc, diags)
	diags.Sort()
	return doc, append(diag.List(nil), *diags...), nil
}

// build parses w's source into doc.
func (w *workspace) build(doc *Document, diags *diag.List) {
	tree, refs := w.parse(diags)
	b := &builder{doc: doc, work: w, out: w.out, src: &w.src, diags: diags, ids: w.ids, defined: len(refs) > 0}
	doc.Root = b.section()
	doc.Root.Pos = w.src.pos(0)
	b.sections(doc.Root, w.children(tree))
	doc.Links = links(refs)
}

// links returns what the labels of definitions stand for.
func links(refs []parser.Reference) map[string]string {
	if len(refs) == 0 {
		return nil
	}
	m := make(map[string]string, len(refs))
	for _, r := range refs {
		m[strings.ToLower(Fold(string(r.Label())))] = decode(string(r.Destination()))
	}
	return m
}

func (w *workspace) children(n ast.Node) []ast.Node {
	out := w.nodes.take(n.ChildCount())
	c := n.FirstChild()
	for i := range out {
		out[i], c = c, c.NextSibling()
	}
	return out
}

// A builder makes sections and blocks of one page.
type builder struct {
	doc    *Document
	src    *source
	diags  *diag.List
	ids    map[string]int // how often each anchor was used
	anchor string         // an <a name> that stands before the next heading
	work   *workspace
	out    *store
	// defined is set if the page defines links, so that "[x]" may be one.
	defined bool
}

// spell returns the speller with what stands in n. It is used for the next
// text, too.
func (b *builder) spell(n ast.Node) *speller {
	s := b.work.spell(false)
	s.children(n)
	return s
}

// sections fills root with nodes, up to the end or a heading that stands
// above root.
func (b *builder) sections(root *Section, nodes []ast.Node) {
	nodes = b.work.liftHeadings(nodes)
	open := append(make([]*Section, 0, 7), root) // the sections that the next block is in, of six levels at most
	for i := 0; i < len(nodes); {
		h := asHeading(nodes[i])
		top := open[len(open)-1]
		switch {
		case tabOf(nodes[i]) != "":
			tabs, n := b.tabs(nodes[i:], top)
			top.Blocks = b.add(top.Blocks, tabs)
			if picked := tabs.Picked(); picked != nil {
				for _, s := range picked.Sections {
					top.Sections = b.out.within.append(top.Sections, s)
				}
			}
			i += n
		case h != nil:
			s := b.heading(nodes[i])
			for len(open) > 1 && open[len(open)-1].Level >= s.Level {
				open = open[:len(open)-1]
			}
			parent := open[len(open)-1]
			parent.Sections = b.out.within.append(parent.Sections, s)
			open = append(open, s)
			i++
		default:
			top.Blocks = b.block(top.Blocks, nodes[i])
			i++
		}
	}
}

// section returns an empty section.
func (b *builder) section() *Section {
	s := b.out.sections.one()
	s.N = b.doc.Sections
	b.doc.Sections++
	return s
}

func (b *builder) heading(n ast.Node) *Section {
	h := asHeading(n)
	sec := b.section()
	sec.Level, sec.Pos = h.Level, b.src.pos(h.Pos())
	explicit := ""
	if atx, ok := n.(*headingNode); ok && atx.read {
		sec.Title = atx.text
	} else {
		s := b.spell(h)
		at := h.Pos()
		if h.Lines().Len() > 0 {
			at = h.Lines().At(0).Start
		}
		sec.Title = s.result(at)
		explicit = s.anchor
	}
	if len(sec.Title.Spans) > 0 {
		sec.Title.Pos = sec.Title.Spans[0].Pos
	}
	if explicit == "" {
		explicit, b.anchor = b.anchor, ""
	}
	sec.Anchor, sec.ID = b.anchors(explicit, sec.Title.String(), sec.Level)
	return sec
}

// tabs makes a tab group of nodes, the first of which is a tab heading, and
// returns how many nodes it took. The group ends behind "---". If that was
// forgotten, it ends at the first heading that is not deeper than the section
// the group stands in; a deeper heading belongs to its tab only if the group
// goes on behind it.
func (b *builder) tabs(nodes []ast.Node, in *Section) (*Tabs, int) {
	t := b.out.groups.one()
	t.Pos = b.src.pos(nodes[0].Pos())
	seen := make(map[string]bool)
	for i := 0; i < len(nodes); {
		id := tabOf(nodes[i])
		if id == "" {
			if _, ok := nodes[i].(*ast.ThematicBreak); ok {
				i++
			}
			return t, i
		}
		if seen[id] {
			return t, i // the next group
		}
		seen[id] = true
		end := i + 1 + tabLen(nodes[i+1:], in.Level, seen)
		t.Tabs = b.out.tabs.append(t.Tabs, b.tab(nodes[i].(*headingNode), nodes[i+1:end]))
		i = end
	}
	return t, len(nodes)
}

// tabLen returns how many of nodes are the content of a tab in a section of
// the given level.
func tabLen(nodes []ast.Node, level int, seen map[string]bool) int {
	nested := -1 // first heading that may belong to the tab
	for i, n := range nodes {
		h := asHeading(n)
		if h == nil {
			if _, ok := n.(*ast.ThematicBreak); ok {
				return i
			}
			continue
		}
		tab := tabOf(n)
		switch {
		case tab != "" && (nested < 0 || !seen[tab]):
			return i
		case tab != "" || h.Level <= level:
			if nested >= 0 {
				return nested
			}
			return i
		case nested < 0:
			nested = i
		}
	}
	if nested >= 0 {
		return nested
	}
	return len(nodes)
}

// tab returns the tab that h begins. Its title is a link, which says nothing but that.
func (b *builder) tab(h *headingNode, content []ast.Node) Tab {
	title := h.text
	if h.read {
		unlink(title.Spans)
	} else {
		s := b.spell(h)
		unlink(s.spans)
		title = s.result(h.Lines().At(0).Start)
	}
	root := b.section()
	b.sections(root, content)
	return Tab{ID: h.tab, Title: title, Blocks: root.Blocks, Sections: root.Sections, Pos: b.src.pos(h.Pos())}
}

func unlink(spans []Span) {
	for i := range spans {
		spans[i].Link = ""
	}
}

// sortedKeys returns the keys of m in order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
