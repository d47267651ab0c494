package parser

import (
	"cmp"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docmill/docmill/parser/markdown"
)

// This file checks that what is kept of a page refers to nothing that the next one is
// read in: not to the memory of its file, not to that of its Document, not to the
// workspace. A fault there would show as a fact of one page on another, once in a
// thousand runs.

// TestKeepsNothingReleased reads all pages of the sample and of the goldens in one
// workspace, and follows each pointer of the pages, of their findings and of what the
// vocabularies remember.
func TestKeepsNothingReleased(t *testing.T) {
	opts := Options{work: new(workspace)}
	set, err := opts.dialects()
	if err != nil {
		t.Fatal(err)
	}
	opts.Dialects = set.Remembering()
	released := new(released)
	var kept []result
	for _, dir := range pageFolders(t) {
		loader := opts.loader(os.DirFS(dir))
		paths, _, err := find(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			kept = append(kept, keep(t, loader, path, opts, released))
		}
	}
	if len(kept) < 100 {
		t.Errorf("read %d pages", len(kept))
	}
	released.join()
	faults := 0
	check := &walker{seen: make(map[visited]bool), found: func(m memory, where string) {
		if of := released.owner(m); of != "" && faults < 10 {
			faults++
			t.Errorf("%s refers to %s", where, of)
		}
	}}
	check.value(reflect.ValueOf(kept), "results")
	check.value(reflect.ValueOf(opts.Dialects), "vocabularies")
}

// pageFolders returns the folders of the sample, and one with the pages of each golden.
func pageFolders(t *testing.T) []string {
	dirs, err := filepath.Glob("../docs-src/*/api")
	if err != nil {
		t.Fatal(err)
	}
	for i, dir := range dirs {
		dirs[i] = filepath.Dir(dir)
	}
	goldens, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range goldens {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := txtar.Write(ar, dir); err != nil {
			t.Fatal(err)
		}
		dirs = append(dirs, dir)
	}
	return dirs
}

// keep reads a page as readFile does, and notes what its release would give back. That
// stays as it is and in use until the test is over, so that no address is used again.
func keep(t *testing.T, loader *markdown.Loader, path string, opts Options, released *released) result {
	f, err := loader.ReadPage(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := readPage(loader, f, opts)
	if err != nil {
		t.Fatal(err)
	}
	released.note("the file of "+path, false, f.Text)
	released.note("the Document of "+path, true, *r.doc)
	// Of the workspace, only what is its own: headings and tables refer to what
	// vocabularies remember.
	for _, own := range []any{r.headings, r.tables, r.block.lines, r.sampled} {
		released.note("the workspace", false, own)
	}
	return result{page: r.page, diags: *r.diags}
}

// A memory is a part of the memory of this process: its first byte and the one behind
// its last.
type memory struct{ from, to uintptr }

// released is the memory that is given back, and whose it is.
type released struct {
	parts []memory // once joined, in order and apart from one another
	of    map[uintptr]string
	live  []any // has all of it
}

// note adds the memory of v; if deep is set, also all that v refers to, but for texts.
func (r *released) note(of string, deep bool, v any) {
	w := &walker{seen: make(map[visited]bool), shallow: !deep, found: func(m memory, _ string) {
		r.parts = append(r.parts, m)
		if r.of == nil {
			r.of = make(map[uintptr]string)
		}
		r.of[m.from] = of
	}}
	w.noText = true
	w.value(reflect.ValueOf(v), "")
	r.live = append(r.live, v)
}

// join makes one part of those that overlap.
func (r *released) join() {
	slices.SortFunc(r.parts, func(a, b memory) int { return cmp.Compare(a.from, b.from) })
	out := r.parts[:0]
	for _, m := range r.parts {
		if n := len(out); n > 0 && m.from < out[n-1].to {
			out[n-1].to = max(out[n-1].to, m.to)
		} else {
			out = append(out, m)
		}
	}
	r.parts = out
}

// owner says of what m has a byte, "" if none of it is released.
func (r *released) owner(m memory) string {
	i, _ := slices.BinarySearchFunc(r.parts, m.to, func(p memory, to uintptr) int { return cmp.Compare(p.from, to) })
	if i == 0 || r.parts[i-1].to <= m.from {
		return ""
	}
	return r.of[r.parts[i-1].from]
}

// A walker tells of all memory that a value refers to, and how it is reached.
type walker struct {
	found   func(m memory, where string)
	noText  bool // do not tell of texts
	shallow bool // do not go on from what is found
	seen    map[visited]bool
}

type visited struct {
	at  uintptr
	typ reflect.Type
	len int
}

func (w *walker) value(v reflect.Value, where string) {
	switch v.Kind() {
	case reflect.String:
		if text := v.String(); text != "" && !w.noText {
			at := uintptr(unsafe.Pointer(unsafe.StringData(text)))
			w.found(memory{at, at + uintptr(len(text))}, where)
		}
	case reflect.Pointer:
		if w.is(v, 1, v.Type().Elem().Size(), where) {
			w.value(v.Elem(), where)
		}
	case reflect.Slice:
		if w.is(v, v.Cap(), v.Type().Elem().Size(), where) && mayRefer(v.Type().Elem()) {
			w.elements(v, where)
		}
	case reflect.Array:
		if mayRefer(v.Type().Elem()) {
			w.elements(v, where)
		}
	case reflect.Map:
		if w.is(v, 1, 1, where) {
			for i := v.MapRange(); i.Next(); {
				w.value(i.Key(), where+" key")
				w.value(i.Value(), where+"[]")
			}
		}
	case reflect.Interface:
		if !v.IsNil() {
			w.value(v.Elem(), where)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			w.value(v.Field(i), where+"."+v.Type().Field(i).Name)
		}
	}
}

// is tells of what v refers to, n values of a size, and reports whether to go on there.
func (w *walker) is(v reflect.Value, n int, size uintptr, where string) bool {
	key := visited{v.Pointer(), v.Type(), n}
	if key.at == 0 || size == 0 || n == 0 || w.seen[key] {
		return false
	}
	w.seen[key] = true
	w.found(memory{key.at, key.at + uintptr(n)*size}, where)
	return !w.shallow
}

func (w *walker) elements(v reflect.Value, where string) {
	for i := range v.Len() {
		w.value(v.Index(i), where+"[]")
	}
}

// mayRefer reports whether a value of type t can refer to memory.
func mayRefer(t reflect.Type) bool { return t.Kind() < reflect.Bool || t.Kind() > reflect.Complex128 }
