package markdown

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/model/diag"
)

const overlayPage = `---
title: pot
---
# pot resource type

A pot.

## Properties

|Property|Type|
|:--|:--|
|size|Int32|
|glaze|String|

## Example 1
### Response
one
## Example 2
### Response
two
`

// correct returns the text of overlayPage with the corrections of some roots,
// and the findings.
func correct(t *testing.T, files ...string) (string, diag.List) {
	t.Helper()
	docs := fstest.MapFS{"r/pot.md": {Data: []byte(overlayPage)}, "r/note.md": {Data: []byte("a note")}}
	var roots []fs.FS
	for _, f := range files {
		roots = append(roots, fstest.MapFS{"r/pot.md": {Data: []byte(f)}})
	}
	over, err := ReadOverlays(docs, roots...)
	if err != nil {
		t.Fatal(err)
	}
	found, err := over.Check()
	if err != nil {
		t.Fatal(err)
	}
	doc, more, err := NewLoader(docs, over).Parse("r/pot.md")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	printText(&b, doc.Root)
	return b.String(), append(found, more...)
}

// printText writes the headings and cells of a section with their lines; those
// of corrections have an "@" before the number of the root.
func printText(b *strings.Builder, s *Section) {
	at := func(p diag.Pos) string {
		if _, root, ok := SplitOverlay(p.File); ok {
			return fmt.Sprintf("@%d:%d", root, p.Line)
		}
		return fmt.Sprint(p.Line)
	}
	if s.Level > 0 {
		fmt.Fprintf(b, "%s %s %s\n", strings.Repeat("#", s.Level), s.Title, at(s.Pos))
	}
	for _, x := range s.Flat() {
		switch x := x.(type) {
		case *Para:
			fmt.Fprintf(b, "%s %s\n", x.Text, at(x.Pos))
		case *Table:
			for _, r := range x.Rows {
				fmt.Fprintf(b, "|%s|%s %s\n", r.Cells[0], r.Cells[1], at(r.Pos))
			}
		}
	}
	for _, sub := range s.Sections {
		printText(b, sub)
	}
}

func TestOverlay(t *testing.T) {
	const (
		head = "# pot resource type 4\nA pot. 6\n"
		rows = "## Properties 8\n|size|Int32 12\n|glaze|String 13\n"
		ex1  = "## Example 1 15\n### Response 16\none 17\n"
		ex2  = "## Example 2 18\n### Response 19\ntwo 20\n"
	)
	for _, test := range []struct {
		name, file string
		want       string
		finding    string // code and line, "" for none
	}{
		{"a section", "---\noverlay: part\n---\n## properties\nnone", head + "## properties @0:4\nnone @0:5\n" + ex1 + ex2, ""},
		{"own text only", "---\noverlay: part\n---\n# pot resource type\nNot a pan.\n", "# pot resource type @0:4\nNot a pan. @0:5\n" + rows + ex1 + ex2, ""},
		{"below a heading", "---\noverlay: part\n---\n## Example 2\n\n### Response\nzwei\n", head + rows + ex1 + "## Example 2 18\n### Response @0:6\nzwei @0:7\n", ""},
		{"by its anchor", "---\noverlay: part\n---\n### <a name=\"response-1\"></a>Response\nzwei\n", head + rows + ex1 + "## Example 2 18\n### Response @0:4\nzwei @0:5\n", ""},
		{"without", "---\noverlay: part\n---\n## Example 1\n", head + rows + ex2, ""},
		{"ambiguous", "---\noverlay: part\n---\n### Response\nzwei\n", head + rows + ex1 + ex2, "overlay-part 4"},
		{"misspelt", "---\noverlay: part\n---\n## Property\nnone\n", head + rows + ex1 + ex2, "overlay-part 4"},
		{"new", "---\noverlay: part\nadds: Remarks, Notes\n---\n# pot resource type\n## Remarks\nGlazed.\n", head + rows + ex1 + ex2 + "## Remarks @0:6\nGlazed. @0:7\n", ""},
		{"an include", "---\noverlay: part\n---\n## Example 1\n[!INCLUDE [n](note.md)]\n", head + rows + "## Example 1 @0:4\na note 1\n### Response 16\none 17\n" + ex2, ""},
		{"nameless", "---\noverlay: part\n---\nText.\n", head + rows + ex1 + ex2, "overlay-part 4"},
		{"unknown kind", "---\noverlay: table\n---\n## Properties\nnone\n", head + "## Properties @0:4\nnone @0:5\n" + ex1 + ex2, "overlay-part 2"},
		{"a row", "---\noverlay: rows\n---\n## Properties\n|Property|Type|\n|--|--|\n|size|Int64|", head + "## Properties 8\n|size|Int64 @0:7\n|glaze|String 13\n" + ex1 + ex2, ""},
		{"no row", "---\noverlay: rows\n---\n## Properties\n|Property|Type|\n|--|--|\n|glaze| |\n", head + "## Properties 8\n|size|Int32 12\n" + ex1 + ex2, ""},
		{"a new row", "---\noverlay: rows\nadds: lid\n---\n## Properties\n|Property|Type|\n|--|--|\n|lid|String|\n", head + rows + "|lid|String @0:8\n" + ex1 + ex2, ""},
		{"an unknown row", "---\noverlay: rows\n---\n## Properties\n|Property|Type|\n|--|--|\n|lid|String|\n", head + rows + ex1 + ex2, "overlay-part 7"},
		{"other columns", "---\noverlay: rows\n---\n## Properties\n|Property|Name|\n|--|--|\n|size|Int64|\n", head + rows + ex1 + ex2, "overlay-part 5"},
		{"no table", "---\noverlay: rows\n---\n## Properties\nnone\n", head + rows + ex1 + ex2, "overlay-part 4"},
		{"nowhere to put it", "---\noverlay: rows\n---\n## Example 1\n|a|\n|--|\n|b|\n", head + rows + ex1 + ex2, "overlay-part 4"},
		{"stale", "---\noverlay: part\nbase: sha256-00\n---\n## Properties\nnone", head + "## Properties @0:5\nnone @0:6\n" + ex1 + ex2, "overlay-stale 3"},
		{
			"needless", "---\noverlay: part\n---\n### <a name=\"response-1\"></a>Response\nzwei\n## Example 1\n### Response\none\n",
			head + rows + "## Example 1 15\n### Response @0:7\none @0:8\n" + "## Example 2 18\n### Response @0:4\nzwei @0:5\n", "overlay-needless 7",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, file := range []string{test.file, strings.ReplaceAll(test.file, "\n", "\r\n")} {
				got, found := correct(t, file)
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
				code := ""
				for _, d := range found {
					code += fmt.Sprintf(" %s %d", d.Rule.Code, d.Pos.Line)
				}
				if code = strings.TrimSpace(code); code != test.finding {
					t.Errorf("found %q, want %q: %v", code, test.finding, found)
				}
			}
		})
	}
}

// The first root stands above the second, and its parts are parts of what that
// makes of the page.
func TestOverlayRoots(t *testing.T) {
	got, found := correct(t,
		"---\noverlay: rows\n---\n## Properties\n|Property|Type|\n|--|--|\n|lid|Int64|\n",
		"---\noverlay: rows\nadds: lid\n---\n## Properties\n|Property|Type|\n|--|--|\n|lid|String|\n|size| |\n",
		"---\noverlay: part\n---\n## Example 1\n")
	if !strings.Contains(got, "|glaze|String 13\n|lid|Int64 @0:7\n## Example 2 18\n") || len(found) > 0 {
		t.Errorf("got %s%v", got, found)
	}
}

// Columns in corrections count characters that nobody sees.
func TestOverlayColumns(t *testing.T) {
	_, found := correct(t, "---\noverlay: part\n---\n\u200b## Property\nnone\n")
	if len(found) != 1 || found[0].Pos.Line != 4 || found[0].Pos.Col != 4 {
		t.Errorf("found %v, want a place in 4:4", found)
	}
}

// A whole page is needed for what it says in its front matter, too.
func TestOverlayFront(t *testing.T) {
	for file, want := range map[string]int{
		strings.Replace(overlayPage, "---\n", "---\noverlay: page\n", 1): 1,
		overlayPage: 1,
		strings.Replace(overlayPage, "title: pot", "title: jar", 1): 0,
		overlayPage + "three\n": 0,
	} {
		if _, found := correct(t, file); len(found) != want {
			t.Errorf("%s%v", file, found)
		}
	}
}

// Digests do not depend on how lines end.
func TestOverlayDigest(t *testing.T) {
	digest := func(page string) string {
		over, err := ReadOverlays(fstest.MapFS{"a.md": {Data: []byte(page)}}, fstest.MapFS{"a.md": {Data: []byte("---\noverlay: part\n---\n## B\nx\n")}})
		if err != nil {
			t.Fatal(err)
		}
		d, err := over.Digest(over.All()[0])
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	want := digest("# A\n## B\n\nold\n## C\nc")
	for _, same := range []string{"# A\r\n## B\r\n\r\nold\r\n## C\r\nc", "---\ntitle: A\n---\n# A\n## B  \n\nold \n\n\n## C\nd"} {
		if got := digest(same); got != want {
			t.Errorf("%q: %s, want %s", same, got, want)
		}
	}
	if digest("# A\n## B\n\nnew\n## C\nc") == want {
		t.Error("a change is not seen")
	}
}

// A correction that was just started says what the page says, wherever it is
// put in.
func TestOverlayStart(t *testing.T) {
	trees := map[string]fs.FS{"docs-src": docssrc.FS}
	if corpus := "../../../shared/corpus/business-central-v2/api-reference/v2.0"; isThere(corpus) {
		trees["corpus"] = os.DirFS(corpus)
	}
	for name, docs := range trees {
		t.Run(name, func(t *testing.T) {
			n, pages := 0, 0
			err := fs.WalkDir(docs, ".", func(p string, e fs.DirEntry, err error) error {
				if err != nil || path.Ext(p) != ".md" || e.IsDir() {
					return err
				}
				if pages++; pages%4 > 0 { // they are all alike
					return nil
				}
				doc, _, err := Parse(docs, p)
				if err != nil {
					return err
				}
				startAll(t, docs, p, doc.Root, &n)
				return nil
			})
			if err != nil || n < 50 {
				t.Errorf("%d corrections, %v", n, err)
			}
		})
	}
}

func isThere(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// startAll starts a correction of each section that stands in the page's own
// file.
func startAll(t *testing.T, docs fs.FS, p string, s *Section, n *int) {
	for _, sub := range s.Sections {
		if sub.Pos.File != p {
			continue
		}
		empty, err := ReadOverlays(docs, fstest.MapFS{})
		if err != nil {
			t.Fatal(err)
		}
		page, err := fs.ReadFile(docs, p)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.Split(page, newline)[sub.Pos.Line-1], []byte("[!INCLUDE")) {
			continue // whose title stands in another file
		}
		text, err := empty.Start(p, 0, []string{sub.ID}, nil)
		if err != nil {
			t.Errorf("%s: %v", p, err)
			continue
		}
		over, err := ReadOverlays(docs, fstest.MapFS{p: {Data: text}})
		if err != nil {
			t.Fatal(err)
		}
		*n++
		found, _, err := over.State(over.All()[0])
		for _, d := range found {
			if d.Rule != diag.OverlayNeedless {
				t.Errorf("%s, section %s: %s", p, sub.ID, d)
			}
		}
		if got := over.corrected(t, p); err != nil || withoutBlank(got) != withoutBlank(body(page)) {
			t.Errorf("%s, section %s (%v): (-page +corrected)\n%s", p, sub.ID, err, cmp.Diff(withoutBlank(body(page)), withoutBlank(got)))
		}
		startAll(t, docs, p, sub, n)
	}
}

// corrected returns the text of a page with its corrections.
func (o *Overlays) corrected(t *testing.T, name string) []byte {
	text, _, err := o.base(&Correction{Name: name, Root: -1})
	if err != nil {
		t.Fatal(err)
	}
	return text.text()
}

func body(page []byte) []byte {
	page, _ = diag.Text(page)
	_, n := frontMatter(page)
	return page[n:]
}

func withoutBlank(text []byte) string {
	var out strings.Builder
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}

func FuzzOverlay(f *testing.F) {
	f.Add(overlayPage, "---\noverlay: part\n---\n## Properties\nnone")
	f.Add(overlayPage, "---\noverlay: rows\nadds: lid\n---\n## Properties\n|Property|Type|\n|--|--|\n|lid|String|\n")
	f.Add("# A\n```\n# B", "---\noverlay: part\n---\n- # A\n> ## B\n")
	f.Add("A\n===\n|a|\n|-|\nx", "---\noverlay: rows\n---\nA\n===\n|a|\n|-|\n|x|")
	f.Fuzz(func(t *testing.T, page, correction string) {
		docs := fstest.MapFS{"a.md": {Data: []byte(page)}}
		over, err := ReadOverlays(docs, fstest.MapFS{"a.md": {Data: []byte(correction)}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := over.Check(); err != nil {
			t.Fatal(err)
		}
		if _, _, err := NewLoader(docs, over).Parse("a.md"); err != nil {
			t.Fatal(err)
		}
		if _, err := over.Accept(over.All()[0]); err != nil {
			t.Fatal(err)
		}
	})
}
