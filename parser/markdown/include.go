package markdown

// This file splices included files into a page's text. Includes stand on
// lines of their own, but as often inside sentences and table cells
// ("a customer in [!INCLUDE[prod_short](../includes/prod_short.md)]."), where
// the goldmark tree is too late to put blocks; so they are spliced as text,
// before parsing. Includes in code fences and comments are left as they are.

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/model/diag"
)

// A splicer builds the text of one page.
type splicer struct {
	loader *Loader
	work   *workspace
	src    *source // of work
	diags  *diag.List
	stack  []string // files being spliced, the page first
	budget int64    // bytes that may still be included; ends doubling includes
	full   bool     // the budget was overrun and that was reported
	err    error    // first failure to read an included file that exists
	asked  []string
	// missing are the includes without a file.
	missing []MissingInclude
}

// spliceAll appends the pieces of a page that is corrected in part.
func (s *splicer) spliceAll(page segments) {
	for _, g := range page {
		if g.from != nil {
			g.file = s.file(g.from.File())
		}
		if g.made {
			s.src.insert(string(g.text), g.piece)
		} else {
			s.splice(g.piece)
		}
	}
}

// file returns the index of a file that is not the page's own.
func (s *splicer) file(name string) int32 {
	i := slices.Index(s.src.files, name)
	if i < 0 {
		i = len(s.src.files)
		s.src.files = append(s.src.files, name)
	}
	return int32(i)
}

// splice appends p with its includes.
func (s *splicer) splice(p piece) {
	found := s.work.findIncludes(p.text)
	until := lastAmid(p.text)
	if n := len(found); n > 0 {
		until = max(until, found[n-1].at)
	}
	mask := s.work.masked(p.text, until)
	cover, done := mask, 0 // what is left of the mask, and how much of the text is behind
	for _, inc := range found {
		for len(cover) > 0 && cover[0].end <= inc.at {
			cover = cover[1:]
		}
		if inc.at < done || len(cover) > 0 && cover[0].start <= inc.at {
			continue
		}
		head, tail := p.cut(inc.at - done)
		s.addMended(head, done, mask)
		at, rest := tail.cut(inc.size)
		s.include(at, inc.target, linePrefix(head.text), aloneAfter(rest.text))
		p, done, mask = rest, inc.at+inc.size, cover
	}
	s.addMended(p, done, mask)
}

// addMended appends text without includes, which begins at from in the text that
// mask is of. A comment that opens in the middle
// of a line and closes on another ("…in the body. <!-- {") gets a line of its
// own: Markdown knows comments over several blocks only at a line's start,
// and translators move annotations to the end of sentences.
func (s *splicer) addMended(p piece, from int, mask spans) {
	text, done := p.text, 0
	for _, m := range mask {
		at := m.start - from
		if at >= len(text) {
			break
		}
		if m.fence || !m.lines || at < done || opensLine(text, at) {
			continue // or it opened before the include in front of text
		}
		head, tail := p.cut(at - done)
		s.src.add(head)
		s.src.insert("\n", tail)
		p, done = tail, at
	}
	s.src.add(p)
}

// include appends the file that the include at names. prefix is what stands
// before it on its line; alone says that nothing stands behind it.
func (s *splicer) include(at piece, target, prefix string, alone bool) {
	pos := diag.Pos{File: s.src.files[at.file], Line: int(at.line), Col: int(at.col)}
	f := s.open(pos, target)
	if f == nil {
		return
	}
	known := len(s.src.files)
	file := s.file(f.path)
	if len(s.src.files) > known {
		reportUTF8(s.diags, f.path, f.whole, f.encoding)
	}
	body := f.body
	body.file = file
	s.stack = append(s.stack, f.path)
	if indent := quoteOrIndent(prefix); alone && indent == prefix {
		s.block(body, prefix)
	} else {
		s.inline(body, alone && !strings.HasPrefix(strings.TrimSpace(prefix), "|"))
	}
	s.stack = s.stack[:len(s.stack)-1]
}

// open returns the file to include, nil if it must not or cannot be included.
func (s *splicer) open(pos diag.Pos, target string) *file {
	page, _, _ := SplitOverlay(pos.File)
	name, in := s.loader.target(path.Dir(page), target)
	if !fs.ValidPath(name) {
		s.miss(target, pos)
		s.diags.Add(diag.IncludeOutside, pos, "include %q leaves the docs root", target)
		return nil
	}
	s.asked = append(s.asked, name)
	f, err := s.loader.include(in, path.Base(name))
	if unread, ok := errors.AsType[*UnreadError](err); ok {
		s.miss(target, pos)
		s.diags.Add(diag.UnreadPage, pos, "the included file %q is not read: %v", name, unread)
		return nil
	}
	if err != nil && s.err == nil {
		s.err = err
	}
	switch {
	case f == nil:
		s.miss(target, pos)
		if in.missing != "" {
			*s.diags = append(*s.diags, diag.Diag{Rule: diag.IncludeMissing, Pos: pos, Msg: in.complaint})
		} else {
			s.diags.Add(diag.IncludeMissing, pos, "included file %q does not exist", name)
		}
	case slices.Contains(s.stack, f.path):
		s.diags.Add(diag.IncludeCycle, pos, "%q includes itself by way of %s", f.path, strings.Join(s.stack, ", "))
	case len(s.stack) > s.loader.limits.Most(maxIncludeDepth):
		s.diags.Add(diag.IncludeLimit, pos, "includes nest deeper than %d files", s.loader.limits.Most(maxIncludeDepth))
	case s.budget < int64(len(f.whole.text)):
		if !s.full {
			s.diags.Add(diag.IncludeLimit, pos, "the page includes more than %d bytes", s.loader.limits.Includes)
		}
		s.full = true
	default:
		s.budget -= int64(len(f.whole.text)) + 1
		return f
	}
	return nil
}

// miss notes an include without its file.
func (s *splicer) miss(target string, pos diag.Pos) {
	s.missing = s.work.out.missing.append(s.missing, MissingInclude{target, pos})
}

// block splices a file that is included on a line of its own. Blank lines
// keep it apart from its neighbours, as DocFX parses it apart; but rows of a
// table are left to join the table above. Every line gets the prefix of the
// including line, so that it stays in its list or quote.
func (s *splicer) block(body piece, prefix string) {
	apart := !bytes.HasPrefix(body.text, []byte("|")) || hasDelimiter(body.text)
	blank := "\n" + strings.TrimRight(prefix, " \t")
	if apart {
		s.src.insert(blank+"\n"+prefix, body)
	}
	if prefix == "" {
		s.splice(body)
	} else {
		for i, line := range bytes.SplitAfter(body.text, newline) {
			if i > 0 {
				s.src.insert(prefix, body)
			}
			var head piece
			head, body = body.cut(len(line))
			s.splice(head)
		}
	}
	if apart {
		s.src.insert(blank, body)
	}
}

// inline splices a file that is included inside of a line; its line breaks
// become blanks. If nothing follows and the file begins a block (a translator
// moved the include up: "Namespace: x.y [!INCLUDE [beta](…)]"), it gets lines
// of its own.
func (s *splicer) inline(body piece, alone bool) {
	if alone && len(body.text) > 0 && bytes.IndexByte([]byte(">|#<`"), body.text[0]) >= 0 {
		s.src.insert("\n\n", body)
		s.splice(body)
		s.src.insert("\n", body)
		return
	}
	for {
		i := bytes.IndexByte(body.text, '\n')
		if i < 0 {
			s.splice(body)
			return
		}
		line, rest := body.cut(i)
		line, _ = line.cut(len(bytes.TrimRight(line.text, " \t\r")))
		s.splice(line)
		s.src.insert(" ", line)
		_, body = rest.cut(1)
	}
}

// linePrefix returns the last line of text, which what follows continues.
func linePrefix(text []byte) string {
	return string(text[bytes.LastIndexByte(text, '\n')+1:])
}

// quoteOrIndent returns the leading blanks and ">" of s.
func quoteOrIndent(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, " \t>"))]
}

// aloneAfter reports whether nothing but blanks stands before the line's end.
func aloneAfter(text []byte) bool {
	rest := bytes.TrimLeftFunc(text, func(r rune) bool { return r != '\n' && unicode.IsSpace(r) })
	return len(rest) == 0 || rest[0] == '\n'
}

// hasDelimiter reports whether the second line of text is a delimiter row.
func hasDelimiter(text []byte) bool {
	_, rest, _ := bytes.Cut(text, newline)
	return isDelimiter(rest)
}
