package config

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/report"
)

// This file is the table of settings. A new setting is a field of [Target] with
// its doc comment, a row here, and its lines in template/docmill.yaml; then
// "go test ./config -update" writes the JSON Schema and docs/configuration.md.

// A Group says which commands a setting is for.
type Group int

// The groups of settings.
const (
	Reading   Group = iota // what to read, and how: every command that reads
	Selecting              // which part of it
	Judging                // what to think of findings
	Writing                // what Go to write, and where to
)

// A Setting is what a flag and a key of a target have in common.
type Setting struct {
	Key  string // of a target, as in "rules.off"
	Flag string // without "--"
	// Help is the line of --help; in it, backquotes mark the placeholder.
	Help  string
	Group Group
	// Path: the values are files or folders, relative to the configuration.
	Path bool
	// Instead is the key of the setting that this one takes the place of.
	Instead string
	// Commas: one flag can give several values, with commas between them.
	Commas bool
	// Bare is the value of the flag without a value, "" if it needs one.
	Bare string
	// Values are all the values there can be, nil if they are not listed.
	Values func() []string
	// Keys are all the keys there can be of a map, nil if they are not listed.
	Keys func() []string
}

// Settings lists all settings of a target in the order of help.
var Settings = []Setting{
	{Key: "docs", Flag: "docs", Path: true, Instead: "sample", Help: "documentation `DIR`; if given several times, the first that has a file wins"},
	{Key: "sample", Flag: "sample", Instead: "docs", Bare: "v1.0", Help: "read the sample documentation that is part of docmill, `v1.0` or beta (--sample=beta)"},
	{Key: "overlays", Flag: "overlay", Path: true, Help: "corrections of pages, from `DIR`; if given several times, the first that has one wins"},
	{Key: "rules.off", Flag: "rule-off", Help: "leave out the documented rules that `CODE|FILE[:LINE]` names, by kind or by place"},
	{Key: "examples.off", Flag: "example-off", Help: "leave out the examples of the pages that `PAGES[:LINE]` names, all or the one at a line"},
	{Key: "dialect", Flag: "dialect", Path: true, Help: "words of your own for titles, labels and phrases, from `FILE`"},
	{Key: "limits.page", Flag: "max-page", Help: "read no page of more than `SIZE` (default 4MB)"},
	{Key: "limits.includes", Flag: "max-include", Help: "let no page include more than `SIZE` (default 4MB)"},
	{Key: "limits.times", Flag: "raise-limits", Help: "allow `N` times the usual of what else has a limit: nesting, brackets, request lines"},
	{Key: "select", Flag: "select", Group: Selecting, Help: "only the types and operations that `PATTERN` matches, and what they need"},
	{Key: "exclude", Flag: "exclude", Group: Selecting, Help: "leave out what `PATTERN` matches; what refers to it holds any JSON"},
	{Key: "lint.levels", Flag: "lint-level", Group: Judging, Keys: codes, Values: levels, Help: "another level for the findings of a rule, as in `CODE=LEVEL`: error, warning, info, off"},
	{Key: "lint.suppress", Flag: "suppress", Group: Judging, Help: "hide findings, as in `RULE:PAGE[:LINE]=REASON`"},
	{Key: "out", Flag: "out", Group: Writing, Path: true, Help: "write the package into `DIR`"},
	{Key: "package", Flag: "package", Group: Writing, Help: "`NAME` of the package (default the name of --out)"},
	{Key: "title", Flag: "title", Group: Writing, Help: "`NAME` of the API in the package comment, as in \"the Contoso API\" (default \"the documented API\")"},
	{Key: "rename", Flag: "rename", Group: Writing, Help: "Go name for a type, property, path or method, as in `DOCUMENTED=Name`"},
	{Key: "types", Flag: "type", Group: Writing, Help: "Go type for a primitive type, enum or property, as in `DOCUMENTED=PATH.Name` (Edm.Guid=github.com/google/uuid.UUID)"},
	{Key: "emit", Flag: "emit", Group: Writing, Commas: true, Values: parts, Help: "write, beside types, only the `PARTS`: " + strings.Join(gen.Emitters, ",") + " or all (default all but server)"},
	{Key: "requests.validate", Flag: "validate-requests", Group: Writing, Help: "let every client check request bodies before it sends them, unless made with WithoutRequestValidation"},
	{Key: "import", Flag: "import", Group: Writing, Help: "import `PATH` of the package, which the server for tests needs (default what go.mod says)"},
}

// itemValues are the values of members of the entries of lists.
var itemValues = map[string]func() []string{"lint.suppress.rule": codes}

// Find returns the setting of a key, nil if there is none.
func Find(key string) *Setting {
	i := slices.IndexFunc(Settings, func(s Setting) bool { return s.Key == key })
	if i < 0 {
		return nil
	}
	return &Settings[i]
}

// parts are the names of what can be emitted.
func parts() []string { return append(slices.Clone(gen.Emitters), allParts) }

const allParts = "all"

// codes are the codes of all rules about pages.
func codes() []string {
	var out []string
	for _, r := range diag.Rules() {
		out = append(out, r.Code)
	}
	return out
}

// levels are the levels that findings can be given.
func levels() []string {
	return []string{diag.Error.String(), diag.Warning.String(), diag.Info.String(), report.Off}
}

// Of returns a pointer to the value of s in t: *string, *bool, *int, *[]string,
// *map[string]string or *Suppressions.
func (s Setting) Of(t *Target) any { return s.field(t).Addr().Interface() }

func (s Setting) field(t *Target) reflect.Value {
	v := reflect.ValueOf(t).Elem()
	for _, name := range strings.Split(s.Key, ".") {
		i := slices.Index(keys(v.Type()), name)
		if i < 0 {
			panic("config: no field for the setting " + s.Key)
		}
		v = v.Field(i)
	}
	return v
}

// Override gives t the value that s has in flags. A map keeps the entries of t
// that flags say nothing about; anything else is replaced, and so is what the
// setting stands instead of.
func (s Setting) Override(t, flags *Target) {
	from, to := s.field(flags), s.field(t)
	if m, ok := from.Interface().(map[string]string); ok {
		merged := make(map[string]string)
		maps.Copy(merged, to.Interface().(map[string]string))
		maps.Copy(merged, m)
		from = reflect.ValueOf(merged)
	}
	to.Set(from)
	if s.Instead != "" {
		Find(s.Instead).field(t).SetZero()
	}
}

// keys returns the keys of a struct's fields in order.
func keys(t reflect.Type) []string {
	var out []string
	for f := range t.Fields() {
		out = append(out, f.Tag.Get("yaml"))
	}
	return out
}
