package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

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

const countsFile = "testdata/corpus_counts.txt"

func TestCorpus(t *testing.T) {
	root := cmp.Or(os.Getenv("DOCMILL_CORPUS"), "../../../shared/corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skip("no documentation corpus: set DOCMILL_CORPUS")
	}
	full := os.Getenv("CI") != "" || os.Getenv("DOCMILL_CORPUS_FULL") != ""
	var counts strings.Builder
	for _, c := range corpora {
		dir := filepath.Join(root, c.dir)
		if _, err := os.Stat(dir); err != nil {
			t.Fatalf("the corpus is incomplete: %v", err)
		}
		if !c.small && !full && !*update {
			continue
		}
		t.Run(c.dir, func(t *testing.T) {
			files, sum := makeCorpus(t, dir, 0)
			writeCounts(&counts, c.dir, sum)
			if again, _ := makeCorpus(t, dir, 1); !maps.EqualFunc(files, again, bytes.Equal) {
				t.Error("the files depend on --jobs, or differ between runs")
			}
			if c.build && full && !*update {
				build(t, files)
			}
		})
	}
	if full || *update {
		compareCounts(t, counts.String())
	}
}

func makeCorpus(t *testing.T, dir string, jobs int) (map[string][]byte, *summary) {
	src, err := openSource(new(env), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	j := &job{target{Out: "api", Package: "api"}, src}
	files, sum, err := j.make(parser.Options{Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	return files, sum
}

// build puts the package into a module of its own, then compiles, vets and
// tests it, in one go command: a second one would compile it a second time.
func build(t *testing.T, files map[string][]byte) {
	dir := t.TempDir()
	if _, err := outdir.Write(filepath.Join(dir, "api"), files, outdir.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module scratch\n\ngo 1.25\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "test", "-vet=all", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go test -vet=all: %v\n%s", err, out[:min(len(out), 4000)])
	}
}

// writeCounts prints the facts and the findings of one corpus, one a line.
func writeCounts(w *strings.Builder, name string, s *summary) {
	n := s.diags.Count()
	kinds := make(map[string]int)
	for _, p := range s.pages {
		kinds[string(p.Kind)+" pages"]++
	}
	kinds["types"], kinds["enums"], kinds["operations"] = len(s.api.Types), len(s.api.Enums), len(s.api.Operations)
	for _, op := range s.api.Operations {
		kinds["endpoints"] += len(op.Endpoints)
	}
	fmt.Fprintf(w, "%s\n", name)
	for _, m := range []map[string]int{kinds, n} {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			fmt.Fprintf(w, "\t%-24s %6d\n", k, m[k])
		}
	}
}

func compareCounts(t *testing.T, got string) {
	if *update {
		if err := os.WriteFile(countsFile, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(countsFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("counts differ (-want +got); if they should: go test ./cmd/docmill -run Corpus -update\n%s", diff)
	}
}
