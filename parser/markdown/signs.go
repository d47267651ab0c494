package markdown

// This file remembers what was seen while the ends of code fences and comments were
// looked for (see recover.go). Of a fence or comment that is not closed most of what is
// below was read in vain, up to the end of the page perhaps, and it ends before the next
// one, which may be no better. Without a memory a page of those took the square of its
// size.

import (
	"bytes"
	"slices"
)

// signs are what the lines of one text say about where fences and comments end. It is
// asked about offsets that grow.
type signs struct {
	fences     [2]fenceLines // of back-quotes, of tildes
	suspects   []int         // headings and comments, which hardly stand in a fence
	headings   []int
	openers    []int // annotations that stand right before a fence
	from, upto int   // the lines of which all this is known

	closing  next // "-->"
	opening  next // another comment at the start of a line
	heading  next
	fenceAt  int // what stands behind a "-->" that was asked about: its offset
	isFence  bool
	content  int // there is nothing but blanks from content to blanksTo
	blanksTo int
}

// A next remembers where something that was looked for is.
type next struct {
	from, at int // the first one behind from is at; -1 if there is none
	known    bool
}

// find returns the offset of the first one in text from off on, -1 if there is none.
func (n *next) find(text []byte, off int, search func([]byte) int) int {
	if n.known && n.from <= off && (n.at < 0 || off <= n.at) {
		return n.at
	}
	n.known, n.from = true, off
	if n.at = search(text[off:]); n.at >= 0 {
		n.at += off
	}
	return n.at
}

// before reports whether one stands in text between off and end.
func (n *next) before(text []byte, off, end int, search func([]byte) int) bool {
	at := n.find(text, off, search)
	return at >= 0 && at < end
}

// begin forgets everything, for another text.
func (s *signs) begin() {
	*s = signs{
		fences:   [2]fenceLines{s.fences[0].emptied(), s.fences[1].emptied()},
		suspects: emptied(s.suspects), headings: emptied(s.headings), openers: emptied(s.openers),
	}
}

// end returns the line from off on that ends the fence which opened with run, be it
// closed there or not: the first that closes it, or opens another with an info string, or
// is the annotation of another. There is none if it is behind the text.
func (s *signs) end(text []byte, off int, run []byte) fenceLine {
	if off < s.from || off > s.upto {
		s.readFrom(off)
	}
	for found, ok := s.known(off, run); ; {
		switch {
		case ok:
			return found
		case s.upto >= len(text):
			return fenceLine{at: len(text), opens: true}
		case s.readLine(text):
			found, ok = s.known(off, run)
		}
	}
}

// readFrom makes the line at off the first that is read.
func (s *signs) readFrom(off int) {
	s.from, s.upto = off, off
	s.fences[0], s.fences[1] = s.fences[0].emptied(), s.fences[1].emptied()
	s.suspects, s.headings, s.openers = s.suspects[:0], s.headings[:0], s.openers[:0]
}

// known is end as far as lines were read.
func (s *signs) known(off int, run []byte) (_ fenceLine, ok bool) {
	opener := firstFrom(s.openers, off)
	found, ok := s.fences[kindOfRun(run[0])].first(off, len(run))
	if opener >= 0 && (!ok || opener < found.at) {
		return fenceLine{at: opener, opens: true}, true
	}
	return found, ok
}

// readLine reads one line more. It reports whether that may end a fence.
func (s *signs) readLine(text []byte) bool {
	at := s.upto
	line, next := lineAt(text, at)
	s.upto = next
	if line = trimPrefix(line); len(line) == 0 {
		return false
	}
	switch line[0] {
	case '`', '~':
		rest := line[runLen(line, line[0]):]
		if opens := isInfo(rest); opens || len(bytes.TrimSpace(rest)) == 0 {
			s.fences[kindOfRun(line[0])].add(fenceLine{at: at, size: len(line) - len(rest), opens: opens})
			return true
		}
	case '#':
		if isHeading(line) {
			s.headings = append(s.headings, at)
			s.suspects = append(s.suspects, at)
		}
	case '<':
		if bytes.HasPrefix(line, commentOpen) {
			s.suspects = append(s.suspects, at)
		}
		if isAnnotation(line) && s.opensFence(text, at) {
			s.openers = append(s.openers, at)
			return true
		}
	}
	return false
}

// opensFence reports whether the annotation at off is closed and a fence stands right
// behind it, so that it must be the next block's.
func (s *signs) opensFence(text []byte, off int) bool {
	i := s.closing.find(text, off, indexClose)
	if i < 0 {
		return false
	}
	if i += len(commentClose); s.fenceAt != i {
		s.fenceAt, s.isFence = i, bytes.HasPrefix(bytes.TrimLeft(text[i:], " \t\r\n"), []byte("```"))
	}
	return s.isFence
}

// contentEnd returns where the content before at ends.
func (s *signs) contentEnd(text []byte, at int) int {
	if s.blanksTo != at {
		s.content, s.blanksTo = len(bytes.TrimRight(text[:at], " \t\r\n")), at
	}
	return s.content
}

// firstFrom returns the first of offsets that is not before off, -1 if none is.
func firstFrom(offsets []int, off int) int {
	if i, _ := slices.BinarySearch(offsets, off); i < len(offsets) {
		return offsets[i]
	}
	return -1
}

func indexClose(text []byte) int { return bytes.Index(text, commentClose) }

// indexComment and indexHeading return where the line break before a comment or a
// heading is. They look for what is rarer than line breaks.
func indexComment(text []byte) int {
	return indexLine(text, commentOpen, func([]byte) bool { return true })
}

func indexHeading(text []byte) int { return indexLine(text, []byte("##"), isHeading) }

// indexLine returns where the line break is before a line that begins with some bytes, and
// that is what is looked for, -1 if there is none.
func indexLine(text, prefix []byte, is func(line []byte) bool) int {
	for at := 0; ; at++ {
		i := bytes.Index(text[at:], prefix)
		if i < 0 {
			return -1
		}
		if at += i; at == 0 || text[at-1] != '\n' {
			continue
		}
		if line, _ := lineAt(text, at); is(line) {
			return at - 1
		}
	}
}

// A fenceLine is a line that closes a fence of a run as long or shorter, or opens one.
type fenceLine struct {
	at     int
	size   int  // of the run
	opens  bool // an info string is behind the run
	longer int  // the index of the next one with a longer run; 0 if none is known
}

// fenceLines are those of one kind of run, in order.
type fenceLines struct {
	list []fenceLine
	top  []int // the indexes of those of which no longer one is known
}

func kindOfRun(c byte) int {
	if c == '~' {
		return 1
	}
	return 0
}

func (f *fenceLines) emptied() fenceLines { return fenceLines{emptied(f.list), emptied(f.top)} }

func (f *fenceLines) add(line fenceLine) {
	for n := len(f.top) - 1; n >= 0 && f.list[f.top[n]].size < line.size; n-- {
		f.list[f.top[n]].longer = len(f.list)
		f.top = f.top[:n]
	}
	f.top = append(f.top, len(f.list))
	f.list = append(f.list, line)
}

// first returns the first line from off on whose run is not shorter than size. It looks at
// no more lines than size.
func (f *fenceLines) first(off, size int) (_ fenceLine, ok bool) {
	i, _ := slices.BinarySearchFunc(f.list, off, func(line fenceLine, off int) int { return line.at - off })
	for i < len(f.list) && f.list[i].size < size {
		if i = f.list[i].longer; i == 0 {
			i = len(f.list)
		}
	}
	if i == len(f.list) {
		return fenceLine{}, false
	}
	return f.list[i], true
}
