package markdown

// This file reads front matter. Nearly all of it is lines of "key: value",
// which are read here; whatever needs more YAML than that is given to a YAML
// parser; and what that refuses is read line by line as well as it goes:
//
//	title: driveItem: createUploadSession      a colon that wants quotes

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	yaml "github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/docmill/docmill/model/diag"
)

// A frontBlock is the front matter of a file.
type frontBlock struct {
	text   []byte // between the "---" lines
	line   int    // of text[0]
	closed bool   // by a "---" line
}

// frontMatter returns the front matter that data begins with and the bytes
// it takes with its "---" lines, 0 if there is none. Front matter that is
// not closed ends before the first blank line or heading; it is not closed by a
// rule further down, behind what only a page has.
func frontMatter(data []byte) (frontBlock, int) {
	rest := bytes.TrimLeft(data, " \t\r\n")
	start := len(data) - len(rest)
	first, next := lineAt(data, start)
	if string(bytes.TrimRight(first, " \t\r")) != "---" {
		return frontBlock{}, 0
	}
	f := frontBlock{line: bytes.Count(data[:next], newline) + 1}
	end := -1
	for at := next; at < len(data); {
		line, after := lineAt(data, at)
		line = bytes.TrimRight(line, " \t\r")
		if string(line) == "---" || string(line) == "..." {
			f.text, f.closed = data[next:at], true
			return f, after
		}
		if isHeading(line) || isRow(line) || fenceRun(line) != nil {
			if end < 0 {
				end = at
			}
			break
		}
		if end < 0 && (len(line) == 0 || line[0] == '#' || line[0] == '|') {
			end = at
		}
		at = after
	}
	if end < 0 {
		end = len(data)
	}
	f.text = data[next:end]
	if _, ok := simpleField(string(f.text)); !ok {
		return frontBlock{}, 0 // a thematic break
	}
	return f, end
}

// readFront returns the fields of f, within limits. A wrong byte is U+FFFD, as in the text below;
// a finding about the file tells of it.
func readFront(f frontBlock, file string, limits Limits, out *store, diags *diag.List) []FrontField {
	if !utf8.Valid(f.text) {
		f.text = bytes.ToValidUTF8(f.text, []byte("\uFFFD"))
	}
	if !f.closed {
		diags.Add(diag.FrontMatter, diag.Pos{File: file, Line: f.line - 1, Col: 1}, `front matter has no closing "---"`)
	}
	if fields, ok := simpleFields(f, file, out); ok {
		return fields
	}
	if why := f.excessive(limits); why != "" {
		diags.Add(diag.PageLimit, diag.Pos{File: file, Line: f.line, Col: 1}, "front matter %s; it is read line by line", why)
		return looseFields(f, file)
	}
	fields, at, err := yamlFields(f, file)
	if err == nil {
		return fields
	}
	diags.Add(diag.FrontMatter, at, "front matter is no YAML mapping: %v", err)
	return looseFields(f, file)
}

// excessive says what makes f too much for the YAML parser, which needs time and
// memory that grow with the square of lines and depth.
func (f frontBlock) excessive(limits Limits) string {
	if most := limits.Most(maxFrontBytes); len(f.text) > most {
		return fmt.Sprintf("has more than %d bytes", most)
	}
	flow, block, most := 0, 0, limits.Most(maxFrontDepth)
	for i, c := range f.text {
		switch c {
		case '[', '{':
			flow++
		case ']', '}':
			flow = max(0, flow-1)
		case '-', '?', ':', '&', '!':
			if i+1 < len(f.text) && f.text[i+1] == ' ' || c == '&' || c == '!' {
				block++
			}
		case '\n':
			block = 0
		}
		if flow > most || block > most {
			return fmt.Sprintf("nests deeper than %d", most)
		}
	}
	return ""
}

// simpleFields reads f if every line is a simple field.
func simpleFields(f frontBlock, file string, out *store) ([]FrontField, bool) {
	fields := out.front.take(bytes.Count(f.text, newline) + 1)[:0]
	text := string(f.text)
	for i := 0; text != ""; i++ {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		line = strings.TrimRight(line, " \t\r")
		if line == "" || line[0] == '#' {
			continue
		}
		field, ok := simpleField(line)
		if !ok {
			return nil, false
		}
		field.Pos = diag.Pos{File: file, Line: f.line + i, Col: 1}
		fields = append(fields, field)
	}
	if len(fields) == 0 {
		return nil, true
	}
	return fields, true
}

// simpleField reads "key: value" whose value is plain, or quoted without
// escapes, and means the same in YAML.
func simpleField(line string) (FrontField, bool) {
	line, _, _ = strings.Cut(line, "\n")
	i := strings.IndexByte(line, ':')
	if i <= 0 || !isKey(line[:i]) {
		return FrontField{}, false
	}
	v := strings.TrimSpace(line[i+1:])
	f := FrontField{Key: line[:i], Value: v}
	if v == "" {
		return f, i+1 == len(strings.TrimRight(line, " \t\r")) // may go on below
	}
	if line[i+1] != ' ' {
		return f, false
	}
	if q := v[0]; q == '"' || q == '\'' {
		f.Value = v[1:max(1, len(v)-1)]
		return f, len(v) > 1 && v[len(v)-1] == q && strings.IndexByte(f.Value, q) < 0 && strings.IndexByte(f.Value, '\\') < 0
	}
	return f, !strings.ContainsAny(v[:1], "[]{}>|*&!%#`@,?-\"'") && !strings.Contains(v, ": ") && !strings.Contains(v, " #") && !strings.HasSuffix(v, ":")
}

// isKey reports whether s is a key: letters, digits, ".", "_" and "-". It begins with
// none of the marks that end documents of YAML ("...", "---").
func isKey(s string) bool {
	for _, c := range []byte(s) {
		if !isLetter(c) && (c < '0' || c > '9') && c != '.' && c != '_' && c != '-' {
			return false
		}
	}
	return s != "" && s[0] != '.' && s[0] != '-'
}

// yamlFields reads f as YAML; at is the place of err.
func yamlFields(f frontBlock, file string) (fields []FrontField, at diag.Pos, err error) {
	at = diag.Pos{File: file, Line: f.line, Col: 1}
	defer func() { // the parser reads hostile input; a page must not stop the run
		if r := recover(); r != nil {
			err = fmt.Errorf("not understood (%v)", r)
		}
	}()
	tree, err := parser.ParseBytes(f.text, 0)
	if err != nil {
		msg, line, col := firstLine(err)
		return nil, f.place(file, line, col), errors.New(msg)
	}
	for _, doc := range tree.Docs {
		var values []*yaml.MappingValueNode
		switch body := doc.Body.(type) {
		case nil:
		case *yaml.MappingNode:
			values = body.Values
		case *yaml.MappingValueNode:
			values = []*yaml.MappingValueNode{body}
		default:
			return nil, at, fmt.Errorf("found a %s, expected keys and values", strings.ToLower(body.Type().String()))
		}
		for _, v := range values {
			p := v.Key.GetToken().Position
			fields = append(fields, FrontField{Key: scalar(v.Key), Value: scalar(v.Value), Pos: f.place(file, p.Line, p.Column)})
		}
	}
	return fields, at, nil
}

// scalar returns the text of n.
func scalar(n yaml.Node) string {
	switch n := n.(type) {
	case nil:
		return ""
	case *yaml.StringNode:
		return n.Value
	case *yaml.LiteralNode:
		return n.Value.Value
	case *yaml.NullNode:
		return ""
	}
	return n.String()
}

// firstLine returns err's first line without its "[line:col] ", and these.
func firstLine(err error) (msg string, line, col int) {
	msg, _, _ = strings.Cut(err.Error(), "\n")
	if n, _ := fmt.Sscanf(msg, "[%d:%d]", &line, &col); n == 2 {
		_, msg, _ = strings.Cut(msg, "] ")
	}
	return msg, line, col
}

// place returns where a place of the YAML parser is in the file. For that parser a
// carriage return alone ends a line, too: what it says may be behind the last.
func (f frontBlock) place(file string, line, col int) diag.Pos {
	lines := bytes.Split(f.text, newline)
	i := max(0, min(line-1, len(lines)-1))
	return diag.Pos{File: file, Line: f.line + i, Col: max(1, min(col, len(lines[i])+1))}
}

// looseFields reads lines of "key: value", whatever the value, and takes
// indented lines to continue it.
func looseFields(f frontBlock, file string) []FrontField {
	var fields []FrontField
	var further []string // what the last field goes on with
	end := func() {
		if n := len(fields); n > 0 && len(further) > 0 {
			fields[n-1].Value = strings.TrimSpace(fields[n-1].Value + " " + strings.Join(further, " "))
		}
		further = nil
	}
	for i, line := range strings.Split(string(f.text), "\n") {
		line = strings.TrimRight(line, " \t\r")
		key, value, ok := strings.Cut(line, ":")
		if ok && isKey(key) {
			end()
			fields = append(fields, FrontField{Key: key, Value: strings.Trim(strings.TrimSpace(value), `"'`), Pos: diag.Pos{File: file, Line: f.line + i, Col: 1}})
		} else if part := strings.TrimRight(strings.Trim(strings.TrimSpace(line), `"'`), " \t\r"); part != "" {
			further = append(further, part)
		}
	}
	end()
	return fields
}
