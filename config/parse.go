package config

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/docmill/docmill/model/diag"
)

// This file turns bytes into a tree of YAML, within bounds: a file that is too
// long, too deep, or that grows without end by its aliases is refused before it
// costs memory.

// MaxBytes is the size from which on a file is refused.
const MaxBytes = 1 << 20

const (
	maxDepth = 100
	maxNodes = 1 << 20 // with each alias counted as often as it is used
)

// parse returns the only document of a file, nil if it is empty.
func parse(name string, data []byte) (ast.Node, error) {
	if len(data) > MaxBytes {
		return nil, Faults{{diag.Pos{File: name, Line: 1, Col: 1}, fmt.Sprintf("the file is no configuration: it has more than %d bytes", MaxBytes)}}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // which editors on Windows write
	if at := invalid(data); at >= 0 {
		line := bytes.Count(data[:at], []byte("\n")) + 1
		return nil, Faults{{diag.Pos{File: name, Line: line, Col: at - bytes.LastIndexByte(data[:at], '\n')}, "the file is not UTF-8 here; save it as UTF-8"}}
	}
	tokens := lexer.Tokenize(string(data))
	if t := tooDeep(tokens); t != nil {
		return nil, Faults{{place(name, t), fmt.Sprintf("more than %d lists and mappings within each other", maxDepth)}}
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, syntaxFault(name, err)
	}
	var body ast.Node
	for _, d := range file.Docs {
		switch {
		case d.Body == nil:
		case body != nil:
			return nil, Faults{{place(name, d.Body.GetToken()), "a second document; a configuration is one"}}
		default:
			body = d.Body
		}
	}
	return body, nil
}

// invalid returns where data is not UTF-8, -1 if it is all of it.
func invalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// tooDeep returns the token with which lists and mappings are too deep, nil if
// none are. Block collections count by the line, as the indentation that
// deeper ones need bounds them well enough.
func tooDeep(tokens token.Tokens) *token.Token {
	flow, block, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			line, block = t.Position.Line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType, token.AnchorType, token.TagType:
			block++
		}
		if flow > maxDepth || block > maxDepth {
			return t
		}
	}
	return nil
}

// syntaxFault returns an error of the YAML parser with its place.
func syntaxFault(name string, err error) error {
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		return Faults{{place(name, ye.GetToken()), ye.GetMessage()}}
	}
	return fmt.Errorf("%s: %w", name, err)
}

func place(name string, t *token.Token) diag.Pos {
	if t == nil || t.Position == nil {
		return diag.Pos{File: name, Line: 1, Col: 1}
	}
	return diag.Pos{File: name, Line: t.Position.Line, Col: t.Position.Column}
}
