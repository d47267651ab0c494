package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/gen/outdir"
	"github.com/docmill/docmill/parser"
)

// This file reads real documentation, where a checkout of it is at hand: the
// folder that DOCMILL_CORPUS names, or shared/corpus beside the repository.
// By default it reads the small sets. If CI or DOCMILL_CORPUS_FULL is set it
// reads all, each twice; compiles, vets and tests the packages of some; and
// compares the counts of facts and findings with testdata/corpus_counts.txt,
// so that a change in a reader shows what it does to thousands of pages. Where
// the change is meant, "go test ./cmd/docmill -run Corpus -update" accepts it.

// corpora are the documentation sets.
var corpora = []struct {
	dir   string
	small bool // read in every run
	build bool // compile, vet and test the package
}{
	{"graph-2021/api-reference/v1.0", false, true},
	{"graph-2021/api-reference/beta", false, true},
	{"business-central-v2/api-reference/v2.0", true, true},
	{"graph-localized/de/api-reference/v1.0", true, false},
	{"graph-localized/ja/api-reference/v1.0", true, false},
	{"graph-localized/pt/api-reference/v1.0", true, false},
	{"graph-localized/zh/api-reference/v1.0", true, false},
}

// corporaRoot returns the folder of the documentation sets, and whether it is there.
func corporaRoot() (string, bool) {
	root := cmp.Or(os.Getenv("DOCMILL_CORPUS"), "../../../shared/corpus")
	_, err := os.Stat(root)
	return root, err == nil
}

// allCorpora reports whether the large sets are to be read, too.
func allCorpora() bool { return os.Getenv("CI") != "" || os.Getenv("DOCMILL_CORPUS_FULL") != "" }

// eachBuilt runs f for each set at hand of which a package is made: for the small ones,
// or for all.
func eachBuilt(t *testing.T, all bool, f func(t *testing.T, dir string)) {
	root, _ := corporaRoot()
	for _, c := range corpora {
		dir := filepath.Join(root, c.dir)
		if _, err := os.Stat(dir); err == nil && c.build && (c.small || all) {
			t.Run(c.dir, func(t *testing.T) { f(t, dir) })
		}
	}
}

const countsFile = "testdata/corpus_counts.txt"

// checkFormatted fails if a Go file is not as gofmt writes it.
func checkFormatted(t *testing.T, files map[string][]byte) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		if want, err := format.Source(files[name]); err != nil || !bytes.Equal(want, files[name]) {
			t.Errorf("%s is not formatted: %v", name, err)
		}
	}
}

func TestCorpus(t *testing.T) {
	root, ok := corporaRoot()
	if !ok {
		t.Skip("no documentation corpus: set DOCMILL_CORPUS")
	}
	full := allCorpora()
	counts := make(map[string]string)
	for _, c := range corpora {
		dir := filepath.Join(root, c.dir)
		if _, err := os.Stat(dir); err != nil {
			t.Logf("absent: %s", c.dir)
			continue
		}
		if !c.small && !full && !*update {
			continue
		}
		t.Run(c.dir, func(t *testing.T) {
			files, sum := makeCorpus(t, dir, 0)
			counts[c.dir] = countsOf(sum)
			if *update {
				return // counting is all that is asked for
			}
			again, _ := makeCorpus(t, dir, 1)
			if !maps.EqualFunc(files, again, bytes.Equal) {
				t.Error("the files depend on --jobs, or differ between runs")
			}
			checkUntouched(t, files, again)
			checkExcluded(t, files, sum)
			checkFormatted(t, files)
			checkSchema(t, sum.api)
			if c.build {
				checkDocumented(t, dir, files)
			}
			if c.build && full {
				checkReplayed(t, build(t, files))
			}
		})
	}
	if full || *update {
		compareCounts(t, counts)
	}
}

func makeCorpus(t *testing.T, dir string, jobs int) (map[string][]byte, *summary) {
	src, err := openSource(new(env), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	j := &job{config.Target{Out: "api", Package: "api", Emit: gen.Emitters, Import: "scratch/api"}, src}
	m, err := j.make(parser.Options{Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	return m.files, m.sum
}

// checkUntouched writes a package, makes it read-only, and writes it again: no
// file and no folder may be touched.
func checkUntouched(t *testing.T, files, again map[string][]byte) {
	dir := filepath.Join(t.TempDir(), "api")
	if _, err := outdir.Write(dir, files, outdir.Options{Docs: "docs", Config: "config"}); err != nil {
		t.Fatal(err)
	}
	state := func(mode fs.FileMode) string {
		var b strings.Builder
		err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				if err := os.Chmod(p, mode); err != nil {
					return err
				}
			}
			info, err := d.Info()
			if err == nil {
				fmt.Fprintln(&b, p, info.Size(), info.ModTime().UnixNano())
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	before := state(0o555)
	res, err := outdir.Write(dir, again, outdir.Options{Docs: "docs", Config: "config"})
	if err != nil || len(res.Written)+len(res.Removed) > 0 || res.Record {
		t.Errorf("a second run wrote %d files, removed %d: %v", len(res.Written), len(res.Removed), err)
	}
	if after := state(0o777); after != before {
		t.Error("a second run touched something")
	}
}

// build puts the package into a module of its own, then compiles, vets and
// tests it, in one go command: a second one would compile it a second time. It
// returns what the tests print.
func build(t *testing.T, files map[string][]byte) string {
	dir := t.TempDir()
	if _, err := outdir.Write(filepath.Join(dir, "api"), files, outdir.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module scratch\n\ngo 1.25\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "test", "-v", "-vet=all", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go test -vet=all: %v\n%s", err, failures(string(out)))
	}
	return string(out)
}

// failures returns the first lines of a test's output that are about what
// failed.
func failures(out string) string {
	var b strings.Builder
	for line := range strings.Lines(out) {
		if trimmed := strings.TrimSpace(line); !strings.HasPrefix(trimmed, "=== ") && !strings.HasPrefix(trimmed, "--- PASS") && b.Len() < 4000 {
			b.WriteString(line)
		}
	}
	return b.String()
}

// countsOf prints the facts and the findings of one corpus, one a line.
func countsOf(s *summary) string {
	facts := map[string]int{"types": len(s.api.Types), "enums": len(s.api.Enums), "operations": len(s.api.Operations)}
	for _, p := range s.pages {
		facts[string(p.Kind)+" pages"]++
	}
	for _, op := range s.api.Operations {
		facts["endpoints"] += len(op.Endpoints)
	}
	var b strings.Builder
	for _, m := range []map[string]int{facts, s.diags.Count()} {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			fmt.Fprintf(&b, "\t%-24s %6d\n", k, m[k])
		}
	}
	return b.String()
}

// compareCounts compares the counts of the sets that were read with those in
// the file, in which each set has a line with its name above its counts.
func compareCounts(t *testing.T, got map[string]string) {
	text, err := os.ReadFile(countsFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	want := make(map[string]string)
	name := ""
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "\t") {
			name = strings.TrimSpace(line)
			continue
		}
		want[name] += line
	}
	if !*update {
		for name, counts := range got {
			if diff := gocmp.Diff(strings.Split(want[name], "\n"), strings.Split(counts, "\n")); diff != "" {
				t.Errorf("%s: counts differ (-want +got); if they should: go test ./cmd/docmill -run Corpus -update\n%s", name, diff)
			}
		}
		return
	}
	maps.Copy(want, got)
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(want)) {
		b.WriteString(name + "\n" + want[name])
	}
	if err := os.WriteFile(countsFile, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}
