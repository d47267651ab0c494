package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/docmill/docmill/config"
)

// A run that goes by the record prints what it would print without, word for
// word, and exits as it would.
func TestAgainSays(t *testing.T) {
	a := newAgainTest(t)
	for _, args := range [][]string{{"generate"}, {"generate", "--check"}, {"generate", "--diff"}, {"generate", "--strict"}, {"generate", "--force"}} {
		a.unmark()
		got, code := a.try(args...)
		t.Setenv(cacheVariable, "off")
		want, wantCode := a.try(args...)
		t.Setenv(cacheVariable, a.cache)
		if got != want || code != wantCode {
			t.Errorf("%v: exit %d, want %d\ngot:\n%s\nwant:\n%s", args, code, wantCode, got, want)
		}
		if !a.again(args...) {
			t.Errorf("%v does not go by the record", args)
		}
	}
	if a.again("generate", "--dry-run") {
		t.Error("--dry-run goes by the record")
	}
}

// Whatever decides about a run is looked at.
func TestAgainSees(t *testing.T) {
	for name, change := range map[string]func(a *againTest){
		"a page":                 func(a *againTest) { a.edit("docs/resources/pot.md", "A pot.", "A Pot.") },
		"line ends of a page":    func(a *againTest) { a.edit("docs/resources/pot.md", "A pot.\n", "A pot.\r\n") },
		"a new page":             func(a *againTest) { a.write("docs/api/pot-list.md", "# List pots\n") },
		"a new folder":           func(a *againTest) { a.write("docs/more/x.md", "# X\n") },
		"a page gone":            func(a *againTest) { a.must(os.Remove(a.path("docs/api/pot-get.md"))) },
		"a page renamed":         func(a *againTest) { a.must(os.Rename(a.path("docs/api/pot-get.md"), a.path("docs/api/pot-read.md"))) },
		"case of a name":         func(a *againTest) { a.must(os.Rename(a.path("docs/api/pot-get.md"), a.path("docs/api/Pot-get.md"))) },
		"an include":             func(a *againTest) { a.edit("docs/includes/more.md", "round", "square") },
		"an include that missed": func(a *againTest) { a.write("docs/includes/none.md", "Found.\n") },
		"a correction":           func(a *againTest) { a.edit("fixes/resources/lid.md", "A lid.", "A Lid.") },
		"a new correction":       func(a *againTest) { a.write("fixes/resources/cup.md", "# cup resource type\n") },
		"a covered page": func(a *againTest) {
			a.write("docs/resources/lid.md", "# lid resource type\n\nNamespace: shop\n\n## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|size|Int32|How large.|\n")
		},
		"words":               func(a *againTest) { a.write("words.txt", "term property = Feature\n") },
		"a title":             func(a *againTest) { a.write("docmill.yaml", againConfig+"    title: the Pot API\n") },
		"a level":             func(a *againTest) { a.write("docmill.yaml", againConfig+"    lint: {levels: {no-response: off}}\n") },
		"a hand-edited file":  func(a *againTest) { a.edit("out/pots/pot.go", "package pots", "package pots // mine") },
		"a removed file":      func(a *againTest) { a.must(os.Remove(a.path("out/pots/pot.go"))) },
		"an edited MANIFEST":  func(a *againTest) { a.edit("out/pots/MANIFEST", "# docs", "# more\n# docs") },
		"no MANIFEST":         func(a *againTest) { a.must(os.Remove(a.path("out/pots/MANIFEST"))) },
		"no output":           func(a *againTest) { a.must(os.RemoveAll(a.path("out"))) },
		"a run that was cut":  func(a *againTest) { a.write("out/pots/.docmill/journal", "") },
		"a folder for a file": func(a *againTest) { a.must(os.Remove(a.path("out/pots/pot.go"))); a.write("out/pots/pot.go/x", "") },
		"another output":      func(a *againTest) { a.edit("docmill.yaml", "out/pots", "out/mugs") },
	} {
		t.Run(name, func(t *testing.T) {
			a := newAgainTest(t)
			if !a.again("generate") {
				t.Fatal("nothing changed, and the run does not go by the record")
			}
			change(a)
			if a.again("generate", "--check") {
				t.Error("a run goes by the record")
			}
		})
	}
}

// What lies beside the files of the package does not matter to a run, nor does a
// time stamp; line ends of a checkout do not either.
func TestAgainOverlooks(t *testing.T) {
	for name, change := range map[string]func(a *againTest){
		"a stray file": func(a *againTest) { a.write("out/pots/mine.go", "package pots\n") },
		"a time stamp": func(a *againTest) {
			now := time.Now().Add(time.Hour)
			a.must(os.Chtimes(a.path("docs/resources/pot.md"), now, now))
			a.must(os.Chtimes(a.path("out/pots/pot.go"), now, now))
		},
		"a checkout with CRLF": func(a *againTest) {
			data, err := os.ReadFile(a.path("out/pots/pot.go"))
			a.must(err)
			a.write("out/pots/pot.go", strings.ReplaceAll(string(data), "\n", "\r\n"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAgainTest(t)
			change(a)
			if !a.again("generate") {
				t.Error("the run does not go by the record")
			}
			a.run("generate", "--check")
		})
	}
}

// Going back to what was is going back to its record only if the output is that
// of then.
func TestAgainBack(t *testing.T) {
	a := newAgainTest(t)
	a.edit("docs/resources/pot.md", "A pot.", "A Pot.")
	a.run("generate")
	a.edit("docs/resources/pot.md", "A Pot.", "A pot.")
	if a.again("generate") {
		t.Error("the output is that of other pages")
	}
	if out := a.run("generate", "--check"); !strings.Contains(out, "0 to write") {
		t.Error(out)
	}
}

// A record that is damaged, half written or of something else is none.
func TestAgainDamaged(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"empty":      func([]byte) []byte { return nil },
		"cut":        func(b []byte) []byte { return b[:len(b)/2] },
		"longer":     func(b []byte) []byte { return append(b, ' ') },
		"a bit":      func(b []byte) []byte { b[len(b)-9] ^= 1; return b },
		"other text": func([]byte) []byte { return []byte("{}\n") },
	} {
		t.Run(name, func(t *testing.T) {
			a := newAgainTest(t)
			file := a.record()
			data, err := os.ReadFile(file)
			a.must(err)
			a.must(os.WriteFile(file, damage(data), 0o600))
			if out := a.run("generate"); strings.HasPrefix(out, markText) || !strings.Contains(out, "0 written") {
				t.Error(out)
			}
			if !a.again("generate") {
				t.Error("the record was not made anew")
			}
		})
	}
}

// Findings of level error fail a strict run, whoever found them first.
func TestAgainStrict(t *testing.T) {
	a := newAgainTest(t)
	a.write("docmill.yaml", againConfig+"    lint: {levels: {include-missing: error}}\n")
	a.run("generate")
	if !a.again("generate") {
		t.Fatal("the run does not go by the record")
	}
	if out, code := a.try("generate", "--strict"); code != exitFinding || !strings.Contains(out, "include-missing") {
		t.Errorf("exit %d:\n%s", code, out)
	}
}

// Without a folder of records there are none, and nobody complains.
func TestAgainWithout(t *testing.T) {
	a := newAgainTest(t)
	a.write("file", "")
	for _, cache := range []string{"off", a.path("file"), "/dev/null/x"} {
		t.Setenv(cacheVariable, cache)
		if out := a.run("generate"); strings.HasPrefix(out, markText) || !strings.Contains(out, "0 written") {
			t.Errorf("%s:\n%s", cache, out)
		}
	}
	if left, _ := filepath.Glob(a.path("*runs*")); left != nil {
		t.Error(left)
	}
}

// Each setting is part of the key, and so is the content of the file of words.
func TestAgainKey(t *testing.T) {
	keys := make(map[string]string)
	add := func(what string, j *job) {
		j.src = &source{words: []byte(what)}
		if !strings.HasPrefix(what, "words") {
			j.src.words = nil
		}
		key, err := j.key(new(env))
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := keys[key]; ok {
			t.Errorf("%s and %s have one key", what, other)
		}
		keys[key] = what
	}
	add("nothing", new(job))
	add("words", new(job))
	add("words of another kind", new(job))
	target := reflect.TypeFor[config.Target]()
	for i := range target.NumField() {
		j := new(job)
		data, err := json.Marshal(example(target.Field(i).Type).Interface())
		if err != nil || json.Unmarshal(data, reflect.ValueOf(&j.Target).Elem().Field(i).Addr().Interface()) != nil {
			t.Fatal(target.Field(i).Name)
		}
		add(target.Field(i).Name, j)
	}
}

// example returns a value that is not empty.
func example(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(1)
	case reflect.Slice:
		v.Set(reflect.Append(v, example(t.Elem())))
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		v.SetMapIndex(example(t.Key()), example(t.Elem()))
	case reflect.Struct:
		for i := range t.NumField() {
			v.Field(i).Set(example(t.Field(i).Type))
		}
	}
	return v
}

// Old records go, and what is no record stays.
func TestTrim(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	name := func(c string) string { return strings.Repeat(c, 64) }
	for file, age := range map[string]time.Duration{
		name("a"): time.Minute, name("b"): oldestRecord + time.Hour, "new-1": time.Minute, "new-2": 2 * time.Hour, "mine": 10 * oldestRecord,
	} {
		path := filepath.Join(dir, file)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	trim(dir, mostRecords, now)
	left := strings.Join(mustGlob(t, dir), " ")
	if want := name("a") + " mine new-1"; left != want {
		t.Errorf("left: %s, want %s", left, want)
	}
	for i := range mostRecords + 10 {
		file := filepath.Join(dir, strings.Repeat("0", 60)+string([]byte{'0' + byte(i/100), '0' + byte(i/10%10), '0' + byte(i%10), '0'}))
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	trim(dir, mostRecords, now)
	if got := len(mustGlob(t, dir)); got > mostRecords+1 {
		t.Errorf("%d are left", got)
	}
}

func mustGlob(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}
