package link

import (
	"fmt"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/sample"
)

// TestSpelling asks a short and a long JSON text how names are spelt: one is looked
// through, the other has an index.
func TestSpelling(t *testing.T) {
	short := &model.JSONSample{}
	for _, name := range []string{"id", "displayName", "size", "Size", "size", "É", "", "kind", "kind"} {
		short.Members = append(short.Members, model.JSONMember{Name: name})
	}
	long := &model.JSONSample{Members: short.Members}
	for i := range sample.Many {
		long.Members = append(long.Members, model.JSONMember{Name: fmt.Sprintf("more%d", i)})
	}
	few, many := shownBy(short), shownBy(long)
	if few.names != nil || many.names == nil {
		t.Fatal("not one of each")
	}
	for name, want := range map[string]string{
		"id": "id", "ID": "id", "displayname": "displayName", "size": "size", "SIZE": "SIZE", "é": "É", "": "", "Kind": "kind", "lid": "lid",
	} {
		if got := few.spelling(name); got != want {
			t.Errorf("few: %q is spelt %q, want %q", name, got, want)
		}
		if got := many.spelling(name); got != want {
			t.Errorf("many: %q is spelt %q, want %q", name, got, want)
		}
	}
}
