package config

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

// This file makes the reference of settings in docs/configuration.md, behind
// the text that people write there.

const reference = "../docs/configuration.md"

const referenceMark = "<!-- made by go test ./config -update -->\n"

func TestReferenceIsMade(t *testing.T) {
	text, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	head, _, ok := strings.Cut(string(text), referenceMark)
	if !ok {
		t.Fatalf("%s has no line %s", reference, referenceMark)
	}
	var b strings.Builder
	b.WriteString(head + referenceMark)
	docs := docComments(t)
	fmt.Fprint(&b, "\n| key | flag | values | |\n|---|---|---|---|\n")
	for f := range reflect.TypeFor[File]().Fields() {
		fmt.Fprintf(&b, "| `%s` | | %s | %s |\n", f.Tag.Get("yaml"), valueName(f.Type), docs["File."+f.Name])
	}
	fmt.Fprint(&b, "\nA target has:\n\n| key | flag | values | |\n|---|---|---|---|\n")
	writeKeys(&b, docs, reflect.TypeFor[Target](), "")
	compareFile(t, reference, b.String())
}

// writeKeys writes a row for each setting in a struct, whose keys begin with
// prefix.
func writeKeys(b *strings.Builder, docs map[string]string, t reflect.Type, prefix string) {
	for f := range t.Fields() {
		key := prefix + f.Tag.Get("yaml")
		if f.Type.Kind() == reflect.Struct {
			writeKeys(b, docs, f.Type, key+".")
			continue
		}
		flag := ""
		if s := Find(key); s != nil {
			flag = "`--" + s.Flag + "`"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", key, flag, valueName(f.Type), cell(docs[t.Name()+"."+f.Name]))
		if f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct {
			writeKeys(b, docs, f.Type.Elem(), key+"[].")
		}
	}
}

// cell returns text for a cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// valueName says what a key takes.
func valueName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct {
			return "list"
		}
		return "list of text"
	case reflect.Map:
		return "text by text"
	case reflect.Bool:
		return "true, false"
	case reflect.Int:
		return "number"
	case reflect.String:
		return "text"
	}
	panic("no name for " + t.String())
}
