package gen

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
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

// hostile are strings that must never reach Go but as data.
var hostile = []string{
	"", " ", "*/", "`", "\"", "\\", "\n", "//go:embed x", "x = 1; func init() {}; var y", "{", "}", "{}", "a b", "a/b", "..", "$ref",
	"\x00", "\xff", "\u202e", "名前", "ſ", "İ", "type", "String", "Opt", "Client", "client", "id", "ID", "Id", "1", "-", ",", "ctx", "body",
	"list", "page", "s", "newThing", "Validate", "MarshalJSON", "Extra", "@odata.type", "microsoft.graph.x", "delta", "getX", strings.Repeat("long", 300),
}

// TestHostile generates from APIs made of hostile strings, in every place that
// takes one, and wants Go that compiles.
func TestHostile(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 30 {
		files, _, err := Generate(hostileAPI(rnd), Options{Package: "sample", Title: hostile[rnd.IntN(len(hostile))], Emit: Emitters, Import: "example.com/sample"})
		if err != nil {
			t.Fatal(err)
		}
		checkPackage(t, files)
		for name := range files {
			if !filepath.IsLocal(name) || strings.ContainsAny(name, "\x00\n\\") {
				t.Errorf("file name %q", name)
			}
		}
	}
}

func hostileAPI(rnd *rand.Rand) *model.API {
	pick := func() string { return hostile[rnd.IntN(len(hostile))] }
	api := &model.API{BaseURL: pick()}
	seen := make(map[string]bool)
	for range 20 {
		name := "microsoft.graph." + pick() + pick()
		if seen[name] {
			continue
		}
		seen[name] = true
		if rnd.IntN(3) == 0 {
			e := &model.Enum{Name: name, Doc: pick(), Flags: rnd.IntN(2) == 0}
			members := map[string]bool{}
			for range 5 {
				members[pick()] = true
			}
			for _, m := range slices.Sorted(maps.Keys(members)) {
				e.Members = append(e.Members, &model.Member{Name: m, Doc: pick()})
			}
			api.Enums = append(api.Enums, e)
			continue
		}
		t := &model.Type{Name: name, Doc: pick() + " " + pick(), Page: pick(), Pages: []string{pick()}}
		if n := len(api.Types); n > 0 && rnd.IntN(2) == 0 {
			t.Base = api.Types[rnd.IntN(n)]
			t.Base.Derived = append(t.Base.Derived, t)
		}
		api.Types = append(api.Types, t)
	}
	for _, t := range api.Types {
		t.Fields = hostileFields(rnd, api, pick)
	}
	for i := range 20 {
		api.Operations = append(api.Operations, hostileOp(rnd, api, pick, i))
	}
	return api
}

func hostileFields(rnd *rand.Rand, api *model.API, pick func() string) []*model.Field {
	var out []*model.Field
	seen := make(map[string]bool)
	for range 8 {
		f := &model.Field{Name: pick(), Doc: pick(), Type: hostileRef(rnd, api), Values: []string{pick()}, Deprecated: rnd.IntN(4) == 0}
		if !seen[f.Name] {
			seen[f.Name] = true
			out = append(out, f)
		}
	}
	return out
}

func hostileRef(rnd *rand.Rand, api *model.API) model.Ref {
	var r model.Ref
	switch rnd.IntN(4) {
	case 0:
		r = model.String
	case 1:
		r = model.Binary
	case 2:
		r = api.Types[rnd.IntN(len(api.Types))]
	default:
		r = model.Any
		if len(api.Enums) > 0 {
			r = api.Enums[rnd.IntN(len(api.Enums))]
		}
	}
	if rnd.IntN(3) == 0 {
		return &model.List{Elem: r}
	}
	return r
}

func hostileOp(rnd *rand.Rand, api *model.API, pick func() string, i int) *model.Op {
	op := &model.Op{ID: fmt.Sprint(pick(), i), Page: pick(), Doc: pick() + ". " + pick()}
	for range 1 + rnd.IntN(3) {
		line := &model.Endpoint{Method: []string{"GET", "POST", "PATCH", "PUT", "DELETE", "FOO"}[rnd.IntN(6)]}
		for range rnd.IntN(5) {
			s := model.Segment{Kind: model.SegmentKind(rnd.IntN(4)), Text: pick()}
			if s.Kind == model.Function || s.Kind == model.ItemPath {
				s.Args = []model.Arg{{Name: pick(), Param: pick()}, {Name: pick(), Const: pick()}}
			}
			line.Path.Segments = append(line.Path.Segments, s)
		}
		op.Endpoints = append(op.Endpoints, line)
	}
	op.Body = model.Body{Kind: model.BodyKind(rnd.IntN(6)), Fields: hostileFields(rnd, api, pick)}
	if op.Body.Kind == model.BodyResource {
		op.Body.Type = hostileRef(rnd, api)
	}
	op.Params = []*model.Param{{Name: pick(), Type: hostileRef(rnd, api), Doc: pick()}}
	op.Responses = []*model.Response{{Status: 200, Type: hostileRef(rnd, api)}}
	op.Permissions = []*model.PermissionTable{{For: pick(), Grants: [3]model.Grant{{AnyOf: [][]string{{pick()}, {pick(), pick()}}}}}}
	op.Options = model.OptionsClaim{Known: true, Names: []string{pick()}}
	op.Headers = []*model.HeaderClaim{{Name: pick(), Value: pick(), Required: model.Yes}}
	op.Examples = []*model.Example{{Title: pick(), Request: hostileMessage(rnd, pick), Response: hostileMessage(rnd, pick)}}
	op.Examples[0].Request.Method = op.Endpoints[0].Method
	return op
}

func hostileMessage(rnd *rand.Rand, pick func() string) *model.Message {
	m := &model.Message{URL: pick(), Header: [][2]string{{pick(), pick()}, {"X-" + pick(), pick()}, {"Content-Type", pick()}}, Body: pick()}
	if rnd.IntN(2) == 0 {
		m.Body = fmt.Sprintf(`{"value": [%q], "%[1]s": %[1]q}`, pick())
		m.JSON = new(model.JSONSample)
	}
	return m
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
