package model

// This file reads operations back.

func (d *jsonReader) op(in *jsonOp) *Op {
	o := &Op{
		ID: in.ID, Page: in.Path, Title: in.Title, Doc: in.Doc, Deprecated: in.Deprecated, Pos: d.pos(in.Pos),
		Endpoints: d.endpoints(in.Endpoints), Body: d.body(in.RequestBody),
	}
	for _, t := range in.PermissionTables {
		o.Permissions = append(o.Permissions, d.table(t))
	}
	for _, h := range in.Headers {
		o.Headers = append(o.Headers, &HeaderClaim{Name: h.Name, Value: h.Value, Type: h.Type, Required: triOf(h.Required), Doc: h.Description, Pos: d.pos(h.Pos)})
	}
	for _, p := range in.Parameters {
		o.Params = append(o.Params, &Param{p.Name, ParamIn(p.In), d.ref(p.jsonRef), triOf(p.Required), p.Description, d.pos(p.Pos)})
	}
	for _, r := range in.Responses {
		o.Responses = append(o.Responses, d.response(r))
	}
	for _, name := range in.Unavailable {
		if d.clouds[name] == nil {
			d.clouds[name] = &Cloud{Name: name}
		}
		o.Unavailable = append(o.Unavailable, d.clouds[name])
	}
	if in.Options != nil {
		o.Options.Known, o.Options.Names = true, *in.Options
	}
	o.Options.Pos, o.Options.Excluded = d.pos(in.OptionsPos), in.Excluded
	for _, e := range in.Examples {
		o.Examples = append(o.Examples, d.example(e))
	}
	for _, i := range in.Implied {
		o.Implied = append(o.Implied, d.implied(o, i))
	}
	return o
}

// implied reads an operation that examples of o imply.
func (d *jsonReader) implied(o *Op, in jsonImplied) *Op {
	out := &Op{
		ID: o.ID, Page: o.Page, Pos: o.Pos, Endpoints: d.endpoints([]jsonEndpoint{in.jsonEndpoint}), IsImplied: true, Body: d.body(in.Body),
	}
	for _, r := range in.Responses {
		out.Responses = append(out.Responses, d.response(r))
	}
	return out
}

func (d *jsonReader) endpoints(list []jsonEndpoint) []*Endpoint {
	var out []*Endpoint
	for _, in := range list {
		p, err := d.template(in.Path)
		if err != nil && len(p.Segments) == 0 {
			d.fail("the path %q: %w", in.Path, err)
		}
		for _, q := range in.Query {
			p.Query = append(p.Query, QueryParam{q.Name, q.Param, q.Value})
		}
		out = append(out, &Endpoint{Method: in.Method, Path: p, Label: in.Label, Pos: d.pos(in.Pos)})
	}
	return out
}

func (d *jsonReader) table(in jsonTable) *PermissionTable {
	return &PermissionTable{
		For: in.Label, Cell: in.Cell, Tie: in.Tie, Endpoints: in.Endpoints, Pos: d.pos(in.Pos),
		Grants: [3]Grant{
			DelegatedWork: d.grant(in.DelegatedWork), DelegatedPersonal: d.grant(in.DelegatedPersonal), Application: d.grant(in.Application),
		},
	}
}

func (d *jsonReader) grant(in jsonGrant) Grant {
	return Grant{triOf(in.Supported), in.AnyOf, in.Note, d.pos(in.Pos)}
}

func (d *jsonReader) body(in *jsonBody) Body {
	if in == nil {
		return Body{}
	}
	b := Body{Type: d.ref(jsonRef{in.Type, in.Collection}), Fields: d.fields(in.Properties), Complete: in.Complete, Pos: d.pos(in.Pos)}
	for kind, name := range bodyNames {
		if name == in.Kind {
			b.Kind = kind
		}
	}
	return b
}

func (d *jsonReader) response(in jsonResponse) *Response {
	r := &Response{
		Status: in.Status, Type: d.ref(jsonRef{in.Type, in.Collection}), None: in.None, Stream: in.Stream, Pos: d.pos(in.Pos),
	}
	if in.Prose != nil {
		r.Prose = d.ref(*in.Prose)
	}
	if in.Block != nil {
		r.Block = d.ref(*in.Block)
	}
	return r
}

func (d *jsonReader) example(in jsonExample) *Example {
	e := &Example{Title: in.Title, Excluded: in.Excluded, Sum: in.Digest}
	if in.Request != nil {
		e.Request = &Message{Method: in.Request.Method, URL: in.Request.URL, Pos: d.pos(in.Request.Pos)}
	}
	if in.Response != nil {
		e.Response = &Message{Status: in.Response.Status, Pos: d.pos(in.Response.Pos)}
	}
	return e
}
