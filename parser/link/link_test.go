package link

import (
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// TestPages runs the cases of testdata: pages in the notation of
// notation_test.go, then the API they make, one fact a line, then the findings.
// A case states the files it is about: "api", "findings" or both.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { runCase(t, file) })
	}
}

func runCase(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	api, diags := Pages(casePages(t, ar), MaxBases)
	have := map[string]string{"api": printAPI(api), "findings": printFindings(diags)}
	for i := range ar.Files {
		f := &ar.Files[i]
		out, ok := have[f.Name]
		if !ok {
			continue
		}
		if diff := cmp.Diff(string(f.Data), out); diff != "" && !*update {
			t.Errorf("%s, %s (-want +got):\n%s", file, f.Name, diff)
		}
		f.Data = []byte(out)
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func casePages(t *testing.T, ar *txtar.Archive) []*model.Page {
	var pages []*model.Page
	for _, f := range ar.Files {
		if strings.HasSuffix(f.Name, ".md") {
			pages = append(pages, parsePage(t, f.Name, string(f.Data)))
		}
	}
	return pages
}

func printAPI(a *model.API) string {
	var b strings.Builder
	if a.BaseURL != "" {
		b.WriteString("base " + a.BaseURL + "\n")
	}
	for _, l := range a.Lines() {
		b.WriteString(l.String() + "\n")
	}
	return b.String()
}

func printFindings(diags diag.List) string {
	var b strings.Builder
	for _, d := range diags {
		b.WriteString(d.String() + "\n")
		for _, r := range d.Related {
			b.WriteString("\t" + r.Pos.String() + ": " + r.Msg + "\n")
		}
	}
	return b.String()
}

// TestOrder checks that the order of pages changes nothing.
func TestOrder(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var pages []*model.Page
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range casePages(t, ar) {
			p.Path = strings.TrimSuffix(filepath.Base(file), ".txt") + "/" + p.Path
			pages = append(pages, p)
		}
	}
	api, diags := Pages(pages, MaxBases)
	want := printAPI(api) + printFindings(diags)
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		r.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
		api, diags := Pages(pages, MaxBases)
		if diff := cmp.Diff(want, printAPI(api)+printFindings(diags)); diff != "" {
			t.Fatalf("another order gives another API (-first +shuffled):\n%s", diff)
		}
	}
}
