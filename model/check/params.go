package check

import (
	"index/suffixarray"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file judges whether the parameters of request lines and the table that
// explains them go together. A page may well have no such table: what
// {group-id} is needs no words. But whoever explains two of three placeholders
// forgot one, or misspelt it; and whoever copied a page forgot a row, or the
// parentheses in the request.

// pathParams reports placeholders that no row explains, rows that explain two
// placeholders of one path, and rows that no request line has.
func pathParams(api *model.API, out *diag.List) {
	for _, o := range api.Operations {
		if len(o.Endpoints) == 0 {
			continue
		}
		rows := urlRows(o)
		if len(rows) == 0 {
			continue
		}
		lines := newRequestLines(o)
		explained := make(map[string]bool, len(rows)) // by letters
		for _, r := range rows {
			lines.row(o, r, out)
			explained[nameLetters(r.Name)] = true
		}
		lines.unexplained(o, explained, out)
	}
}

// urlRows returns the rows about parts of the path. Parameters of other than
// GET may as well be meant for the body.
func urlRows(o *model.Op) []*model.Param {
	gets := !slices.ContainsFunc(o.Endpoints, func(e *model.Endpoint) bool { return e.Method != "GET" })
	var rows []*model.Param
	for _, p := range o.Params {
		if p.In == model.InPath || p.In == model.InFunction && gets {
			rows = append(rows, p)
		}
	}
	return rows
}

// requestLines is what the request lines of an operation have, by letters: a page
// may have many lines and many rows.
type requestLines struct {
	holders [][]holder         // of each line
	parts   map[string]bool    // names of parts of the paths and of their queries
	consts  *suffixarray.Index // of all constants in the queries, nil if there are none
	twice   map[string]repetition
}

// A repetition is the first line that has a key more than once.
type repetition struct {
	pos   diag.Pos
	times int
}

func newRequestLines(o *model.Op) *requestLines {
	l := &requestLines{parts: make(map[string]bool), twice: make(map[string]repetition)}
	var consts []byte
	for _, e := range o.Endpoints {
		for _, s := range e.Path.Segments {
			if s.Kind != model.Function {
				l.parts[nameLetters(s.Text)] = true // a literal, too: "/items/item-id" without braces
			}
			for _, a := range s.Args {
				l.parts[nameLetters(a.Name)], l.parts[nameLetters(a.Param)] = true, true
			}
		}
		for _, q := range e.Path.Query {
			l.parts[nameLetters(q.Name)], l.parts[nameLetters(q.Param)] = true, true
			consts = append(append(consts, nameLetters(q.Const)...), ' ')
		}
		l.line(e)
	}
	if len(consts) > 0 {
		l.consts = suffixarray.New(consts)
	}
	return l
}

// line adds the placeholders of one line.
func (l *requestLines) line(e *model.Endpoint) {
	holders := placeholders(e.Path)
	l.holders = append(l.holders, holders)
	n := make(map[string]int) // how many keys may be called so
	for _, h := range holders {
		if h.key {
			for _, name := range h.letters {
				n[name]++
			}
		}
	}
	for name, times := range n {
		if _, ok := l.twice[name]; !ok && times > 1 {
			l.twice[name] = repetition{e.Pos, times}
		}
	}
}

// has reports whether a line has a part of that name.
func (l *requestLines) has(letters string) bool {
	return l.parts[letters] || l.consts != nil && len(l.consts.Lookup([]byte(letters), 1)) > 0
}

// row reports r if no request line of o has it, or if one has it for two things.
func (l *requestLines) row(o *model.Op, r *model.Param, out *diag.List) {
	rel := diag.Related{Pos: o.Endpoints[0].Pos, Msg: "the request"}
	letters := nameLetters(r.Name)
	if !l.has(letters) {
		out.AddRelated(diag.PathParameter, r.Pos, rel, "parameter %q is in no request line", r.Name)
		return
	}
	if t, ok := l.twice[letters]; ok {
		rel.Pos = t.pos
		out.AddRelated(diag.PathParameter, r.Pos, rel, "parameter %q stands for %d things in one path", r.Name, t.times)
	}
}

// unexplained reports the placeholders that no row is about, on lines of which
// the rows explain another of the same sort: a table of a function's parameters
// need not speak of keys.
func (l *requestLines) unexplained(o *model.Op, explained map[string]bool, out *diag.List) {
	is := func(h holder) bool {
		return slices.ContainsFunc(h.letters, func(name string) bool { return explained[name] })
	}
	done := make(map[string]bool) // once a page: the lines repeat each other
	for i, e := range o.Endpoints {
		sorts := make(map[bool]bool, 2) // whether a key is explained, and an argument
		for _, h := range l.holders[i] {
			sorts[h.key] = sorts[h.key] || is(h)
		}
		for _, h := range l.holders[i] {
			if letters := nameLetters(h.name); !done[letters] && sorts[h.key] && !is(h) {
				done[letters] = true
				out.Add(diag.PathParameter.At(diag.Info), e.Pos, "{%s} is in none of the rows that explain other parameters of the path", h.name)
			}
		}
	}
}

// A holder is one placeholder of a path.
type holder struct {
	name    string   // as written: "id | name"
	letters []string // of what a row may call it, each once
	key     bool     // a key, not the argument of a function
}

// placeholders returns what the caller puts into a path, item paths aside.
func placeholders(p model.Path) []holder {
	var out []holder
	add := func(name string, key bool, names ...string) {
		h := holder{name: name, key: key}
		for _, n := range names {
			if letters := nameLetters(n); !slices.Contains(h.letters, letters) {
				h.letters = append(h.letters, letters)
			}
		}
		out = append(out, h)
	}
	for _, s := range p.Segments {
		switch s.Kind {
		case model.Key:
			add(s.Text, true, strings.Split(s.Text, "|")...)
		case model.Function:
			for _, a := range s.Args {
				if a.Param != "" {
					add(a.Param, false, a.Param, a.Name)
				}
			}
		}
	}
	return out
}

// nameLetters is what a name is compared by: people retype it with other dashes
// and capitals.
func nameLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
