package gen

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file reads the small language in which the golden tests state an API:
// one fact a line, what belongs to a thing indented below it, a comment behind
// "//" as its description.
//
//	type ns.group : ns.thing // A group.
//		id String
//		owners []ns.user // Who owns it.
//		nick String max-length=64 read-only
//	enum ns.state [flags]
//		active
//	cloud US Gov https://api.example.com/v1
//	op group-update // Update a group.
//		PATCH /groups/{id}
//		body ns.group [complete] | fields | stream | json | none
//		field name String
//		param period String
//		=> 200 ns.group | []ns.group | none | stream
//		table chat 0 1
//		grant 0 A.Read B.Read+C.Read
//		query $select $filter
//		header If-Match
//		unavailable US Gov
//		example GET /groups/1 => 200 {"id": "1"}

// An apiReader is the state of readAPI.
type apiReader struct {
	t     *testing.T
	api   *model.API
	types map[string]*model.Type
	enums map[string]*model.Enum
	at    any // *model.Type, *model.Enum or *model.Op
	line  int
	later []func() // what needs all types to exist
}

// readAPI reads an API as the golden tests state it.
func readAPI(t *testing.T, text string) *model.API {
	r := &apiReader{t: t, api: &model.API{BaseURL: "https://api.example.org/v1"}, types: map[string]*model.Type{}, enums: map[string]*model.Enum{}}
	for line := range strings.SplitSeq(text, "\n") {
		r.line++
		facts, doc, _ := strings.Cut(line, "// ")
		if words := strings.Fields(facts); len(words) > 0 {
			if strings.HasPrefix(line, "\t") {
				r.inner(words, strings.TrimSpace(doc))
			} else {
				r.outer(words, strings.TrimSpace(doc))
			}
		}
	}
	for _, f := range r.later {
		f()
	}
	slices.SortFunc(r.api.Types, func(a, b *model.Type) int { return strings.Compare(a.Name, b.Name) })
	slices.SortFunc(r.api.Enums, func(a, b *model.Enum) int { return strings.Compare(a.Name, b.Name) })
	slices.SortFunc(r.api.Operations, func(a, b *model.Op) int { return strings.Compare(a.ID, b.ID) })
	return r.api
}

func (r *apiReader) pos() diag.Pos { return diag.Pos{File: "api", Line: r.line, Col: 1} }

// outer reads a line that is not indented.
func (r *apiReader) outer(words []string, doc string) {
	name := unquote(words[1])
	switch words[0] {
	case "type":
		t := &model.Type{Name: name, Doc: doc, Page: "resources/" + model.ShortName(name) + ".md", Pos: r.pos()}
		t.Pages = []string{t.Page}
		if len(words) > 3 {
			r.later = append(r.later, func() {
				t.Base = r.types[words[3]]
				t.Base.Derived = append(t.Base.Derived, t)
			})
		}
		r.types[name], r.at = t, t
		r.api.Types = append(r.api.Types, t)
	case "enum":
		e := &model.Enum{Name: name, Doc: doc, Pos: r.pos(), Flags: len(words) > 2}
		r.enums[name], r.at = e, e
		r.api.Enums = append(r.api.Enums, e)
	case "cloud":
		c := &model.Cloud{Name: strings.Join(words[1:len(words)-1], " "), BaseURL: strings.TrimPrefix(words[len(words)-1], "-")}
		r.api.Clouds = append(r.api.Clouds, c)
	case "op":
		op := &model.Op{ID: name, Page: "api/" + name + ".md", Doc: doc, Pos: r.pos()}
		r.at = op
		r.api.Operations = append(r.api.Operations, op)
	default:
		r.t.Fatalf("line %d: unknown %q", r.line, words[0])
	}
}

// unquote returns a name that may be written as a Go string.
func unquote(s string) string {
	if u, err := strconv.Unquote(s); err == nil {
		return u
	}
	return s
}

// inner reads an indented line.
func (r *apiReader) inner(words []string, doc string) {
	switch at := r.at.(type) {
	case *model.Type:
		at.Fields = append(at.Fields, r.field(words, doc))
	case *model.Enum:
		at.Members = append(at.Members, &model.Member{Name: unquote(words[0]), Doc: doc, Pos: r.pos()})
	case *model.Op:
		r.op(at, words, doc)
	default:
		r.t.Fatalf("line %d: indented", r.line)
	}
}

func (r *apiReader) field(words []string, doc string) *model.Field {
	f := &model.Field{Name: unquote(words[0]), Doc: doc, Pos: r.pos()}
	for _, rule := range words[2:] {
		kind, arg, _ := strings.Cut(rule, "=")
		c := &model.Constraint{Kind: model.RuleKind(kind), Text: arg, Sentence: "Because.", Pos: r.pos()}
		if n, err := strconv.ParseFloat(arg, 64); err == nil {
			c.Max = &n
		}
		if kind == "values" {
			f.Values = strings.Split(arg, ",")
			c.Kind, c.Text = model.OneOf, ""
		}
		f.Rules = append(f.Rules, c)
	}
	r.later = append(r.later, func() { f.Type = r.ref(words[1]) })
	return f
}

// ref returns the type that text names.
func (r *apiReader) ref(text string) model.Ref {
	if elem, ok := strings.CutPrefix(text, "[]"); ok {
		return &model.List{Elem: r.ref(elem)}
	}
	if t := r.types[text]; t != nil {
		return t
	}
	if e := r.enums[text]; e != nil {
		return e
	}
	if model.IsPrim("Edm." + text) {
		return model.Prim("Edm." + text)
	}
	if model.IsPrim(text) {
		return model.Prim(text)
	}
	r.t.Fatalf("unknown type %q", text)
	return nil
}

// op reads a line below an operation.
func (r *apiReader) op(op *model.Op, words []string, doc string) {
	switch words[0] {
	case "GET", "POST", "PATCH", "PUT", "DELETE":
		op.Endpoints = append(op.Endpoints, &model.Endpoint{Method: words[0], Path: parsePath(words[1]), Pos: r.pos()})
	case "body":
		kinds := map[string]model.BodyKind{"fields": model.BodyFields, "stream": model.BodyStream, "json": model.BodyJSON, "none": model.BodyNone}
		kind, ok := kinds[words[1]]
		op.Body.Kind = kind
		if !ok {
			op.Body.Kind = model.BodyResource
			op.Body.Complete = len(words) > 2 && words[2] == "complete"
			op.Body.Pos = r.pos()
			r.later = append(r.later, func() { op.Body.Type = r.ref(words[1]) })
		}
	case "field":
		op.Body.Fields = append(op.Body.Fields, r.field(words[1:], doc))
	case "param":
		param := &model.Param{Name: words[1], Doc: doc}
		op.Params = append(op.Params, param)
		r.later = append(r.later, func() { param.Type = r.ref(words[2]) })
	case "=>":
		r.response(op, words[1:])
	case "table":
		r.table(op, words[1:])
	case "grant":
		r.grant(op, words[1:])
	case "query":
		op.Options.Known = true
		op.Options.Names = append(op.Options.Names, words[1:]...)
	case "header":
		op.Headers = append(op.Headers, &model.HeaderClaim{Name: words[1], Required: model.Yes})
	case "example":
		op.Examples = append(op.Examples, r.example(words[1:]))
	case "deprecated":
		op.Deprecated = true
	case "unavailable":
		name := strings.Join(words[1:], " ")
		i := slices.IndexFunc(r.api.Clouds, func(c *model.Cloud) bool { return c.Name == name })
		op.Unavailable = append(op.Unavailable, r.api.Clouds[i])
	default:
		r.t.Fatalf("line %d: unknown %q", r.line, words[0])
	}
}

// example reads METHOD URL => STATUS BODY.
func (r *apiReader) example(words []string) *model.Example {
	status, err := strconv.Atoi(words[3])
	if err != nil || words[2] != "=>" {
		r.t.Fatalf("line %d: no example", r.line)
	}
	resp := &model.Message{Status: status, Body: strings.Join(words[4:], " ")}
	if strings.HasPrefix(resp.Body, "{") {
		resp.JSON, resp.Header = new(model.JSONSample), [][2]string{{"Content-type", "application/json"}, {"Content-Length", "7"}}
	}
	return &model.Example{Request: &model.Message{Method: words[0], URL: words[1]}, Response: resp}
}

func (r *apiReader) response(op *model.Op, words []string) {
	status, _ := strconv.Atoi(words[0])
	resp := &model.Response{Status: status}
	op.Responses = append(op.Responses, resp)
	switch {
	case len(words) < 2:
	case words[1] == "none":
		resp.None = true
	case words[1] == "stream":
		resp.Stream = true
	default:
		r.later = append(r.later, func() { resp.Type = r.ref(words[1]) })
	}
}

// table reads NAME [INDEX…]: what a permission table is for, and the endpoints.
func (r *apiReader) table(op *model.Op, words []string) {
	t := &model.PermissionTable{For: words[0]}
	for _, word := range words[1:] {
		i, _ := strconv.Atoi(word)
		t.Tie, t.Endpoints = model.TiedByName, append(t.Endpoints, i)
	}
	op.Permissions = append(op.Permissions, t)
}

func (r *apiReader) grant(op *model.Op, words []string) {
	if len(op.Permissions) == 0 {
		op.Permissions = append(op.Permissions, &model.PermissionTable{})
	}
	scheme, _ := strconv.Atoi(words[0])
	g := &op.Permissions[len(op.Permissions)-1].Grants[scheme]
	if words[1] == "no" {
		g.Support = model.No
		return
	}
	for _, set := range words[1:] {
		g.AnyOf = append(g.AnyOf, strings.Split(set, "+"))
	}
}

// parsePath reads the plain forms of path templates.
func parsePath(text string) model.Path {
	path := model.Path{Raw: text}
	text, query, _ := strings.Cut(text, "?")
	for part := range strings.SplitSeq(query, "&") {
		if name, value, ok := strings.Cut(part, "="); ok {
			path.Query = append(path.Query, model.QueryParam{Name: name, Param: strings.Trim(value, "{}")})
		}
	}
	for part := range strings.SplitSeq(strings.Trim(text, "/"), "/") {
		item := strings.HasPrefix(part, "{") && len(path.Segments) > 0 && strings.HasSuffix(path.Segments[len(path.Segments)-1].Text, ":")
		part = strings.TrimSuffix(part, ":")
		name, args, isFunc := strings.Cut(strings.TrimSuffix(part, ")"), "(")
		switch {
		case item:
			last := &path.Segments[len(path.Segments)-1]
			last.Text = strings.TrimSuffix(last.Text, ":")
			path.Segments = append(path.Segments, model.Segment{Kind: model.ItemPath, Text: strings.Trim(part, "{}:"), Args: []model.Arg{{Param: strings.Trim(part, "{}:")}}})
			continue
		case strings.HasPrefix(part, "{"):
			path.Segments = append(path.Segments, model.Segment{Kind: model.Key, Text: strings.Trim(part, "{}")})
		case isFunc && strings.HasPrefix(args, "{"):
			path.Segments = append(path.Segments, model.Segment{Kind: model.Literal, Text: name}, model.Segment{Kind: model.Key, Text: strings.Trim(args, "{}"), Paren: true})
		case isFunc:
			path.Segments = append(path.Segments, model.Segment{Kind: model.Function, Text: name, Args: parseArgs(args)})
		default:
			path.Segments = append(path.Segments, model.Segment{Kind: model.Literal, Text: part})
		}
		if strings.HasSuffix(text, ":") || strings.Contains(text, part+":/") {
			if last := &path.Segments[len(path.Segments)-1]; last.Kind == model.Literal {
				last.Text += ":"
			}
		}
	}
	for i := range path.Segments {
		path.Segments[i].Text = strings.TrimSuffix(path.Segments[i].Text, ":")
	}
	return path
}

func parseArgs(text string) []model.Arg {
	var out []model.Arg
	for part := range strings.SplitSeq(text, ",") {
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			continue
		}
		a := model.Arg{Name: name}
		if q := strings.Trim(value, "'"); q != value {
			a.Quoted, value = true, q
		}
		if strings.HasPrefix(value, "{") {
			a.Param = strings.Trim(value, "{}")
		} else {
			a.Const = value
		}
		out = append(out, a)
	}
	return out
}

func TestParsePath(t *testing.T) {
	for _, text := range []string{"/users/{id}/messages", "/drive/root:/{item-path}:/content", "/companies({id})", "/r/getX(period='{p}',n={n},k=5)", "/users/delta()", "/a/$value"} {
		if got := fmt.Sprint(parsePath(text)); got != text {
			t.Errorf("parsePath(%q) = %q", text, got)
		}
	}
}
