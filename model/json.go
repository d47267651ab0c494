package model

// This file writes an API as JSON, for tools in other languages and for
// measuring the model against a service's own metadata. model.schema.json
// describes the result; a test compares the two key by key.
//
// Types are written as full names with a collection flag beside them. A fact
// that pages are silent about is left out, so that "false" means that a page
// says no.

import (
	_ "embed"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// Schema is the JSON Schema (draft 2020-12) of what [API.WriteJSON] writes.
//
//go:embed model.schema.json
var Schema []byte

// WriteJSON writes the API as one indented JSON document that [Schema]
// describes. Equal APIs give equal bytes. An error is w's.
func (a *API) WriteJSON(w io.Writer) error {
	return diag.WriteJSON(w, " ", a.json())
}

func (a *API) json() jsonAPI {
	out := jsonAPI{Version: jsonVersion, BaseURL: a.BaseURL, Types: []jsonType{}, Enums: []jsonEnum{}, Operations: []jsonOp{}}
	for _, c := range a.Clouds {
		out.Clouds = append(out.Clouds, jsonCloud{c.Name, c.BaseURL})
	}
	for _, t := range a.Types {
		out.Types = append(out.Types, t.json())
	}
	for _, e := range a.Enums {
		out.Enums = append(out.Enums, e.json())
	}
	for _, o := range a.Operations {
		out.Operations = append(out.Operations, o.json())
	}
	out.Files = a.Files
	return out
}

func (t *Type) json() jsonType {
	out := jsonType{
		FullName: t.Name, Kind: "complex", Abstract: t.Abstract, Open: t.Open, Deprecated: t.Deprecated, Page: path.Base(t.Page),
		Pages: []string{}, Paths: append([]string{}, t.Pages...), Doc: t.Doc, Pos: t.Pos.String(), Properties: jsonFields(t.Fields),
	}
	if t.Entity {
		out.Kind = "entity"
	}
	if t.Base != nil {
		out.Base = &t.Base.Name
	}
	if t.Key != "" {
		out.Key = &t.Key
	}
	if t.KeyPos.IsValid() {
		out.KeyPos = t.KeyPos.String()
	}
	for _, p := range t.Pages {
		out.Pages = append(out.Pages, path.Base(p))
	}
	return out
}

func jsonFields(fields []*Field) []jsonField {
	out := []jsonField{}
	for _, f := range fields {
		jf := jsonField{
			Name: f.Name, jsonRef: refJSON(f.Type), Nav: f.Nav, Nullable: f.Nullable.json(), ReadOnly: f.ReadOnly.json(),
			Required: f.Required.json(), Deprecated: f.Deprecated, Values: f.Values, AnyValue: f.AnyValue, Description: f.Doc, Pos: f.Pos.String(),
		}
		if f.Inherited != nil {
			jf.Inherited = f.Inherited.Name
		}
		for _, r := range f.Rules {
			jf.Rules = append(jf.Rules, jsonRule{string(r.Kind), r.Min, r.Max, r.Text, r.Sentence, r.Pos.String()})
		}
		out = append(out, jf)
	}
	return out
}

// refJSON writes a reference as the name of its element type and a flag.
func refJSON(r Ref) jsonRef {
	elem, list := Elem(r)
	return jsonRef{RefName(elem), list}
}

// json returns nil for Unknown, so that the member is left out.
func (t Tri) json() *bool {
	if t == Unknown {
		return nil
	}
	b := t.Bool()
	return &b
}

func (e *Enum) json() jsonEnum {
	out := jsonEnum{
		FullName: e.Name, Flags: e.Flags, Page: path.Base(e.Page), Path: e.Page, Source: e.Source, Doc: e.Doc, Pos: e.Pos.String(),
		Members: []jsonMember{},
	}
	for _, m := range e.Members {
		out.Members = append(out.Members, jsonMember{m.Name, m.Value, m.Doc, m.Pos.String()})
	}
	return out
}

func (o *Op) json() jsonOp {
	out := jsonOp{
		ID: o.ID, Page: path.Base(o.Page), Path: o.Page, Title: o.Title, Doc: o.Doc, Deprecated: o.Deprecated, Pos: o.Pos.String(),
		Endpoints: []jsonEndpoint{}, Permissions: allScopes(o.Permissions), Responses: []jsonResponse{},
		RequestBody: o.Body.json(),
	}
	for _, e := range o.Endpoints {
		out.Endpoints = append(out.Endpoints, e.json())
	}
	for _, i := range o.Implied {
		out.Implied = append(out.Implied, i.impliedJSON()...)
	}
	if len(o.Permissions) > 1 {
		out.PermissionSets = scopeSets(o.Permissions)
	}
	for _, t := range o.Permissions {
		out.PermissionTables = append(out.PermissionTables, t.json())
	}
	for _, h := range o.Headers {
		out.Headers = append(out.Headers, jsonHeader{h.Name, h.Value, h.Type, h.Required.json(), h.Doc, h.Pos.String()})
	}
	for _, p := range o.Params {
		out.Parameters = append(out.Parameters, jsonParam{
			p.Name, string(p.In), refJSON(p.Type), p.Required.json(), p.Doc, p.Pos.String(),
		})
	}
	for _, r := range o.Responses {
		out.Responses = append(out.Responses, r.json())
	}
	for _, c := range o.Unavailable {
		out.Unavailable = append(out.Unavailable, c.Name)
	}
	if o.Options.Known {
		names := append([]string{}, o.Options.Names...)
		out.Options = &names
	}
	if o.Options.Pos.IsValid() {
		out.OptionsPos = o.Options.Pos.String()
	}
	out.Excluded = o.Options.Excluded
	for _, e := range o.Examples {
		out.Examples = append(out.Examples, e.json())
	}
	return out
}

func (e *Example) json() jsonExample {
	out := jsonExample{Title: e.Title, Excluded: e.Excluded, Digest: e.Digest()}
	if m := e.Request; m != nil {
		out.Request = &jsonRequest{m.Method, m.URL, m.Pos.String()}
	}
	if m := e.Response; m != nil {
		out.Response = &jsonAnswer{m.Status, m.Pos.String()}
	}
	return out
}

func (e *Endpoint) json() jsonEndpoint {
	out := jsonEndpoint{Method: e.Method, Path: rawPath(e.Path), Label: e.Label, Pos: e.Pos.String()}
	for _, q := range e.Path.Query {
		out.Query = append(out.Query, jsonQuery{q.Name, q.Param, q.Const})
	}
	return out
}

// impliedJSON writes an operation that examples imply as its request lines, each
// with what it takes and answers.
func (o *Op) impliedJSON() []jsonImplied {
	var out []jsonImplied
	for _, e := range o.Endpoints {
		i := jsonImplied{jsonEndpoint: e.json(), Body: o.Body.json()}
		for _, r := range o.Responses {
			i.Responses = append(i.Responses, r.json())
		}
		out = append(out, i)
	}
	return out
}

// rawPath is the path as documented, from its leading slash.
func rawPath(p Path) string {
	if strings.HasPrefix(p.Raw, "/") {
		return p.Raw
	}
	return p.String()
}

func (t *PermissionTable) json() jsonTable {
	out := jsonTable{Label: t.For, Cell: t.Cell, Tie: t.Tie, Pos: t.Pos.String()}
	if t.Tie != Untied {
		out.Endpoints = append([]int{}, t.Endpoints...)
	}
	out.DelegatedWork = t.Grants[DelegatedWork].json()
	out.DelegatedPersonal = t.Grants[DelegatedPersonal].json()
	out.Application = t.Grants[Application].json()
	return out
}

func (g Grant) json() jsonGrant {
	return jsonGrant{g.Support.json(), append([][]string{}, g.AnyOf...), g.Note, g.Pos.String()}
}

// scopeSets returns tables as sets; the parts that cells make of one table
// together.
func scopeSets(tables []*PermissionTable) []jsonScopeSet {
	var out []jsonScopeSet
	for len(tables) > 0 {
		n := 1
		for n < len(tables) && tables[n].Cell != "" && sameTable(tables[n], tables[0]) {
			n++
		}
		set := jsonScopeSet{jsonScopePart: scopePart(tables[:n])}
		if n > 1 {
			set.Label = outerLabel(tables[n-1])
			for i := range n {
				set.Parts = append(set.Parts, scopePart(tables[i:i+1]))
			}
		}
		out, tables = append(out, set), tables[n:]
	}
	return out
}

// scopePart unites tables.
func scopePart(tables []*PermissionTable) jsonScopePart {
	first := tables[0]
	out := jsonScopePart{Label: first.For, Tie: first.Tie, jsonScopes: allScopes(tables), Pos: first.Pos.String()}
	out.Endpoints = []int{}
	for _, t := range tables {
		if t.Tie == Untied {
			out.Tie, out.Endpoints = Untied, nil
			return out
		}
		out.Endpoints = append(out.Endpoints, t.Endpoints...)
	}
	slices.Sort(out.Endpoints)
	out.Endpoints = slices.Compact(out.Endpoints)
	return out
}

func sameTable(a, b *PermissionTable) bool {
	return a.Pos == b.Pos && outerLabel(a) == outerLabel(b)
}

// outerLabel is what a table is for, without what its cells say.
func outerLabel(t *PermissionTable) string {
	return strings.TrimSpace(strings.TrimSuffix(t.For, t.Cell))
}

// allScopes unites the scopes of tables, in order, each once.
func allScopes(tables []*PermissionTable) jsonScopes {
	var lists [len(Schemes)][]string
	for s := range lists {
		lists[s] = []string{}
		for _, t := range tables {
			for _, set := range t.Grants[s].AnyOf {
				for _, scope := range set {
					if !slices.Contains(lists[s], scope) {
						lists[s] = append(lists[s], scope)
					}
				}
			}
		}
	}
	return jsonScopes{lists[DelegatedWork], lists[DelegatedPersonal], lists[Application]}
}

func (b *Body) json() *jsonBody {
	if b.Kind == BodyUnknown {
		return nil
	}
	out := &jsonBody{Kind: bodyNames[b.Kind], Properties: jsonFields(b.Fields), Complete: b.Complete, Pos: b.Pos.String()}
	if b.Type != nil {
		ref := refJSON(b.Type)
		out.Type, out.Collection = ref.Type, ref.Collection
	}
	return out
}

func (r *Response) json() jsonResponse {
	ref := refJSON(r.Type)
	out := jsonResponse{Status: r.Status, Type: ref.Type, Collection: ref.Collection, None: r.None, Stream: r.Stream, Pos: r.Pos.String()}
	if r.Prose != nil {
		ref := refJSON(r.Prose)
		out.Prose = &ref
	}
	if r.Block != nil {
		ref := refJSON(r.Block)
		out.Block = &ref
	}
	return out
}
