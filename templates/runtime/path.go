package runtime

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// This file puts arguments into path templates. Whatever an argument holds, it
// stays where its placeholder stands: a key is one path segment, a quoted
// value one OData literal. What cannot be written so that every server reads
// it the same way is refused, because servers and proxies differ in what they
// decode before they look for "/" and "..".

// expandPath returns template with its placeholders replaced by args, escaped.
func expandPath(template string, args []string) (string, error) {
	e := expander{rest: template, args: args}
	for e.rest != "" {
		if err := e.step(); err != nil {
			return "", err
		}
	}
	if len(e.args) > 0 {
		return "", fmt.Errorf("path %s: %d arguments too many", template, len(e.args))
	}
	return string(e.out), checkPath(string(e.out))
}

// An expander walks through a template and knows what surrounds it.
type expander struct {
	rest   string
	args   []string
	out    []byte
	quoted bool // inside '…'
	parens int  // inside (…)
	query  bool // behind '?'
}

// step copies one character of the template or expands one placeholder.
func (e *expander) step() error {
	if e.rest[0] == '{' {
		if end := strings.IndexByte(e.rest, '}'); end > 0 {
			name := e.rest[1:end]
			e.rest = e.rest[end+1:]
			if err := e.placeholder(); err != nil {
				return fmt.Errorf("path parameter %s: %w", name, err)
			}
			return nil
		}
	}
	c := e.rest[0]
	switch {
	case c == '\'':
		e.quoted = !e.quoted
	case e.quoted:
	case c == '(':
		e.parens++
	case c == ')' && e.parens > 0:
		e.parens--
	case c == '?':
		e.query = true
	}
	if strings.IndexByte("/?!$&'()*+,;=:@", c) >= 0 || c == '%' {
		e.out = append(e.out, c)
	} else {
		e.out = appendEscaped(e.out, e.rest[:1])
	}
	e.rest = e.rest[1:]
	return nil
}

// placeholder writes the next argument.
func (e *expander) placeholder() error {
	if len(e.args) == 0 {
		return errors.New("no argument given")
	}
	s := e.args[0]
	if err := checkArgument(s); err != nil {
		return err
	}
	e.args = e.args[1:]
	var err error
	switch {
	case e.quoted:
		err = checkDots(s)
		s = strings.ReplaceAll(s, "'", "''")
	case e.query:
	case e.parens > 0:
		err = checkBare(s)
	case strings.HasSuffix(string(e.out), ":/"):
		return e.itemPath(s)
	default:
		err = checkKey(s)
	}
	e.out = appendEscaped(e.out, s)
	return err
}

// itemPath writes a path of names, such as that of a file in a drive.
func (e *expander) itemPath(s string) error {
	for i, name := range strings.Split(strings.Trim(s, "/"), "/") {
		if name == "" || strings.ContainsRune(name, '\\') {
			return fmt.Errorf("%q is no path of names", s)
		}
		if i > 0 {
			e.out = append(e.out, '/')
		}
		e.out = appendEscaped(e.out, name)
	}
	return nil
}

// reserved lists the names that OData gives to what is not an entity. A key
// like that would turn an operation on an entity into another operation.
var reserved = []string{"$all", "$batch", "$count", "$crossjoin", "$each", "$entity", "$filter", "$links", "$metadata", "$query", "$ref", "$root", "$value"}

// checkKey refuses keys that are no name of one entity.
func checkKey(s string) error {
	switch {
	case s == "":
		return errors.New("is empty")
	case s == ".", s == "..":
		return fmt.Errorf("%q leads to another path", s)
	case slices.Contains(reserved, strings.ToLower(s)):
		return fmt.Errorf("%q is no key", s)
	}
	return checkDots(s)
}

// checkDots refuses what becomes a way up once a slash is decoded too early.
func checkDots(s string) error {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '\\' })
	if len(parts) > 0 && len(parts[0]) < len(s) && slices.Contains(parts, "..") {
		return fmt.Errorf("%q leads to another path", s)
	}
	return nil
}

// checkBare refuses what could end an argument in parentheses that stands
// without quotes. A complete literal in quotes is fine: some templates leave
// the quotes to the caller.
func checkBare(s string) error {
	if len(s) >= 2 && s[0] == '\'' && s[len(s)-1] == '\'' &&
		!strings.Contains(strings.ReplaceAll(s[1:len(s)-1], "''", ""), "'") {
		return nil
	}
	if s == "" || strings.ContainsAny(s, "'(),/\\;&?") {
		return fmt.Errorf("%q is no value without quotes", s)
	}
	return nil
}

// checkArgument refuses what cannot stand in a path.
func checkArgument(s string) error {
	if reason, ok := strings.CutPrefix(s, noText); ok {
		return errors.New(reason)
	}
	if !utf8.ValidString(s) {
		return fmt.Errorf("%q is not UTF-8", s)
	}
	if strings.ContainsFunc(s, unicode.IsControl) {
		return fmt.Errorf("%q has control characters", s)
	}
	return nil
}

// noText precedes the reason why an argument has no text. No argument can begin
// so.
const noText = "\x00no text: "

// pathText returns the text of an argument that is no string. Most arguments are
// strings, so what takes them takes strings only: that is cheaper to compile
// than to convert each argument of each method to an interface.
func pathText(arg any) string {
	s, err := argumentText(arg)
	if err != nil {
		return noText + err.Error()
	}
	return s
}

func argumentText(arg any) (string, error) {
	switch arg := arg.(type) {
	case time.Time:
		return arg.Format(time.RFC3339Nano), checkTime(arg)
	case Date:
		b, err := arg.MarshalText()
		return string(b), err
	case TimeOfDay:
		b, err := arg.MarshalText()
		return string(b), err
	case encoding.TextMarshaler:
		if mapsTypes && !isNil(arg) {
			b, err := arg.MarshalText()
			return string(b), err
		}
	}
	v := reflect.ValueOf(arg)
	switch v.Kind() {
	case reflect.String:
		return v.String(), nil
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.FormatUint(v.Uint(), 10), nil
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()), nil
	}
	return "", fmt.Errorf("a %T cannot stand in a path", arg)
}

// appendEscaped appends s with all but the unreserved characters of RFC 3986
// written as %XX.
func appendEscaped(out []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for _, c := range []byte(s) {
		if isUnreserved(c) {
			out = append(out, c)
		} else {
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return out
}

func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' || c == '~'
}

// checkPath refuses a path with a segment "." or "..", however it came about:
// from an argument, several arguments together, or the template.
func checkPath(path string) error {
	path, _, _ = strings.Cut(path, "?")
	for segment := range strings.SplitSeq(strings.ReplaceAll(path, ":/", "/"), "/") {
		if s := strings.TrimSuffix(strings.ReplaceAll(strings.ToLower(segment), "%2e", "."), ":"); s == "." || s == ".." {
			return fmt.Errorf("path %s leads to another path", path)
		}
	}
	return nil
}
