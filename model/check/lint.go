// Package check judges an API as a whole: what only shows when all pages are
// seen together. Most findings arise earlier, where the knowledge is.
package check

import (
	"slices"
	"strings"
	"sync"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// Lint returns the findings about one API that its pages do not show one by
// one, sorted by place.
func Lint(api *model.API) diag.List {
	rules := []func(*model.API, *diag.List){keys, bodyFields, scopeCase, scopeLetters, examples, pathParams}
	found := make([]diag.List, len(rules))
	var side sync.WaitGroup
	for i, rule := range rules {
		side.Go(func() { rule(api, &found[i]) })
	}
	side.Wait()
	out := slices.Concat(found...)
	out.Sort()
	return out
}

// keys reports types whose stated key is not among their properties, nor shown
// in their JSON representation.
func keys(api *model.API, out *diag.List) {
	for _, t := range api.Types {
		if t.Key == "" || len(t.Fields) == 0 || hasField(t, t.Key) || inJSON(t, t.Key) {
			continue
		}
		rel := diag.Related{Pos: t.Pos, Msg: t.Name + " is documented here"}
		out.AddRelated(diag.UnknownKey, t.KeyPos, rel, "the key of %s is %q, which neither its tables nor its JSON have", t.Name, t.Key)
	}
}

func inJSON(t *model.Type, name string) bool {
	return slices.ContainsFunc(t.JSON, func(js *model.JSONSample) bool {
		return slices.ContainsFunc(js.Members, func(m model.JSONMember) bool { return m.Name == name })
	})
}

func hasField(t *model.Type, name string) bool {
	return t.Field(name) != nil
}

// hasFields reports whether a type has a field, or one of its bases has.
func hasFields(t *model.Type) bool {
	for ; t != nil; t = t.Base {
		if len(t.Fields) > 0 {
			return true
		}
	}
	return false
}

// bodyFields reports rows of a body table that the type of the body does not
// have, nor any of its relatives. Rows of open types, annotations and paths
// into other objects are no properties to begin with.
func bodyFields(api *model.API, out *diag.List) {
	for _, o := range api.Operations {
		t, ok := o.Body.Type.(*model.Type)
		if !ok || t.Open || !hasFields(t) {
			continue
		}
		if slices.ContainsFunc(o.Body.Fields, func(f *model.Field) bool { return elem(f) == t }) {
			continue // the body holds a t, and is none
		}
		for _, f := range o.Body.Fields {
			known := func(t *model.Type) bool { return hasField(t, f.Name) }
			if known(t) || strings.ContainsAny(f.Name, "@/") || slices.ContainsFunc(relatives(t), known) || inMember(o.Body.Fields, f.Name) {
				continue
			}
			rel := diag.Related{Pos: t.Pos, Msg: t.Name + " is documented here"}
			out.AddRelated(diag.UnknownField, f.Pos, rel, "the request table lists %q, which %s does not have", f.Name, t.Name)
		}
	}
}

// relatives returns t, its descendants and those of its base: a page that
// creates any of them names one, and has a table for each.
func relatives(t *model.Type) []*model.Type {
	if t.Base != nil {
		return append(t.Base.Descendants(), t)
	}
	return append(t.Descendants(), t)
}

// inMember reports whether an object that is the value of another row has a
// property of this name: some tables go on with what the object holds.
func inMember(rows []*model.Field, name string) bool {
	return slices.ContainsFunc(rows, func(f *model.Field) bool {
		t := elem(f)
		return t != nil && f.Name != name && hasField(t, name)
	})
}

// elem returns the type of the value of f, or of the values, nil if they are no
// objects.
func elem(f *model.Field) *model.Type {
	r, _ := model.Elem(f.Type)
	t, _ := r.(*model.Type)
	return t
}
