package markdown

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
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
	checkDocument(t, fsys, doc, diags)
}

func checkDocument(t *testing.T, fsys fs.FS, doc *Document, diags diag.List) {
	t.Helper()
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
			if v.Type().Field(i).IsExported() {
				c.value(v.Field(i))
			}
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
		text, _ := diag.Text(data)
		lines = bytes.Split(text, newline)
		c.lines[p.File] = lines
	}
	if p.Line < 1 || p.Line > len(lines) || p.Col < 1 || p.Col > len(lines[p.Line-1])+1 {
		c.t.Fatalf("position %v is not in the file", p)
	}
	return lines[p.Line-1][p.Col-1:]
}

// code checks that each line of b stands at its position, up to what it includes.
// Blanks may differ where a tab was cut in two, and wrong bytes were replaced.
func (c *placeCheck) code(b *Code) {
	lines := strings.SplitAfter(b.Text, "\n")
	if len(lines)-1 != len(b.Lines) || lines[len(lines)-1] != "" {
		c.t.Fatalf("%v: %d positions for code %q", b.Pos, len(b.Lines), b.Text)
	}
	for i, p := range b.Lines {
		got := strings.TrimSpace(lines[i])
		want := strings.TrimSpace(strings.ToValidUTF8(string(c.pos(p)), "\uFFFD"))
		if own, _, ok := strings.Cut(want, "[!INCLUDE"); ok && strings.HasPrefix(got, strings.TrimSpace(own)) {
			continue
		}
		if !strings.Contains(got, "\uFFFD") && !strings.HasSuffix(want, got) {
			c.t.Fatalf("%v: found %q, the code has %q", p, want, got)
		}
	}
}

// FuzzInclude checks the same of pages that include one another in any way, and
// that a loader which has read the files before reads the page as it did.
func FuzzInclude(f *testing.F) {
	const inc = "[!INCLUDE [x]"
	f.Add("a "+inc+"(d/b.md)] c", "b "+inc+"(../c.md)]", "|x|\n|--|\n|y|\n")
	f.Add(inc+"(page.md)]\n"+inc+"(d/b.md)]\n", inc+"(../page.md)]", "")
	f.Add(inc+"(d/b.md)]"+inc+"(d/b.md)]", inc+"(../c.md)]"+inc+"(../c.md)]", "---\ntitle: c\n---\n"+inc+"(c.md)]"+inc+"(d/b.md)]")
	f.Add("|a|b|\n|--|--|\n|"+inc+"(../up.md)]|"+inc+"(/c.md)]|\n", "", "```\ncode\n")
	f.Add("<!-- "+inc+"(d/b.md)]\n"+inc+"(d/b.md)]\n", "--> # t\r\n> "+inc+"(b.md)]\r\n", "\xff")
	f.Add("    a|[x](../up.md)]|"+inc+"(/c.md)]", "", "`\xff code\n")
	f.Fuzz(func(t *testing.T, page, b, c string) {
		fsys := fstest.MapFS{"page.md": {Data: []byte(page)}, "d/b.md": {Data: []byte(b)}, "c.md": {Data: []byte(c)}}
		loader := Limits{Includes: 16 << 10}.NewLoader(fsys, nil)
		doc, diags, err := loader.Parse("page.md")
		if err != nil {
			t.Fatal(err)
		}
		checkDocument(t, fsys, doc, diags)
		var first, second strings.Builder
		Print(&first, doc)
		doc.Release()
		again, _, err := loader.Parse("page.md")
		if err != nil {
			t.Fatal(err)
		}
		Print(&second, again)
		if first.String() != second.String() {
			t.Errorf("read again the page is another:\n%s\n%s", &first, &second)
		}
	})
}

// FuzzAnnotation compares the reader of annotations with encoding/json where that
// has an opinion: what that refuses is a fault, at a place in the text.
func FuzzAnnotation(f *testing.F) {
	for _, s := range []string{
		`{ "blockType": "request", }`, `{ "tocPath": "" "suppressions": [] }`, `{ isCollection: true }`, `{ "description": translation resource" }`,
		"{ \"description\": \"a resource,\n \"keywords\": \"\" }", `{ "section&quot;: &quot;documentation" }`, `read_x { "blockType": "request" }`,
		"{\n  \"blockType\": \"request\",\n  \"name\": [\"x\", 1, -0.5e3, true, false, null],\n\t\"b\": {\"c\": {}}\n}", `{"": ""}`, `{"a": ":,{}[]"}`, `{"a": {"b": 1}, "a": {"c": 2}}`,
		`{"a": {"b": [1, -2.5e3, null, true, "\u00e9\ud83d\ude00"]}, "a": 1}{"c": 2}`, `{}`, `[]`, "{\"a\": \"\xff\"}", `{"a":{"a":{"a":`,
		"{\"a\": \"b\tc\"}", `{"a": +1, "b": 01, "c": .5, "d": 1., "e": Infinity, "f": nan, "g": 0x1p-2, "h": 1_0, "i": -}`, "\u00a0{\"a\": 1}\f", "{\"a\": \"b\r\nc\"}", `null`, `1e999`,
		`{"a": 1e999}`, `{"a": "\ud83d"}`, `{"a": "\x"}`, `["{}"]`, `{"a": truefalse}`, `{"a": true"b"}`, `{"a": [1:2]}`, `{"a": [}`, `{"a"}`, `{"a": 1]}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		values, fault, at := annotation(s, new(store).object)
		if at < 0 || at > len(s) {
			t.Fatalf("%q: fault at %d", s, at)
		}
		var want map[string]any
		if !utf8.ValidString(s) {
			return // the text of a page is UTF-8
		}
		if err := json.Unmarshal([]byte(s), &want); err == nil && want != nil {
			if fault != "" || !reflect.DeepEqual(values, want) {
				t.Fatalf("%q: %v (%s), encoding/json has %v", s, values, fault, want)
			}
		} else if fault == "" {
			t.Fatalf("%q: %v, and nothing is said", s, values)
		}
	})
}

// FuzzFront checks that fields of any front matter are at places that are there,
// and that what is read without the YAML parser is what that would read.
func FuzzFront(f *testing.F) {
	for _, s := range []string{
		"title: a", "title: \"a: b\"\nx: 'y'\n", "a:\n  - b\n  - c: d\n", "a: |\n  text\n\n  more\nb: >-\n  x", "a: &x {b: *x}", "title: a: b\n", "a: \rb\nc",
		"? a\n: b", "--- \na: 1\n...", "a: 1\na: 2", "\ta: b", "a: !!binary AAAA", "\"a\": 1", "# c\n\n\na: #b", "<<: {a: b}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		page := slices.Concat([]byte("---\n"), text, []byte("\n---\n# title\n"))
		checkParse(t, fstest.MapFS{"page.md": {Data: page}}, "page.md")
		// A carriage return alone ends a line, and is a line break when front matter is read.
		text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
		front := frontBlock{text: text, line: 2, closed: true}
		simple, ok := simpleFields(front, "page.md", new(store))
		if !ok || front.excessive(Limits{}) != "" || !utf8.Valid(text) {
			return
		}
		inYAML, _, err := yamlFields(front, "page.md")
		if err != nil {
			return // a key twice
		}
		for i := range max(len(simple), len(inYAML)) {
			if i >= len(simple) || i >= len(inYAML) || simple[i].Key != inYAML[i].Key {
				t.Fatalf("%q: %v, in YAML %v", text, simple, inYAML)
			}
		}
	})
}
