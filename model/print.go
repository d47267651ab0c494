package model

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// This file prints pages for people: one fact a line, with its place, in the
// order of the page. `docmill show --stage=page` and the parser's golden tests
// use it. Nothing parses it back.

// PrintPage writes what a page says: one fact a line, a fact's details after
// it, its place at the end ("@12:5"; with the file if it is another one, as for
// an include).
func PrintPage(w io.Writer, p *Page) {
	pr := &printer{w: w, file: p.Path}
	pr.line(0, p.Pos, "page", p.Path, string(p.Kind), quote(p.Title), label("namespace", p.Namespace), label("locale", p.Locale))
	for _, c := range p.Clouds {
		pr.line(0, c.Pos, "cloud", quote(c.Name), tri(c.Supported, "supported"))
	}
	for _, t := range p.Types {
		pr.typ(t)
	}
	for _, e := range p.Enums {
		pr.enum(e)
	}
	for _, m := range p.Methods {
		pr.line(0, m.Pos, "method", quote(m.Title), label("link", m.Link), label("returns", m.Return.String()))
		pr.doc(1, m.Doc)
	}
	for _, op := range p.Ops {
		pr.op(op)
	}
}

type printer struct {
	w    io.Writer
	file string
}

// line writes the words that are not empty, and the place.
func (pr *printer) line(indent int, pos diag.Pos, words ...string) {
	var b strings.Builder
	b.WriteString(strings.Repeat("  ", indent))
	first := true
	for _, w := range words {
		if w == "" {
			continue
		}
		if !first {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		first = false
	}
	if pos.IsValid() {
		b.WriteString(" @" + strings.TrimPrefix(pos.String(), pr.file+":"))
	}
	fmt.Fprintln(pr.w, b.String())
}

// doc writes prose, if there is any.
func (pr *printer) doc(indent int, s string) {
	if s != "" {
		fmt.Fprintf(pr.w, "%s# %s\n", strings.Repeat("  ", indent), s)
	}
}

func (pr *printer) typ(t *TypeClaim) {
	titled := ""
	if t.Titled != ShortName(t.Name) {
		titled = t.Titled
	}
	pr.line(0, t.Pos, "type", t.Name, "from", t.NameFrom.String(), label("titled", titled), label("key", t.Key),
		tri(t.Abstract, "abstract"), tri(t.Open, "open"), flag(t.Complex, "complex"), flag(t.Deprecated, "deprecated"),
		flag(t.HasMethods, "methods"), flag(t.HasRelationships, "relationships"))
	pr.doc(1, t.Doc)
	for _, b := range t.Bases {
		pr.line(1, b.Type.Pos, "base", b.Type.String(), "from", b.From.String())
	}
	for _, d := range t.Derived {
		pr.line(1, d.Pos, "derived", d.String())
	}
	for _, f := range t.Fields {
		pr.field(1, f)
	}
	pr.sample(1, t.JSON)
}

func (pr *printer) field(indent int, f *FieldClaim) {
	kind := "property"
	if f.Nav {
		kind = "relationship"
	}
	var values []string
	for _, v := range f.Values {
		values = append(values, v.Name)
	}
	inherited := ""
	if f.Inherited != nil {
		inherited = f.Inherited.String()
	}
	pr.line(indent, f.Pos, kind, f.Name, f.Type.String(), label("group", f.Group), flag(f.Deprecated, "deprecated"), flag(f.Several, "several"),
		tri(f.ReadOnly, "read-only"), tri(f.Nullable, "nullable"), tri(f.Required, "required"),
		label("inherited", inherited), list("values", values))
	pr.doc(indent+1, f.Doc)
	for _, c := range f.Rules {
		pr.line(indent+1, c.Pos, "rule", c.String(), quote(c.Sentence))
	}
}

func (pr *printer) sample(indent int, s *JSONSample) {
	if s == nil {
		return
	}
	reason := ""
	if s.Err != nil {
		reason = quote(s.Err.Error())
	}
	pr.line(indent, s.Pos, "json", label("error", reason))
	for _, m := range s.Members {
		pr.line(indent+1, m.Pos, m.Name, m.Type.Expr().String())
	}
}

func (pr *printer) enum(e *EnumClaim) {
	pr.line(0, e.Pos, "enum", e.Name, "from", e.NameFrom.String(), label("anchor", e.Anchor), tri(e.Flags, "flags"))
	pr.doc(1, e.Doc)
	for _, m := range e.Members {
		value := ""
		if m.Value != nil {
			value = "= " + strconv.FormatInt(*m.Value, 10)
		}
		pr.line(1, m.Pos, "member", m.Name, value)
		pr.doc(2, m.Doc)
	}
}

func (pr *printer) op(op *OpClaim) {
	pr.line(0, op.Pos, "operation", quote(op.Title), label("variant", op.Variant), flag(op.Deprecated, "deprecated"))
	pr.doc(1, op.Doc)
	for _, e := range op.Endpoints {
		pr.line(1, e.Pos, "endpoint", e.Method, e.Path.String(), quote(e.Label))
	}
	for _, t := range op.Permissions {
		pr.permissions(t)
	}
	for _, p := range op.Params {
		var values []string
		for _, v := range p.Values {
			values = append(values, v.Name)
		}
		pr.line(1, p.Pos, string(p.In), "parameter", p.Name, p.Type.String(), tri(p.Required, "required"), list("values", values))
		pr.doc(2, p.Doc)
	}
	for _, h := range op.Headers {
		pr.line(1, h.Pos, "header", h.Name, quote(h.Value), tri(h.Required, "required"))
		pr.doc(2, h.Doc)
	}
	if op.Body.Kind != BodyUnknown {
		pr.line(1, op.Body.Pos, "body", bodyNames[op.Body.Kind], op.Body.Type.String(), flag(op.Body.Complete, "complete"))
	}
	for _, f := range op.Body.Fields {
		pr.field(2, f)
	}
	for _, r := range op.Responses {
		pr.line(1, r.Pos, "response", strconv.Itoa(r.Status), r.Type.String(), flag(r.None, "none"), flag(r.Stream, "stream"), "from", r.From.String())
	}
	if o := op.Options; o.Known {
		pr.line(1, o.Pos, "options", list("names", o.Names), list("excluded", o.Excluded))
	}
	for _, e := range op.Examples {
		pr.line(1, diag.Pos{}, "example", quote(e.Title))
		pr.message("request", e.Request)
		pr.message("response", e.Response)
	}
}

func (pr *printer) permissions(t *PermissionTable) {
	pr.line(1, t.Pos, "permissions", label("for", quote(t.For)), tieLabel(t), label("endpoints", ints(t.Endpoints)))
	for i, g := range t.Grants {
		var sets []string
		for _, s := range g.AnyOf {
			sets = append(sets, strings.Join(s, "+"))
		}
		pr.line(2, g.Pos, Schemes[i].String(), tri(g.Support, "supported"), strings.Join(sets, " | "), label("note", quote(g.Note)))
	}
}

func tieLabel(t *PermissionTable) string {
	if t.Tie == TiedToNone {
		return "for no endpoint"
	}
	return label("tied by", string(t.Tie))
}

func (pr *printer) message(kind string, m *Message) {
	if m == nil {
		return
	}
	status := ""
	if m.Status != 0 {
		status = strconv.Itoa(m.Status)
	}
	pr.line(2, m.Pos, kind, quote(m.Name), m.Method, m.URL, status, label("type", m.Type.String()), flag(m.Truncated, "truncated"))
	for _, h := range m.Header {
		pr.line(3, diag.Pos{}, "header", h[0]+":", h[1])
	}
	if m.JSON != nil {
		pr.sample(3, m.JSON)
	} else if m.Body != "" {
		pr.line(3, m.BodyPos, "body", strconv.Itoa(len(m.Body)), "bytes")
	}
}

// label returns "name s", and "" if s is empty.
func label(name, s string) string {
	if s == "" {
		return ""
	}
	return name + " " + s
}

func quote(s string) string {
	if s == "" {
		return ""
	}
	return strconv.Quote(s)
}

func list(name string, s []string) string {
	if len(s) == 0 {
		return ""
	}
	return name + "(" + strings.Join(s, ", ") + ")"
}

func ints(s []int) string {
	var out []string
	for _, i := range s {
		out = append(out, strconv.Itoa(i))
	}
	return strings.Join(out, ",")
}

// String returns e in canonical spelling: "Edm.String collection",
// "[user](user.md) enum", "a or b". The parser reads it back as an equal
// expression.
func (e TypeExpr) String() string {
	var b strings.Builder
	e.write(&b)
	for _, o := range e.Or {
		b.WriteString(" or ")
		o.write(&b)
	}
	return b.String()
}

func (e TypeExpr) write(b *strings.Builder) {
	if e.Link != "" {
		b.WriteString("[" + e.Name + "](" + e.Link + ")")
	} else {
		b.WriteString(e.Name)
	}
	if e.Collection {
		b.WriteString(" collection")
	}
	if e.Enum {
		b.WriteString(" enum")
	}
}

var sourceNames = [...]string{"nowhere", "example", "prose", "title", "table", "annotation"}

// String returns where a claim stands, e.g. "annotation".
func (s Source) String() string { return sourceNames[s] }
