package gen

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
)

// This file makes APIs of names and texts that no documentation should have.

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
