package markdown

// This file finds the ends of code fences and comments, also of those that
// nobody closed. In Markdown an unclosed fence or comment lasts to the end of
// the page, or to the end of the next one, and everything between is lost:
//
//	```http                              <!-- {
//	GET /groups/{id}                       "blockType": "response"
//	### Response                         }
//	<!-- { "blockType": "response" } -->
//	```http                              ## Response
//
// So the end is looked for on the raw lines first, and the block parsers
// close the block there.

import "bytes"

var (
	commentOpen  = []byte("<!--")
	commentClose = []byte("-->")
	backtick     = []byte("`")
)

// An ending is where a block ends and how that was found out.
type ending struct {
	off    int  // first byte that is no content: the closing fence's line, or behind "-->"
	closed bool // by what should close it; else by docmill
}

// fenceEnd finds the end of the fence whose content begins at off. fence is
// the opening's run of back-quotes or tildes.
//
// Signs that a closing fence was forgotten: the page ends; another fence with
// an info string opens, which no closing fence has; or an annotation of the
// next code block stands inside, that block behind it. The fence then ends
// before the first heading (of level 2 or more: "# x" is a comment in many
// languages), comment or opening fence. A heading alone is such a sign where the
// language has no such lines.
func fenceEnd(src []byte, off int, fence []byte, seen *signs) ending {
	end := seen.end(src, off, fence)
	if !end.opens && !(inFence(seen.headings, off, end.at) && hasNoHeadings(src, off)) {
		return ending{end.at, true}
	}
	at := end.at
	if inFence(seen.suspects, off, at) {
		at = firstFrom(seen.suspects, off)
	}
	// The blank lines above are not the fence's.
	_, next := lineAt(src, max(off, seen.contentEnd(src, at)))
	return ending{min(next, at), false}
}

// inFence reports whether one of offsets is in the fence between off and end.
func inFence(offsets []int, off, end int) bool {
	first := firstFrom(offsets, off)
	return first >= 0 && first < end
}

// hasNoHeadings reports whether the fence whose content begins at off holds HTTP
// or JSON, where no line begins with "##".
func hasNoHeadings(src []byte, off int) bool {
	line := bytes.TrimSpace(src[bytes.LastIndexByte(src[:max(off-1, 0)], '\n')+1 : off])
	info := bytes.ToLower(bytes.TrimLeft(line[bytes.LastIndexAny(line, "`~")+1:], " \t"))
	return bytes.HasPrefix(info, []byte("http")) || bytes.HasPrefix(info, []byte("json")) || bytes.HasPrefix(info, []byte("msgraph"))
}

// lineAt returns the line at off without its line break, and where the next begins.
func lineAt(src []byte, off int) (line []byte, next int) {
	if i := bytes.IndexByte(src[off:], '\n'); i >= 0 {
		return src[off : off+i], off + i + 1
	}
	return src[off:], len(src)
}

// isInfo reports whether s, behind a run of back-quotes, is an info string.
func isInfo(s []byte) bool {
	s = bytes.TrimSpace(s)
	return len(s) > 0 && isLetter(s[0]) && bytes.IndexByte(s, '`') < 0
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isHeading reports whether line is an ATX heading of level 2 to 6.
func isHeading(line []byte) bool {
	line = trimPrefix(line)
	n := runLen(line, '#')
	return n >= 2 && n <= 6 && len(line) > n+1 && line[n] == ' '
}

// isAnnotation reports whether line, or what begins with it, opens a comment
// that holds an annotation of a code block.
func isAnnotation(line []byte) bool {
	line = trimPrefix(line)
	if !bytes.HasPrefix(line, commentOpen) {
		return false
	}
	line = bytes.TrimLeft(line[len(commentOpen):], " \t\r\n")
	return len(line) == 0 || line[0] == '{'
}

// commentEnd finds the end of the comment that opens at off. If it is never
// closed, or is an annotation in which the next comment opens, or a heading
// stands, before any "-->", it ends before the first blank line, heading, fence or
// comment.
func commentEnd(src []byte, off int, seen *signs) ending {
	body := src[off+len(commentOpen):]
	if empty := bytes.TrimLeft(body[:min(2, len(body))], "-"); len(empty) > 0 && empty[0] == '>' {
		return ending{off + len(commentOpen) + bytes.IndexByte(body, '>') + 1, true} // "<!-->", "<!--->"
	}
	begin := off + len(commentOpen)
	if end := seen.closing.find(src, begin, indexClose); end >= 0 {
		isAnnotation := bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{"))
		if !isAnnotation || !seen.opening.before(src, begin, end, indexComment) && !seen.heading.before(src, begin, end, indexHeading) {
			return ending{end + len(commentClose), true}
		}
	}
	_, at := lineAt(src, off)
	for at < len(src) {
		line, next := lineAt(src, at)
		line = bytes.TrimSpace(line)
		if len(line) == 0 || isHeading(line) || bytes.HasPrefix(line, commentOpen) || bytes.HasPrefix(line, []byte("# ")) || fenceRun(line) != nil {
			break
		}
		at = next
	}
	return ending{at, false}
}

// spans are parts of a text, in order: its code fences and comments.
type spans []span

type span struct {
	start, end int
	fence      bool // a fence, not a comment
	lines      bool // spans a line break
}

// opensLine reports whether nothing but blanks and the marks of quotes stand before
// the byte at off on its line.
func opensLine(text []byte, off int) bool {
	for off > 0 && (text[off-1] == ' ' || text[off-1] == '\t' || text[off-1] == '>') {
		off--
	}
	return off == 0 || text[off-1] == '\n'
}

// lastAmid returns the offset of the last comment of text that opens in the middle of
// a line, -1 if there is none.
func lastAmid(text []byte) int {
	last := -1
	for i := 0; ; i += len(commentOpen) {
		j := bytes.Index(text[i:], commentOpen)
		if j < 0 {
			return last
		}
		if i += j; !opensLine(text, i) {
			last = i
		}
	}
}

// masked returns the fences and comments of text, in which nothing is
// included or mended, as far as they begin up to until.
func (w *workspace) masked(text []byte, until int) spans {
	var out spans
	w.signs.begin()
	comment := -1 // the next one, or the text's end
	eol := -1     // where the line ends
	for at := 0; at < len(text) && at <= until; {
		if comment < at {
			if comment = bytes.Index(text[at:], commentOpen); comment < 0 {
				comment = len(text)
			} else {
				comment += at
			}
		}
		if at > eol { // else behind a comment; many may stand on one line
			line, _ := lineAt(text, at)
			eol = at + len(line)
		}
		line, next := text[at:eol], min(eol+1, len(text))
		switch fence := fenceRun(trimPrefix(line)); {
		case fence != nil:
			end := fenceEnd(text, next, fence, &w.signs)
			next = end.off
			if end.closed {
				_, next = lineAt(text, next)
			}
			out = w.spans.append(out, span{at, next, true, true})
		case comment < eol:
			if bytes.Count(text[at:comment], backtick)%2 == 1 {
				break // "`<!--`" is about comments
			}
			end := commentEnd(text, comment, &w.signs).off
			out = w.spans.append(out, span{comment, end, false, end > eol})
			next = end
		}
		at = max(next, at+1)
	}
	return out
}

// fenceRun returns the run of back-quotes or tildes that opens a fence on
// line, nil if none does.
func fenceRun(line []byte) []byte {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return nil
	}
	n := runLen(line, line[0])
	if n < 3 || line[0] == '`' && bytes.IndexByte(line[n:], '`') >= 0 {
		return nil
	}
	return line[:n]
}
