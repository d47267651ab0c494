package config

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// This file holds the places together in which a setting has to appear.

// leaves returns the keys of all settings in a struct: "rules.off".
func leaves(t reflect.Type, prefix string) []string {
	var out []string
	for f := range t.Fields() {
		key := prefix + f.Tag.Get("yaml")
		if f.Type.Kind() == reflect.Struct {
			out = append(out, leaves(f.Type, key+".")...)
		} else {
			out = append(out, key)
		}
	}
	return out
}

func TestEverySettingIsComplete(t *testing.T) {
	docs := docComments(t)
	commented := uncommented(t)
	want := leaves(reflect.TypeFor[Target](), "")
	var have []string
	for _, s := range Settings {
		have = append(have, s.Key)
		_, isSwitch := s.Of(new(Target)).(*bool) // panics if there is no such field
		if s.Flag == "" || strings.Contains(s.Help, "`") == isSwitch {
			t.Errorf("%s: the row in settings.go needs a flag, and help with the placeholder in backquotes unless it is a switch", s.Key)
		}
		if s.Instead != "" && Find(s.Instead).Instead != s.Key {
			t.Errorf("%s stands instead of %s, but not the other way round", s.Key, s.Instead)
		}
		last := s.Key[strings.LastIndex(s.Key, ".")+1:]
		if !regexp.MustCompile(`(?m)^[ -]*` + last + `:`).MatchString(commented) {
			t.Errorf("%s: no line in template/docmill.yaml", s.Key)
		}
	}
	for _, key := range want {
		if !slices.Contains(have, key) {
			t.Errorf("%s: no row in settings.go, so no flag", key)
		}
	}
	for name, text := range docs {
		if text == "" {
			t.Errorf("%s has no doc comment", name)
		}
	}
	flags := make(map[string]string)
	for _, s := range Settings {
		if other := flags[s.Flag]; other != "" {
			t.Errorf("%s and %s are both --%s", other, s.Key, s.Flag)
		}
		flags[s.Flag] = s.Key
	}
}

// uncommented returns the commented file with every setting switched on.
func uncommented(t *testing.T) string {
	text, err := Commented("schema.json", []Target{{Docs: []string{"fixes", "docs/v1.0"}, Out: "out", Package: "p"}})
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`(?m)^( *)#(  |[a-z])`).ReplaceAllString(string(text), "$1$2")
}

// The commented file is right as it is written, and with each setting on.
func TestCommentedFile(t *testing.T) {
	for name, targets := range map[string][]Target{
		"docs":   {{Docs: []string{"docs"}, Out: "api", Package: "api"}},
		"sample": {{Sample: "beta", Out: "api", Package: "api", Title: `the "best": API, [really] # 1`}},
		"two":    {{Docs: []string{"a, b", "true"}, Out: "1.0", Package: "v1"}, {Docs: []string{"#b"}, Out: "b: c", Package: "beta", Title: "t"}},
	} {
		text, err := Commented("schema.json", targets)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Read("docmill.yaml", text)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
		for i, got := range f.Targets {
			got.Emit = nil
			if !reflect.DeepEqual(got, targets[i]) {
				t.Errorf("%s: wrote %+v, read %+v", name, targets[i], got)
			}
		}
	}
	text := regexp.MustCompile(`(?m)^ *sample: .*\n`).ReplaceAllString(uncommented(t), "")
	f, err := Read("docmill.yaml", []byte(text))
	if err != nil {
		t.Fatalf("with all settings: %v\n%s", err, text)
	}
	for _, s := range Settings {
		if s.Key != "sample" && s.field(&f.Targets[0]).IsZero() {
			t.Errorf("%s: switching its line on in template/docmill.yaml sets nothing", s.Key)
		}
	}
}

func TestOverride(t *testing.T) {
	target := Target{
		Docs: []string{"a", "b"}, Package: "p", Rename: map[string]string{"x": "X", "y": "Y"},
		Rules: Rules{Off: []string{"enum"}}, Lint: Lint{Levels: map[string]string{"link-text": "error"}},
	}
	shared := target.Rename
	flags := Target{
		Sample: "beta", Package: "q", Rename: map[string]string{"y": "Why"},
		Rules: Rules{Off: []string{"max-length"}}, Lint: Lint{Levels: map[string]string{"link-text": "off"}},
	}
	for _, key := range []string{"sample", "package", "rename", "rules.off", "lint.levels"} {
		Find(key).Override(&target, &flags)
	}
	want := Target{
		Sample: "beta", Package: "q", Rename: map[string]string{"x": "X", "y": "Why"},
		Rules: Rules{Off: []string{"max-length"}}, Lint: Lint{Levels: map[string]string{"link-text": "off"}},
	}
	if !reflect.DeepEqual(target, want) {
		t.Errorf("got %+v\nwant %+v", target, want)
	}
	if shared["y"] != "Y" {
		t.Error("the configuration's own map was changed")
	}
}
