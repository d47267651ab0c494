package markdown

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/model/diag"
)

// TestIncludeLimits reads pages whose includes grow without end: each file
// includes the next twice, or once and forever.
func TestIncludeLimits(t *testing.T) {
	fsys := make(fstest.MapFS)
	for i := range 40 {
		next := fmt.Sprintf("[!INCLUDE [x](f%d.md)]\n", i+1)
		fsys[fmt.Sprintf("f%d.md", i)] = &fstest.MapFile{Data: []byte(next)}
		next = fmt.Sprintf("%s[!INCLUDE [x](g%d.md)]\n[!INCLUDE [x](g%d.md)]\n", strings.Repeat("text ", 1000), i+1, i+1)
		fsys[fmt.Sprintf("g%d.md", i)] = &fstest.MapFile{Data: []byte(next)}
	}
	for _, name := range []string{"f0.md", "g0.md"} {
		doc, diags, err := Parse(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		if n := diags.Count()[diag.IncludeLimit.Code]; n == 0 {
			t.Errorf("%s: no %s", name, diag.IncludeLimit.Code)
		}
		if name == "g0.md" && len(doc.Root.Blocks) == 0 {
			t.Errorf("%s: the page's own text is lost", name)
		}
	}
}

func TestLoaderFindsPagesInAnyCase(t *testing.T) {
	l := NewLoader(fstest.MapFS{"Resources/Group.md": {Data: []byte("# group\n")}}, nil)
	doc, _, err := l.Parse("resources/group.md")
	if err != nil || doc.Path != "Resources/Group.md" {
		t.Errorf("Parse = %+v, %v; want the page Resources/Group.md", doc, err)
	}
	if _, _, err := l.Parse("resources/other.md"); err == nil {
		t.Error("Parse of a missing page succeeded")
	}
	if _, _, err := l.Parse("../x.md"); err == nil {
		t.Error("Parse of a page outside of the root succeeded")
	}
}

// TestLoaderIsShared parses pages with one Loader at once; it is of use under
// the race detector.
func TestLoaderIsShared(t *testing.T) {
	l := NewLoader(fstest.MapFS{
		"a/page.md":      {Data: []byte("[!INCLUDE [x](../INC/x.md)]\n")},
		"inc/x.md":       {Data: []byte("in [!INCLUDE [y](y.md)]\n")},
		"inc/y.md":       {Data: []byte("cluded\n")},
		"inc/unused.txt": {},
	}, nil)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			doc, diags, err := l.Parse("a/page.md")
			if err != nil || len(diags) > 0 {
				t.Errorf("Parse: %v, %v", diags, err)
				return
			}
			if got := doc.Root.Blocks[0].(*Para).Text.String(); got != "in cluded" {
				t.Errorf("text = %q", got)
			}
		})
	}
	wg.Wait()
}

func TestResolve(t *testing.T) {
	for _, tt := range []struct {
		dir, target, want string
	}{
		{"api", "../includes/x.md", "includes/x.md"},
		{"api", `..\includes\x.md`, "includes/x.md"},
		{"api", "x%20y.md#part", "api/x y.md"},
		{".", "x.md?view=1", "x.md"},
		{"a/b", "~/c/x.md", "c/x.md"},
		{"a/b", "/c/x.md", "c/x.md"},
		{"a", "../../x.md", ""},
		{"a", "../a/../../x.md", ""},
		{"a", "%2e%2e/%2e%2e/x.md", ""},
		{"a", `/..\..\x.md`, ""},
		{"a/b", "./c//../d/x.md", "a/b/d/x.md"},
		{"a", "..", "."},
		{"a", "b/..", "a"},
		{"a", "../", "."},
		{".", "/", "."},
		{"a", "/x.md", "x.md"},
		{"a", "~x.md", "a/~x.md"},
		{"a", "b/..x.md", "a/b/..x.md"},
		{"a", "\xff/x.md", ""},
		{"a", "b/\xff.md", ""},
	} {
		got, ok := resolve(tt.dir, tt.target)
		if again, in := NewLoader(fstest.MapFS{}, nil).target(tt.dir, tt.target); again != got || in.path != path.Dir(got) {
			t.Errorf("target(%q, %q) = %q in %q, resolve says %q", tt.dir, tt.target, again, in.path, got)
		}
		if !ok {
			got = ""
		}
		if got != tt.want {
			t.Errorf("resolve(%q, %q) = %q, want %q", tt.dir, tt.target, got, tt.want)
		}
		if ok && !fs.ValidPath(got) {
			t.Errorf("resolve(%q, %q) = %q, which leaves the root", tt.dir, tt.target, got)
		}
	}
}

// TestLoaderAfterLarge parses pages that have much of one thing, and others behind
// them in the same memory.
func TestLoaderAfterLarge(t *testing.T) {
	for _, part := range []string{"|a|*b*|\n", "Text.\n\n", "## Title\n", "```\na\n```\n", "<!-- a -->\n\n", "|a|\n|---|\n|b|\n\n\n\n"} {
		for _, n := range []int{maxArena, 5 * maxArena / 4} {
			page := "|a|b|\n|---|---|\n" + strings.Repeat(part, n)
			l := NewLoader(fstest.MapFS{"page.md": {Data: []byte(page)}}, nil)
			for range 3 {
				doc, _, err := l.Parse("page.md")
				if err != nil {
					t.Fatal(err)
				}
				doc.Release()
			}
		}
	}
}

// TestLoaderForgetsPages parses pages in the memory of others, and alone: nothing
// of a page is left that goldmark or docmill keeps while it is read.
func TestLoaderForgetsPages(t *testing.T) {
	files := fstest.MapFS{}
	for i, page := range []string{
		"[a]\n\n[a]: b\n", "[a]\n", "-\n\n", "-\n\n  b\n- c", "- a\n- b", "# [A](#tab/a)\nb\n---", "A\n---", "*[a", "a*](b) *c*", "<!-- a", "b --> <!-- c -->",
		"a <!-- b", "|a|b|\n|---|---|\n|c", "```\na", "> a", "## A\n## A\n", "## A\n", "1. a\n\n   ```\n   b", "    a\n",
	} {
		files[fmt.Sprint(i, ".md")] = &fstest.MapFile{Data: []byte(page)}
	}
	l := NewLoader(files, nil)
	for first := range files {
		for second := range files {
			for _, name := range []string{first, second} {
				got, gotFound, err := l.Parse(name)
				if err != nil {
					t.Fatal(err)
				}
				want, wantFound, err := Parse(files, name)
				if err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(got.Root, want.Root) || !reflect.DeepEqual(got.Links, want.Links) || !reflect.DeepEqual(gotFound, wantFound) {
					t.Errorf("%q behind %q differs from what it says alone", files[name].Data, files[first].Data)
				}
				got.Release()
			}
		}
	}
}
