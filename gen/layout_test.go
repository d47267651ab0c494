package gen

import (
	"bytes"
	"go/format"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docmill/docmill/model"
)

// Every file that the golden tests generate is laid out here, and as package
// format would do it.
func TestLayout(t *testing.T) {
	matches, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(matches) == 0 {
		t.Fatal("no golden tests", err)
	}
	for _, name := range matches {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		opts := Options{Package: "sample", Emit: Emitters, Import: "example.com/sample"}
		p, err := newPlan(readAPI(t, string(archive.Files[0].Data)), opts)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range slices.Concat(goFiles(p), serverFiles(p)) {
			raw, err := f.raw(new(scratch))
			if err != nil {
				t.Fatal(err)
			}
			if !sameLayout(t, raw) {
				t.Errorf("%s: %s is left to package format", name, f.name)
			}
		}
	}
}

// sameLayout fails if source is laid out otherwise than package format does it,
// and reports whether it is laid out at all.
func sameLayout(t *testing.T, src []byte) bool {
	t.Helper()
	want, err := format.Source(src)
	if err != nil {
		return false
	}
	got, ok := layOut(src)
	if ok && !bytes.Equal(got, want) {
		t.Errorf("not as gofmt:\n%s", cmp.Diff(string(want), string(got)))
	}
	return ok
}

// What is not known for certain is left to package format.
func TestLayoutUnknown(t *testing.T) {
	tests := []string{
		"var x = a - b", "var x = a + b", "var x = f(a +\nb)", "var x = m[2]", "var x = s[1:2]", "var x [2]string", "var x = -1", "var x = 'a'", "var x = 0X1F",
		"var x map[string]int", "var x chan int", "var x = a // b", "/* a */ var x int", "var (\na = 1\nbb = 2\n)", "const (\na = iota\nbb\n)", "const (\na = 1\nbbb = 2\n)",
		"type t struct {\na, b int\nc string\n}", "type t struct {\nio.Reader\nb int\n}", "type t struct { a int }", "func f() { return }", "func f() {\nif a {\n} else {\n}\n}",
		"func f() {\nfor {\n}\n}", "func f() {\n\n\nreturn\n}", "var x = []func() {\nf,\n}", "var x = \"a\nb\"", "var x = T{\n" + strings.Repeat("a", 50) + ": 1,\nb: 2,\n}",
		"func f() {\n  // indented\nreturn\n}", "}", "var x = (1]", "var x = T{",
	}
	for _, test := range tests {
		if out, ok := layOut([]byte("package p\n\n" + test + "\n")); ok {
			t.Errorf("%q was laid out:\n%s", test, out)
		}
	}
}

// FuzzLayout puts text into comments, literals and tags.
func FuzzLayout(f *testing.F) {
	for _, s := range []string{
		"", "One. Two", "[a] b", "[a]: b", "/a/b [c]: d", "$filter", "(x)", "A title\n\nand text\n\n- item\n- another\n\n1. one\n2. two", "# Head\n\n[a]: https://example.org\n\nsee [a] and [Opt]", "x ``q'' `y\n\tcode\n  more",
		"A Heading\n\nAnother Heading\n\nlast", "日本語の説明\n\n• 点", "a\u2028b\x00c\u202e", "\"quoted\" \\ `raw`", strings.Repeat("word ", 60), "go:build ignore\n+build x\nline a.go:1", "Deprecated: x\n\nSource: a.md",
	} {
		f.Add(s, uint8(len(s)))
	}
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		w := newWriter("p")
		lines := strings.Split(text, "\n")
		op := &opPlan{name: "OpX", dotted: text, method: "GET", path: "/" + text, page: text, query: lines, status: []int{200, int(n)}}
		op.bodies = []bodyRulesPlan{{typ: "T", accepted: lines, source: text, rules: []rulePlan{{call: string(model.MaxLength), member: text, arg: text}}}, {typ: "U"}}
		enum := &enumPlan{name: "E", doc: docText{text: []string{text, "Source: a.md"}}}
		fields := []fieldPlan{{name: "A", json: text, typ: optional(named("string")), doc: docText{text: []string{text}}}}
		for i, s := range lines {
			enum.consts = append(enum.consts, constPlan{name: "E" + strings.Repeat("x", i%9) + "_", value: s, doc: lines[(i+int(n))%len(lines)]})
			fields = append(fields, fieldPlan{name: "F" + strings.Repeat("y", i%7), json: s, typ: sliceOf(pointerTo(named("T")))})
		}
		writeEnum(w, enum)
		w.add(docText{[]string{text}, "GET /" + cleanLine(lines[0]), lines}.comment(), jen.Type().Id("A").Op("=").Id("X"))
		w.comment(docText{text: []string{"B sends:"}, code: "GET /" + cleanLine(text)}.comment())
		w.emit("type B = X\n\n")
		writeOp(w, &methodPlan{op: op, body: bodyForm(n % 3)})
		w.short(docComment("X is "+text, text, "Last paragraph"))
		w.emit("type X struct {\n")
		writeFields(w, &structPlan{odataType: text, fields: fields})
		w.emit("}\n\n")
		var raw bytes.Buffer
		if err := w.raw(&raw); err != nil {
			t.Fatal(err)
		}
		if !sameLayout(t, raw.Bytes()) {
			t.Errorf("not laid out, or no Go:\n%s", raw.String())
		}
	})
}
