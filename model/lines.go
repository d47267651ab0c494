package model

// This file prints an API one fact a line. Golden tests compare the lines,
// docs-diff subtracts them, and "show --stage=api" prints them. A line is a
// key, which says what the fact is about, and a value; two APIs that say the
// same have the same lines.

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// A Line is one fact. Keys are unique except for those of repeated facts
// (alternatives of permissions), and sort parents before their parts.
type Line struct {
	Key   string // "type microsoft.graph.group, property visibility"
	Value string // "Edm.String oneof(Private,Public)"
	Pos   diag.Pos
	Note  string // the page's own words, which are no part of the fact; "" for none
}

// String returns the line as it is printed, without its place.
func (l Line) String() string {
	if l.Value == "" {
		return l.Key
	}
	return l.Key + ": " + l.Value
}

// Lines returns every fact of the API, sorted by key.
func (a *API) Lines() []Line {
	var p linePrinter
	for _, c := range a.Clouds {
		p.add(diag.Pos{}, "cloud "+c.Name, c.BaseURL)
	}
	for _, t := range a.Types {
		p.typ(t)
	}
	for _, e := range a.Enums {
		p.enum(e)
	}
	for _, o := range a.Operations {
		p.op(o)
	}
	slices.SortStableFunc(p.lines, func(x, y Line) int {
		return cmp.Or(strings.Compare(x.Key, y.Key), strings.Compare(x.Value, y.Value))
	})
	return p.lines
}

// PrintAPI writes the facts of an API one a line, each with its place at the
// end. If pages are given, it writes only what these pages say. Paths are those
// of [Page.Path]. An error is w's.
func PrintAPI(w io.Writer, a *API, pages ...string) error {
	for _, l := range a.Lines() {
		if len(pages) > 0 && !slices.Contains(pages, l.Pos.File) {
			continue
		}
		words := ""
		if l.Note != "" {
			words = " " + strconv.Quote(l.Note)
		}
		if _, err := fmt.Fprintf(w, "%s%s\t%s\n", l, words, l.Pos); err != nil {
			return err
		}
	}
	return nil
}

type linePrinter struct{ lines []Line }

func (p *linePrinter) add(pos diag.Pos, key string, value ...string) {
	value = slices.DeleteFunc(value, func(s string) bool { return s == "" })
	p.lines = append(p.lines, Line{Key: key, Value: strings.Join(value, " "), Pos: pos})
}

// flag returns name if set, else "".
func flag(set bool, name string) string {
	if set {
		return name
	}
	return ""
}

// tri returns name, "not name" or "".
func tri(t Tri, name string) string {
	switch t {
	case Yes:
		return name
	case No:
		return "not-" + name
	default:
		return ""
	}
}

func (p *linePrinter) typ(t *Type) {
	key, kind, base := "type "+t.Name, "complex", ""
	if t.Entity {
		kind = "entity"
	}
	if t.Base != nil {
		base = "is " + t.Base.Name
	}
	named := ""
	if t.Key != "" {
		named = "key(" + t.Key + ")"
	}
	p.add(t.Pos, key, kind, base, named, flag(t.Abstract, "abstract"), flag(t.Open, "open"), flag(t.Deprecated, "deprecated"))
	for _, f := range t.Fields {
		p.field(key+", property ", f)
	}
}

func (p *linePrinter) field(prefix string, f *Field) {
	values := ""
	if len(f.Values) > 0 {
		values = "oneof(" + strings.Join(f.Values, ",") + ")"
	}
	p.add(f.Pos, prefix+f.Name, RefName(f.Type), flag(f.Nav, "nav"), values, tri(f.ReadOnly, "read-only"),
		tri(f.Nullable, "nullable"), tri(f.Required, "required"), flag(f.Deprecated, "deprecated"))
	for _, r := range f.Rules {
		p.lines = append(p.lines, Line{Key: prefix + f.Name + ", rule", Value: r.String(), Pos: r.Pos, Note: r.Sentence})
	}
}

// String returns the constraint as "max-length(64)" or "range(0..10)".
func (c *Constraint) String() string {
	var arg string
	switch {
	case c.Kind == Range:
		arg = limit(c.Min) + ".." + limit(c.Max)
	case c.Max != nil:
		arg = limit(c.Max)
	default:
		arg = c.Text
	}
	if arg == "" {
		return string(c.Kind)
	}
	return string(c.Kind) + "(" + arg + ")"
}

func limit(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'g', -1, 64)
}

func (p *linePrinter) enum(e *Enum) {
	key := "enum " + e.Name
	p.add(e.Pos, key, e.Source, flag(e.Flags, "flags"))
	for i, m := range e.Members {
		value := ""
		if m.Value != nil {
			value = strconv.FormatInt(*m.Value, 10)
		}
		p.add(m.Pos, fmt.Sprintf("%s, member %03d %s", key, i+1, m.Name), value)
	}
}

func (p *linePrinter) op(o *Op) {
	key := "op " + o.ID
	p.add(o.Pos, key, flag(o.Deprecated, "deprecated"))
	for i, e := range o.Endpoints {
		p.add(e.Pos, fmt.Sprintf("%s, endpoint %d", key, i+1), e.Method, e.Path.String())
	}
	for i, o := range o.Implied {
		p.implied(fmt.Sprintf("%s, implied %d", key, i+1), o)
	}
	for i, t := range o.Permissions {
		p.permissions(fmt.Sprintf("%s, permissions %d", key, i+1), t)
	}
	for _, h := range o.Headers {
		p.add(h.Pos, key+", header "+h.Name, h.Value, tri(h.Required, "required"))
	}
	for _, q := range o.Params {
		p.add(q.Pos, key+", "+string(q.In)+" parameter "+q.Name, RefName(q.Type), tri(q.Required, "required"))
	}
	p.body(key+", body", &o.Body)
	for _, r := range o.Responses {
		p.response(fmt.Sprintf("%s, response %d", key, r.Status), r)
	}
	if o.Options.Known {
		p.add(o.Options.Pos, key+", options", strings.Join(o.Options.Names, " "))
	}
	if names := cloudNames(o.Unavailable); names != "" {
		p.add(o.Pos, key+", unavailable", names)
	}
	for i, e := range o.Examples {
		p.example(fmt.Sprintf("%s, example %d", key, i+1), e)
	}
}

// cloudNames lists the names of clouds, some of which have commas.
func cloudNames(clouds []*Cloud) string {
	var names []string
	for _, c := range clouds {
		names = append(names, c.Name)
	}
	return strings.Join(names, "; ")
}

// implied prints an operation that examples imply: what differs from the page's
// own.
func (p *linePrinter) implied(key string, o *Op) {
	for _, e := range o.Endpoints {
		p.add(e.Pos, key, e.Method, e.Path.String())
	}
	for _, r := range o.Responses {
		p.response(fmt.Sprintf("%s, response %d", key, r.Status), r)
	}
}

func (p *linePrinter) permissions(key string, t *PermissionTable) {
	if t.For != "" || t.Tie != Untied {
		p.add(t.Pos, key, t.For, string(t.Tie), fmt.Sprint(t.Endpoints))
	}
	for _, s := range Schemes {
		g := t.Grants[s]
		if g.Support == No {
			p.add(g.Pos, key+", "+s.String(), "not supported")
		}
		var sets []string
		for _, set := range g.AnyOf {
			sets = append(sets, strings.Join(set, "+"))
		}
		if len(sets) > 0 {
			p.add(g.Pos, key+", "+s.String(), sets...)
		}
	}
}

// bodyNames are the kinds of a body in lines and JSON.
var bodyNames = map[BodyKind]string{
	BodyNone: "none", BodyResource: "resource", BodyFields: "fields", BodyStream: "stream", BodyJSON: "json",
}

func (p *linePrinter) body(key string, b *Body) {
	if b.Kind == BodyUnknown {
		return
	}
	p.add(b.Pos, key, bodyNames[b.Kind], RefName(b.Type), flag(b.Complete, "complete"))
	for _, f := range b.Fields {
		p.field(key+" member ", f)
	}
}

func (p *linePrinter) response(key string, r *Response) {
	p.add(r.Pos, key, flag(r.None, "none"), flag(r.Stream, "stream"), RefName(r.Type))
}

func (p *linePrinter) example(key string, e *Example) {
	var pos diag.Pos
	what := ""
	if e.Request != nil {
		pos, what = e.Request.Pos, e.Request.Method+" "+e.Request.URL
	}
	if e.Response != nil {
		what = strings.TrimSpace(what + " → " + strconv.Itoa(e.Response.Status))
	}
	excluded := ""
	if e.Excluded != "" {
		excluded = "excluded(" + e.Excluded + ")"
	}
	p.add(pos, key, what, excluded)
}
