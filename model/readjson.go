package model

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// This file reads back what [API.WriteJSON] wrote, so that the model of a
// release can be kept and compared with. The document may come from anywhere:
// what would break the promises of [API] (a reference to nothing, a type that
// is its own base) is an error.
//
// Not in the document, and so not in the result, are the claims of pages, the
// JSON samples, and the bodies of examples (their digests are).

// A jsonReader is the state of one ReadJSON.
type jsonReader struct {
	api      *API
	named    map[string]Ref // types and enums by full name
	clouds   map[string]*Cloud
	template func(string) (Path, error)
	err      error // the first
}

// ReadJSON reads an API that WriteJSON wrote. template reads the path of a
// request line; of a path with an error it may return what is clear. The error
// says what is wrong with the document, or is r's.
func ReadJSON(r io.Reader, template func(string) (Path, error)) (*API, error) {
	var in jsonAPI
	dec := json.NewDecoder(r)
	if err := dec.Decode(&in); err != nil {
		return nil, fmt.Errorf("no model: %w", err)
	}
	switch {
	case in.Version == 0:
		return nil, errors.New("no model: it has no version; docmill model writes one")
	case in.Version != jsonVersion:
		return nil, fmt.Errorf("the model is of version %d; this docmill reads version %d", in.Version, jsonVersion)
	}
	d := &jsonReader{api: &API{BaseURL: in.BaseURL, Files: in.Files}, named: make(map[string]Ref), clouds: make(map[string]*Cloud), template: template}
	d.declare(&in)
	for i := range in.Types {
		d.fillType(d.api.Types[i], &in.Types[i])
	}
	for i := range in.Operations {
		d.api.Operations = append(d.api.Operations, d.op(&in.Operations[i]))
	}
	d.checkBases()
	if d.err != nil {
		return nil, d.err
	}
	return d.api, nil
}

func (d *jsonReader) fail(format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf(format, args...)
	}
}

// declare makes everything that is referred to by name.
func (d *jsonReader) declare(in *jsonAPI) {
	for _, c := range in.Clouds {
		cloud := &Cloud{Name: c.Name, BaseURL: c.BaseURL}
		d.clouds[c.Name] = cloud
		d.api.Clouds = append(d.api.Clouds, cloud)
	}
	declare := func(name string, r Ref) {
		if d.named[name] != nil || IsPrim(name) || name == "" {
			d.fail("the name %q is given twice", name)
		}
		d.named[name] = r
	}
	for i := range in.Types {
		t := &Type{Name: in.Types[i].FullName}
		declare(t.Name, t)
		d.api.Types = append(d.api.Types, t)
	}
	for i := range in.Enums {
		e := d.enum(&in.Enums[i])
		declare(e.Name, e)
		d.api.Enums = append(d.api.Enums, e)
	}
}

func (d *jsonReader) enum(in *jsonEnum) *Enum {
	seen := make(map[string]bool)
	for _, m := range in.Members {
		if seen[m.Name] {
			d.fail("the enum %s has two members %q", in.FullName, m.Name)
		}
		seen[m.Name] = true
	}
	e := &Enum{Name: in.FullName, Flags: in.Flags, Doc: in.Doc, Page: in.Path, Source: in.Source, Pos: d.pos(in.Pos)}
	for _, m := range in.Members {
		e.Members = append(e.Members, &Member{Name: m.Name, Value: m.Value, Doc: m.Description, Pos: d.pos(m.Pos)})
	}
	return e
}

func (d *jsonReader) fillType(t *Type, in *jsonType) {
	seen := make(map[string]bool)
	for _, p := range in.Properties {
		if seen[p.Name] {
			d.fail("the type %s has two properties %q", t.Name, p.Name)
		}
		seen[p.Name] = true
	}
	t.Entity, t.Abstract, t.Open, t.Doc, t.Pages = in.Kind == "entity", in.Abstract, in.Open, in.Doc, in.Paths
	t.Deprecated = in.Deprecated
	t.Pos, t.KeyPos, t.Fields = d.pos(in.Pos), d.pos(in.KeyPos), d.fields(in.Properties)
	if i := slices.IndexFunc(in.Paths, func(p string) bool { return path.Base(p) == in.Page }); i >= 0 {
		t.Page = in.Paths[i]
	}
	if in.Key != nil {
		t.Key = *in.Key
	}
	if in.Base != nil {
		t.Base = d.typ(*in.Base)
		if t.Base != nil {
			t.Base.Derived = append(t.Base.Derived, t)
		}
	}
}

// checkBases reports a type that derives from itself.
func (d *jsonReader) checkBases() {
	done := make(map[*Type]bool)
	for _, t := range d.api.Types {
		seen := make(map[*Type]bool)
		for b := t; b != nil && !done[b]; b = b.Base {
			if seen[b] {
				d.fail("the type %s derives from itself", b.Name)
				return
			}
			seen[b] = true
		}
		done[t] = true
	}
}

// typ returns the type of that name, nil for "".
func (d *jsonReader) typ(name string) *Type {
	if name == "" {
		return nil
	}
	t, ok := d.named[name].(*Type)
	if !ok {
		d.fail("there is no type %q", name)
	}
	return t
}

// ref returns what a name refers to, nil for "".
func (d *jsonReader) ref(in jsonRef) Ref {
	name, lists := in.Type, 0
	for strings.HasPrefix(name, "Collection(") && strings.HasSuffix(name, ")") {
		name, lists = name[len("Collection("):len(name)-1], lists+1
	}
	if in.Collection {
		lists++
	}
	var r Ref
	switch {
	case name == "":
		return nil
	case IsPrim(name):
		r = Prim(name)
	case d.named[name] != nil:
		r = d.named[name]
	default:
		d.fail("there is no type or enum %q", name)
		return nil
	}
	for range lists {
		r = &List{Elem: r}
	}
	return r
}

func (d *jsonReader) fields(list []jsonField) []*Field {
	var out []*Field
	for _, in := range list {
		f := &Field{
			Name: in.Name, Type: d.ref(in.jsonRef), Nav: in.Nav, Doc: in.Description, Deprecated: in.Deprecated,
			ReadOnly: triOf(in.ReadOnly), Nullable: triOf(in.Nullable), Required: triOf(in.Required), Inherited: d.typ(in.Inherited),
			Values: in.Values, AnyValue: in.AnyValue, Pos: d.pos(in.Pos),
		}
		if f.Type == nil {
			d.fail("the property %s at %s has no type", in.Name, in.Pos)
			f.Type = Any
		}
		for _, r := range in.Rules {
			f.Rules = append(f.Rules, &Constraint{RuleKind(r.Kind), r.Min, r.Max, r.Text, r.Sentence, d.pos(r.Pos)})
		}
		out = append(out, f)
	}
	return out
}

// triOf is the reverse of Tri.json.
func triOf(b *bool) Tri {
	if b == nil {
		return Unknown
	}
	return TriOf(*b)
}

// pos reads a place: file:line:col, a file alone, or "-".
func (d *jsonReader) pos(s string) diag.Pos {
	if s == "" || s == "-" {
		return diag.Pos{}
	}
	rest, col, ok := cutLast(s)
	if !ok {
		return diag.Pos{File: s}
	}
	file, line, ok := cutLast(rest)
	if !ok {
		return diag.Pos{File: s}
	}
	return diag.Pos{File: file, Line: line, Col: col}
}

// cutLast cuts ":n" off the end of s.
func cutLast(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 1 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	if err != nil || n < 0 {
		return s, 0, false
	}
	return s[:i], n, true
}
