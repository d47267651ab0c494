package parser

import (
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/google/go-cmp/cmp"
)

// opCounts are what the operation pages of a corpus say.
type opCounts struct {
	Endpoints, BadLines, NoEndpoint           int
	Tables, Divided, Tied, TogetherSets       int
	BadCells, BadLabels, NoPermissions        int
	Params, Headers, Options, BodyFields      int
	NoBody, Resource, Fields, Stream, OtherJS int
	Typed, Empty, Bytes, Untyped, Annotated   int // outcomes, by what they say
	Examples, Pairs, JSON, BadJSON            int
}

// TestOperationCorpus pins how much of the operation pages is read. 3740 and
// 9345 request lines were counted in the first two by other means; the
// difference is lines in comments and beside prose.
func TestOperationCorpus(t *testing.T) {
	tests := []struct {
		name string
		want opCounts
	}{
		{"graph-2021/api-reference/v1.0", opCounts{
			Endpoints: 3745, BadLines: 44, Tables: 2270, Divided: 217, Tied: 135, TogetherSets: 161,
			BadCells: 24, BadLabels: 1, NoPermissions: 6, Params: 162, Headers: 3506, Options: 214,
			BodyFields: 5149, NoBody: 1191, Resource: 512, Fields: 222, Stream: 6, OtherJS: 24, Typed: 1485,
			Empty: 508, Bytes: 89, Untyped: 45, Annotated: 1004, Examples: 2583, Pairs: 2499, JSON: 2739,
			BadJSON: 85,
		}},
		{"graph-2021/api-reference/beta", opCounts{
			Endpoints: 9335, BadLines: 33, NoEndpoint: 15, Tables: 5431, Divided: 644, Tied: 243,
			TogetherSets: 170, BadCells: 26, BadLabels: 2, NoPermissions: 2, Params: 262, Headers: 8620,
			Options: 399, BodyFields: 17324, NoBody: 2974, Resource: 1425, Fields: 396, Stream: 7,
			OtherJS: 40, Typed: 3779, Empty: 1163, Bytes: 100, Untyped: 76, Annotated: 1770, Examples: 5765,
			Pairs: 5657, JSON: 6356, BadJSON: 169,
		}},
		{"business-central-v2/api-reference/v2.0", opCounts{
			Endpoints: 432, BadLines: 24, NoPermissions: 265, Headers: 493, NoBody: 155, Resource: 103,
			OtherJS: 10, Typed: 188, Empty: 79, Untyped: 23, Examples: 275, Pairs: 250, JSON: 312,
			BadJSON: 8,
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if testing.Short() {
				t.Skip("reads thousands of pages")
			}
			pages, diags, err := Pages(corpus(t, tt.name), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := countOps(pages)
			found := diags.Count()
			got.BadLines, got.NoEndpoint = found["request-line"], found["no-endpoint"]
			got.BadCells, got.BadLabels, got.NoPermissions = found["permission-cell"], found["permission-label"], found["no-permissions"]
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("counts (-want +got):\n%s\n%#v", diff, got)
			}
		})
	}
}

func countOps(pages []*model.Page) opCounts {
	var n opCounts
	for _, p := range pages {
		for _, op := range p.Ops {
			n.Endpoints += len(op.Endpoints)
			n.Params += len(op.Params)
			n.Headers += len(op.Headers)
			n.BodyFields += len(op.Body.Fields)
			if op.Options.Known {
				n.Options++
			}
			n.tables(op)
			n.body(op)
			n.outcomes(op)
			n.examples(op)
		}
	}
	return n
}

func (n *opCounts) tables(op *model.OpClaim) {
	n.Tables += len(op.Permissions)
	for _, t := range op.Permissions {
		if t.For != "" {
			n.Divided++
		}
		if len(t.Endpoints) > 0 {
			n.Tied++
		}
		for _, g := range t.Grants {
			for _, set := range g.AnyOf {
				if len(set) > 1 {
					n.TogetherSets++
				}
			}
		}
	}
}

func (n *opCounts) body(op *model.OpClaim) {
	switch op.Body.Kind {
	case model.BodyNone:
		n.NoBody++
	case model.BodyResource:
		n.Resource++
	case model.BodyFields:
		n.Fields++
	case model.BodyStream:
		n.Stream++
	case model.BodyJSON:
		n.OtherJS++
	}
}

func (n *opCounts) outcomes(op *model.OpClaim) {
	for _, c := range op.Responses {
		switch {
		case c.From == model.FromAnnotation:
			n.Annotated++
		case !c.Type.IsZero():
			n.Typed++
		case c.None:
			n.Empty++
		case c.Stream:
			n.Bytes++
		default:
			n.Untyped++
		}
	}
}

func (n *opCounts) examples(op *model.OpClaim) {
	for _, e := range op.Examples {
		n.Examples++
		if e.Request != nil && e.Response != nil {
			n.Pairs++
		}
		for _, m := range []*model.Message{e.Request, e.Response} {
			if m != nil && m.JSON != nil {
				n.JSON++
				if m.JSON.Err != nil {
					n.BadJSON++
				}
			}
		}
	}
}
