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
// Counts of facts and findings are compared with testdata/corpus_counts.txt,
// so that a change in a reader shows what it does to thousands of pages; where
// the change is meant, "go test ./cmd/docmill -run Corpus -update" accepts it.

// corpora are the documentation sets. If CI or DOCMILL_CORPUS_FULL is set, each
// is generated twice and compared, and the packages of some are built, vetted
// and tested, which takes minutes.
var corpora = []struct {
	dir   string
	build bool
}{
	{"graph-2021/api-reference/v1.0", true},
	{"graph-2021/api-reference/beta", true},
	{"business-central-v2/api-reference/v2.0", true},
	{"graph-localized/de/api-reference/v1.0", false},
	{"graph-localized/ja/api-reference/v1.0", false},
	{"graph-localized/pt/api-reference/v1.0", false},
	{"graph-localized/zh/api-reference/v1.0", false},
}

const countsFile = "testdata/corpus_counts.txt"

func TestCorpus(t *testing.T) {
	root := cmp.Or(os.Getenv("DOCMILL_CORPUS"), "../../../shared/corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skip("no documentation corpus: set DOCMILL_CORPUS")
	}
	if testing.Short() {
		t.Skip("reads thousands of pages")
	}
	full := os.Getenv("CI") != "" || os.Getenv("DOCMILL_CORPUS_FULL") != ""
	var counts strings.Builder
	for _, c := range corpora {
		if _, err := os.Stat(filepath.Join(root, c.dir)); err != nil {
			t.Logf("%s is absent", c.dir)
			continue
		}
		t.Run(c.dir, func(t *testing.T) {
			files, sum := makeCorpus(t, filepath.Join(root, c.dir), 0)
			writeCounts(&counts, c.dir, sum)
			if !full {
				return
			}
			if again, _ := makeCorpus(t, filepath.Join(root, c.dir), 1); !maps.EqualFunc(files, again, bytes.Equal) {
				t.Error("the files depend on --jobs, or differ between runs")
			}
			dir := t.TempDir()
			if _, err := outdir.Write(filepath.Join(dir, "api"), files, outdir.Options{}); err != nil {
				t.Fatal(err)
			}
			if c.build {
				build(t, dir)
			}
		})
	}
	compareCounts(t, counts.String())
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
func build(t *testing.T, dir string) {
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
	if t.Failed() {
		return
	}
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
