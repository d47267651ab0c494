package markdown_test

// This file renders the sample pages as a documentation site would, and reads
// the HTML: the facts must be those of the Markdown. It stands in this package
// because goldmark, which renders here, is for this package only.

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/parser"
)

var (
	includeForm = regexp.MustCompile(`\[!INCLUDE ?\[[^\]]*\]\(([^)]*)\)\]`)
	frontForm   = regexp.MustCompile(`(?s)^---\n.*?\n---\n`)
	linkForm    = regexp.MustCompile(`(href="[^"]*)\.md`)
	commentForm = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// TestRoundTripHTML compares the facts of the sample pages with those of the
// same pages as HTML.
func TestRoundTripHTML(t *testing.T) {
	for _, version := range []string{"v1.0", "beta"} {
		t.Run(version, func(t *testing.T) {
			root, err := fs.Sub(docssrc.FS, version)
			if err != nil {
				t.Fatal(err)
			}
			want := sampleFacts(t, stripped(t, root))
			got := sampleFacts(t, published(t, root))
			if len(want) < 200 {
				t.Fatalf("only %d facts", len(want))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("facts of the Markdown (-), of the HTML (+):\n%s", diff)
			}
		})
	}
}

func sampleFacts(t *testing.T, fsys fs.FS) []string {
	t.Helper()
	api, _, err := parser.Load(fsys, parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range api.Lines() {
		out = append(out, l.String())
	}
	slices.Sort(out)
	return out
}

// eachSample calls do with every page, its includes in place and its
// annotations, which sites do not show, taken out.
func eachSample(t *testing.T, root fs.FS, do func(name, text string)) {
	t.Helper()
	err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.Contains(name, "includes/") {
			return err
		}
		text := commentForm.ReplaceAllString(spliced(t, root, name), "")
		do(name, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func spliced(t *testing.T, root fs.FS, name string) string {
	data, err := fs.ReadFile(root, name)
	if err != nil {
		t.Fatal(err)
	}
	return includeForm.ReplaceAllStringFunc(string(data), func(s string) string {
		inner := spliced(t, root, path.Join(path.Dir(name), includeForm.FindStringSubmatch(s)[1]))
		return strings.TrimSpace(frontForm.ReplaceAllString(inner, ""))
	})
}

// stripped returns the pages as Markdown.
func stripped(t *testing.T, root fs.FS) fs.FS {
	out := make(fstest.MapFS)
	eachSample(t, root, func(name, text string) { out[name] = &fstest.MapFile{Data: []byte(text)} })
	return out
}

// published returns the pages as a site shows them.
func published(t *testing.T, root fs.FS) fs.FS {
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithRendererOptions(html.WithUnsafe()))
	out := make(fstest.MapFS)
	eachSample(t, root, func(name, text string) {
		var page bytes.Buffer
		page.WriteString("<!DOCTYPE html><html><head><title>x | Site</title></head><body><nav>All pages</nav><main>")
		if err := md.Convert([]byte(frontForm.ReplaceAllString(text, "")), &page); err != nil {
			t.Fatal(err)
		}
		page.WriteString("</main><footer>Imprint</footer></body></html>")
		out[strings.TrimSuffix(name, ".md")+".html"] = &fstest.MapFile{Data: linkForm.ReplaceAll(page.Bytes(), []byte("$1.html"))}
	})
	return out
}
