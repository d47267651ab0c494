package link

// This file finds the names that translators changed. They translate what looks
// like a word, also where it is a name of the service:
//
//	|descrição|Cadeia de caracteres|…|        "description": "String"
//
// The JSON of a page they leave alone. So the names of a table are laid beside
// those of the page's JSON: a name that the JSON lacks, in the place of one that
// the table lacks, is that one, if their types agree. Both sides list names in
// one order nearly always; a gap is what stands between two names that agree.
// What many pages show this way makes a glossary for tables without JSON.
//
// It is done on pages in another language only. On an English page a name that
// the JSON lacks is a new property, or an old one.

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// originals puts copies with the original names in the place of translated
// pages.
func (l *linker) originals() {
	t := &translation{l: l, seen: make(map[string]string), known: make(map[string]bool), words: make(map[string]map[string]int)}
	if !slices.ContainsFunc(l.pages, func(p *model.Page) bool { return p.Locale != "" }) {
		return
	}
	for _, p := range l.pages {
		t.look(p)
	}
	var tables []fieldTable
	for i, p := range l.pages {
		if p.Locale != "" {
			l.pages[i] = copyPage(p)
			tables = append(tables, fieldTables(l.pages[i])...)
		}
	}
	for _, table := range tables {
		t.align(table)
	}
	for _, table := range tables {
		t.gloss(table)
		t.types(table)
	}
}

// A translation is the state of [linker.originals].
type translation struct {
	l *linker
	// seen are the names of all members in JSON by their folded form; a name
	// that is spelt in several ways maps to "?".
	seen map[string]string
	// known are the folded names of all types and enums.
	known map[string]bool
	// words are, for a locale and a folded word, the names it stood for.
	words map[string]map[string]int
}

// A fieldTable is a table of properties, with the JSON that shows them.
type fieldTable struct {
	page   *model.Page
	fields []*model.FieldClaim
	json   []model.JSONMember
}

// copyPage copies what this file changes.
func copyPage(p *model.Page) *model.Page {
	out := *p
	out.Types = copyEach(p.Types)
	for _, t := range out.Types {
		t.Fields = copyEach(t.Fields)
	}
	out.Ops = copyEach(p.Ops)
	for _, op := range out.Ops {
		op.Body.Fields = copyEach(op.Body.Fields)
	}
	return &out
}

// copyEach returns copies of what a list points to.
func copyEach[T any](in []*T) []*T {
	copies := make([]T, len(in))
	for i, p := range in {
		copies[i] = *p
	}
	return pointers(copies)
}

// pointers returns where the elements of a list are, nil if it has none.
func pointers[T any](list []T) []*T {
	if len(list) == 0 {
		return nil
	}
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// fieldTables returns the tables of a page.
func fieldTables(p *model.Page) []fieldTable {
	var out []fieldTable
	for _, t := range p.Types {
		out = append(out, fieldTable{p, t.Fields, members(t.JSON)})
	}
	for _, op := range p.Ops {
		table := fieldTable{page: p, fields: op.Body.Fields}
		for _, e := range op.Examples {
			if e.Request != nil && table.json == nil {
				table.json = members(e.Request.JSON)
			}
		}
		out = append(out, table)
	}
	return out
}

func members(s *model.JSONSample) []model.JSONMember {
	if s == nil {
		return nil
	}
	return s.Members
}

// look notes the names that a page shows.
func (t *translation) look(p *model.Page) {
	note := func(s *model.JSONSample) {
		for _, m := range members(s) {
			if old := t.seen[fold(m.Name)]; old != "" && old != m.Name {
				t.seen[fold(m.Name)] = "?"
			} else {
				t.seen[fold(m.Name)] = m.Name
			}
		}
	}
	for _, c := range p.Types {
		note(c.JSON)
		t.known[fold(model.ShortName(c.Name))] = true
	}
	for _, e := range p.Enums {
		t.known[fold(model.ShortName(e.Name))] = true
	}
	for _, op := range p.Ops {
		for _, e := range op.Examples {
			for _, m := range []*model.Message{e.Request, e.Response} {
				if m != nil {
					note(m.JSON)
				}
			}
		}
	}
}

// translated reports whether a name may be a translator's: a plain word, or
// letters and blanks that no name has, and no JSON anywhere shows it.
func (t *translation) translated(name string) bool {
	if name == "" || t.seen[fold(name)] != "" || strings.ContainsAny(name, "@/.") {
		return false
	}
	return foreign(name) || name[1:] == strings.ToLower(name[1:]) && !strings.ContainsAny(name, "0123456789_-")
}

// foreign reports whether a name has characters that names of services do not.
func foreign(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return r > unicode.MaxASCII || r == ' ' })
}

// align gives the names of a table that its JSON lacks those of the JSON that
// the table lacks.
func (t *translation) align(table fieldTable) {
	if len(table.json) == 0 {
		return
	}
	pairs := alignNames(len(table.fields), len(table.json),
		func(i, j int) bool { return strings.EqualFold(table.fields[i].Name, table.json[j].Name) },
		func(i, j int) bool {
			return t.translated(table.fields[i].Name) && !strings.Contains(table.json[j].Name, "@") &&
				agree(table.fields[i].Type, table.json[j].Type)
		})
	for _, i := range slices.Sorted(maps.Keys(pairs)) {
		f, name := table.fields[i], table.json[pairs[i]].Name
		key := table.page.Locale + " " + fold(f.Name)
		if t.words[key] == nil {
			t.words[key] = make(map[string]int)
		}
		t.words[key][name]++
		t.rename(f, name, "the page's JSON has")
	}
}

func (t *translation) rename(f *model.FieldClaim, name, source string) {
	t.l.diags.Add(diag.TranslatedName, f.Pos, "%q seems to be translated: %s %q, which is used", f.Name, source, name)
	f.Name = name
}

// gloss gives the names of a table that no JSON helped with those that the same
// words stand for elsewhere, and reports those that stay foreign.
func (t *translation) gloss(table fieldTable) {
	for _, f := range table.fields {
		if original, ok := t.cased(f.Name); ok {
			t.rename(f, original, "JSON has")
			continue
		}
		if !t.translated(f.Name) {
			continue
		}
		name := t.meaning(table.page.Locale, f.Name)
		taken := slices.ContainsFunc(table.fields, func(o *model.FieldClaim) bool { return strings.EqualFold(o.Name, name) })
		switch {
		case name != "" && !taken:
			t.rename(f, name, "other pages have the same word for")
		case foreign(f.Name) && len(t.seen) > 0:
			t.l.diags.Add(diag.TranslatedName, f.Pos, "%q seems to be translated, and no JSON shows the original; it is used as it is", f.Name)
		}
	}
}

// cased returns how JSON spells a name of which a translator made a word
// ("Version"), if it spells it one other way only.
func (t *translation) cased(name string) (string, bool) {
	spelt := t.seen[fold(name)]
	return spelt, spelt != "" && spelt != name && strings.EqualFold(spelt, name) && name[1:] == strings.ToLower(name[1:])
}

// meaning returns the name that a word stands for most often, "" if unknown.
func (t *translation) meaning(locale, word string) string {
	best, n := "", 0
	counts := t.words[locale+" "+fold(word)]
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if counts[name] > n {
			best, n = name, counts[name]
		}
	}
	return best
}

// types gives fields whose type is a word that nobody knows the type that the
// JSON shows.
func (t *translation) types(table fieldTable) {
	for _, f := range table.fields {
		i := slices.IndexFunc(table.json, func(m model.JSONMember) bool { return strings.EqualFold(m.Name, f.Name) })
		if i < 0 || table.json[i].Type.IsZero() {
			continue
		}
		shown := table.json[i].Type
		if table.page.Locale == model.UnknownLocale && shown.Collection {
			f.Type.Collection = true
		}
		if f.Type.Link != "" || model.IsPrim(f.Type.Name) || len(f.Values) > 0 || t.known[fold(model.ShortName(f.Type.Name))] {
			continue
		}
		if table.page.Locale != model.UnknownLocale && !foreign(f.Type.Name) {
			continue // an enum without a page: its name is better than String
		}
		f.Type.Name, f.Type.Collection, f.Type.Or = shown.Name, f.Type.Collection || shown.Collection, nil
	}
}

// agree reports whether a cell's type can be that of a member shown in JSON.
// There a String stands for dates, numbers of some kinds and enums, too.
func agree(e model.TypeExpr, shown model.SampleType) bool {
	if shown.IsZero() || e.IsZero() {
		return true
	}
	if e.Collection != shown.Collection {
		return false
	}
	object := !strings.HasPrefix(shown.Name, "Edm.") && shown.Name != string(model.JSON)
	switch {
	case object:
		return !strings.HasPrefix(e.Name, "Edm.")
	case shown.Name == string(model.Boolean) || e.Name == string(model.Boolean):
		return shown.Name == e.Name || !model.IsPrim(e.Name) && e.Link == ""
	case model.Prim(shown.Name).IsNumber() || model.Prim(e.Name).IsNumber():
		return model.Prim(shown.Name).IsNumber() && model.Prim(e.Name).IsNumber() || !model.IsPrim(e.Name) && e.Link == ""
	}
	return true
}

// originalMembers gives the members that translators changed the names of a
// list in back-quotes that some description has of the same enum.
func (l *linker) originalMembers(n *enumNode) {
	for i := range n.lists {
		list := &n.lists[i]
		if list.page.Locale == "" || list.source == "inline" {
			continue
		}
		for _, ref := range n.lists {
			if ref.source == "inline" && ref.marked {
				l.alignMembers(list, ref)
			}
		}
	}
}

func (l *linker) alignMembers(list *enumList, ref enumList) {
	pairs := alignNames(len(list.members), len(ref.members),
		func(i, j int) bool { return strings.EqualFold(list.members[i].Name, ref.members[j].Name) },
		func(i, j int) bool {
			name := list.members[i].Name
			return foreign(name) || name[1:] == strings.ToLower(name[1:])
		})
	if len(pairs) == 0 || len(list.members) < len(ref.members) {
		return
	}
	list.members = copyEach(list.members)
	for _, i := range slices.Sorted(maps.Keys(pairs)) {
		m, name := list.members[i], ref.members[pairs[i]].Name
		l.diags.AddRelated(diag.TranslatedName, cmp.Or(m.Pos, list.pos), related(ref.pos, "the list with the original"),
			"%q seems to be translated: a description has %q, which is used", m.Name, name)
		m.Name = name
	}
}
