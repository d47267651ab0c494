package parser

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docmill/docmill/parser/markdown"
	"github.com/docmill/docmill/parser/rootfs"
)

// TestReadInPlace reads pages into memory that other pages had before: nothing of them
// may be left in what they say.
func TestReadInPlace(t *testing.T) {
	const docs = "../docs-src/beta"
	fsys, err := rootfs.Open(docs, new(markdown.Limits))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := any(fsys).(markdown.ReadInFS); !ok {
		t.Fatal("each page has memory of its own")
	}
	got, found, err := Load(fsys, Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	want, expected, err := Load(os.DirFS(docs), Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Lines(), got.Lines()); diff != "" {
		t.Errorf("what pages say (-alone +in place):\n%s", diff)
	}
	if diff := cmp.Diff(expected, found); diff != "" {
		t.Errorf("findings (-alone +in place):\n%s", diff)
	}
}
