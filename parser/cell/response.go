package cell

import (
	"iter"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads what a method answers, from sentences such as
//
//	If successful, this method returns a `200 OK` response code and a
//	collection of [user](user.md) objects in the response body.
//
// What follows a status code, up to the next one, is about it; so is a later
// sentence without a code that speaks of the body ("It does not return
// anything in the response body."). In it the first link, bold name or
// primitive type is the type. Links that lead elsewhere ("a link to the
// [job](job.md)") give none: it is better to know no type than a wrong one.

// Responses reads the prose of a Response section. Each successful outcome
// (2xx, 3xx) gives one claim, in order; a text that names a type and no code
// gives one with Status 0.
func Responses(t markdown.Text, d *dialect.Dialect) []model.ResponseClaim {
	r := &responseReader{f: flatten(t), d: d}
	for s := range sentences(r.f) {
		r.sentence(s)
	}
	if len(r.claims) == 0 && !r.failures {
		r.withoutCode()
	}
	for i := range r.claims {
		settle(&r.claims[i])
	}
	return r.claims
}

type responseReader struct {
	f        *flat
	d        *dialect.Dialect
	claims   []model.ResponseClaim
	failures bool // a 4xx or 5xx code was read
	last     int  // the status of the latest code read
}

func (r *responseReader) text(from, to int) string { return r.f.text[from:to] }

func (r *responseReader) sentence(s sentence) {
	codes := r.codes(s)
	if len(codes) == 0 {
		r.goesOn(s)
		return
	}
	for i, c := range codes {
		r.last = c.status
		if c.status >= 400 {
			r.failures = true
			continue
		}
		to := s.to
		if i+1 < len(codes) {
			to = codes[i+1].from
		}
		claim := model.ResponseClaim{Status: c.status, From: model.FromProse, Pos: r.f.place(c.from)}
		r.outcome(&claim, c.to, to)
		if len(codes) == 1 && claim.Type.IsZero() && !claim.None && !claim.Stream {
			r.typeIn(&claim, s.from, c.from) // "an [x](x.md) and a `200 OK`": other languages' order
		}
		r.add(claim)
	}
}

// add appends a claim; a status that is told twice is one outcome.
func (r *responseReader) add(c model.ResponseClaim) {
	for i := range r.claims {
		if old := &r.claims[i]; old.Status == c.Status {
			if old.Type.IsZero() && !old.None {
				old.Type, old.Stream = c.Type, old.Stream || c.Stream
			}
			return
		}
	}
	r.claims = append(r.claims, c)
}

// goesOn reads a sentence without a code: it is about the code before it.
func (r *responseReader) goesOn(s sentence) {
	if len(r.claims) == 0 || r.last >= 400 {
		return
	}
	text := r.text(s.from, s.to)
	if !r.d.Has("response-goes-on", text) && !r.d.Has("response-none", text) && !r.d.Has("response-both", text) {
		return
	}
	first := len(r.claims) - 1
	if r.d.Has("response-both", text) {
		first = 0
	}
	for i := first; i < len(r.claims); i++ {
		if c := &r.claims[i]; c.Type.IsZero() && !c.None && !c.Stream {
			r.outcome(c, s.from, s.to)
		}
	}
}

// withoutCode reads a text that names no code: the first sentence that says
// what is returned.
func (r *responseReader) withoutCode() {
	for s := range sentences(r.f) {
		if !r.d.Has("response-returns", r.text(s.from, s.to)) {
			continue
		}
		claim := model.ResponseClaim{From: model.FromProse, Pos: r.f.place(s.from)}
		r.outcome(&claim, s.from, s.to)
		if !claim.Type.IsZero() || claim.None || claim.Stream {
			r.claims = append(r.claims, claim)
			return
		}
	}
}

// settle applies what HTTP says about a status: 204 has no body, and one who
// follows a 302 gets a file.
func settle(c *model.ResponseClaim) {
	switch {
	case c.Status == 204 || c.Status == 205 || c.Status == 304:
		c.None, c.Stream, c.Type = true, false, model.TypeExpr{}
	case c.Status >= 300 && c.Type.IsZero():
		c.Stream = !c.None
	case c.Status == 202 && c.Type.IsZero() && !c.Stream:
		c.None = true
	}
}

type statusCode struct{ status, from, to int }

// codes finds the status codes of a sentence.
func (r *responseReader) codes(s sentence) []statusCode {
	var out []statusCode
	for from, end := range r.words(s.from, s.to) {
		word := r.text(from, end)
		if len(word) != 3 || word[0] < '2' || word[0] > '5' {
			continue
		}
		n, err := strconv.Atoi(word)
		if err != nil || !r.isStatus(from, end) {
			continue
		}
		to := end
		if r.f.span(from).Code {
			to = r.f.runEnd(from, len(r.f.text))
		}
		out = append(out, statusCode{n, from, min(to, s.to)})
	}
	return out
}

// words yields where the words of a part of the text begin and end.
func (r *responseReader) words(from, to int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for from < to {
			end := from
			for end < to && isNameByte(r.f.text[end]) {
				end++
			}
			if end > from && !yield(from, end) {
				return
			}
			from = max(end, from+1)
		}
	}
}

// longestReason is longer than any reason of a status code. Each number is asked what
// follows it.
const longestReason = 100

// isStatus reports whether three digits are a status code: at the beginning
// of a code span, after "HTTP", or in front of a reason.
func (r *responseReader) isStatus(from, to int) bool {
	rest := r.f.text[to:min(to+longestReason, len(r.f.text))]
	if strings.HasPrefix(rest, "-") {
		return false // "a 200-series code"
	}
	before := strings.TrimRight(r.f.text[:from], "` ")
	if strings.HasSuffix(before, "HTTP") || strings.HasSuffix(before, "HTTP/1.1") {
		return true
	}
	if r.f.span(from).Code {
		return markdown.Fold(r.f.span(from).Text[:r.f.offset(from)]) == ""
	}
	return r.d.Has("response-status", strings.TrimLeft(rest, "`"))
}

// outcome reads what a part of a sentence says about the body.
func (r *responseReader) outcome(c *model.ResponseClaim, from, to int) {
	text := r.text(from, to)
	if r.d.Has("response-none", text) {
		c.None = true
		return
	}
	r.typeIn(c, from, to)
	switch {
	case c.Type.Name == "Edm.Stream":
		c.Type, c.Stream = model.TypeExpr{}, true
	case c.Type.IsZero() && r.d.Has("response-stream", text):
		c.Stream = true
	}
}

// typeIn finds the type that a part of a sentence names.
func (r *responseReader) typeIn(c *model.ResponseClaim, from, to int) {
	in := r.d.In(r.text(from, to))
	if m, ok := in.First("response-body"); ok && m.Start > 0 {
		if after := from + m.End; !r.names(from, from+m.Start) && r.names(after, to) {
			r.typeIn(c, after, to) // "in its body, a [x](x.md) object": other languages' order
			return
		}
		to = from + m.Start
		// "a Location header for it, and a new [x](x.md)": the last part is in the body.
		if in.MayHave("response-header") {
			if m, ok := r.d.First("response-header", r.text(from, to)); ok {
				from += m.End
			}
		}
	}
	for i := from; i < to; {
		end := r.f.runEnd(i, to)
		if e, next, ok := r.candidate(i, end, to); ok {
			if r.d.Has("response-elsewhere", r.text(from, i)) {
				return
			}
			e.Collection = e.Collection || r.plural(from, i, next, to)
			c.Type = e
			return
		}
		i = end
	}
}

// names reports whether a part of a sentence names a type.
func (r *responseReader) names(from, to int) bool {
	for i := from; i < to; {
		end := r.f.runEnd(i, to)
		if _, _, ok := r.candidate(i, end, to); ok {
			return true
		}
		i = end
	}
	return false
}

// candidate reads the type that the run of text from i to end names, if it
// names one, with its alternatives ("[a](a.md) or [b](b.md)").
func (r *responseReader) candidate(i, end, to int) (e model.TypeExpr, next int, ok bool) {
	span := r.f.span(i)
	switch {
	case span.Link != "":
		return r.linked(i, to)
	case span.Bold:
		name := strings.Trim(r.text(i, end), " ")
		if strings.Contains(name, " ") || !r.d.Has("response-object", r.text(end, to)) {
			return e, end, false
		}
		return model.TypeExpr{Name: name, Raw: name, Pos: r.f.place(i)}, end, true
	case !span.Code:
		return r.primitive(i, end)
	}
	return e, end, false
}

// linked reads the type of a link and those joined to it by "or".
func (r *responseReader) linked(i, to int) (model.TypeExpr, int, bool) {
	link, end := r.f.span(i).Link, i
	for end < to && r.f.span(end).Link == link {
		end = r.f.runEnd(end, len(r.f.text))
	}
	end = min(end, to)
	if strings.HasPrefix(link, "http") && !strings.Contains(link, "resources/") {
		return model.TypeExpr{}, end, false
	}
	e, _ := Type(r.f.slice(i, end), r.d, markdown.Limits{}) // of what a link shows
	if e.IsZero() {
		return e, end, false
	}
	m, ok := r.d.First("response-or", r.text(end, to))
	if at := end + m.End; ok && at < to && r.f.span(at).Link != "" {
		if alt, next, ok := r.linked(at, to); ok {
			e.Or = append(append(e.Or, alt), alt.Or...)
			e.Or[len(e.Or)-1-len(alt.Or)].Or = nil
			end = next
		}
	}
	return e, end, true
}

// slice returns the inline content of f between two offsets.
func (f *flat) slice(from, to int) markdown.Text {
	t := markdown.Text{Pos: f.place(from)}
	for i := from; i < to; {
		end := f.runEnd(i, to)
		s := *f.span(i)
		s.Text, s.Pos = f.text[i:end], f.place(i)
		t.Spans = append(t.Spans, s)
		i = end
	}
	return t
}

// primitive finds the first primitive type in running text. Only capitalised
// words and three unmistakable ones count: "date", "text" and "object" are
// English.
func (r *responseReader) primitive(i, end int) (e model.TypeExpr, next int, ok bool) {
	for from, to := range r.words(i, end) {
		word := r.text(from, to)
		switch word {
		case "string", "boolean", "integer":
		default:
			if word[0] < 'A' || word[0] > 'Z' || len(word) == 1 || strings.Contains(word, "_") {
				continue
			}
		}
		term, known := r.d.Lookup(word)
		if !known || !strings.HasPrefix(term, "Edm.") || word == strings.ToUpper(word) {
			continue
		}
		return model.TypeExpr{Name: term, Raw: word, Pos: r.f.place(from)}, to, true
	}
	return e, end, false
}

// plural reports whether the words around a type make a collection of it.
func (r *responseReader) plural(from, at, next, to int) bool {
	if r.d.Has("response-plural", r.text(next, to)) {
		return true
	}
	return r.d.Has("response-collection", r.text(from, at))
}
