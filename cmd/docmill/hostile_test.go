package main

import (
	"fmt"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/gen/outdir"
	"github.com/docmill/docmill/model/check"
	"github.com/docmill/docmill/parser"
)

// This file plays the writer of documentation who wants to run code on the
// machines of its readers. An attempt is a payload at a place; all places of one
// payload are generated as one package, which is scanned by rules that know
// nothing of gen (hostilescan_test.go), compiled, and vetted. An attempt that
// fails is found by generating its place alone.

// hostileDocs returns the documentation of places with a payload.
func hostileDocs(payload string, all []place) fstest.MapFS {
	payload = strings.ReplaceAll(payload, "@", word)
	fsys := fstest.MapFS{"includes/all-clouds.md": {Data: []byte("| Global service |\n|---|\n| yes |\n")}}
	for _, p := range all {
		for name, text := range p.files {
			name = strings.ReplaceAll(name, "§", payload)
			if !validName(name) {
				continue
			}
			fsys[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "§", payload))}
		}
	}
	return fsys
}

// validName reports whether a disk could have a file of this name.
func validName(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part == "." || part == ".." || part == ".md" || len(part) > 255 || strings.ContainsRune(part, 0) {
			return false
		}
	}
	return true
}

// TestHostileDocs makes every attempt.
func TestHostileDocs(t *testing.T) {
	all := places()
	if n := len(all) * len(payloads); n < 200 {
		t.Fatalf("only %d attempts", n)
	}
	ran, made := 0, make([]bool, len(kinds))
	module := t.TempDir()
	write(t, filepath.Join(module, "go.mod"), "module example.com/hostile\n\ngo 1.26\n")
	for i, payload := range payloads {
		t.Run(fmt.Sprintf("%d %.20q", i, payload), func(t *testing.T) {
			dir := filepath.Join(module, fmt.Sprintf("p%d", i))
			files, faults := attempt(hostileDocs(payload, all), all, payload, dir)
			if i%4 == 0 || typed(payload) || slices.Contains(fileNames, payload) {
				faults = append(faults, written(dir, files)...)
			}
			ran++
			for name := range files {
				if k := kind(name); k >= 0 {
					made[k] = true
				}
			}
			if len(faults) > 0 {
				t.Errorf("%.80q:\n\t%s", payload, strings.Join(head(faults), "\n\t"))
				blame(t, payload, all)
			}
		})
	}
	if i := slices.Index(made, false); i >= 0 && ran == len(payloads) {
		t.Errorf("no file is called as %s", kinds[i])
	}
	goCommandSees(t, module)
	// All parse, names are type-checked; go vet has its say of some.
	for i, payload := range payloads {
		if i%vetEvery() != 0 && payload != "MarshalJSON" { // which vet has an opinion of
			_ = os.RemoveAll(filepath.Join(module, fmt.Sprintf("p%d", i)))
		}
	}
	if out, err := goCommand(module, "vet", "./...").CombinedOutput(); err != nil {
		t.Errorf("go vet: %v\n%.8000s", err, out)
	}
	t.Logf("%d payloads in %d places are %d attempts", ran, len(all), ran*len(all))
}

// goCommandSees wants each file of the packages in a module to be plain Go to the
// go command, on all platforms: no file ignored, none for another compiler, nothing
// embedded but examples.
func goCommandSees(t *testing.T, module string) {
	t.Helper()
	const others = "{{.IgnoredGoFiles}}{{.IgnoredOtherFiles}}{{.CgoFiles}}{{.CFiles}}{{.CXXFiles}}{{.MFiles}}{{.HFiles}}{{.FFiles}}{{.SFiles}}{{.SwigFiles}}{{.SysoFiles}}{{.TestEmbedPatterns}}{{.XTestEmbedPatterns}}"
	out, err := goCommand(module, "list", "-e", "-f", "{{.ImportPath}} "+others+"{{.EmbedPatterns}}{{.Error}}", "./...").CombinedOutput()
	if err != nil {
		t.Errorf("go list: %v\n%.8000s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		path, seen, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		want := strings.Repeat("[]", strings.Count(others, "{")/2+1) + "<nil>"
		if strings.HasSuffix(path, "/hostiletest") {
			want = strings.Repeat("[]", strings.Count(others, "{")/2) + "[examples/*]<nil>"
		}
		if seen != want {
			t.Errorf("to the go command %s has %s", path, seen)
		}
	}
}

// goCommand returns a go command in a module.
func goCommand(module string, args ...string) *exec.Cmd {
	cmd := exec.Command("go", args...)
	cmd.Dir = module
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	return cmd
}

// typed reports whether the package of a payload is type-checked: what could be
// a name always is.
func typed(payload string) bool {
	return os.Getenv("DOCMILL_HOSTILE") == "all" || token.IsIdentifier(payload) || token.IsKeyword(payload)
}

// vetEvery says of how many packages one is vetted: of all, if DOCMILL_HOSTILE
// is "all".
func vetEvery() int {
	if os.Getenv("DOCMILL_HOSTILE") == "all" {
		return 1
	}
	return 40
}

// blame makes the attempts of a payload one by one, up to the first three that
// fail.
func blame(t *testing.T, payload string, all []place) {
	bad := 0
	for _, p := range all {
		_, alone := attempt(hostileDocs(payload, []place{p}), []place{p}, payload, filepath.Join(t.TempDir(), "p"))
		if len(alone) > 0 {
			t.Errorf("as %s:\n\t%s", p.name, strings.Join(head(alone), "\n\t"))
			if bad++; bad == 3 {
				return
			}
		}
	}
}

func head(s []string) []string {
	if len(s) > 4 {
		return append(s[:4:4], fmt.Sprintf("and %d more", len(s)-4))
	}
	return s
}

// attempt generates a package for dir and returns its files, and what is wrong with
// it.
func attempt(docs fstest.MapFS, all []place, payload, dir string) (files map[string][]byte, faults []string) {
	api, diags, err := parser.Load(docs, parser.Options{})
	if err != nil {
		return nil, []string{fmt.Sprintf("load: %v", err)}
	}
	diags = append(diags, check.Lint(api)...)
	files, more, err := gen.Generate(api, gen.Options{Package: "hostile", Title: payload, Emit: gen.Emitters, Import: "example.com/hostile/" + filepath.Base(dir)})
	if err != nil {
		return nil, []string{fmt.Sprintf("generate: %v", err)}
	}
	diags = append(diags, more...)
	diags.Sort()
	faults = scanPackage(files)
	if typed(payload) {
		faults = append(faults, typeFaults(files)...)
	}
	faults = append(faults, scanReports(diags, docs)...)
	faults = append(faults, scanFormats(api, payload)...)
	faults = append(faults, lost(files, diags, all, payload)...)
	return files, faults
}

// written writes a package into dir, and returns what is wrong then.
func written(dir string, files map[string][]byte) []string {
	if _, err := outdir.Write(dir, files, outdir.Options{}); err != nil {
		return []string{fmt.Sprintf("write: %v", err)}
	}
	return scanFolder(dir, files)
}
