package parser

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file compares the names of permission tables with the segments of
// paths. In a name such as "group event" the last word says what it is and the
// others which: /groups/{id}/events is a group event, /users/{id}/events is an
// event but no group event, and /groups/{id} is neither.

// A subject is what a permission table, or a part of one, is for.
type subject struct {
	text string // as written, "" for everything
	link string // file name of the page it links to, without its ending: often the name of the type
}

func (s subject) with(part subject) subject {
	return subject{joined(s.text, part.text), cmp.Or(part.link, s.link)}
}

// linkedSubject returns a text as a subject.
func linkedSubject(t markdown.Text) subject {
	s := subject{text: t.String()}
	for _, span := range t.Spans {
		if span.Link != "" {
			base := strings.TrimSuffix(path.Base(span.Link), ".md")
			s.link = base[strings.LastIndexByte(base, '-')+1:]
		}
	}
	return s
}

// A name holds the ways to call a subject, each as its words in the singular.
type name struct {
	ways [][]string
	link string // of the subject, lower case
}

// names holds the names of several subjects.
type names []name

// nameSubjects returns the names of subjects: what is joined by "or" apart,
// what is in parentheses apart, without the words at the end that all have
// ("user calendar", "group calendar").
func nameSubjects(subjects []subject, d *dialect.Dialect) names {
	out, notes := make(names, len(subjects)), make([][][]string, len(subjects))
	for i, s := range subjects {
		if pathInText.MatchString(s.text) {
			continue
		}
		text, note := cutNote(s.text)
		out[i] = name{alternatives(text, d), singular(strings.ToLower(s.link))}
		notes[i] = alternatives(note, d)
	}
	for out.dropLast() {
	}
	for i := range out {
		out[i].ways = append(out[i].ways, notes[i]...)
	}
	return out
}

// cutNote takes the text in parentheses out of a text.
func cutNote(s string) (rest, note string) {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "（", "("), "）", ")")
	before, after, ok := strings.Cut(s, "(")
	note, behind, closed := strings.Cut(after, ")")
	if !ok || !closed {
		return s, ""
	}
	return before + behind, note
}

// alternatives returns the words of each of the things that a text lists.
func alternatives(text string, d *dialect.Dialect) [][]string {
	var out [][]string
	var cur []string
	end := func() {
		if cur != nil {
			out, cur = append(out, cur), nil
		}
	}
	for _, field := range strings.FieldsFunc(text, markdown.IsSpace) {
		field = strings.TrimSuffix(strings.TrimSuffix(field, "'s"), "’s")
		if d.Has("scope-or", field) || d.Has("scope-and", field) {
			end()
			continue
		}
		cur = append(cur, camelWords(field)...)
		if strings.HasSuffix(field, ",") {
			end()
		}
	}
	end()
	return out
}

// camelWords cuts "chatMessage" in "chat" and "message", "cloud-PC" in "cloud"
// and "pc".
func camelWords(s string) []string {
	var out []string
	start, lower := 0, false
	flush := func(end int) {
		if start < end {
			out = append(out, singular(strings.ToLower(s[start:end])))
		}
		start = end
	}
	for i, c := range s {
		switch {
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			flush(i)
			start = i + len(string(c))
		case unicode.IsUpper(c) && lower:
			flush(i)
		}
		lower = unicode.IsLower(c)
	}
	flush(len(s))
	return out
}

// dropLast drops the last word of all names if it is the same, and reports
// whether it did. A name of that word alone keeps all as they are.
func (n names) dropLast() bool {
	last, count := "", 0
	for _, name := range n {
		for _, words := range name.ways {
			if len(words) < 2 || last != "" && words[len(words)-1] != last {
				return false
			}
			last = words[len(words)-1]
			count++
		}
	}
	if count < 2 {
		return false
	}
	for _, name := range n {
		for k, words := range name.ways {
			name.ways[k] = words[:len(words)-1]
		}
	}
	return true
}

// A fit says how well a name fits a path; the zero fit is none.
type fit struct {
	at      int // of the segment, counted from 1, that the name ends with
	exact   bool
	missing int // words in front that no earlier segment has
	found   int // those that one has
}

// better reports whether f is better than g: it names a later segment, names
// it in full, leaves less unsaid, says more.
func (f fit) better(g fit) bool {
	switch {
	case f.at != g.at:
		return f.at > g.at
	case f.exact != g.exact:
		return f.exact
	case f.missing != g.missing:
		return f.missing < g.missing
	}
	return f.found > g.found
}

// bySegments returns the subjects that fit an endpoint's path best; of equals
// those that the text above the request line names.
func (n names) bySegments(e *model.Endpoint) []int {
	var best fit
	var out []int
	for j, name := range n {
		mine := name.fit(e.Path)
		if mine.better(best) {
			best, out = mine, nil
		}
		if mine.at > 0 && mine == best {
			out = append(out, j)
		}
	}
	if len(out) > 1 {
		if named := n.byLabel(e.Label, out); named != nil {
			return named
		}
	}
	return out
}

// fit returns the best fit of a subject. What a link leads to counts only where
// the text says nothing, as on a translated page: an event and a group event
// are one type.
func (n name) fit(p model.Path) fit {
	var best fit
	for _, words := range n.ways {
		if f := fitOf(words, p); f.better(best) {
			best = f
		}
	}
	if best.at == 0 && n.link != "" {
		return fitOf([]string{n.link}, p)
	}
	return best
}

// fitOf finds the last segment that a name ends with.
func fitOf(words []string, p model.Path) fit {
	for i, s := range slices.Backward(p.Segments) {
		if s.Kind != model.Literal && s.Kind != model.Function {
			continue
		}
		for k := range words {
			end := strings.Join(words[k:], "")
			exact := isNamed(s.Text, end)
			if !exact && (k < len(words)-1 || !endsIn(end, s.Text)) {
				continue
			}
			f := fit{at: i + 1, exact: exact}
			for _, w := range words[:k] {
				if slices.ContainsFunc(p.Segments[:i], func(s model.Segment) bool { return s.Kind == model.Literal && isNamed(s.Text, w) }) {
					f.found++
				} else {
					f.missing++
				}
			}
			return f
		}
	}
	return fit{}
}

// isNamed reports whether a segment is what a word names.
func isNamed(segment, word string) bool {
	name := segmentName(segment)
	return name == word || name == "me" && word == "user"
}

// endsIn reports whether a word is a compound with a segment's name:
// "tasklist" for lists. Names of three letters are part of too many words.
func endsIn(word, segment string) bool {
	name := segmentName(segment)
	return len(name) > 3 && strings.HasSuffix(word, name)
}

// segmentName returns a path segment in the form of names: the last part of a
// cast's name, lower case, singular.
func segmentName(s string) string {
	return singular(strings.ToLower(s[strings.LastIndexByte(s, '.')+1:]))
}

func singular(s string) string {
	switch {
	case len(s) < 4 || strings.HasSuffix(s, "ss"):
		return s
	case strings.HasSuffix(s, "ies"):
		return s[:len(s)-3] + "y"
	}
	return strings.TrimSuffix(s, "s")
}

// byLabel returns the subjects, of those given or of all, that a label names in
// the most words.
func (n names) byLabel(label string, of []int) []int {
	var said []string
	for _, field := range strings.FieldsFunc(label, markdown.IsSpace) {
		said = append(said, camelWords(field)...)
	}
	most := 0
	var out []int
	for j, name := range n {
		if of != nil && !slices.Contains(of, j) {
			continue
		}
		mine := 0
		for _, words := range name.ways {
			if containsWords(said, words) {
				mine = max(mine, len(words))
			}
		}
		if mine > most {
			most, out = mine, nil
		}
		if mine > 0 && mine == most {
			out = append(out, j)
		}
	}
	return out
}

func containsWords(said, words []string) bool {
	for i := range said {
		if len(said)-i >= len(words) && slices.Equal(said[i:i+len(words)], words) {
			return len(words) > 0
		}
	}
	return false
}
