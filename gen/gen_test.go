package gen

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docmill/docmill/model"
)

// readGolden returns the API of a golden test.
func readGolden(t *testing.T, name string) *model.API {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return readAPI(t, string(archive.Files[0].Data))
}

// TestOrder shuffles everything in an API that has no order of its own, and
// wants the same bytes.
func TestOrder(t *testing.T) {
	for _, name := range []string{"calls.txt", "clashes.txt", "polymorphic.txt"} {
		want, _, err := Generate(readGolden(t, name), Options{Package: "sample"})
		if err != nil {
			t.Fatal(err)
		}
		rnd := rand.New(rand.NewPCG(1, 2))
		for range 5 {
			api := readGolden(t, name)
			rnd.Shuffle(len(api.Types), func(i, j int) { api.Types[i], api.Types[j] = api.Types[j], api.Types[i] })
			rnd.Shuffle(len(api.Enums), func(i, j int) { api.Enums[i], api.Enums[j] = api.Enums[j], api.Enums[i] })
			rnd.Shuffle(len(api.Operations), func(i, j int) { api.Operations[i], api.Operations[j] = api.Operations[j], api.Operations[i] })
			got, _, err := Generate(api, Options{Package: "sample"})
			if err != nil {
				t.Fatal(err)
			}
			for file := range want {
				if !bytes.Equal(got[file], want[file]) {
					t.Fatalf("%s: %s depends on the order of the API", name, file)
				}
			}
		}
	}
}

// TestUnrelated removes one operation after the other and wants all others to
// keep their names, unless they wanted the same one.
func TestUnrelated(t *testing.T) {
	full := methodNames(t, readGolden(t, "calls.txt"))
	for i := range readGolden(t, "calls.txt").Operations {
		api := readGolden(t, "calls.txt")
		api.Operations = slices.Delete(api.Operations, i, i+1)
		for op, name := range methodNames(t, api) {
			if full[op] != name {
				t.Errorf("without operation %d, %s is called %s, not %s", i, op, name, full[op])
			}
		}
	}
}

// methodNames returns the Go names of all operations by method and path.
func methodNames(t *testing.T, api *model.API) map[string]string {
	t.Helper()
	p, err := newPlan(api, Options{Package: "sample"})
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for _, s := range p.services {
		for _, m := range s.methods {
			out[m.op.method+" "+strings.TrimSuffix(m.op.path, "()")] = m.chain
		}
	}
	return out
}

// TestEveryEndpoint wants each request line of each page to be in the plan.
func TestEveryEndpoint(t *testing.T) {
	api := readGolden(t, "calls.txt")
	p, err := newPlan(api, Options{Package: "sample"})
	if err != nil {
		t.Fatal(err)
	}
	pages := make(map[string]bool)
	n := 0
	for _, s := range p.services {
		for _, m := range s.methods {
			n++
			pages[m.op.page] = true
		}
	}
	keys := make(map[string]bool)
	for _, op := range api.Operations {
		for _, line := range op.Endpoints {
			keys[line.Key()] = true
		}
	}
	if n != len(keys) {
		t.Errorf("%d methods for %d endpoints", n, len(keys))
	}
}

// TestIdentifiers wants every name that goes into Go to pass ident: jennifer
// prints what it is given, and a name from documentation would be code.
func TestIdentifiers(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") || e.Name() == "jen.go" {
			continue
		}
		f, err := parser.ParseFile(fset, e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains([]string{"Id", "Dot", "Qual", "Op", "emit"}, sel.Sel.Name) || len(call.Args) == 0 {
				return true
			}
			args := call.Args
			if sel.Sel.Name == "emit" {
				args = args[:1] // the others are checked when they are printed
			}
			for _, arg := range args {
				if _, ok := arg.(*ast.BasicLit); !ok {
					t.Errorf("%s: %s of what is no constant belongs into jen.go", fset.Position(arg.Pos()), sel.Sel.Name)
				}
			}
			return true
		})
	}
}

func TestOptions(t *testing.T) {
	for _, opts := range []Options{
		{},
		{Package: "a b"},
		{Package: "type"},
		{Package: "main"},
		{Package: "p", Emit: []string{"clients"}},
		{Package: "p", Rename: map[string]string{"microsoft.graph.item": "item"}},
		{Package: "p", Rename: map[string]string{"microsoft.graph.item": "Client"}},
	} {
		if _, _, err := Generate(readGolden(t, "calls.txt"), opts); err == nil {
			t.Errorf("%+v is no error", opts)
		}
	}
}

func TestRename(t *testing.T) {
	opts := Options{Package: "p", Rename: map[string]string{"microsoft.graph.item": "Thing", "microsoft.graph.item.size": "Bytes"}}
	files, _, err := Generate(readGolden(t, "calls.txt"), opts)
	if err != nil {
		t.Fatal(err)
	}
	checkPackage(t, files)
	src := strings.Join(strings.Fields(string(files["thing.go"])), " ")
	if !strings.Contains(src, "type Thing struct") || !strings.Contains(src, "Bytes Opt[int64] `json:\"size,omitzero\"`") {
		t.Errorf("not renamed:\n%s", src)
	}
}

// TestEmitRefuses wants an error for what cannot be.
func TestEmitRefuses(t *testing.T) {
	for _, opts := range []Options{
		{Emit: []string{"clients"}}, {Emit: []string{"server"}, Import: "example.com/sample"}, {Emit: []string{"client", "server"}},
	} {
		opts.Package = "p"
		if _, _, err := Generate(readGolden(t, "calls.txt"), opts); err == nil {
			t.Errorf("%v was accepted", opts.Emit)
		}
	}
}

// TestEmit wants every choice of what to write to compile.
func TestEmit(t *testing.T) {
	for _, emit := range [][]string{{"client"}, {"validators"}, {"examples"}, {"validators", "client"}, {"client", "server"}, {"readme"}, Emitters} {
		for _, name := range []string{"calls.txt", "polymorphic.txt", "rules.txt", "flags.txt"} {
			files, _, err := Generate(readGolden(t, name), Options{Package: "p", Emit: emit, Import: "example.com/sample"})
			if err != nil {
				t.Fatal(err)
			}
			checkPackage(t, files)
		}
	}
}
