package diff

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file compares what requests carry: parameters, headers and bodies.

// params compares the rows of parameter tables. A placeholder that was renamed
// in the path, too, is one change.
func (d *differ) params(name string, o, p *model.Op) {
	prev, next := paramRows(o), paramRows(p)
	if d.otherPaths(o, p) {
		settleMoved(prev, next)
	}
	for _, in := range paramTables {
		d.paramTable(in, name, o, p, prev[in], next[in])
	}
}

var paramTables = []model.ParamIn{model.InPath, model.InQuery, model.InFunction}

// paramRows returns parameters as rows, by where they go.
func paramRows(o *model.Op) map[model.ParamIn][]*model.Field {
	out := make(map[model.ParamIn][]*model.Field)
	for _, q := range o.Params {
		out[q.In] = append(out[q.In], &model.Field{Name: q.Name, Type: q.Type, Required: q.Required, Doc: q.Doc, Pos: q.Pos})
	}
	return out
}

// otherPaths reports whether a request line has another path or is gone.
func (d *differ) otherPaths(o, p *model.Op) bool {
	return slices.ContainsFunc(d.changes, func(c *Change) bool {
		ofOp := c.Old.File == o.Pos.File && c.New.File == p.Pos.File
		return ofOp && (c.Kind == EndpointPath || c.Kind == PathParameter || c.Kind == EndpointRemoved || c.Kind == EndpointAdded)
	})
}

// settleMoved takes rows out that say the same on both sides and only go
// somewhere else in the request: its path decides that, and is told already.
func settleMoved(prev, next map[model.ParamIn][]*model.Field) {
	for _, from := range paramTables {
		prev[from] = slices.DeleteFunc(prev[from], func(f *model.Field) bool {
			for _, to := range paramTables {
				i := slices.IndexFunc(next[to], func(g *model.Field) bool { return g.Name == f.Name && sameWords(g.Doc, f.Doc) })
				if to != from && i >= 0 {
					next[to] = slices.Delete(next[to], i, i+1)
					return true
				}
			}
			return false
		})
	}
}

func (d *differ) paramTable(in model.ParamIn, name string, o, p *model.Op, prev, next []*model.Field) {
	at := len(d.changes)
	d.fields(owner{old: name, new: name + " " + string(in), at: [2]diag.Pos{o.Pos, p.Pos}, of: parameterRows}, prev, next)
	found := slices.Clone(d.changes[at:])
	d.changes = d.changes[:at]
	for _, c := range found {
		switch {
		case in == model.InQuery && c.Class&(Source|Wire) != 0:
			c.is(Behaviour, "Query parameters are given by options, which take any; the service documents others.")
		case in == model.InPath && (c.Kind == ParameterRenamed || c.Kind == ParameterAdded || c.Kind == ParameterRemoved):
			c.is(Documentation, "The path says which arguments there are; the table describes them.")
			if d.inPaths(c) {
				continue
			}
		case c.Kind == ParameterRenamed && d.inPaths(c):
			continue
		}
		d.changes = append(d.changes, c)
	}
}

// inPaths reports whether a change of a path tells of c already.
func (d *differ) inPaths(c *Change) bool {
	old, name := c.From, c.To
	if c.Kind != ParameterRenamed {
		return false
	}
	return slices.ContainsFunc(d.changes, func(k *Change) bool {
		path := k.Kind == PathParameter || k.Kind == EndpointPath
		return path && k.Old.File == c.Old.File && strings.Contains(k.From, old) && strings.Contains(k.To, name)
	})
}

// headers compares request headers. One header can stand in several rows, each
// for another value.
func (d *differ) headers(name string, o, p *model.Op) {
	type row = *model.HeaderClaim
	subject := func(h row) string { return name + " header " + h.Name }
	nameOf := func(h row) string { return model.FoldCase(h.Name) + ":" }
	gone, came := inSteps(o.Headers, p.Headers,
		step[row]{byKey(func(h row) string { return nameOf(h) + headerForm(h) }), func(a, b row) {
			if a.Required != b.Required {
				d.add(HeaderRequired, subject(b), tri(a.Required, "required"), tri(b.Required, "required"), a.Pos, b.Pos)
				return
			}
			d.text(Description, subject(b), headerText(a), headerText(b), a.Pos, b.Pos)
		}},
		step[row]{byKey(nameOf), func(a, b row) {
			c := d.add(HeaderValue, subject(b), a.Value, b.Value, a.Pos, b.Pos)
			if strings.EqualFold(a.Name, "Authorization") && (a.Value == "" || b.Value == "") {
				c.is(Documentation, "The client sets the header whatever the page says of it.")
			}
		}},
	)
	for _, a := range gone {
		d.add(HeaderRemoved, subject(a), cmp.Or(a.Value, a.Name), "", a.Pos, p.Pos)
	}
	for _, b := range came {
		c := d.add(HeaderAdded, subject(b), "", cmp.Or(b.Value, b.Name), o.Pos, b.Pos)
		if b.Required == model.Yes {
			c.is(Behaviour, "Requests without the header are refused.")
		}
	}
}

var placeholderRE = regexp.MustCompile(`\{[^{}]*\}|<[^<>]*>`)

// headerForm returns the value of a header without what each program fills in:
// what stands in braces, and all that follows the scheme of Authorization (RFC
// 9110 §11.6.2).
func headerForm(h *model.HeaderClaim) string {
	value := words(placeholderRE.ReplaceAllString(h.Value, "{}"))
	if strings.EqualFold(h.Name, "Authorization") {
		value, _, _ = strings.Cut(value, " ")
	}
	return value
}

// headerText returns what the row of a header says.
func headerText(h *model.HeaderClaim) string { return cmp.Or(h.Doc, h.Value) }

var bodyNames = map[model.BodyKind]string{
	model.BodyUnknown: "not documented", model.BodyNone: "none", model.BodyResource: "a resource",
	model.BodyFields: "parameters", model.BodyStream: "bytes", model.BodyJSON: "JSON",
}

// body compares what a request carries, and the rows that say so.
func (d *differ) body(name string, o, p *model.Op) {
	a, b := &o.Body, &p.Body
	of := parameterRows
	if a.Kind != model.BodyFields || b.Kind != model.BodyFields {
		of = acceptedRows
	}
	causes := d.causes(a.Type, b.Type, d.sameFile(a.Pos, b.Pos))
	switch {
	case a.Kind != b.Kind:
		d.because(causes, bodyKind(name, o, p))
		return // the rows mean something else
	case !d.same(a.Type, b.Type):
		c := BodyType.change(name, model.RefName(a.Type), model.RefName(b.Type), a.Pos, b.Pos)
		c.Class, c.Reason = d.typeClass(a.Type, b.Type)
		d.because(causes, c)
	case a.Complete != b.Complete && len(a.Fields) > 0 && len(b.Fields) > 0:
		d.add(BodyClosed, name, all(a), all(b), a.Pos, b.Pos)
	}
	d.fields(owner{old: name, new: name + " body", at: [2]diag.Pos{a.Pos, b.Pos}, of: of}, a.Fields, b.Fields)
}

func all(b *model.Body) string {
	if b.Complete {
		return "lists all"
	}
	return "lists some"
}

// bodyKind says that a request carries something else. A page that is silent
// about the body of a GET or a DELETE means what another says in words: none.
func bodyKind(name string, o, p *model.Op) Change {
	a, b := &o.Body, &p.Body
	c := BodyKind.change(name, join(bodyNames[a.Kind], model.RefName(a.Type)), join(bodyNames[b.Kind], model.RefName(b.Type)), a.Pos, b.Pos)
	switch {
	case bodyless(o) && bodyless(p):
		c.Class, c.Reason = Documentation, "The method takes no body, before and after."
	case a.Kind == model.BodyUnknown || b.Kind == model.BodyUnknown:
		c.Class, c.Reason = Source, "The method takes what the pages say, or what they imply where they do not say."
	}
	return c
}

// bodyless reports whether requests of o carry nothing.
func bodyless(o *model.Op) bool {
	if len(o.Body.Fields) > 0 || o.Body.Kind != model.BodyNone && o.Body.Kind != model.BodyUnknown {
		return false
	}
	return !slices.ContainsFunc(o.Endpoints, func(e *model.Endpoint) bool { return e.Method != "GET" && e.Method != "DELETE" })
}
