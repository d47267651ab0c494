package diff_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has the edits of pages about types.

// An edit is one kind of edit, and where it can be made.
type edit struct {
	name  string
	sites func(e *editor) []site
}

// Classes for short.
const (
	source = diff.Source
	wire   = diff.Wire
	acts   = diff.Behaviour
	more   = diff.Addition
	docs   = diff.Documentation
)

// edits are all kinds of edits.
var edits = slices.Concat(typeEdits, memberEdits, operationEdits, requestEdits, textEdits, layoutEdits)

var typeEdits = []edit{
	{"a property removed", rows(anyRow, func(s rowSite) site {
		return s.site(func(p pages) { p.drop(s.file, s.line) }, want{kind: diff.PropertyRemoved, class: source | wire, subject: s.owner + "." + s.field.Name})
	})},
	{"a property added", rows(anyRow, func(s rowSite) site {
		line := s.made("madeUpLately", "String", "How it came about.")
		return s.site(func(p pages) { p.insert(s.file, s.line+1, line) }, want{kind: diff.PropertyAdded, class: more, subject: s.owner + ".madeUpLately"})
	})},
	{"a property renamed", rows(func(s rowSite) bool { return len(s.field.Doc) > 20 }, func(s rowSite) site {
		name := s.field.Name + "Lately"
		return s.site(func(p pages) { p.set(s.file, s.line, s.with(s.name, name)) }, want{kind: diff.PropertyRenamed, class: source | wire, subject: s.owner + "." + name})
	})},
	{"a string becomes a number", typed("String", "Int32", source|wire)},
	{"a number of more digits", typed("Int32", "Int64", source)},
	{"one value becomes a collection", typed("String", "String collection", source|wire)},
	{"a property may be null", sentence("Nullable.", diff.PropertyNullable, func(f *model.Field) bool { return f.Nullable == model.Unknown })},
	{"a property becomes required", sentence("Required.", diff.PropertyRequired, func(f *model.Field) bool { return f.Required == model.Unknown })},
	{"a property becomes read-only", sentence("Read-only.", diff.PropertyReadOnly, func(f *model.Field) bool { return f.ReadOnly == model.Unknown })},
	{"a property is no longer read-only", rows(func(s rowSite) bool {
		return s.field.ReadOnly == model.Yes && strings.HasSuffix(strings.TrimSpace(s.cells[s.text]), " Read-only.") && strings.Count(strings.ToLower(s.cells[s.text]), "read-only") == 1
	}, func(s rowSite) site {
		text := strings.Replace(s.cells[s.text], " Read-only.", "", 1)
		return s.site(func(p pages) { p.set(s.file, s.line, s.with(s.text, text)) }, want{kind: diff.PropertyReadOnly, class: acts, subject: s.owner + "." + s.field.Name})
	})},
	{"a longest length", sentence("The maximum length is 64 characters.", diff.RuleAdded, func(f *model.Field) bool {
		return f.Type == model.String && len(f.Rules) == 0
	})},
	{"a shorter longest length", (*editor).shorter},
	{"a possible value added", (*editor).valueAdded},
	{"a possible value removed", (*editor).valueRemoved},
	{"a member of an enumeration added", members(func(s memberSite) site {
		return s.site(func(p pages) { p.insert(s.file, s.line+1, s.with(s.name, "madeUpLately")) }, diff.EnumMemberAdded, more, "madeUpLately")
	})},
	{"a member of an enumeration removed", members(func(s memberSite) site {
		return s.site(func(p pages) { p.drop(s.file, s.line) }, diff.EnumMemberRemoved, source|acts, s.member.Name)
	})},
	{"a member of an enumeration renamed", members(func(s memberSite) site {
		name := s.member.Name + "Lately"
		return s.site(func(p pages) { p.set(s.file, s.line, s.with(s.name, name)) }, diff.EnumMemberRenamed, source|wire, name)
	})},
	{"a type's page removed", (*editor).typeRemoved},
	{"the page of a type that tables of requests describe, too", (*editor).typeUndescribed},
	{"a type's page added", (*editor).typeAdded},
	{"a type renamed wherever it is mentioned", (*editor).typeRenamed},
	{"a type no longer inherits", (*editor).baseRemoved},
	{"a property becomes deprecated", rows(func(s rowSite) bool { return !s.field.Deprecated }, func(s rowSite) site {
		text := s.field.Name + " (deprecated)"
		return s.site(func(p pages) { p.set(s.file, s.line, s.with(s.name, text)) }, want{kind: diff.Deprecated, class: docs, subject: s.owner + "." + s.field.Name})
	})},
}

func anyRow(rowSite) bool { return true }

// rows makes an edit of all rows of properties that ok takes.
func rows(ok func(s rowSite) bool, of func(s rowSite) site) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		for _, s := range e.properties() {
			if ok(s) && s.isPlain() {
				out = append(out, of(s))
			}
		}
		return out
	}
}

// isPlain reports whether a row says nothing that makes an enum or a rule: such
// rows have edits of their own.
func (s rowSite) isPlain() bool {
	_, isEnum := s.field.Type.(*model.Enum)
	return !isEnum && len(s.field.Values) == 0
}

// made returns a row like s with other content.
func (s rowSite) made(name, typ, text string) string {
	cells := make([]string, len(s.cells))
	cells[s.name], cells[s.typ], cells[s.text] = name, typ, text
	return "|" + strings.Join(cells, "|") + "|"
}

// typed makes one type of another.
func typed(from, to string, class diff.Class) func(e *editor) []site {
	return rows(func(s rowSite) bool { return strings.TrimSpace(s.cells[s.typ]) == from && len(s.field.Rules) == 0 }, func(s rowSite) site {
		return s.site(func(p pages) { p.set(s.file, s.line, s.with(s.typ, to)) }, want{kind: diff.PropertyType, class: class, subject: s.owner + "." + s.field.Name})
	})
}

// sentence appends a sentence to a description that ends as sentences do.
func sentence(text string, kind *diff.Kind, ok func(f *model.Field) bool) func(e *editor) []site {
	return rows(func(s rowSite) bool {
		return ok(s.field) && strings.HasSuffix(s.field.Doc, ".") && strings.HasSuffix(strings.TrimSpace(s.cells[s.text]), ".")
	}, func(s rowSite) site {
		longer := strings.TrimSpace(s.cells[s.text]) + " " + text
		return s.site(func(p pages) { p.set(s.file, s.line, s.with(s.text, longer)) }, want{kind: kind, class: acts, subject: s.owner + "." + s.field.Name})
	})
}

// shorter lowers a limit that a description states.
func (e *editor) shorter() []site {
	var out []site
	for _, s := range e.properties() {
		for _, rule := range s.field.Rules {
			if rule.Kind != model.MaxLength || rule.Max == nil || *rule.Max < 4 {
				continue
			}
			from, to := strconv.Itoa(int(*rule.Max)), strconv.Itoa(int(*rule.Max)-2)
			text := s.cells[s.text]
			if strings.Count(text, from) != 1 || !s.isPlain() {
				continue
			}
			text = strings.Replace(text, from, to, 1)
			out = append(out, s.site(func(p pages) { p.set(s.file, s.line, s.with(s.text, text)) }, want{kind: diff.RuleTightened, class: acts, subject: s.owner + "." + s.field.Name}))
		}
	}
	return out
}

var quoted = regexp.MustCompile("`([A-Za-z]+)`, `([A-Za-z]+)`")

// valueAdded adds a value to a list of possible values in a sentence.
func (e *editor) valueAdded() []site {
	return e.valueSites(func(s rowSite, names []string) (string, []want) {
		w := want{kind: diff.ValueAdded, class: more, subject: s.owner + "." + s.field.Name}
		if enum, ok := s.field.Type.(*model.Enum); ok {
			w = want{kind: diff.EnumMemberAdded, class: more, subject: enum.Name + ".madeUpLately"}
		}
		return "`" + names[1] + "`, `madeUpLately`, `" + names[2] + "`", []want{w}
	})
}

// valueRemoved removes one.
func (e *editor) valueRemoved() []site {
	return e.valueSites(func(s rowSite, names []string) (string, []want) {
		w := want{kind: diff.ValueRemoved, class: acts, subject: s.owner + "." + s.field.Name}
		if enum, ok := s.field.Type.(*model.Enum); ok {
			w = want{kind: diff.EnumMemberRemoved, class: source | acts, subject: enum.Name + "." + names[1]}
		}
		return "`" + names[2] + "`", []want{w}
	})
}

// valueSites are rows that list possible values, and nothing else lists them.
func (e *editor) valueSites(edit func(s rowSite, names []string) (string, []want)) []site {
	var out []site
	for _, s := range e.properties() {
		values := s.field.Values
		if enum, ok := s.field.Type.(*model.Enum); ok && enum.Source == "inline" && enum.Pos.Line == s.field.Pos.Line && enum.Page == s.file {
			for _, m := range enum.Members {
				values = append(values, m.Name)
			}
		}
		names := quoted.FindStringSubmatch(s.cells[s.text])
		if len(values) < 3 || names == nil || !strings.Contains(s.cells[s.text], "ossible values") || e.listings(s.field) != 1 || !slices.Contains(values, names[1]) || !slices.Contains(values, names[2]) {
			continue
		}
		if strings.Count(s.cells[s.text], names[1]) != 1 {
			continue
		}
		to, wants := edit(s, names)
		text := strings.Replace(s.cells[s.text], names[0], to, 1)
		out = append(out, s.site(func(p pages) { p.set(s.file, s.line, s.with(s.text, text)) }, wants...))
	}
	return out
}

// listings counts the rows and operations' rows that are of the same enum, or
// list the same values.
func (e *editor) listings(f *model.Field) int {
	n := 0
	same := func(fields []*model.Field) {
		for _, g := range fields {
			_, isEnum := f.Type.(*model.Enum)
			if isEnum && g.Type == f.Type || !isEnum && g.Name == f.Name && len(g.Values) > 0 {
				n++
			}
		}
	}
	for _, t := range e.api.Types {
		same(t.Fields)
	}
	for _, o := range e.api.Operations {
		same(o.Body.Fields)
	}
	return n
}

// A memberSite is a row of a table of members.
type memberSite struct {
	row
	enum   *model.Enum
	member *model.Member
	name   int
}

func (s memberSite) site(apply func(p pages), kind *diff.Kind, class diff.Class, name string) site {
	return site{[]string{s.file}, s.enum.Name + "." + s.member.Name, apply, []want{{kind: kind, class: class, subject: s.enum.Name + "." + name}}}
}

// members makes an edit of all rows of members that only one table has.
func members(of func(s memberSite) site) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		for _, enum := range e.api.Enums {
			for _, m := range enum.Members {
				s, ok := e.rowAt(m.Pos.File, m.Pos.Line)
				name := s.col("member", "value", "name")
				ok = ok && enum.Source != "inline" && len(enum.Members) > 2 && m.Pos.File == enum.Page && name >= 0
				if ok && strings.TrimSpace(s.cells[name]) == m.Name && !e.enumIsListedTwice(enum) {
					out = append(out, of(memberSite{s, enum, m, name}))
				}
			}
		}
		return out
	}
}

// enumIsListedTwice reports whether the members stand in several places: then
// one of them is not all that says so.
func (e *editor) enumIsListedTwice(enum *model.Enum) bool {
	last := enum.Members[0].Pos.Line - 1
	for _, m := range enum.Members {
		if m.Pos.File != enum.Page || m.Pos.Line != last+1 {
			return true
		}
		last = m.Pos.Line
	}
	lists := 0
	for _, p := range e.api.Pages {
		for _, c := range p.Enums {
			if strings.EqualFold(model.ShortName(c.Name), model.ShortName(enum.Name)) {
				lists++
			}
		}
	}
	return lists != 1 || e.isListedInProse(enum)
}

// isListedInProse reports whether a row lists the members in a sentence, too.
func (e *editor) isListedInProse(enum *model.Enum) bool {
	for _, p := range e.api.Pages {
		for _, t := range p.Types {
			for _, f := range t.Fields {
				if len(f.Values) > 0 && strings.EqualFold(model.ShortName(f.Type.Name), model.ShortName(enum.Name)) {
					return true
				}
			}
		}
	}
	return false
}
