package link

// This file reads the notation in which the tests of this package write pages,
// so that a case fits on one screen. One claim a line, parts indented or not:
//
//	namespace microsoft.graph
//	locale pt-br
//	cloud Moon https://moon.example.org no
//	type microsoft.graph.group titled=group key=id methods relations complex abstract
//	base [directoryObject](directoryobject.md) from=annotation
//	derived [team](team.md)
//	field owner [user](user.md) collection | nav several from=[x](x.md) values=a,b
//	json {"id": "String"}
//	enum importance anchor=importance-values
//	member low 0
//	op "Get group"
//	endpoint GET /groups/{id}
//	param period String | query
//	body [group](group.md)
//	bodyfield comment String
//	response 200 [group](group.md) collection
//	block 200 microsoft.graph.group
//	request POST https://example.org/v1/groups {"id": "x"}
//	answer 200 {"id": "x"}
//
// The place of a claim is its line, column 1.

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

type notation struct {
	t   *testing.T
	p   *model.Page
	pos diag.Pos
}

// parsePage reads one page.
func parsePage(t *testing.T, file, text string) *model.Page {
	t.Helper()
	n := &notation{t: t, p: &model.Page{Path: file, Name: strings.TrimSuffix(path.Base(file), ".md"), Pos: diag.Pos{File: file, Line: 1, Col: 1}}}
	for i, line := range strings.Split(text, "\n") {
		n.pos = diag.Pos{File: file, Line: i + 1, Col: 1}
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if word != "" {
			n.claim(word, strings.TrimSpace(rest))
		}
	}
	return n.p
}

func (n *notation) claim(word, rest string) {
	p := n.p
	switch word {
	case "namespace":
		p.Namespace = rest
	case "locale":
		p.Locale = rest
	case "type":
		n.typ(rest)
	case "base", "derived", "field", "json":
		n.typePart(p.Types[len(p.Types)-1], word, rest)
	case "enum":
		name, opts := n.options(rest)
		p.Enums = append(p.Enums, &model.EnumClaim{Name: name, Anchor: opts["anchor"], Pos: n.pos})
	case "member":
		n.member(p.Enums[len(p.Enums)-1], rest)
	case "cloud":
		f := strings.Fields(rest + " -")
		root := strings.TrimPrefix(f[1], "-")
		p.Clouds = append(p.Clouds, model.CloudClaim{Name: f[0], Root: root, Supported: model.TriOf(f[2] != "no"), Pos: n.pos})
	case "op":
		p.Ops = append(p.Ops, &model.OpClaim{Title: rest, Pos: n.pos})
	default:
		n.opPart(p.Ops[len(p.Ops)-1], word, rest)
	}
}

func (n *notation) typ(rest string) {
	name, opts := n.options(rest)
	c := &model.TypeClaim{Name: name, Titled: opts["titled"], Key: opts["key"], Pos: n.pos}
	if c.NameFrom = model.FromTitle; strings.Contains(name, ".") {
		c.NameFrom = model.FromAnnotation
	}
	_, c.HasMethods = opts["methods"]
	_, c.HasRelationships = opts["relations"]
	_, c.Complex = opts["complex"]
	n.p.Types = append(n.p.Types, c)
}

func (n *notation) typePart(c *model.TypeClaim, word, rest string) {
	switch word {
	case "base":
		expr, from, _ := strings.Cut(rest, " from=")
		sources := map[string]model.Source{"": model.FromProse, "table": model.FromTable, "annotation": model.FromAnnotation}
		c.Bases = append(c.Bases, model.BaseClaim{Type: n.expr(expr), From: sources[from]})
	case "derived":
		c.Derived = append(c.Derived, n.expr(rest))
	case "field":
		c.Fields = append(c.Fields, n.field(rest))
	case "json":
		c.JSON = &model.JSONSample{Text: rest, Pos: n.pos}
		var members map[string]any
		if c.JSON.Err = json.Unmarshal([]byte(rest), &members); c.JSON.Err != nil {
			return
		}
		for _, name := range slices.Sorted(maps.Keys(members)) {
			m := model.JSONMember{Name: name}
			if o, ok := members[name].(map[string]any); ok {
				m.Type.Name, _ = o["@odata.type"].(string)
			}
			c.JSON.Members = append(c.JSON.Members, m)
		}
	}
}

func (n *notation) opPart(c *model.OpClaim, word, rest string) {
	switch word {
	case "endpoint":
		c.Endpoints = append(c.Endpoints, n.endpoint(rest))
	case "param":
		f := n.field(rest)
		c.Params = append(c.Params, &model.ParamClaim{Name: f.Name, In: model.InQuery, Type: f.Type, Pos: n.pos})
	case "body":
		c.Body = model.BodyClaim{Kind: model.BodyResource, Type: n.expr(rest), Pos: n.pos}
	case "bodyfield":
		if c.Body.Kind == model.BodyUnknown {
			c.Body = model.BodyClaim{Kind: model.BodyFields, Pos: n.pos}
		}
		c.Body.Fields = append(c.Body.Fields, n.field(rest))
	case "response", "block":
		status, expr, _ := strings.Cut(rest, " ")
		r := &model.ResponseClaim{From: model.FromProse, Pos: n.pos, Type: n.expr(expr), None: expr == ""}
		r.Status, _ = strconv.Atoi(status)
		if word == "block" {
			r.From = model.FromAnnotation
		}
		c.Responses = append(c.Responses, r)
	case "request":
		parts := strings.SplitN(rest, " ", 3)
		m := &model.Message{Method: parts[0], URL: parts[1], Pos: n.pos}
		_, m.Path, _ = strings.Cut(strings.TrimPrefix(m.URL, "https://"), "/")
		m.Path = "/" + strings.TrimPrefix(m.Path, "v1/")
		n.body(m, parts[2:])
		c.Examples = append(c.Examples, &model.Example{Request: m})
	case "answer":
		parts := strings.SplitN(rest, " ", 2)
		m := &model.Message{Pos: n.pos}
		m.Status, _ = strconv.Atoi(parts[0])
		n.body(m, parts[1:])
		c.Examples[len(c.Examples)-1].Response = m
	default:
		n.t.Fatalf("%s: unknown word %q", n.pos, word)
	}
}

func (n *notation) body(m *model.Message, parts []string) {
	if len(parts) == 1 {
		m.Body, m.BodyPos = parts[0], n.pos
		m.JSON = &model.JSONSample{Text: parts[0], Pos: n.pos}
	}
}

// options reads "name key=value flag".
func (n *notation) options(s string) (string, map[string]string) {
	words := strings.Fields(s)
	opts := make(map[string]string)
	for _, w := range words[1:] {
		k, v, _ := strings.Cut(w, "=")
		opts[k] = v
	}
	return words[0], opts
}

func (n *notation) field(s string) *model.FieldClaim {
	s, more, _ := strings.Cut(s, " | ")
	name, expr, _ := strings.Cut(s, " ")
	f := &model.FieldClaim{Name: name, Type: n.expr(expr), Pos: n.pos}
	for _, w := range strings.Fields(more) {
		k, v, _ := strings.Cut(w, "=")
		switch k {
		case "nav":
			f.Nav = true
		case "several":
			f.Several = true
		case "from":
			e := n.expr(v)
			f.Inherited = &e
		case "values":
			for _, x := range strings.Split(v, ",") {
				f.Values = append(f.Values, model.ValueClaim{Name: x, Pos: n.pos, Code: true})
			}
		}
	}
	return f
}

func (n *notation) member(e *model.EnumClaim, s string) {
	name, value, ok := strings.Cut(s, " ")
	m := &model.MemberClaim{Name: name, Pos: n.pos}
	if v, err := strconv.ParseInt(value, 10, 64); ok && err == nil {
		m.Value = &v
	}
	e.Members = append(e.Members, m)
}

// expr reads "[text](link) collection", "String", "a or b".
func (n *notation) expr(s string) model.TypeExpr {
	first, more, either := strings.Cut(s, " or ")
	e := model.TypeExpr{Pos: n.pos, Raw: s}
	first, e.Collection = strings.CutSuffix(strings.TrimSpace(first), " collection")
	if text, ok := strings.CutPrefix(first, "["); ok {
		first, e.Link, _ = strings.Cut(strings.TrimSuffix(text, ")"), "](")
	}
	e.Name = strings.TrimPrefix(first, "#")
	if model.IsPrim("Edm." + e.Name) {
		e.Name = "Edm." + e.Name
	}
	if either {
		e.Or = append(e.Or, n.expr(more))
	}
	return e
}

func (n *notation) endpoint(s string) *model.Endpoint {
	method, path, _ := strings.Cut(s, " ")
	e := &model.Endpoint{Method: method, Path: model.Path{Raw: path}, Pos: n.pos}
	for _, part := range strings.Split(strings.Trim(path, "/"), "/") {
		seg := model.Segment{Kind: model.Literal, Text: part}
		if name, key, ok := strings.Cut(part, "("); ok { // folders({id})
			e.Path.Segments = append(e.Path.Segments, model.Segment{Kind: model.Literal, Text: name})
			key = strings.Trim(key, "{})")
			seg = model.Segment{Kind: model.Key, Text: key, Paren: true, Args: []model.Arg{{Param: key}}}
		}
		if strings.HasPrefix(part, "{") {
			seg = model.Segment{Kind: model.Key, Text: strings.Trim(part, "{}")}
		}
		e.Path.Segments = append(e.Path.Segments, seg)
	}
	return e
}
