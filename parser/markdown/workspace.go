package markdown

// This file holds the memory that pages are parsed in. A page has thousands of
// texts, cells and lines, most of them small; to allocate each alone would cost
// as much as to parse it, and the collector pays again.

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/docmill/docmill/model/diag"
)

// A workspace is what pages are parsed in, one after the other. Nothing of a
// finished document is in its arenas.
type workspace struct {
	limits       Limits
	src          source
	state        state
	splicer      splicer        // of the page at hand
	speller      speller        // of the text at hand
	refs         bool           // the page may define links, if that was looked up
	known        bool           // it was
	ids          map[string]int // how often each anchor of the page was used
	spare        *ast.Paragraph // that is in no tree; nil if there is none
	spareContext parser.Context // without anything of a page; nil if there is none
	slugs        slugs
	out          *store    // of the document at hand
	diags        diag.List // the findings so far

	signs      signs      // of the text at hand
	parts      []interval // of the line at hand
	intervals  arena[interval]
	segments   arena[text.Segment]
	rawCells   arena[rawCell]
	cellNodes  arena[cellNode]
	paragraphs arena[simpleParagraph]
	headings   arena[headingNode]
	raws       arena[raw]
	tables     arena[tableNode]
	rows       arena[rawRow]
	ends       arena[int]
	nodes      arena[ast.Node]
	spans      arena[span]
	includes   arena[include]
}

// begin returns the source of the next page, which is empty. What becomes of it
// is made in out.
func (w *workspace) begin(name string, out *store) *source {
	w.out, w.known = out, false
	w.intervals.reset()
	w.segments.reset()
	w.rawCells.reset()
	w.cellNodes.reset()
	w.paragraphs.reset()
	w.headings.reset()
	w.raws.reset()
	w.tables.reset()
	w.rows.reset()
	w.ends.reset()
	w.nodes.reset()
	w.spans.reset()
	w.includes.reset()
	if w.ids == nil || len(w.ids) > maxKept {
		w.ids = make(map[string]int)
	}
	clear(w.ids)
	w.parts = emptied(w.parts)
	w.speller = speller{spans: emptied(w.speller.spans), marks: emptied(w.speller.marks), metas: emptied(w.speller.metas)}
	w.src = source{files: append(emptied(w.src.files), name), buf: emptied(w.src.buf), runs: emptied(w.src.runs)}
	return &w.src
}

// maxKept is how much room one page leaves to the next: elements of a list or a map.
// To empty a map takes as long as it is large.
const maxKept = 1 << 16

// emptied returns a list without elements, in the room of another unless that is large.
func emptied[S ~[]T, T any](list S) S {
	if cap(list) > maxKept {
		return nil
	}
	return list[:0]
}

// workspace returns one that nobody uses; it is to be put back.
func (l *Loader) workspace() *workspace {
	if w, ok := l.spaces.Get().(*workspace); ok {
		return w
	}
	return &workspace{limits: l.limits}
}

// A store is what one document is made of, until it is released.
type store struct {
	sections arena[Section]
	within   arena[*Section]
	blocks   arena[Block]
	paras    arena[Para]
	tables   arena[Table]
	rows     arena[Row]
	cells    arena[Text]
	spans    arena[Span]
	codes    arena[Code]
	lines    arena[diag.Pos]
	lists    arena[ListBlock]
	items    arena[Item]
	metas    arena[Meta]
	comments arena[Comment]
	quotes   arena[Quote]
	groups   arena[Tabs]
	tabs     arena[Tab]
	front    arena[FrontField]
	missing  arena[MissingInclude]

	objects []map[string]any // of annotations; the first used are
	used    int
}

// maxObject is how many members an object has at most that is kept when a store is
// reset.
const maxObject = 64

// object returns an empty map that nothing else uses.
func (s *store) object() map[string]any {
	if s.used == len(s.objects) {
		s.objects = append(s.objects, make(map[string]any))
	}
	s.used++
	return s.objects[s.used-1]
}

func (s *store) reset() {
	s.sections.reset()
	s.within.reset()
	s.blocks.reset()
	s.paras.reset()
	s.tables.reset()
	s.rows.reset()
	s.cells.reset()
	s.spans.reset()
	s.codes.reset()
	s.lines.reset()
	s.lists.reset()
	s.items.reset()
	s.metas.reset()
	s.comments.reset()
	s.quotes.reset()
	s.groups.reset()
	s.tabs.reset()
	s.front.reset()
	s.missing.reset()
	if len(s.objects) > maxArena {
		s.objects, s.used = nil, 0
	}
	for i, m := range s.objects[:s.used] {
		if len(m) > maxObject {
			s.objects[i] = make(map[string]any)
		} else {
			clear(m)
		}
	}
	s.used = 0
}

// document returns an empty document.
func (l *Loader) document(name string) *Document {
	out, ok := l.stores.Get().(*store)
	if !ok {
		out = new(store)
	}
	return &Document{Path: name, store: out, stores: &l.stores}
}

// An arena makes small slices that are used until it is reset.
type arena[T any] struct{ all, free []T }

// minArena is how many values an arena has at least, and maxArena how many it
// keeps when it is reset.
const minArena, maxArena = 16, 1 << 14

// take returns a slice of n zero values that nothing else uses until a reset, nil
// if n is 0.
func (a *arena[T]) take(n int) []T {
	if n == 0 {
		return nil
	}
	if n > len(a.free) {
		a.all = make([]T, max(n, minArena, 2*len(a.all)))
		a.free = a.all
	}
	out := a.free[:n:n]
	a.free = a.free[n:]
	return out
}

// one returns a pointer to a zero value.
func (a *arena[T]) one() *T { return &a.take(1)[0] }

// of returns a copy of values.
func (a *arena[T]) of(values []T) []T {
	out := a.take(len(values))
	copy(out, values)
	return out
}

// append appends v to values, which the arena made.
func (a *arena[T]) append(values []T, v T) []T {
	if len(values) == cap(values) {
		values = append(a.take(max(2, 2*len(values)))[:0], values...)
	}
	return append(values, v)
}

func (a *arena[T]) reset() {
	if len(a.all) > maxArena {
		a.all, a.free = nil, nil
	}
	clear(a.all[:len(a.all)-len(a.free)])
	a.free = a.all
}
