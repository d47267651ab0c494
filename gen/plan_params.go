package gen

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
)

// This file plans the arguments of methods: one for each placeholder of the
// path, in order, and the template that says where they go.

// A paramPlan is one argument.
type paramPlan struct {
	name  string
	query string // its name in the query string, "" if it goes into the path
	typ   goType
	prim  model.Prim // the documented type if it is primitive, else ""
	ref   model.Ref  // the documented type, nil if there is none
	doc   string
}

// methodLocals are the names that emitted methods use: none may be hidden by an
// argument.
var methodLocals = []string{
	"s", "ctx", "opts", "body", "content", "out", "err", "context", "iter", "json", "time", "io",
	"list", "page", "callAny", "callValue", "pathText", "target", "reference",
}

// A paramWish is a placeholder on the way to its name.
type paramWish struct {
	paramPlan
	best string
	more func() []string // other names, best first
	to   *string         // where the template has it, nil if it does not
}

// planParams names the placeholders of e.path and replaces them in it by those
// names, so that the template reads like the method.
func (e *endpoint) planParams(p *planner) {
	segments := make([]model.Segment, len(e.path.Segments))
	var wishes []paramWish
	owner := ""
	for i, s := range e.path.Segments {
		at := &segments[i]
		*at = s
		switch s.Kind {
		case model.Literal:
			at.Text = escapeLiteral(s.Text)
			owner = model.ShortName(at.Text)
		case model.Key:
			cleanKey(at)
			wishes = append(wishes, e.keyWish(p, at, owner))
		case model.ItemPath:
			wishes = itemPath(at, wishes)
		case model.Function:
			owner = model.ShortName(s.Text)
			at.Text = escapeLiteral(s.Text)
			wishes = e.args(p, at, wishes)
		default:
			panic("gen: segment of unknown kind")
		}
	}
	wishes = append(wishes, e.queryWishes(p)...)
	e.path = model.Path{Segments: segments}
	e.nameParams(wishes, func(name string) bool { return slices.Contains(methodLocals, name) || p.isImport(name) })
}

// queryWishes asks for the names of arguments in the query string: those that
// every page's request line has a placeholder for (calendarView?startDateTime=
// {start_datetime}), so that they are no option. OData's own $options are.
func (e *endpoint) queryWishes(p *planner) []paramWish {
	var count map[string]int
	var out []paramWish
	for _, u := range e.home {
		for _, q := range u.endpoint().Path.Query {
			if q.Param == "" || strings.HasPrefix(q.Name, "$") {
				continue
			}
			if count == nil {
				count = make(map[string]int)
			}
			if count[q.Name]++; count[q.Name] == len(e.home) {
				known := e.param(p, q.Name, q.Param)
				out = append(out, paramWish{
					paramPlan: paramPlan{typ: named("string"), ref: known.ref, doc: known.doc, query: q.Name},
					best:      names.Local(q.Name),
					more:      func() []string { return []string{names.Local(q.Name + " query"), names.Local("query " + q.Name)} },
				})
			}
		}
	}
	return out
}

// itemPath asks for the name of a path below an item. A path of several
// placeholders is one argument: it may hold slashes.
func itemPath(s *model.Segment, wishes []paramWish) []paramWish {
	if !strings.Contains(s.Text, "{") && len(s.Args) == 0 {
		s.Text = escapeLiteral(s.Text)
		return wishes
	}
	key := "item path"
	if !strings.Contains(s.Text, "{") {
		key = cmp.Or(s.Text, key)
	}
	s.Args = []model.Arg{{Param: key}}
	return append(wishes, paramWish{
		paramPlan: paramPlan{typ: named("string")}, to: &s.Text,
		best: names.Local(key), more: func() []string { return []string{names.Local(key + " path"), "itemPath"} },
	})
}

// args asks for the names of a function's arguments, and makes them such as go
// into the template. A string is quoted whether or not the page does it.
func (e *endpoint) args(p *planner, s *model.Segment, wishes []paramWish) []paramWish {
	s.Args = slices.Clone(s.Args)
	for i := range s.Args {
		a := &s.Args[i]
		known := e.param(p, a.Name, a.Param)
		name, param := a.Name, a.Param
		a.Name, a.Enum = escapeLiteral(a.Name), escapeLiteral(a.Enum)
		if a.Param == "" {
			a.Const = escapeLiteral(a.Const)
			continue
		}
		a.Quoted = a.Quoted || known.ref == model.String && name != ""
		prim, _ := known.ref.(model.Prim)
		wishes = append(wishes, paramWish{
			paramPlan: paramPlan{typ: p.argType(known.ref), prim: prim, ref: known.ref, doc: known.doc}, to: &a.Param,
			best: names.Local(name), more: func() []string {
				return []string{names.Local(param), names.Local("value of " + cmp.Or(name, param))}
			},
		})
	}
	return wishes
}

// A knownParam is what the pages say about a parameter.
type knownParam struct {
	ref model.Ref
	doc string
}

// param finds a parameter by any of its names in the pages' tables: the first row
// with one of them.
func (e *endpoint) param(p *planner, called ...string) knownParam {
	for _, u := range e.home {
		if len(u.op.Params) == 0 {
			continue
		}
		rows, first := p.memo.rowsOf(u.op), len(u.op.Params)
		for _, name := range called {
			if i, ok := rows[model.FoldCase(name)]; ok && name != "" {
				first = min(first, i)
			}
		}
		if first < len(u.op.Params) {
			return knownParam{u.op.Params[first].Type, u.op.Params[first].Doc}
		}
	}
	return knownParam{}
}

// argType returns the Go type of an argument in a path: what has a form there,
// a string for all else.
func (p *planner) argType(r model.Ref) goType {
	if t, ok := p.mappedText(r); ok {
		return t
	}
	switch r := r.(type) {
	case model.Prim:
		if t, ok := prims[r]; ok && t.form == plain && r != model.Decimal {
			return t
		}
	case *model.Enum:
		return named(p.typeNames[r.Name])
	}
	return named("string")
}

// nameParams gives the wishes their names, none of which hides a name that the
// method's body uses: taken.
func (e *endpoint) nameParams(wishes []paramWish, taken func(name string) bool) {
	asked := make([]names.Wish, len(wishes))
	for i := range wishes {
		asked[i] = names.Wish{Name: notMaker(wishes[i].best), First: i == len(wishes)-1}
	}
	given := names.Assign(asked, taken, func(i int) []string {
		more := append(wishes[i].more(), names.Local("arg "+strings.Repeat("of ", i)+"path"))
		for k := range more {
			more[k] = notMaker(more[k])
		}
		return more
	})
	e.params = make([]*paramPlan, len(wishes))
	for i := range wishes {
		w := &wishes[i]
		if w.name = given[i]; w.to != nil {
			*w.to = w.name
		}
		e.params[i] = &w.paramPlan
	}
	if len(e.by) == 0 {
		for _, param := range e.params {
			e.by = append(e.by, param.name)
		}
	}
}

// notMaker returns name, or another if it could be a function that makes
// polymorphic results: "newItem".
func notMaker(name string) string {
	if isMaker(name) {
		return "the" + names.Exported(name)
	}
	return name
}

// isMaker reports whether name could be a function that makes polymorphic
// results: "newItem".
func isMaker(name string) bool {
	rest, ok := strings.CutPrefix(name, "new")
	return ok && token.IsExported(rest)
}

// escapeLiteral returns the constant text of a path as it goes into a URL and
// into a template: everything but plain path characters as %XX.
func escapeLiteral(s string) string {
	const hex = "0123456789ABCDEF"
	plain := 0
	for plain < len(s) && isPathByte(s[plain]) {
		plain++
	}
	if plain == len(s) {
		return s // nearly always
	}
	b := append(make([]byte, 0, len(s)+8), s[:plain]...)
	for _, c := range []byte(s[plain:]) {
		if isPathByte(c) {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}

// isPathByte reports whether c may stand in a path as it is.
func isPathByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~!$&'()*+,;=:@/", c) >= 0
}
