package gen

import "testing"

func TestEmitHoles(t *testing.T) {
	f := goFile{"t.go", "p", printHoles}
	got, err := f.text(new(scratch))
	if err != nil {
		t.Fatal(err)
	}
	want := header + `

package p

import (
	"context"
	"encoding/json"
)

// T is a type.
type T struct {
	A Opt[*T]           ` + "`json:\"a\" odata:\"\\\"b\"`" + `
	B []json.RawMessage "json:\"` + "`" + `\""
	C context.Context
}

var x = []any{"\"%\n", 7}
`
	if string(got) != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func printHoles(w *fileWriter) {
	w.comment("// T is a type.")
	w.emit("type % struct {\n% % %\n", "T", "A", generics("Opt", pointerTo(named("T"))), fieldTag{"json", "a", "odata", `"b`})
	w.emit("% % %\n% %\n}\n\n", "B", sliceOf(rawJSON), fieldTag{"json", "`"}, "C", contextType)
	w.emit("var % = []any{%, %}\n\n", "x", quoted("\"%\n"), 7)
}

// What is neither name nor comment never becomes Go.
func TestEmitRefusesText(t *testing.T) {
	for name, f := range map[string]func(w *fileWriter){
		"name":    func(w *fileWriter) { w.emit("type % int\n", "T int; func init() {}; type X") },
		"keyword": func(w *fileWriter) { w.emit("var % int\n", "func") },
		"empty":   func(w *fileWriter) { w.emit("var % int\n", "") },
		"type":    func(w *fileWriter) { w.emit("var x %\n", named("int; var y int")) },
		"package": func(w *fileWriter) { w.emit("var x %\n", goType{pkg: "time", name: "x.y"}) },
		"comment": func(w *fileWriter) { w.comment("// one\nfunc init() {}") },
		"other":   func(w *fileWriter) { w.emit("var x = %\n", []byte("1")) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: printed", name)
				}
			}()
			f(newWriter("p"))
		}()
	}
}
