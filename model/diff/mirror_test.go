package diff_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/markdown"
)

// Comparing the other way round gives the mirror image: what was added was
// removed.
func TestMirror(t *testing.T) {
	pairs := [][2]*model.API{{load(t, "v1.0"), load(t, "beta")}}
	e := sampleEditor(t)
	for seed := range 10 {
		edited, _ := e.edited(uint64(seed), 20)
		next, _, err := parser.Load(edited.fsys(), parser.Options{Files: true})
		if err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, [2]*model.API{e.api, next})
	}
	for i, p := range pairs {
		there, back := codes(p[0], p[1], false), codes(p[1], p[0], true)
		if len(there) == 0 || !slices.Equal(there, back) {
			t.Errorf("pair %d: there\n%s\nand back\n%s", i, strings.Join(there, "\n"), strings.Join(back, "\n"))
		}
	}
}

// codes lists the kinds of changes and their values, mirrored if asked for.
func codes(prev, next *model.API, mirrored bool) []string {
	var out []string
	for _, c := range diff.Diff(prev, next, diff.Options{}) {
		code, from, to := c.Kind.Code, c.From, c.To
		if mirrored {
			from, to = to, from
			if c.Kind.Mirror != "" {
				code = c.Kind.Mirror
			}
		}
		out = append(out, fmt.Sprintf("%s %s → %s", code, from, to))
	}
	slices.Sort(out)
	return out
}

func sampleEditor(t testing.TB) *editor {
	t.Helper()
	sub, err := fs.Sub(docssrc.FS, "beta")
	if err != nil {
		t.Fatal(err)
	}
	return newEditor(t, sub)
}

// Mirrors are mutual, and kinds that came or went have one.
func TestMirrorsOfKinds(t *testing.T) {
	for _, k := range diff.Kinds() {
		if k.Mirror == "" {
			continue
		}
		if m := diff.Find(k.Mirror); m == nil || m.Mirror != k.Code {
			t.Errorf("%s mirrors %s, which does not mirror it", k.Code, k.Mirror)
		}
	}
}

// Whatever two saved models say, comparing them ends.
func FuzzDiff(f *testing.F) {
	const op = `{"id": "o", "page": "o.md", "path": "o.md", "pos": "o.md:1:1", "endpoints": [{"method": "GET", "path": "/a/{b}", "pos": "o.md:2:1"}],
		"requestBody": {"kind": "fields", "properties": [{"name": "p", "type": "a"}, {"name": "p", "type": "Edm.String"}]},
		"responses": [{"status": 200, "type": "a"}], "queryOptions": ["$top"], "headers": [{"name": "H"}], "examples": [{"title": "one", "digest": "x"}],
		"permissionTables": [{"application": {"anyOf": [["A", "B"], ["C"]]}}], "impliedEndpoints": [{"method": "POST", "path": "/a"}]}`
	models := []string{
		`{"version": 1}`,
		`{"version": 1, "types": [{"fullName": "a", "properties": [{"name": "p", "type": "b", "rules": [{"kind": "range", "min": 1}]}]}], "enums": [{"fullName": "b", "members": [{"name": "m"}]}]}`,
		`{"version": 1, "types": [{"fullName": "a", "base": "b"}, {"fullName": "b"}], "operations": [` + op + `], "files": [{"path": "o.md", "digest": "1"}]}`,
		`{"version": 1, "types": [{"fullName": "c", "properties": [{"name": "p", "type": "c", "collection": true}]}, {"fullName": "a"}], "operations": [` + strings.Replace(op, "200", "201", 1) + `]}`,
	}
	for _, a := range models {
		for _, b := range models {
			f.Add([]byte(a), []byte(b))
		}
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		prev, err := parser.Saved(bytes.NewReader(a), markdown.Limits{})
		if err != nil {
			return
		}
		next, err := parser.Saved(bytes.NewReader(b), markdown.Limits{})
		if err != nil {
			return
		}
		r := diff.Report{Changes: diff.Diff(prev, next, diff.Options{})}
		for _, format := range diff.Formats() {
			var out bytes.Buffer
			if err := r.Write(&out, format); err != nil {
				t.Error(err)
			}
			if format == "markdown" && out.Len() > 65536 {
				t.Errorf("%d bytes of Markdown", out.Len())
			}
		}
		for _, c := range diff.Diff(prev, prev, diff.Options{}) {
			t.Errorf("unlike itself: %s", c.Headline())
		}
	})
}
