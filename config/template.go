package config

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"regexp"
	"text/template"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// This file writes the docmill.yaml that a user starts with.

//go:embed template/docmill.yaml
var templateText string

//go:embed template/generate.go.txt
var generateText string

// plain matches text that has no meaning to YAML wherever it stands, but for
// words and numbers.
var plain = regexp.MustCompile(`^[A-Za-z./][\w./-]*( [\w./-]+)*$`)

var fileTemplate = template.Must(template.New(Name).Funcs(template.FuncMap{"yaml": quote}).Parse(templateText))

var generateTemplate = template.Must(template.New("generate.go").Parse(generateText))

// GenerateFile returns a Go file of the package pkg with the line for go
// generate.
func GenerateFile(pkg string) ([]byte, error) {
	var b bytes.Buffer
	err := generateTemplate.Execute(&b, pkg)
	return b.Bytes(), err
}

// quote returns s as YAML. JSON's strings are YAML's.
func quote(s string) string {
	if t := lexer.Tokenize(s); plain.MatchString(s) && len(t) == 1 && t[0].Type == token.StringType {
		return s
	}
	b, err := json.Marshal(s)
	if err != nil {
		panic("config: " + err.Error()) // a string always can
	}
	return string(b)
}

// Commented returns a docmill.yaml with the targets, of which docs, sample,
// out, package, title and emit count, and with all other settings as comments. Schema
// is where editors find the JSON Schema: an address or a path.
func Commented(schema string, targets []Target) ([]byte, error) {
	var b bytes.Buffer
	err := fileTemplate.Execute(&b, struct {
		Schema  string
		Targets []Target
	}{schema, targets})
	return b.Bytes(), err
}
