package parser

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// Disks have names that package fs has not. What is called so is told, and the
// other pages are read.
func TestNamesThatAreNoUTF8(t *testing.T) {
	docs := make(fstest.MapFS)
	for _, name := range []string{"resources/pot.md", "resources/\xff.md", "resources/\xff.png", "caf\xe9/pan.md", "inc\xe9_files/lid.md"} {
		docs[name] = &fstest.MapFile{Data: []byte("# pot resource type\n")}
	}
	pages, diags, err := find(docs)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"resources/pot.md"}, pages); diff != "" {
		t.Error(diff)
	}
	diags.Sort()
	var got []string
	for _, d := range diags {
		got = append(got, d.String())
	}
	if diff := cmp.Diff([]string{
		"caf\uFFFD: error: not read: its name is no UTF-8 (unread-page)",
		"resources/\uFFFD.md: error: not read: its name is no UTF-8 (unread-page)",
	}, got); diff != "" {
		t.Error(diff)
	}
}
