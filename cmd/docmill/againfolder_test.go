package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// This file has a folder in which docmill runs again and again.

// An againTest is a folder with documentation and a package made of it, and a
// folder of records.
type againTest struct {
	*testing.T
	dir, cache string
}

const againConfig = `version: 1
targets:
  - docs: [docs]
    overlays: [fixes]
    dialect: words.txt
    out: out/pots
`

func newAgainTest(t *testing.T) *againTest {
	a := &againTest{t, t.TempDir(), t.TempDir()}
	t.Setenv(cacheVariable, a.cache)
	writeTree(t, a.dir, map[string]string{
		"docmill.yaml": againConfig,
		"words.txt":    "term property = Trait\n",
		"docs/resources/pot.md": "# pot resource type\n\nNamespace: shop\n\nA pot.\n\n[!INCLUDE [more](../includes/more.md)]\n\n[!INCLUDE [none](../includes/none.md)]\n\n" +
			"## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|size|Int32|How large.|\n",
		"docs/includes/more.md":  "It is round.\n",
		"docs/api/pot-get.md":    "# Get pot\n\nNamespace: shop\n\nGet a pot.\n\n## HTTP request\n\n```http\nGET /pots/{id}\n```\n\n## Response\n\nReturns a `200 OK` and a [pot](../resources/pot.md).\n",
		"fixes/resources/lid.md": "# lid resource type\n\nNamespace: shop\n\nA lid.\n\n## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|size|Int32|How large.|\n",
	})
	a.run("generate")
	return a
}

// run runs docmill, which must succeed, and returns what it printed but for times.
func (a *againTest) run(args ...string) string {
	a.Helper()
	out, code := a.try(args...)
	if code != exitOK {
		a.Fatalf("docmill %v exits %d:\n%s", args, code, out)
	}
	return out
}

func (a *againTest) try(args ...string) (string, int) {
	var out bytes.Buffer
	code := run(append([]string{"-C", a.dir}, args...), strings.NewReader(""), &out, &out)
	var kept []string
	for line := range strings.Lines(out.String()) {
		if !strings.HasPrefix(line, "  time ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, ""), code
}

const markText = "from the record\n"

// mark makes what records say recognizable.
func (a *againTest) mark() {
	a.Helper()
	files, err := filepath.Glob(filepath.Join(a.cache, "runs", "*"))
	if err != nil {
		a.Fatal(err)
	}
	for _, file := range files {
		a.change(file, func(r *lastRun) { r.Facts = markText + strings.TrimPrefix(r.Facts, markText) })
	}
}

func (a *againTest) unmark() {
	a.Helper()
	a.change(a.record(), func(r *lastRun) { r.Facts = strings.TrimPrefix(r.Facts, markText) })
}

func (a *againTest) change(file string, f func(*lastRun)) {
	a.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		a.Fatal(err)
	}
	r := new(lastRun)
	if r.read(data); !r.usable {
		a.Fatalf("%s is no record", file)
	}
	f(r)
	if data, err = r.text(); err == nil {
		err = os.WriteFile(file, data, 0o600)
	}
	if err != nil {
		a.Fatal(err)
	}
}

// again reports whether a run goes by the record.
func (a *againTest) again(args ...string) bool {
	a.Helper()
	a.mark()
	out, _ := a.try(args...)
	return strings.HasPrefix(out, markText)
}

func (a *againTest) path(name string) string { return filepath.Join(a.dir, filepath.FromSlash(name)) }

func (a *againTest) write(name, text string) {
	a.Helper()
	writeTree(a.T, a.dir, map[string]string{name: text})
}

func (a *againTest) edit(name, old, text string) {
	a.Helper()
	data, err := os.ReadFile(a.path(name))
	if err != nil || !strings.Contains(string(data), old) {
		a.Fatalf("%s: %v, or no %q", name, err, old)
	}
	a.write(name, strings.Replace(string(data), old, text, 1))
}

func (a *againTest) must(err error) {
	a.Helper()
	if err != nil {
		a.Fatal(err)
	}
}

func (a *againTest) record() string {
	a.Helper()
	files, err := filepath.Glob(filepath.Join(a.cache, "runs", "*"))
	if err != nil || len(files) != 1 {
		a.Fatalf("records: %v, %v", files, err)
	}
	return files[0]
}
