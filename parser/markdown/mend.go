package markdown

// This file reads links that Markdown leaves as text, because they name the
// type of a property all the same:
//
//	[identitySet][]                     no definition of the label on the page
//	Collection([**item**][item])        the label in bold
//	[invitedUser](inviteduser.md        a parenthesis forgotten before the "|"

import "strings"

// A part is text cut out of a span: its Text is that of s.spans[span] from at on.
type part struct {
	Span
	span, at int
}

// mend returns the spans of s with such links as links.
func (s *speller) mend() []Span {
	var parts []part
	for i, sp := range s.spans {
		p := part{Span: sp, span: i}
		if sp.Code || sp.Link != "" || len(sp.Text) > 2*maxSpan {
			parts = append(parts, p)
		} else {
			parts = s.mendPart(parts, p)
		}
	}
	out := s.out.spans.take(len(parts))
	for i, p := range parts {
		out[i] = p.Span
		out[i].Pos = s.pos(p.span, p.at)
	}
	return out
}

// mendPart appends p to out, cut at the links in it. What was seen of its text
// is not looked at again for each bracket.
func (s *speller) mendPart(out []part, p part) []part {
	open, closed, paren := -1, -1, strings.LastIndexByte(p.Text, ')')
	for i := 0; ; {
		j := strings.IndexByte(p.Text[i:], ']')
		if j >= 0 {
			if k := strings.LastIndexByte(p.Text[i:i+j], '['); k >= 0 {
				open = i + k
			}
		}
		if i += j; j < 0 || i+1 >= len(p.Text) {
			return appendPart(out, p, len(p.Text))
		}
		var tail linkTail
		ok := labelOpens(out, open, closed, i)
		if ok {
			tail, ok = readTail(p.Text[i+1:], paren > i)
		}
		if !ok {
			closed = i
			i++
			continue
		}
		var label []part
		out, label = takeLabel(appendPart(out, p, i))
		for _, l := range label {
			if l.Link = tail.link; tail.link == "" {
				if l.Ref = tail.label; tail.label == "" {
					l.Ref = textOf(label)
				}
			}
			out = append(out, l)
		}
		p = p.from(i + 1 + tail.size)
		i, open, closed, paren = 0, -1, -1, paren-(i+1+tail.size)
	}
}

// A linkTail is what stands behind the "]" of a link's text.
type linkTail struct {
	label string // of "[label]"
	link  string // of "(link" up to the end of the text
	size  int    // bytes of the whole
}

// readTail reads the tail of a link at the start of s, which has a ")" or not.
func readTail(s string, paren bool) (linkTail, bool) {
	switch s[0] {
	case '[':
		i := strings.IndexByte(s, ']')
		if i < 0 || strings.ContainsAny(s[1:i], "[\n") {
			return linkTail{}, false
		}
		return linkTail{label: Fold(s[1:i]), size: i + 1}, true
	case '(':
		if paren {
			return linkTail{}, false
		}
		end := strings.IndexFunc(s, IsSpace)
		if end < 0 {
			end = len(s)
		}
		return linkTail{link: s[1:end], size: end}, end > 1
	}
	return linkTail{}, false
}

// labelOpens reports whether the "]" at i has a "[" for it: the last in the text
// before it, which stands at open and not before another "]" at closed (-1 for
// none), or one in the few parts before it on the same line.
func labelOpens(out []part, open, closed, i int) bool {
	if open >= 0 {
		return open > closed && open+1 < i
	}
	if closed >= 0 {
		return false
	}
	for i := len(out) - 1; i >= max(0, len(out)-4) && out[i].Text != "\n"; i-- {
		if out[i].Link != "" || out[i].Ref != "" {
			return false
		}
		if j := strings.LastIndexByte(out[i].Text, '['); j >= 0 && !out[i].Code {
			return j > strings.LastIndexByte(out[i].Text, ']')
		}
	}
	return false
}

// takeLabel cuts the parts behind the last "[" off out, and the "[" itself.
// It reuses out; label is a copy.
func takeLabel(out []part) (before, label []part) {
	for i := len(out) - 1; ; i-- {
		j := strings.LastIndexByte(out[i].Text, '[')
		if j < 0 || out[i].Code {
			continue
		}
		if rest := out[i].from(j + 1); rest.Text != "" {
			label = append(label, rest)
		}
		label = append(label, out[i+1:]...)
		head := out[i]
		return appendPart(out[:i], head, j), label
	}
}

func textOf(parts []part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return Fold(b.String())
}

// appendPart appends the first n bytes of p, if any.
func appendPart(out []part, p part, n int) []part {
	if p.Text = p.Text[:n]; n > 0 {
		out = append(out, p)
	}
	return out
}

// from returns p without its first n bytes.
func (p part) from(n int) part {
	p.Text = p.Text[n:]
	p.at += n
	return p
}
