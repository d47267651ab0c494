package gen

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file writes what a request takes beside its body.

// parameters adds the parameters of an operation: in the path, in the query, and
// headers. named are those of the path as it is spelt, in order.
func (d *oaMaker) parameters(op *oaOperation, e *endpoint, named []*paramPlan) {
	have := make(map[string]bool) // in the query, lower case
	for i, p := range e.params {
		param := &oaParameter{Name: p.query, In: "query", Required: true, Description: p.doc, Schema: d.paramSchema(p.ref)}
		if p.query == "" {
			param.Name, param.In = named[i].name, "path"
			param.Slashes = strings.Contains(e.path.String(), ":/{"+p.name+"}")
		}
		have[strings.ToLower(p.query)] = true
		op.Parameters = append(op.Parameters, param)
	}
	d.queryParameters(op, e, have)
	d.headers(op, e)
}

// paramSchema returns the schema of a value in a URL: a string, but for what has
// another form there.
func (d *oaMaker) paramSchema(r model.Ref) *oaSchema {
	switch r := r.(type) {
	case model.Prim:
		if s, ok := primSchemas[r]; ok {
			return &s
		}
	case *model.Enum:
		return d.refTo(r.Name)
	}
	return &oaSchema{Type: "string"}
}

// queryParameters adds the options and what the tables list.
func (d *oaMaker) queryParameters(op *oaOperation, e *endpoint, have map[string]bool) {
	var rows []*model.Param
	for _, u := range e.home {
		op.NoOptions = append(op.NoOptions, u.op.Options.Excluded...)
		if o := u.op.Options; o.Known {
			op.Options = new(slices.Concat(deref(op.Options), o.Names))
		}
		for _, row := range u.op.Params {
			if row.In == model.InQuery {
				rows = append(rows, row)
			}
		}
	}
	slices.Sort(op.NoOptions)
	op.NoOptions = slices.Compact(op.NoOptions)
	if op.Options != nil {
		all := slices.Compact(slices.Sorted(slices.Values(*op.Options)))
		op.Options = &all
	}
	for _, row := range rows {
		name := strings.Trim(row.Name, "{}<> ")
		if key := strings.ToLower(name); name != "" && !have[key] {
			have[key] = true
			op.Parameters = append(op.Parameters, &oaParameter{
				Name: name, In: "query", Required: row.Required.Bool(), Description: row.Doc, Schema: d.paramSchema(row.Type), Source: sourceLine(row.Pos),
			})
		}
	}
	for _, name := range deref(op.Options) {
		if key := strings.ToLower(name); !have[key] && strings.HasPrefix(name, "$") {
			have[key] = true
			op.Parameters = append(op.Parameters, d.option(name))
		}
	}
}

func deref[T any](p *[]T) []T {
	if p == nil {
		return nil
	}
	return *p
}

// options say what the system query options of OData are (URL Conventions,
// 5.1). Those that are missing are strings.
var oaOptions = map[string]oaParameter{
	"$count":   {Description: "Whether the response has the number of items.", Schema: &oaSchema{Type: "boolean"}},
	"$expand":  {Description: "Related things to include, with commas between them."},
	"$filter":  {Description: "Which items to return."},
	"$orderby": {Description: "Properties to sort by, with commas between them."},
	"$search":  {Description: "Words that items to return have."},
	"$select":  {Description: "Properties to return, with commas between them."},
	"$skip":    {Description: "How many items to pass over.", Schema: &oaSchema{Type: "integer", Minimum: "0"}},
	"$top":     {Description: "How many items to return at most.", Schema: &oaSchema{Type: "integer", Minimum: "0"}},
}

// option returns a reference to the parameter of a query option.
func (d *oaMaker) option(name string) *oaParameter {
	known, ok := oaOptions[name]
	if !ok {
		return &oaParameter{Name: name, In: "query", Schema: &oaSchema{Type: "string"}}
	}
	key := "odata." + strings.TrimPrefix(name, "$")
	if d.doc.Components.Parameters[key] == nil {
		known.Name, known.In = name, "query"
		if known.Schema == nil {
			known.Schema = &oaSchema{Type: "string"}
		}
		d.doc.Components.Parameters[key] = &known
	}
	return &oaParameter{Ref: "#/components/parameters/" + key}
}

// headers adds the headers that the tables list, but for those that OpenAPI wants
// said elsewhere: in security and content.
func (d *oaMaker) headers(op *oaOperation, e *endpoint) {
	required := e.requiredHeaders()
	for _, u := range e.home {
		for _, h := range u.op.Headers {
			name := http.CanonicalHeaderKey(strings.TrimSpace(h.Name))
			known := slices.ContainsFunc(op.Parameters, func(p *oaParameter) bool { return p.In == "header" && p.Name == name })
			if known || !isHeaderName(name) || slices.Contains([]string{"Accept", "Authorization", "Content-Type"}, name) {
				continue
			}
			op.Parameters = append(op.Parameters, &oaParameter{
				Name: name, In: "header", Required: slices.Contains(required, name), Description: cmp.Or(h.Doc, h.Value),
				Schema: &oaSchema{Type: "string"}, Source: sourceLine(h.Pos),
			})
		}
	}
}
