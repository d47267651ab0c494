package gen

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file writes an API as OpenAPI 3.1. What an endpoint is, takes and returns,
// and what it is called, is decided where the plan of the Go package decides it,
// so that the two never differ; Go itself is not planned.

// OpenAPI returns the API as an OpenAPI 3.1 document in JSON. Of opts only the
// title and the whole count. Equal APIs give equal bytes. The findings are about names only,
// as those of [Generate]. An error means that docmill is broken.
func OpenAPI(api *model.API, opts Options) ([]byte, diag.List, error) {
	p, err := namedPlanner(api, Options{Package: "api", Title: opts.Title, Whole: opts.Whole})
	if err != nil {
		return nil, nil, err
	}
	p.fillStructs() // whose names the rules of bodies are kept by
	d := &oaMaker{p: p, schemaNames: make(map[string]string), taken: make(map[string]bool), ids: make(map[string]bool), refs: make(map[string]*oaSchema)}
	d.doc = &oaDocument{
		OpenAPI: "3.1.0", Info: p.oaInfo(), Paths: make(map[string]*oaPathItem),
		Components: oaComponents{
			Schemas: make(map[string]*oaSchema), Parameters: make(map[string]*oaParameter),
			Responses: make(map[string]*oaAnswer), SecuritySchemes: make(map[string]*oaSecurityScheme),
		},
	}
	d.servers()
	d.nameSchemas()
	d.schemas()
	d.operations()
	p.diags.Sort()
	var b bytes.Buffer
	err = diag.WriteJSON(&b, " ", d.doc)
	return b.Bytes(), p.diags, err
}

// An oaMaker makes one document.
type oaMaker struct {
	p           *planner
	doc         *oaDocument
	schemaNames map[string]string    // of types and enums, by full name
	taken       map[string]bool      // names of schemas in lower case
	ids         map[string]bool      // of operations
	refs        map[string]*oaSchema // references to schemas of our own, by what they are for
}

var versionSegment = regexp.MustCompile(`/(v\d[\w.]*|beta|preview)/?$`)

// oaInfo returns the title and version: the last part of the service root, for
// pages name no other.
func (p *planner) oaInfo() oaInfo {
	title := strings.TrimPrefix(cmp.Or(p.opts.Title, "the documented API"), "the ")
	title = strings.ToUpper(title[:min(1, len(title))]) + title[min(1, len(title)):]
	version := "unversioned"
	if m := versionSegment.FindStringSubmatch(p.baseURL); m != nil {
		version = m[1]
	}
	return oaInfo{
		Title: title, Version: version,
		Description: fmt.Sprintf("Made by docmill from %s of documentation. Members that begin with x-docmill- say what OpenAPI has no place for; places are file:line of the page.", count(len(p.api.Pages), "page")),
	}
}

// servers lists the service roots.
func (d *oaMaker) servers() {
	if base := d.p.baseURL; base != "" {
		d.doc.Servers = append(d.doc.Servers, oaServer{URL: base})
	}
	for _, c := range d.p.api.Clouds {
		switch {
		case c.BaseURL == "":
			d.doc.Clouds = append(d.doc.Clouds, c.Name)
		case c.BaseURL == d.p.baseURL && len(d.doc.Servers) > 0:
			d.doc.Servers[0].Description = c.Name
		default:
			d.doc.Servers = append(d.doc.Servers, oaServer{c.BaseURL, c.Name})
		}
	}
}

// operations adds all paths. Spellings of one path that differ in the names of
// placeholders or in letter case are one, as OpenAPI wants it, spelt as the first
// in the alphabet is.
func (d *oaMaker) operations() {
	paths := make(map[string]*endpoint) // whose spelling a path has, by its form
	for _, e := range d.p.endpoint {
		key := oaShape(e.path)
		if have := paths[key]; have == nil || e.path.String() < have.path.String() {
			paths[key] = e
		}
	}
	for _, s := range d.p.services {
		if len(s.ends) == 0 {
			continue
		}
		tag := s.dots
		d.doc.Tags = append(d.doc.Tags, oaTag{tag})
		for _, e := range s.ends {
			spelling := paths[oaShape(e.path)]
			path := "/" + strings.TrimPrefix(spelling.path.String(), "/")
			item := d.doc.Paths[path]
			if item == nil {
				item = &oaPathItem{}
				d.doc.Paths[path] = item
			}
			op := d.operation(s, e, spelling.params)
			op.Tags = []string{tag}
			(*item)[oaMethod(e.method, *item)] = op
		}
	}
	d.doc.Tags = slices.CompactFunc(d.doc.Tags, func(a, b oaTag) bool { return a.Name == b.Name })
}

// oaMethod returns the key of an operation: its method, or a member of our own if
// that is none of OpenAPI's, or taken by a path that differs in letter case only.
func oaMethod(method string, item oaPathItem) string {
	key := strings.ToLower(method)
	if !slices.Contains([]string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}, key) || item[key] != nil {
		key = "x-docmill-" + key
	}
	for item[key] != nil {
		key += "-also"
	}
	return key
}

var oaPlaceholder = regexp.MustCompile(`\{[^}]*\}`)

// oaShape returns a path without the names of its placeholders and letter case.
func oaShape(path model.Path) string {
	return strings.ToLower(oaPlaceholder.ReplaceAllString(path.String(), "{}"))
}

// operation returns one operation. named are the arguments of the path as it is
// spelt.
func (d *oaMaker) operation(s *service, e *endpoint, named []*paramPlan) *oaOperation {
	op := &oaOperation{OperationID: d.operationID(s, e), Implied: isImplied(e.home[0]), Responses: make(map[string]*oaAnswer)}
	op.Deprecated = true
	for _, u := range e.home {
		op.Deprecated = op.Deprecated && u.op.Deprecated
		if len(e.home) == 1 || e.isAbout(u.op) {
			op.Description = cmp.Or(op.Description, u.op.Doc)
			op.Summary = cmp.Or(op.Summary, u.op.Title)
		}
	}
	op.Summary = cmp.Or(op.Summary, e.home[0].op.Title)
	op.Description = cmp.Or(op.Description, e.home[0].op.Doc)
	for _, u := range e.uses {
		line := u.endpoint()
		op.Source = append(op.Source, sourceLine(line.Pos))
		if text := line.Method + " " + line.Path.Raw; !slices.Contains(op.Requests, text) {
			op.Requests = append(op.Requests, text)
		}
	}
	for _, c := range e.unavailable() {
		op.Unavailable = append(op.Unavailable, c.Name)
	}
	d.parameters(op, e, named)
	d.requestBody(op, e)
	d.answers(op, e)
	d.permit(op, e)
	d.examples(op, e)
	return op
}

// operationID returns the name that the Go package has for the operation:
// "users.messages.list".
func (d *oaMaker) operationID(s *service, e *endpoint) string {
	id := s.dotted(d.p.memo, e.name)
	if key := strings.ToLower(id); d.ids[key] {
		id = e.opName
	}
	d.ids[strings.ToLower(id)] = true
	return id
}
