package config

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// This file makes the JSON Schema and docs/configuration.md from the struct,
// its doc comments and the table of settings, and demands that the committed
// files are what it makes. "go test ./config -update" writes them.

var update = flag.Bool("update", false, "write docmill.schema.json and docs/configuration.md")

func TestSchemaIsMade(t *testing.T) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "\t")
	if err := enc.Encode(schemaMaker{docComments(t)}.file()); err != nil {
		t.Fatal(err)
	}
	compareFile(t, "docmill.schema.json", b.String())
}

func compareFile(t *testing.T, name, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s is not what \"go test ./config -update\" makes (- made, + there):\n%s", name, diff)
	}
}

// docComments returns the doc comments of the fields of all structs that have keys, by
// "Type.Field", on one line and with the key in place of the field's name.
func docComments(t *testing.T) map[string]string {
	out := make(map[string]string)
	for _, name := range []string{"file.go", "limits.go"} {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			for _, field := range spec.Type.(*ast.StructType).Fields.List {
				tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`")).Get("yaml")
				text := strings.Join(strings.Fields(field.Doc.Text()), " ")
				if rest, ok := strings.CutPrefix(text, field.Names[0].Name+" "); ok {
					text = tag + " " + rest
				}
				if out[spec.Name.Name+"."+field.Names[0].Name] = text; text == "" {
					t.Errorf("%s: %s.%s has no doc comment", name, spec.Name.Name, field.Names[0].Name)
				}
			}
			return false
		})
	}
	return out
}

// An object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		var value bytes.Buffer
		enc := json.NewEncoder(&value)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(m.value); err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value.Bytes())
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// required are the keys that must be there, by the struct they are in.
var required = map[string][]string{
	"File":        {"version", "targets"},
	"Target":      {"out"},
	"Suppression": {"rule", "page", "reason"},
}

type schemaMaker struct{ docs map[string]string }

func (m schemaMaker) file() object {
	head := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "docmill.yaml"},
		{"description", "What docmill makes of which documentation"},
	}
	return append(head, m.structure(reflect.TypeFor[File](), "")...)
}

// structure returns the schema of a struct whose fields have keys below prefix.
func (m schemaMaker) structure(t reflect.Type, prefix string) object {
	var properties object
	for f := range t.Fields() {
		key := f.Tag.Get("yaml")
		doc, ok := m.docs[t.Name()+"."+f.Name]
		if !ok {
			panic("docComments looks into no file that has " + t.Name())
		}
		o := object{{"description", doc}}
		properties = append(properties, member{key, append(o, m.value(f.Type, strings.TrimPrefix(prefix+"."+key, "."))...)})
	}
	out := object{{"type", "object"}, {"additionalProperties", false}}
	if r := required[t.Name()]; r != nil {
		out = append(out, member{"required", r})
	}
	if t == reflect.TypeFor[Target]() {
		out = append(out, member{"oneOf", []object{{{"required", []string{"docs"}}}, {{"required", []string{"sample"}}}}})
	}
	return append(out, member{"properties", properties})
}

// value returns the schema of the value of a key. Keys of a target are below "".
func (m schemaMaker) value(t reflect.Type, key string) object {
	var values, names func() []string = itemValues[key], nil
	if s := Find(key); s != nil {
		values, names = s.Values, s.Keys
	}
	text := func() object {
		o := object{{"type", "string"}, {"minLength", 1}}
		if values != nil {
			o = append(o[:1], member{"enum", values()})
		}
		return o
	}
	switch t.Kind() {
	case reflect.Struct:
		return m.structure(t, key)
	case reflect.Slice:
		items := text()
		if t.Elem().Kind() == reflect.Struct {
			if t.Elem() == reflect.TypeFor[Target]() {
				key = ""
			}
			items = m.structure(t.Elem(), key)
		}
		if key == "" || key == "docs" {
			return object{{"type", "array"}, {"minItems", 1}, {"items", items}}
		}
		return object{{"type", "array"}, {"items", items}}
	case reflect.Map:
		o := object{{"type", "object"}}
		if names != nil {
			o = append(o, member{"propertyNames", object{{"enum", names()}}})
		}
		return append(o, member{"additionalProperties", text()})
	case reflect.String:
		return text()
	case reflect.Bool:
		return object{{"type", "boolean"}}
	case reflect.Int:
		if key == "version" {
			return object{{"const", 1}}
		}
		return object{{"type", "integer"}, {"minimum", 0}}
	}
	panic("no schema for " + t.String())
}
