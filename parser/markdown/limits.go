package markdown

// This file has the bounds of what one page may cost to read. Pages may come
// from strangers, and parts of Markdown take quadratic time: what is over a
// bound is a finding, and is left out or read as plain text. The bounds are far
// above what people write (docs/limits.md has both).

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/docmill/docmill/model/diag"
)

// Limits are the bounds that users can move. Zero is the default.
type Limits struct {
	// Page is how large a file of a page may be, in bytes.
	Page int64
	// Includes is how much text one page may include, in bytes.
	Includes int64
	// Times is how many times the usual the other bounds are.
	Times int
}

// DefaultLimits are what zero stands for.
var DefaultLimits = Limits{Page: 4 << 20, Includes: 4 << 20}

// MaxPage returns how large a file of a page may be, in bytes.
func (l Limits) MaxPage() int64 { return cmp.Or(l.Page, DefaultLimits.Page) }

// Most returns how much there may be of what there may be usual of.
func (l Limits) Most(usual int) int { return usual * max(1, l.Times) }

// NewLoader returns a Loader, as [NewLoader] does, that keeps to l.
func (l Limits) NewLoader(fsys fs.FS, over *Overlays) *Loader {
	loader := NewLoader(fsys, over)
	loader.limits = Limits{Page: l.MaxPage(), Includes: cmp.Or(l.Includes, DefaultLimits.Includes), Times: l.Times}
	return loader
}

// These are usual: Times moves them all.
const (
	maxIncludeDepth   = 16
	maxNesting        = 64       // quotes and lists in one another
	maxParagraphLines = 1000     // goldmark searches them again for each link
	maxLabels         = 500      // brackets of links that open in one paragraph, cell or heading
	maxMarks          = 1000     // runs of * and _ in one paragraph, cell or heading
	maxFrontBytes     = 32 << 10 // of front matter that needs more YAML than "key: value"
	maxFrontDepth     = 32       // of its lists and mappings
)

// An UnreadError says why a file is not read: because of what it is, not
// because something failed.
type UnreadError struct{ Why string }

// Error returns the reason.
func (e *UnreadError) Error() string { return e.Why }

// readFile returns the bytes of a file of at most limit bytes, as [ReadFileIn] does; the
// error is an [UnreadError] if it has more. A file system of files that may be large must refuse
// them itself, before it reads.
func readFile(fsys fs.FS, memory []byte, name string, limit int64) ([]byte, error) {
	data, err := ReadFileIn(fsys, memory, name)
	if err == nil && int64(len(data)) > limit {
		return nil, TooLarge(int64(len(data)), limit)
	}
	return data, err
}

// NotRegular returns why the file name is none to read, or nil: it is a pipe, a
// device or a socket, or a link that leads to nothing in its file system.
func NotRegular(fsys fs.FS, name string) error {
	info, err := fs.Stat(fsys, name)
	switch {
	case err == nil && (info.Mode().IsRegular() || info.IsDir()):
		return nil
	case err == nil:
		return &UnreadError{"it is no file but a pipe, device or socket"}
	}
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err
	}
	return &UnreadError{fmt.Sprintf("it leads to nothing in the docs root: %v", err)}
}

// TooLarge returns the error about a file of more bytes than limit.
func TooLarge(size, limit int64) error {
	return &UnreadError{fmt.Sprintf("it has %d bytes, the limit is %d", size, limit)}
}

// limit adds a finding for the first place that is over a bound.
func (s *state) limit(off int, format string, args ...any) {
	if s.over == nil {
		s.over = make(map[string]bool)
	}
	if !s.over[format] {
		s.over[format] = true
		s.diags.Add(diag.PageLimit, s.src.pos(off), format, args...)
	}
}

// tooDeep reports whether a quote or list that opens now is one too many.
func tooDeep(reader text.Reader, pc parser.Context) bool {
	st := stateOf(pc)
	most := st.work.limits.Most(maxNesting)
	if len(pc.OpenedBlocks()) <= most {
		return false
	}
	_, seg := reader.PeekLine()
	st.limit(seg.Start, "lists and quotes nest deeper than %d; what is deeper is read as text", most)
	return true
}

// A linkParser reads links, but not without end: goldmark looks at all open
// brackets of a text for each that closes, and on to the text's end for each
// "](" behind which no ")" stands.
type linkParser struct{ parser.InlineParser }

func (l linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if line[0] != ']' {
		st := stateOf(pc)
		most := st.work.limits.Most(maxLabels)
		if st.labels++; st.labels > most {
			st.limit(seg.Start, "a text has more than %d opening brackets; those behind them begin no links", most)
			return nil
		}
	}
	return l.InlineParser.Parse(parent, block, pc)
}

// CloseBlock is called at the end of each text.
func (l linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	stateOf(pc).labels, stateOf(pc).marks = 0, 0
	if c, ok := l.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// An emphasisParser reads emphasis, but not without end: goldmark looks back at
// all runs that may open for each that closes none of them.
type emphasisParser struct{ parser.InlineParser }

func (e emphasisParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	st := stateOf(pc)
	most := st.work.limits.Most(maxMarks)
	if st.marks++; st.marks > most {
		_, seg := block.PeekLine()
		st.limit(seg.Start, "a text has more than %d runs of * and _; those behind them are no emphasis", most)
		return nil
	}
	return e.InlineParser.Parse(parent, block, pc)
}
