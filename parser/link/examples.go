package link

// This file finds examples that contradict the documented types.
//
// The generated tests decode each example into the types that the tables
// document. An example whose value has another JSON kind than its table says
// would fail there, so it is left out, with a finding at the value: one of the
// two is wrong, and a reader of the page cannot know which.
//
// What is accepted must be what the generated decoder accepts (accepts.go).

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// Reasons for which an example is left out.
const (
	excludedJSON     = "the JSON does not parse"
	excludedMismatch = "a value contradicts the documented type"
)

func (l *linker) checkExamples() {
	for _, o := range l.api.Operations {
		for _, e := range o.Examples {
			l.checkMessage(e, e.Request, func(w *walker, v *jsonValue) { w.request(o, v) })
			l.checkMessage(e, e.Response, func(w *walker, v *jsonValue) { w.response(o, e.Response, v) })
		}
	}
}

// checkMessage checks the JSON of one message of e and sets e.Excluded.
func (l *linker) checkMessage(e *model.Example, m *model.Message, check func(*walker, *jsonValue)) {
	if m == nil || m.JSON == nil {
		return
	}
	pos := m.JSON.Pos
	if !pos.IsValid() {
		pos = m.BodyPos
	}
	if m.JSON.Err != nil {
		e.Excluded = excludedJSON
		return
	}
	v, err := parseJSON(m.JSON.Text)
	if err != nil {
		l.diags.Add(diag.ExampleJSON, pos, "the JSON does not parse: %v", err)
		e.Excluded = excludedJSON
		return
	}
	w := &walker{text: m.JSON.Text, pos: pos}
	check(w, v)
	l.diags = append(l.diags, w.diags...)
	if len(w.diags) > 0 && e.Excluded == "" {
		e.Excluded = excludedMismatch
	}
}

// A walker compares one JSON text with types.
type walker struct {
	text  string
	pos   diag.Pos // of the first byte of text
	diags diag.List
}

// request compares a request's body with what the operation accepts.
func (w *walker) request(o *model.Op, v *jsonValue) {
	switch o.Body.Kind {
	case model.BodyResource:
		if o.Body.Type != nil {
			w.value(o.Body.Type, v, nil)
		}
	case model.BodyFields:
		w.object("the request", o.Body.Fields, v, nil)
	}
}

// response compares a response's body with the response of its status.
func (w *walker) response(o *model.Op, m *model.Message, v *jsonValue) {
	r := documented(o, m.Status)
	if r == nil || r.None || r.Stream || r.Type == nil {
		return
	}
	elem, list := model.Elem(r.Type)
	inner := v.member("value")
	switch {
	case list && inner != nil && inner.kind == 'a':
		w.value(r.Type, inner, nil)
	case list:
		w.mismatch(v, nil, `a collection: an object with an array "value"`)
	case inner != nil && wraps(elem, inner):
		w.value(elem, inner, nil)
	default:
		w.value(elem, v, nil)
	}
}

// wraps reports whether a member "value" with content v wraps a single result
// of type elem, as some services answer, rather than being a property.
func wraps(elem model.Ref, v *jsonValue) bool {
	if _, ok := elem.(*model.Type); !ok {
		return true
	}
	return v.kind == 'o' && !hasValue(elem)
}

// hasValue reports whether r is a type with a property "value" of its own.
func hasValue(r model.Ref) bool {
	elem, _ := model.Elem(r)
	t, ok := elem.(*model.Type)
	return ok && slices.ContainsFunc(t.AllFields(), func(f *model.Field) bool { return f.Name == "value" })
}

// documented returns the response of a status; for a status that is a success
// or not given, the first success with a type will do.
func documented(o *model.Op, status int) *model.Response {
	var any *model.Response
	for _, r := range o.Responses {
		if r.Status == status && status != 0 {
			return r
		}
		if any == nil && success(r.Status) && r.Type != nil {
			any = r
		}
	}
	if success(status) {
		return any
	}
	return nil
}

// value compares v with type r; f is the field it is the value of, or nil.
func (w *walker) value(r model.Ref, v *jsonValue, f *model.Field) {
	if v.kind == 'z' {
		return
	}
	switch r := r.(type) {
	case *model.List:
		if v.kind != 'a' {
			w.mismatch(v, f, "an array of "+model.RefName(r.Elem))
			return
		}
		for _, e := range v.elems {
			w.value(r.Elem, e, f)
		}
	case *model.Type:
		t := concrete(r, v)
		w.object(t.Name, t.AllFields(), v, f)
	case *model.Enum:
		if v.kind != 's' {
			w.mismatch(v, f, r.Name+" (a string)")
		}
	case model.Prim:
		if !accepts(r, v) {
			w.mismatch(v, f, string(r))
		}
	default:
		panic("link: reference of unknown kind")
	}
}

// object compares the members of v with fields. Members that no field
// documents are kept by the generated code as they are.
func (w *walker) object(name string, fields []*model.Field, v *jsonValue, of *model.Field) {
	if v.kind != 'o' {
		w.mismatch(v, of, name+" (an object)")
		return
	}
	byName := make(map[string]*model.Field, len(fields))
	for _, f := range fields {
		byName[f.Name] = f
	}
	for _, m := range v.members {
		if f := byName[m.name]; f != nil {
			w.value(f.Type, m.value, f)
		}
	}
}

// concrete returns the type that "@odata.type" names, if it is t or one of its
// descendants, else t.
func concrete(t *model.Type, v *jsonValue) *model.Type {
	tag := v.member("@odata.type")
	if tag == nil || len(t.Derived) == 0 {
		return t
	}
	name := strings.TrimPrefix(tag.text, "#")
	for _, d := range t.Descendants() {
		if d.Name == name {
			return d
		}
	}
	return t
}

func (w *walker) mismatch(v *jsonValue, f *model.Field, want string) {
	pos := offsetPos(w.pos, w.text, v.off)
	if f == nil {
		w.diags.Add(diag.ExampleMismatch, pos, "the example has %s, the page documents %s", v.describe(), want)
		return
	}
	w.diags.AddRelated(diag.ExampleMismatch, pos, related(f.Pos, "documented here"),
		"%q is %s in the example, its table documents %s", f.Name, v.describe(), want)
}
