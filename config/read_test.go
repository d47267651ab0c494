package config

import (
	"reflect"
	"strings"
	"testing"
)

// target is a file with one target, whose further lines are given.
func target(lines ...string) string {
	return "version: 1\ntargets:\n  - docs: [d]\n    out: o\n    " + strings.Join(lines, "\n    ") + "\n"
}

// Each file has these faults, and the JSON Schema refuses it too, but for
// those that only docmill can know.
func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name, text string
		only       bool // only docmill can know
		want       []string
	}{
		{name: "one letter too many", text: target("outt: x"), want: []string{`5:5: unknown key "outt"; did you mean "out"?`}},
		{name: "letters swapped", text: target("rename: {a: B}", "emti: [all]"), want: []string{`6:5: unknown key "emti"; did you mean "emit"?`}},
		{name: "upper case", text: target("Package: p"), want: []string{`5:5: unknown key "Package"; did you mean "package"?`}},
		{name: "more than the key", text: target("packagename: p"), want: []string{`5:5: unknown key "packagename"; did you mean "package"?`}},
		{name: "a key of elsewhere", text: target("suppress: []"), want: []string{`5:5: unknown key "suppress"; did you mean "lint.suppress" of a target?`}},
		{name: "the name of the flag", text: target("rule-off: [enum]"), want: []string{`5:5: unknown key "rule-off"; did you mean "rules.off" of a target?`}},
		{name: "key of a target at the top", text: "version: 1\nout: x\ntargets: [{docs: [d], out: o}]\n", want: []string{`2:1: unknown key "out"; did you mean "out" of a target?`}},
		{name: "like no other", text: target("rules: {zzz: 1}"), want: []string{`5:13: unknown key "zzz"; here can be: off`}},
		{
			name: "all unknown keys at once", text: target("pakage: p", "lint:", "  level: {}", "  suppress: [{rul: x}]"),
			want: []string{`5:5: unknown key "pakage"; did you mean "package"?`, `7:7: unknown key "level"; did you mean "levels"?`, `8:19: unknown key "rul"; did you mean "rule"?`},
		},
		{name: "text for a list", text: target("select: group"), want: []string{`5:13: targets[0].select wants a list, found "group": write [group]`}},
		{name: "a list for text", text: target("title: [a]"), want: []string{`5:12: targets[0].title wants text, found a list`}},
		{name: "a number for text", text: target("title: 1.10"), want: []string{`5:12: targets[0].title wants text, found 1.10: write "1.10"`}},
		{name: "empty text", text: target(`title: ""`), want: []string{`5:12: targets[0].title is empty`}},
		{name: "text for keys", text: target("lint: off"), want: []string{`5:11: targets[0].lint wants keys with values, found "off"`}},
		{name: "keys for text", text: target("rename: {a: {b: c}}"), want: []string{`5:17: targets[0].rename.a wants text, found keys with values`}},
		{name: "text for a number", text: target("lint: {suppress: [{rule: enum-conflict, page: a, line: two, reason: r}]}"), want: []string{`5:60: targets[0].lint.suppress[0].line wants a number from 0, found "two"`}},
		{name: "a number too low", text: target("lint: {suppress: [{rule: enum-conflict, page: a, line: -1, reason: r}]}"), want: []string{`5:60: targets[0].lint.suppress[0].line wants a number from 0, found "-1"`}},
		{name: "no value", text: target("title:"), want: []string{`5:12: targets[0].title has no value`}},
		{name: "no mapping at all", text: "- a\n", want: []string{`1:1: the file wants keys with values, found a list`}},
		{name: "nothing to emit", text: target("emit: [client, tests]"), want: []string{`5:20: nothing to emit is called "tests"; there are validators, client, examples, readme, server, all`}},
		{name: "no rule", text: target("lint: {levels: {link-txt: off}}"), want: []string{`5:31: no rule "link-txt"; docmill explain lists them all`}},
		{name: "no level", text: target("lint: {levels: {link-text: bad}}"), want: []string{`5:32: level "bad": want error, warning, info or off`}},
		{name: "no reason", text: target("lint: {suppress: [{rule: link-text, page: a.md}]}"), want: []string{`5:23: a suppression needs a reason`}},
		{name: "other version", text: "version: 2\nnew: 1\n", want: []string{`1:10: version is 2; this docmill reads version 1`}},
		{name: "no version", text: "targets: []\n", want: []string{`1:1: version is 0; this docmill reads version 1`}},
		{name: "empty file", text: "", want: []string{`1:1: version is 0; this docmill reads version 1`}},
		{name: "no targets", text: "version: 1\ntargets: []\n", want: []string{`2:10: no targets`}},
		{name: "no out", text: "version: 1\ntargets: [{docs: [d]}]\n", want: []string{`2:11: target 1 has no out: the folder to write`}},
		{name: "docs and sample", text: target("sample: beta"), want: []string{`5:13: docs and sample exclude each other`}},
		{name: "no docs", text: "version: 1\ntargets: [{docs: [], out: o}]\n", want: []string{`2:11: target 1 has no docs: the folders to read`}},

		{name: "same key twice", text: target("title: a", "title: b"), only: true, want: []string{`6:5: mapping key "title" already defined at [5:5]`}},
		{name: "no YAML", text: "version: [\n", only: true, want: []string{`1:10: sequence end token ']' not found`}},
		{name: "no UTF-8", text: target("title: \xff"), only: true, want: []string{`5:12: the file is not UTF-8 here`}},
		{name: "no kind of rule", text: target("rules: {off: [max-lenght]}"), only: true, want: []string{`5:18: rule "max-lenght" is neither`}},
		{
			name: "one folder", text: "version: 1\ntargets:\n  - {docs: [d], out: x}\n  - {docs: [e], out: ./x}\n", only: true,
			want: []string{`4:22: targets 1 and 2 write into the same folder ./x`},
		},
		{name: "no anchor", text: target("title: *t"), only: true, want: []string{`5:12: no anchor &t before this`}},
		{name: "two documents", text: target() + "---\nversion: 1\n", only: true, want: []string{`7:8: a second document; a configuration is one`}},
		{name: "merges itself", text: "version: 1\ntargets:\n  - &t\n    docs: [d]\n    out: o\n    <<: *t\n", only: true, want: []string{`6:9: targets[0] merges itself`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("f.yaml", []byte(test.text))
			if err == nil {
				t.Fatal("no fault")
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) > 1 {
				lines = lines[1:]
			}
			if len(lines) != len(test.want) {
				t.Fatalf("got\n%v\nwant %d faults", err, len(test.want))
			}
			for i, want := range test.want {
				if !strings.HasPrefix(lines[i], "f.yaml:"+want) {
					t.Errorf("got  %s\nwant f.yaml:%s", lines[i], want)
				}
			}
			if refused := validate(t, test.text) != nil; refused == test.only {
				t.Errorf("the schema refuses it: %t", refused)
			}
		})
	}
}

// What both docmill and the schema take.
func TestRead(t *testing.T) {
	for name, text := range map[string]string{
		"flow":        `{"version": 1, "targets": [{"docs": ["d"], "out": "o", "emit": []}]}`,
		"no lists":    target("select: []", "lint: {suppress: [], levels: {}}"),
		"a comment":   "# c\n---\n" + target("# d"),
		"an anchor":   "version: 1\ntargets:\n  - docs: &d [d]\n    out: o\n  - docs: *d\n    out: p\n",
		"a mark":      "\ufeff" + target(),
		"Windows":     strings.ReplaceAll(target("title: x"), "\n", "\r\n"),
		"off is text": target("lint: {levels: {link-text: off}}"),
	} {
		if _, err := Read("f.yaml", []byte(text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := validate(t, text); err != nil {
			t.Errorf("%s: the schema: %v", name, err)
		}
	}
}

// Paths are relative to the file; what a target has itself wins over what it
// merges.
func TestPathsAndMerging(t *testing.T) {
	f, err := Read("conf/docmill.yaml", []byte("version: 1\ntargets:\n  - &t\n    docs: [d, /e]\n    out: ../o\n    dialect: w\n    lint: {levels: {link-text: off}}\n  - <<: *t\n    out: p\n    lint: {levels: {enum-conflict: info}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	first := Target{Docs: []string{"conf/d", "/e"}, Out: "o", Dialect: "conf/w", Lint: Lint{Levels: map[string]string{"link-text": "off"}}}
	second := first
	second.Out, second.Lint = "conf/p", Lint{Levels: map[string]string{"enum-conflict": "info"}}
	if want := []Target{first, second}; !reflect.DeepEqual(f.Targets, want) {
		t.Errorf("got %+v\nwant %+v", f.Targets, want)
	}
}

// Files that are made to cost time or memory are refused, quickly.
func TestBounds(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString("version: 1\na: &a0 [x,x,x,x,x,x,x,x,x,x]\n")
	for i := range 9 {
		at := string(rune('0' + i))
		next := string(rune('1' + i))
		laughs.WriteString("k" + at + ": &a" + next + " [*a" + at + strings.Repeat(",*a"+at, 9) + "]\n")
	}
	laughs.WriteString("targets: [{docs: *a9, out: o}]\n")
	for name, text := range map[string]string{
		"laughs":   laughs.String(),
		"long":     "#" + strings.Repeat("x", MaxBytes),
		"flow":     "version: " + strings.Repeat("[", MaxBytes/2),
		"mappings": "version: " + strings.Repeat("{a: ", MaxBytes/8),
		"block":    strings.Repeat("- ", MaxBytes/4),
		"keys":     strings.Repeat("? ", MaxBytes/4),
		"tags":     strings.Repeat("!a ", MaxBytes/8),
	} {
		if _, err := Read("f.yaml", []byte(text)); err == nil {
			t.Errorf("%s: not refused", name)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(target("lint: {levels: {link-text: off}}", "rename: {a: B}")))
	f.Add([]byte("version: 1\ntargets:\n  - &t\n    docs: [d]\n    <<: *t\n"))
	f.Add([]byte("? !a &b *c\n: - |\n   x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Read("f.yaml", data)
		if (file == nil) != (err != nil) {
			t.Errorf("both or neither of a file and an error: %v", err)
		}
		if err == nil {
			if err := validate(t, string(data)); err != nil {
				t.Errorf("the schema refuses what docmill takes: %v", err)
			}
		}
	})
}
