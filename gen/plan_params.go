package gen

import (
	"cmp"
	"go/token"
	"maps"
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
	names []string
	typ   goType
	prim  model.Prim
	ref   model.Ref
	doc   string
	query string
	set   func(name string) // puts the name into the template
}

// planParams names the placeholders of e.path and replaces them in it by those
// names, so that the template reads like the method.
func (e *endpoint) planParams(p *planner) {
	segments := make([]model.Segment, len(e.path.Segments))
	var wishes []*paramWish
	owner := ""
	for i, s := range e.path.Segments {
		switch s.Kind {
		case model.Literal:
			s.Text = escapeLiteral(s.Text)
			owner = model.ShortName(s.Text)
		case model.Key:
			s = cleanKey(s)
			wishes = append(wishes, e.keyWish(p, &segments[i], s, owner))
		case model.ItemPath:
			s, wishes = itemPath(&segments[i], s, wishes)
		case model.Function:
			owner = model.ShortName(s.Text)
			s.Text = escapeLiteral(s.Text)
			s.Args = e.args(p, s.Args, &wishes)
		default:
			panic("gen: segment of unknown kind")
		}
		segments[i] = s
	}
	wishes = append(wishes, e.queryWishes()...)
	e.path = model.Path{Segments: segments}
	e.nameParams(wishes, slices.Concat(methodLocals, slices.Collect(maps.Values(p.imports))))
}

// queryWishes asks for the names of arguments in the query string: those that
// every page's request line has a placeholder for (calendarView?startDateTime=
// {start_datetime}), so that they are no option. OData's own $options are.
func (e *endpoint) queryWishes() []*paramWish {
	count := make(map[string]int)
	var out []*paramWish
	for _, u := range e.home {
		for _, q := range u.endpoint().Path.Query {
			if q.Param == "" || strings.HasPrefix(q.Name, "$") {
				continue
			}
			if count[q.Name]++; count[q.Name] == len(e.home) {
				out = append(out, &paramWish{
					names: []string{names.Local(q.Name), names.Local(q.Name + " query"), names.Local("query " + q.Name)},
					typ:   named("string"), ref: e.param(q.Name, q.Param).ref, doc: e.param(q.Name, q.Param).doc, query: q.Name, set: func(string) {},
				})
			}
		}
	}
	return out
}

// keyWish asks for the name of a key. One that is an ID is called after what it
// is the ID of, whatever else a page writes: {id}, {groupId}, {groups-id} behind
// groups are groupID. So is one that says only what keys are ({name}).
func (e *endpoint) keyWish(p *planner, at *model.Segment, s model.Segment, owner string) *paramWish {
	key := firstAlternative(s.Text)
	one := names.Singular(owner)
	w := &paramWish{typ: named("string"), set: func(name string) { at.Text = name }}
	words := names.Words(key)
	if len(words) == 2 && strings.EqualFold(words[1], "value") {
		words = words[:1] // {id_value}
	}
	if n := len(words); n > 1 && owner != "" && strings.EqualFold(words[n-1], "id") {
		words = words[n-1:]
	}
	if len(words) == 1 && owner != "" {
		if !strings.EqualFold(one, words[0]) {
			words = []string{one, words[0]}
		}
		w.names = append(w.names, names.Local(strings.Join(words, " ")))
	}
	w.names = append(w.names, names.Local(key), names.Local(owner+" "+key), names.Local("key of "+owner))
	known := e.param(key)
	if t, ok := p.mappedText(known.ref); ok && key == s.Text {
		w.typ = t
		w.prim, _ = known.ref.(model.Prim)
	}
	w.ref, w.doc = known.ref, known.doc
	return w
}

// cleanKey returns a key whose fixed parts may stand in a template.
func cleanKey(s model.Segment) model.Segment {
	if len(s.Args) == 1 {
		s.Args = []model.Arg{{Name: escapeLiteral(s.Args[0].Name), Quoted: s.Args[0].Quoted}}
	}
	return s
}

// itemPath asks for the name of a path below an item. A path of several
// placeholders is one argument: it may hold slashes.
func itemPath(at *model.Segment, s model.Segment, wishes []*paramWish) (model.Segment, []*paramWish) {
	if !strings.Contains(s.Text, "{") && len(s.Args) == 0 {
		s.Text = escapeLiteral(s.Text)
		return s, wishes
	}
	key := "item path"
	if !strings.Contains(s.Text, "{") {
		key = cmp.Or(s.Text, key)
	}
	s.Args = []model.Arg{{Param: key}}
	return s, append(wishes, &paramWish{
		names: []string{names.Local(key), names.Local(key + " path"), "itemPath"}, typ: named("string"),
		set: func(name string) { at.Text = name },
	})
}

// args asks for the names of a function's arguments, and returns them as they
// go into the template. A string is quoted whether or not the page does it.
func (e *endpoint) args(p *planner, args []model.Arg, wishes *[]*paramWish) []model.Arg {
	out := make([]model.Arg, len(args))
	copy(out, args)
	for i := range out {
		a := &out[i]
		known := e.param(a.Name, a.Param)
		name := a.Name
		a.Name, a.Enum = escapeLiteral(a.Name), escapeLiteral(a.Enum)
		if a.Param == "" {
			a.Const = escapeLiteral(a.Const)
			continue
		}
		typ := p.argType(known.ref)
		a.Quoted = a.Quoted || known.ref == model.String && name != ""
		prim, _ := known.ref.(model.Prim)
		w := &paramWish{typ: typ, prim: prim, ref: known.ref, doc: known.doc, set: func(name string) { a.Param = name }}
		w.names = append(w.names, names.Local(name), names.Local(a.Param), names.Local("value of "+cmp.Or(name, a.Param)))
		*wishes = append(*wishes, w)
	}
	return out
}

// A knownParam is what the pages say about a parameter.
type knownParam struct {
	ref model.Ref
	doc string
}

// param finds a parameter by any of its names in the pages' tables.
func (e *endpoint) param(any ...string) knownParam {
	for _, u := range e.home {
		for _, param := range u.op.Params {
			for _, name := range any {
				if name != "" && strings.EqualFold(strings.Trim(param.Name, "{}"), name) {
					return knownParam{param.Type, param.Doc}
				}
			}
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
func (e *endpoint) nameParams(wishes []*paramWish, taken []string) {
	asked := make([]names.Wish, len(wishes))
	for i, w := range wishes {
		owner := string(rune('a' + i))
		asked[i] = names.Wish{Owner: owner, First: i == len(wishes)-1}
		for _, name := range append(w.names, names.Local("arg "+strings.Repeat("of ", i)+"path")) {
			if isMaker(name) {
				name = "the" + names.Exported(name)
			}
			asked[i].Names = append(asked[i].Names, name)
		}
	}
	byOwner, _ := names.Assign(asked, taken)
	for i, w := range wishes {
		name := byOwner[asked[i].Owner]
		w.set(name)
		e.params = append(e.params, &paramPlan{name: name, query: w.query, typ: w.typ, prim: w.prim, ref: w.ref, doc: w.doc})
	}
	if len(e.by) == 0 {
		for _, param := range e.params {
			e.by = append(e.by, param.name)
		}
	}
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
	const plain = "-._~!$&'()*+,;=:@/"
	var b strings.Builder
	for _, c := range []byte(s) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		const hex = "0123456789ABCDEF"
		b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
	}
	return b.String()
}
