package markdown

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// oneWorkspace returns a loader that parses all pages in the same workspace.
func oneWorkspace(fsys fstest.MapFS) (*Loader, *workspace) {
	l := NewLoader(fsys, nil)
	w := l.workspace()
	l.spaces.New = func() any { return w }
	return l, w
}

// TestDocumentStandsAlone spoils the memory that a page is read in, its file's and the
// workspace's, before looking at the Document.
func TestDocumentStandsAlone(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fsys := make(fstest.MapFS)
		for _, f := range txtar.Parse(data).Files {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		l, w := oneWorkspace(fsys)
		f, err := l.ReadPage("page.md")
		if err != nil {
			t.Fatal(err)
		}
		doc, diags, err := l.ParseFile(f)
		if err != nil {
			t.Fatal(err)
		}
		before := printed(doc) + fmt.Sprint(diags)
		for _, memory := range [][]byte{f.Text, w.src.buf[:cap(w.src.buf)]} {
			copy(memory, bytes.Repeat([]byte("#"), len(memory)))
		}
		w.begin("other.md", new(store))
		clear(w.diags[:cap(w.diags)])
		if diff := cmp.Diff(before, printed(doc)+fmt.Sprint(diags)); diff != "" {
			t.Errorf("%s: the Document (-before +after the memory was used again):\n%s", name, diff)
		}
	}
}

func printed(d *Document) string {
	var b strings.Builder
	Print(&b, d)
	return b.String()
}

// TestWorkspaceIsBounded parses a page that has much of everything, and then a small one,
// for which no large memory may be kept, nor be emptied.
func TestWorkspaceIsBounded(t *testing.T) {
	var large strings.Builder
	for i := range 2 * maxKept {
		fmt.Fprintf(&large, "## Shelf %d\n", i)
	}
	large.WriteString(strings.Repeat("<b>a</b>b", maxKept))
	large.WriteString("\n\n" + strings.Repeat("<!-- { \"a\": 1 } -->\n", 2*maxArena))
	large.WriteString("\n\n|a|\n|---|\n" + strings.Repeat("|b|c|\n", 2*maxKept))
	l, w := oneWorkspace(fstest.MapFS{"large.md": {Data: []byte(large.String())}, "small.md": {Data: []byte("# a\n")}})
	var stores []*store
	var ids []uintptr // of the maps of anchors
	for _, name := range []string{"large.md", "small.md"} {
		doc, _, err := l.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		stores, ids = append(stores, doc.store), append(ids, reflect.ValueOf(w.ids).Pointer())
		doc.Release()
	}
	if ids[0] == ids[1] {
		t.Error("the anchors of the small page are in the map of the large one")
	}
	bounded(t, "workspace", reflect.ValueOf(w).Elem())
	for _, s := range stores {
		bounded(t, "store", reflect.ValueOf(s).Elem())
	}
}

// bounded checks that no list in a struct, or in one in it, is large.
func bounded(t *testing.T, name string, v reflect.Value) {
	for i := range v.NumField() {
		at := name + "." + v.Type().Field(i).Name
		switch f := v.Field(i); f.Kind() {
		case reflect.Struct:
			bounded(t, at, f)
		case reflect.Slice:
			if f.Cap() > maxKept {
				t.Errorf("%s has room for %d", at, f.Cap())
			}
		}
	}
}
