package parser

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads what the row of a property says beside its name and type: what
// its description states, and which of that can be about values of the type.

// facts records what the description says.
func (r *reader) facts(f *model.FieldClaim, t markdown.Text) {
	doc := cell.Describe(t, r.d)
	r.note(f, doc.Facts())
	if !mayEnumerate(f.Type) {
		return
	}
	f.Several = !f.Type.Collection && r.d.Has("flags", f.Doc)
	f.Values = doc.Values()
	if r.page.Locale != "" {
		f.Values = untranslated(f.Values)
	}
	if len(f.Values) == 0 {
		return
	}
	s := doc.SentenceAt(f.Values[0].Pos)
	if r.d.Has("not-values", s) {
		f.Values = nil
		return
	}
	if len(f.Values) > 1 && f.Type.Name == string(model.String) && !r.d.Has("open-values", s) && !r.d.Has("open-list", f.Doc) {
		f.Rules = append(f.Rules, &model.Constraint{Kind: model.OneOf, Sentence: s, Pos: f.Values[0].Pos})
	}
}

// untranslated returns the values of a translated page that are the service's.
// Translators leave alone what stands in back-quotes, and in a list without
// them all names or none: one that no language writes ("notReady") tells.
func untranslated(values []model.ValueClaim) []model.ValueClaim {
	code := slices.ContainsFunc(values, func(v model.ValueClaim) bool { return v.Code })
	own := code || slices.ContainsFunc(values, func(v model.ValueClaim) bool { return innerCapital.MatchString(v.Name) })
	return slices.DeleteFunc(values, func(v model.ValueClaim) bool {
		return !own || code && !v.Code || !plainName.MatchString(v.Name)
	})
}

var (
	innerCapital = regexp.MustCompile(`[a-z][A-Z]`)
	plainName    = regexp.MustCompile(`^[!-~]+$`)
)

// note adds facts to what is known of a field.
func (r *reader) note(f *model.FieldClaim, facts cell.Facts) {
	f.ReadOnly = cmp.Or(f.ReadOnly, facts.ReadOnly)
	f.Nullable = cmp.Or(f.Nullable, facts.Nullable)
	f.Required = cmp.Or(f.Required, facts.Required)
	f.Deprecated = f.Deprecated || facts.Deprecated
	if f.Inherited == nil {
		f.Inherited = facts.Inherited
	}
	for _, rule := range facts.Rules {
		if ruleFits(rule.Kind, f.Type) && rule.Kind.Agrees(f.Required, f.Nullable) {
			f.Rules = append(f.Rules, rule)
		}
	}
}

// ruleFits reports whether a rule can be about values of the type: what is
// said of lengths in the description of a number is about something else.
func ruleFits(kind model.RuleKind, e model.TypeExpr) bool {
	text := e.Name == string(model.String) && !e.Collection
	switch kind {
	case model.MaxLength, model.Format:
		return text
	case model.MaxItems:
		return e.Collection
	case model.Range:
		return model.Prim(e.Name).IsNumber() && !e.Collection
	}
	return true
}

// mayEnumerate reports whether a list of possible values can be the members of
// the type: it is text or a type that is described elsewhere.
func mayEnumerate(e model.TypeExpr) bool {
	return e.Name == string(model.String) || !strings.HasPrefix(e.Name, "Edm.")
}

// typeFormats are the types that are strings of a form.
var typeFormats = map[model.Prim]string{model.GUID: "guid", model.Duration: "duration"}

func hasRule(f *model.FieldClaim, kind model.RuleKind) bool {
	return slices.ContainsFunc(f.Rules, func(c *model.Constraint) bool { return c.Kind == kind })
}

// columnRule sets or removes the rule that a column of its own is about.
func (r *reader) columnRule(f *model.FieldClaim, kind model.RuleKind, holds bool, t markdown.Text) {
	f.Rules = slices.DeleteFunc(f.Rules, func(c *model.Constraint) bool { return c.Kind == kind })
	if holds {
		f.Rules = append(f.Rules, &model.Constraint{Kind: kind, Sentence: t.String(), Pos: t.Pos})
	}
}
