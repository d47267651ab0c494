package markdown

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docmill/docmill/model/diag"
)

// FuzzParse checks that any page is read without panic, that every position
// is a place in a file, and that every line of every code block stands where
// its position says.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range ar.Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(file.Data)
			}
		}
	}
	f.Add([]byte("|a|b|\n|-|-|\n[!INCLUDE [x](inc.md)]\n"))
	f.Add([]byte("a [!INCLUDE [<!--](inc.md)] b\nc\n-->\n")) // the comment begins in the include
	f.Fuzz(func(t *testing.T, page []byte) {
		fsys := fstest.MapFS{
			"page.md":    {Data: page},
			"inc.md":     {Data: []byte("|x|y|\r\n|---|---|\r\n|1|[!INCLUDE [z](word.md)]|\r\n```\r\ncode\r\n```\r\n")},
			"word.md":    {Data: []byte("> a *word*\n")},
			"include.md": {Data: page},
		}
		checkParse(t, fsys, "page.md")
	})
}

// FuzzFold checks Fold against what its comment says.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"", " ", "a", " a\u00A0\tb ", "ä\u2003b", "a  b", "\u200Ba\u200B", "’\xC2", "\xC2\xA0x", "a\u3000\uFEFFb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := strings.Join(strings.FieldsFunc(s, IsSpace), " ")
		if got := Fold(s); got != want {
			t.Errorf("Fold(%q) = %q, want %q", s, got, want)
		}
		if text := (Text{Spans: []Span{{Text: s}, {Text: s}}}); text.String() != Fold(s+s) || text.IsEmpty() != (want == "") {
			t.Errorf("%q: String = %q, IsEmpty = %v", s, text.String(), text.IsEmpty())
		}
	})
}

// TestCorpusPositions applies the checks of FuzzParse to some real pages.
func TestCorpusPositions(t *testing.T) {
	roots := corpus(t)
	for _, root := range sortedKeys(roots) {
		names := pages(t, roots[root])
		for i := 0; i < len(names); i += 37 {
			checkParse(t, roots[root], names[i])
		}
	}
}

func checkParse(t *testing.T, fsys fs.FS, name string) {
	t.Helper()
	doc, diags, err := Parse(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	Print(io.Discard, doc)
	c := &placeCheck{t: t, fsys: fsys, lines: make(map[string][][]byte)}
	c.value(reflect.ValueOf(doc))
	for _, d := range diags {
		c.pos(d.Pos)
	}
}

// A placeCheck checks the positions of a document.
type placeCheck struct {
	t     *testing.T
	fsys  fs.FS
	lines map[string][][]byte // of each file
}

// value checks everything below v.
func (c *placeCheck) value(v reflect.Value) {
	switch x := v.Interface().(type) {
	case diag.Pos:
		c.pos(x)
		return
	case Text:
		if len(x.Spans) == 0 && !x.Pos.IsValid() {
			return // an item without text
		}
	case *Code:
		c.code(x)
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			c.value(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			c.value(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.value(v.Index(i))
		}
	}
}

// pos checks that p is a place: its line exists and its column is at most one
// behind the line's last byte.
func (c *placeCheck) pos(p diag.Pos) []byte {
	lines, ok := c.lines[p.File]
	if !ok {
		data, err := fs.ReadFile(c.fsys, p.File)
		if err != nil {
			c.t.Fatalf("position %v: %v", p, err)
		}
		lines = bytes.Split(data, newline)
		c.lines[p.File] = lines
	}
	if p.Line < 1 || p.Line > len(lines) || p.Col < 1 || p.Col > len(lines[p.Line-1])+1 {
		c.t.Fatalf("position %v is not in the file", p)
	}
	return lines[p.Line-1][p.Col-1:]
}

// code checks that each line of b stands at its position. Blanks may differ
// where a tab was cut in two, and wrong bytes were replaced.
func (c *placeCheck) code(b *Code) {
	lines := strings.SplitAfter(b.Text, "\n")
	if len(lines)-1 != len(b.Lines) || lines[len(lines)-1] != "" {
		c.t.Fatalf("%v: %d positions for code %q", b.Pos, len(b.Lines), b.Text)
	}
	for i, p := range b.Lines {
		got := strings.TrimSpace(lines[i])
		want := strings.TrimSpace(strings.ToValidUTF8(string(c.pos(p)), "\uFFFD"))
		if !strings.Contains(got, "\uFFFD") && !strings.HasSuffix(want, got) {
			c.t.Fatalf("%v: found %q, the code has %q", p, want, got)
		}
	}
}

// FuzzAnnotation checks that what is JSON is read as encoding/json reads it.
func FuzzAnnotation(f *testing.F) {
	for _, s := range []string{
		`{}`, `{"a": "b"}`, "{\n  \"blockType\": \"request\",\n  \"name\": [\"x\", 1, -0.5e3, true, false, null],\n\t\"b\": {\"c\": {}}\n}",
		`{"a": "\u00e4 \ud83d\ude00 \n"}`, `{"a": 1, "a": {"b": 2}}`, `{"a": {"b": 1}, "a": {"c": 2}}`, `{"": ""}`, `{"a": ":,{}[]"}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want map[string]any
		if !utf8.ValidString(s) || json.Unmarshal([]byte(s), &want) != nil || want == nil {
			return // the text of a page is UTF-8
		}
		got, fault, _ := annotation(s)
		if !reflect.DeepEqual(got, want) || fault != "" {
			t.Errorf("annotation(%q) = %v, %q, want %v", s, got, fault, want)
		}
	})
}
