package diff_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has the edits of types as a whole.

// typeRemoved deletes the page of a type without descendants.
func (e *editor) typeRemoved() []site {
	var out []site
	for _, t := range e.api.Types {
		if e.ownsPage(t) && len(t.Derived) == 0 && len(t.Fields) > 1 && !e.isBody(t) && !e.hasValues(t) {
			out = append(out, site{[]string{t.Page}, t.Name, func(p pages) { delete(p, t.Page) }, []want{{kind: diff.TypeRemoved, or: diff.TypeUndescribed, class: source | wire, subject: t.Name}}})
		}
	}
	return out
}

// isBody reports whether the tables of operations describe the type, too: the
// model keeps it without its page.
func (e *editor) isBody(t *model.Type) bool {
	return slices.ContainsFunc(e.api.Operations, func(o *model.Op) bool { return o.Body.Type == model.Ref(t) && len(o.Body.Fields) > 0 })
}

// hasValues reports whether a row of the type lists its values: without its page
// it is an enumeration.
func (e *editor) hasValues(t *model.Type) bool {
	return slices.ContainsFunc(e.api.Types, func(u *model.Type) bool {
		return slices.ContainsFunc(u.Fields, func(f *model.Field) bool {
			elem, _ := model.Elem(f.Type)
			return elem == model.Ref(t) && len(f.Values) > 0
		})
	})
}

// typeUndescribed deletes such a page, where all properties are in the table of
// one operation.
func (e *editor) typeUndescribed() []site {
	var out []site
	for _, t := range e.api.Types {
		if !e.ownsPage(t) || len(t.Derived) > 0 || t.Base != nil || !e.isBody(t) {
			continue
		}
		listed := make(map[string]bool)
		for _, o := range e.api.Operations {
			for _, f := range o.Body.Fields {
				listed[f.Name] = listed[f.Name] || o.Body.Type == model.Ref(t)
			}
		}
		if !slices.ContainsFunc(t.Fields, func(f *model.Field) bool { return !listed[f.Name] }) {
			out = append(out, site{[]string{t.Page}, t.Name, func(p pages) { delete(p, t.Page) }, []want{{kind: diff.TypeUndescribed, class: 0, subject: t.Name}}})
		}
	}
	return out
}

// ownsPage reports whether a type is all that its page is about.
func (e *editor) ownsPage(t *model.Type) bool {
	if len(t.Pages) != 1 || t.Pos.File != t.Page {
		return false
	}
	for _, u := range e.api.Types {
		if u != t && slices.Contains(u.Pages, t.Page) {
			return false
		}
	}
	return true
}

// typeAdded copies the page of a type under another name, and calls the type
// otherwise on it.
func (e *editor) typeAdded() []site {
	var out []site
	for _, t := range e.api.Types {
		short := model.ShortName(t.Name)
		file := copyOf(t.Page)
		if !e.ownsPage(t) || len(t.Fields) < 2 || e.pages[file] != nil || e.has(t.Page, "# "+short+" ") == 0 || e.has(t.Page, "Namespace:") == 0 {
			continue
		}
		word := regexp.MustCompile(`\b` + regexp.QuoteMeta(short) + `\b`)
		out = append(out, site{[]string{t.Page, file}, t.Name, func(p pages) {
			for _, line := range p[t.Page] {
				p[file] = append(p[file], word.ReplaceAllString(line, short+"Copied"))
			}
		}, []want{{kind: diff.TypeAdded, class: more, subject: t.Name + "Copied"}}})
	}
	return out
}

var inherits = regexp.MustCompile(`^Inherits from \[(\w+)\]\([^)]*\)\.?\s*$`)

// baseRemoved takes the sentence away that states what a type inherits from,
// where nothing else does.
func (e *editor) baseRemoved() []site {
	var out []site
	for _, t := range e.api.Types {
		if t.Base == nil || !e.ownsPage(t) || e.has(t.Page, "baseType") > 0 || e.has(t.Page, "nherit") != 1 || e.has(t.Base.Page, model.ShortName(t.Name)) > 0 || e.shown(t) {
			continue
		}
		for i, line := range e.pages[t.Page] {
			if inherits.MatchString(line) {
				out = append(out, site{[]string{t.Page}, t.Name, func(p pages) { p.set(t.Page, i, "") }, []want{{kind: diff.TypeBase, class: source | wire, subject: t.Name}}})
			}
		}
	}
	return out
}

// shown reports whether an example has the type: then its base can be inferred
// from where it stands.
func (e *editor) shown(t *model.Type) bool {
	return slices.ContainsFunc(e.api.Operations, func(o *model.Op) bool { return e.has(o.Page, t.Name+`"`) > 0 })
}

// typeRenamed renames a type on its page and on those that mention it, a few,
// where its name is nothing but that.
func (e *editor) typeRenamed() []site {
	where := e.mentions()
	var out []site
	for _, t := range e.api.Types {
		short := model.ShortName(t.Name)
		files := where[short]
		if !e.ownsPage(t) || len(t.Fields) < 2 || len(files) > 4 || !slices.Contains(files, t.Page) || e.has(t.Page, "# "+short+" ") == 0 {
			continue
		}
		word := regexp.MustCompile(`\b` + regexp.QuoteMeta(short) + `\b`)
		plain := regexp.MustCompile(`\[` + short + `\]\(|` + regexp.QuoteMeta(t.Name) + `"|# ` + short + ` |\*\*` + short + `\*\*|title: "` + short + ` `)
		if slices.ContainsFunc(files, func(f string) bool {
			return word.MatchString(plain.ReplaceAllString(strings.Join(e.pages[f], "\n"), ""))
		}) {
			continue
		}
		out = append(out, site{files, t.Name, func(p pages) {
			for _, f := range files {
				for i, line := range p[f] {
					p[f][i] = word.ReplaceAllString(line, short+"Lately")
				}
			}
		}, []want{{kind: diff.TypeRenamed, class: source | wire, subject: t.Name + "Lately"}}})
	}
	return out
}

var identifier = regexp.MustCompile(`[A-Za-z0-9_]+`)

// mentions returns the files in which the short name of each type is a word.
func (e *editor) mentions() map[string][]string {
	out := make(map[string][]string)
	for _, t := range e.api.Types {
		out[model.ShortName(t.Name)] = nil
	}
	for _, file := range slices.Sorted(maps.Keys(e.pages)) {
		for _, line := range e.pages[file] {
			for _, word := range identifier.FindAllString(line, -1) {
				if files, ok := out[word]; ok && !slices.Contains(files, file) {
					out[word] = append(files, file)
				}
			}
		}
	}
	return out
}
