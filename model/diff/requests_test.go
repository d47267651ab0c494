package diff

import (
	"testing"

	"github.com/docmill/docmill/model"
)

// A page that says nothing about the body of a request that has none says what
// "Do not supply a request body" says; of a POST it may be any body.
func TestBodyKind(t *testing.T) {
	tests := []struct {
		method   string
		from, to model.BodyKind
		want     Class
	}{
		{"GET", model.BodyNone, model.BodyUnknown, Documentation},
		{"DELETE", model.BodyUnknown, model.BodyNone, Documentation},
		{"POST", model.BodyUnknown, model.BodyNone, Source},
		{"DELETE", model.BodyNone, model.BodyResource, Source | Wire},
		{"PATCH", model.BodyResource, model.BodyFields, Source | Wire},
	}
	for _, test := range tests {
		op := func(k model.BodyKind) *model.Op {
			return &model.Op{Endpoints: []*model.Endpoint{{Method: test.method}}, Body: model.Body{Kind: k}}
		}
		if got := bodyKind("op", op(test.from), op(test.to)).Class; got != test.want {
			t.Errorf("%s %s → %s: %v, want %v", test.method, bodyNames[test.from], bodyNames[test.to], got, test.want)
		}
	}
}
