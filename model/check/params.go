package check

import (
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
		for _, r := range rows {
			rowOfRequest(o, r, out)
		}
		done := make(map[string]bool) // once a page: the lines repeat each other
		for _, e := range o.Endpoints {
			holders := placeholders(e.Path)
			for _, h := range holders {
				if !done[nameLetters(h.name)] && !explained(rows, h) && besides(rows, holders, h) {
					done[nameLetters(h.name)] = true
					out.Add(diag.PathParameter.At(diag.Info), e.Pos, "{%s} is in none of the rows that explain other parameters of the path", h.name)
				}
			}
		}
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

// rowOfRequest reports r if no request line of o has it, or if one has it for
// two things.
func rowOfRequest(o *model.Op, r *model.Param, out *diag.List) {
	rel := diag.Related{Pos: o.Endpoints[0].Pos, Msg: "the request"}
	if !slices.ContainsFunc(o.Endpoints, func(e *model.Endpoint) bool { return holds(e.Path, r.Name) }) {
		out.AddRelated(diag.PathParameter, r.Pos, rel, "parameter %q is in no request line", r.Name)
		return
	}
	for _, e := range o.Endpoints {
		n := 0
		for _, h := range placeholders(e.Path) {
			if h.key && explained([]*model.Param{r}, h) {
				n++
			}
		}
		if n > 1 {
			rel.Pos = e.Pos
			out.AddRelated(diag.PathParameter, r.Pos, rel, "parameter %q stands for %d things in one path", r.Name, n)
			return
		}
	}
}

// A holder is one placeholder of a path.
type holder struct {
	name  string   // as written: "id | name"
	names []string // that a row may call it
	key   bool     // a key, not the argument of a function
}

// placeholders returns what the caller puts into a path, item paths aside.
func placeholders(p model.Path) []holder {
	var out []holder
	for _, s := range p.Segments {
		switch s.Kind {
		case model.Key:
			out = append(out, holder{s.Text, strings.Split(s.Text, "|"), true})
		case model.Function:
			for _, a := range s.Args {
				if a.Param != "" {
					out = append(out, holder{a.Param, []string{a.Param, a.Name}, false})
				}
			}
		}
	}
	return out
}

// explained reports whether one of the rows is about h.
func explained(rows []*model.Param, h holder) bool {
	return slices.ContainsFunc(rows, func(p *model.Param) bool {
		return slices.ContainsFunc(h.names, func(n string) bool { return nameLetters(n) == nameLetters(p.Name) })
	})
}

// besides reports whether the rows explain another placeholder of h's sort: a
// table of a function's parameters need not speak of keys.
func besides(rows []*model.Param, all []holder, h holder) bool {
	return slices.ContainsFunc(all, func(o holder) bool { return o.key == h.key && explained(rows, o) })
}

// holds reports whether a path or its query has a part of that name.
func holds(p model.Path, name string) bool {
	want := nameLetters(name)
	for _, s := range p.Segments {
		if s.Kind != model.Function && nameLetters(s.Text) == want {
			return true // a literal, too: "/items/item-id" without braces
		}
		if slices.ContainsFunc(s.Args, func(a model.Arg) bool { return nameLetters(a.Name) == want || nameLetters(a.Param) == want }) {
			return true
		}
	}
	return slices.ContainsFunc(p.Query, func(q model.QueryParam) bool {
		return nameLetters(q.Name) == want || nameLetters(q.Param) == want || strings.Contains(nameLetters(q.Const), want)
	})
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
