package parser

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file compares what a translated page says with what the page in English does.

// agreement counts the facts of English pages that a translation gives, too.
type agreement struct{ Equal, Dated, Different int }

// comparison counts by class of fact.
type comparison struct {
	classes map[string]*agreement
	// log are the differences, for people: "class page what".
	log []string
	en  fs.FS
	loc fs.FS
	// text of pages, by side and path
	pages map[string]string
}

func (c *comparison) class(name string) *agreement {
	if c.classes[name] == nil {
		c.classes[name] = new(agreement)
	}
	return c.classes[name]
}

// equal counts a fact that both sides give, or that they give differently.
func (c *comparison) equal(class, page string, want, got any) {
	if fmt.Sprint(want) == fmt.Sprint(got) {
		c.class(class).Equal++
		return
	}
	c.class(class).Different++
	c.log = append(c.log, fmt.Sprintf("%s %s: want %v, got %v", class, page, want, got))
}

// differs counts a fact that one side lacks. token is what would stand on the
// lacking side's page if the page said it.
func (c *comparison) differs(class, page, token string, fsys fs.FS, what string) {
	if token != "" && !c.says(fsys, page, token) {
		c.class(class).Dated++
		return
	}
	c.class(class).Different++
	c.log = append(c.log, class+" "+page+": "+what)
}

// says reports whether a word stands on a page.
func (c *comparison) says(fsys fs.FS, page, token string) bool {
	key := fmt.Sprintf("%p %s", fsys, page)
	text, ok := c.pages[key]
	if !ok {
		data, _ := fs.ReadFile(fsys, page)
		text = string(data)
		c.pages[key] = text
	}
	ok, _ = regexp.MatchString(`(?i)(?:^|[^A-Za-z0-9_])`+regexp.QuoteMeta(token)+`(?:$|[^A-Za-z0-9_])`, text)
	return ok
}

func compareAPI(en, loc *model.API, only map[string]bool, c *comparison) {
	types := named(loc.Types, func(t *model.Type) string { return t.Name })
	for _, want := range en.Types {
		if only[want.Page] {
			c.types(want, types[want.Name])
		}
	}
	enums := named(loc.Enums, func(e *model.Enum) string { return e.Name })
	for _, want := range en.Enums {
		if only[want.Page] {
			c.enums(want, enums[want.Name])
		}
	}
	ops := named(loc.Operations, func(o *model.Op) string { return o.ID })
	for _, want := range en.Operations {
		if only[want.Page] {
			c.operations(want, ops[want.ID])
		}
	}
}

// named returns the elements of a list by their names.
func named[T any](list []T, name func(T) string) map[string]T {
	out := make(map[string]T, len(list))
	for _, x := range list {
		out[name(x)] = x
	}
	return out
}

func (c *comparison) types(want, got *model.Type) {
	if got == nil {
		c.differs("type", want.Page, "", c.loc, "no type "+want.Name)
		return
	}
	c.class("type").Equal++
	c.equal("base", want.Page, baseName(want), baseName(got))
	fields := named(got.Fields, func(f *model.Field) string { return f.Name })
	for _, f := range want.Fields {
		g := fields[f.Name]
		delete(fields, f.Name)
		if g == nil {
			c.differs("field", want.Page, f.Name, c.loc, "lacks "+f.Name)
			continue
		}
		c.class("field").Equal++
		c.field(want.Page, f, g)
	}
	for _, name := range sortedKeys(fields) {
		c.differs("extra field", want.Page, name, c.en, "has "+name)
	}
}

func (c *comparison) field(page string, want, got *model.Field) {
	at := page + " " + want.Name
	if model.RefName(want.Type) != model.RefName(got.Type) {
		word := model.ShortName(strings.Trim(model.RefName(want.Type), "()"))
		c.differs("field type", page, strings.TrimPrefix(word, "Edm."), c.loc, want.Name+" want "+model.RefName(want.Type)+", got "+model.RefName(got.Type))
	} else {
		c.class("field type").Equal++
	}
	if want.ReadOnly != model.Unknown {
		c.equal("read-only", at, want.ReadOnly, got.ReadOnly)
	}
	if want.Nullable != model.Unknown {
		c.equal("nullable", at, want.Nullable, got.Nullable)
	}
	if want.Required != model.Unknown {
		c.equal("required", at, want.Required, got.Required)
	}
	if len(want.Values) > 0 {
		c.equal("values", at, want.Values, got.Values)
	}
}

func baseName(t *model.Type) string {
	if t.Base == nil {
		return ""
	}
	return t.Base.Name
}

func (c *comparison) enums(want, got *model.Enum) {
	if got == nil {
		c.differs("enum", want.Page, "", c.loc, "no enum "+want.Name)
		return
	}
	c.class("enum").Equal++
	have := make(map[string]bool)
	for _, m := range got.Members {
		have[m.Name] = true
	}
	for _, m := range want.Members {
		if !have[m.Name] {
			c.differs("member", want.Page, m.Name, c.loc, "lacks "+m.Name)
			continue
		}
		c.class("member").Equal++
	}
	if extra := len(got.Members) - len(want.Members); extra > 0 {
		c.class("extra member").Dated += extra
	}
}

func (c *comparison) operations(want, got *model.Op) {
	if got == nil {
		c.differs("operation", want.Page, "", c.loc, "no operation "+want.ID)
		return
	}
	c.class("operation").Equal++
	have := make(map[string]bool)
	for _, e := range got.Endpoints {
		have[e.Method+" "+e.Path.String()] = true
	}
	for _, e := range want.Endpoints {
		if s := e.Method + " " + e.Path.String(); !have[s] {
			c.differs("endpoint", want.Page, e.Path.String(), c.loc, s)
			continue
		}
		c.class("endpoint").Equal++
	}
	if len(want.Permissions) == len(got.Permissions) {
		for i, p := range want.Permissions {
			for s, g := range p.Grants {
				c.grant(want.Page, fmt.Sprintf("table %d scheme %d", i, s), g, got.Permissions[i].Grants[s])
			}
		}
	} else if len(want.Permissions) > 0 {
		c.class("permission table").Different++
		c.log = append(c.log, "permission table "+want.Page)
	}
	c.equal("body", want.Page, want.Body.Kind, got.Body.Kind)
	fields := make(map[string]bool)
	for _, f := range got.Body.Fields {
		fields[f.Name] = true
	}
	for _, f := range want.Body.Fields {
		if !fields[f.Name] {
			c.differs("body field", want.Page, f.Name, c.loc, "lacks "+f.Name)
			continue
		}
		c.class("body field").Equal++
	}
	c.equal("response", want.Page, outcomes(want), outcomes(got))
}

// grant compares two cells; a scope that the page does not show at all is of
// another date.
func (c *comparison) grant(page, at string, want, got model.Grant) {
	a, b := fmt.Sprint(want.AnyOf), fmt.Sprint(got.AnyOf)
	if a == b && want.Support == got.Support {
		c.class("permission cell").Equal++
		return
	}
	// A cell that is understood and says something else is of another date, or
	// stands in another row of a table by resources.
	if want.Support != model.Unknown && got.Support != model.Unknown && got.Note == "" {
		c.class("permission cell").Dated++
		return
	}
	c.class("permission cell").Different++
	c.log = append(c.log, fmt.Sprintf("permission cell %s %s: want %v %s, got %v %s %q", page, at, want.Support, a, got.Support, b, got.Note))
}

func outcomes(op *model.Op) string {
	var out []string
	for _, r := range op.Responses {
		s := fmt.Sprint(r.Status)
		if r.Type != nil {
			s += " " + model.RefName(r.Type)
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func sortedKeys[T any](m map[string]T) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (c *comparison) String() string {
	var b strings.Builder
	for _, k := range sortedKeys(c.classes) {
		a := c.classes[k]
		fmt.Fprintf(&b, "%-16s %5d equal %4d dated %4d different\n", k, a.Equal, a.Dated, a.Different)
	}
	return b.String()
}
