package gen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// This file writes JSON as YAML, for people: blocks in place of braces, and quotes
// only where they are needed. Strings that need them are JSON's own, which are
// YAML's, too (YAML 1.2, 7.3.1); a library for any value breaks them into lines,
// and loses carriage returns.

// YAML returns a JSON text as YAML that means the same, members in the same
// order. The error says what is wrong with the JSON.
func YAML(text []byte) ([]byte, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	w := &yamlWriter{dec: dec}
	if err := w.value(0, false); err != nil {
		return nil, fmt.Errorf("yaml: %w", err)
	}
	return w.out.Bytes(), nil
}

type yamlWriter struct {
	dec *json.Decoder
	out bytes.Buffer
}

// value writes the next value behind a key or "-": a scalar on the same line, a
// block below. In a list, the first line of a block is on the line of its "-".
func (w *yamlWriter) value(indent int, inList bool) error {
	token, err := w.dec.Token()
	if err != nil {
		return err
	}
	open, ok := token.(json.Delim)
	if !ok {
		w.out.WriteString(" " + yamlScalar(token) + "\n")
		return nil
	}
	if !w.dec.More() {
		w.out.WriteString(map[json.Delim]string{'{': " {}\n", '[': " []\n"}[open])
		_, err := w.dec.Token()
		return err
	}
	below := w.out.Len() > 0 && !inList
	if below {
		w.out.WriteByte('\n')
	}
	for first := true; w.dec.More(); first = false {
		switch {
		case first && inList:
			w.out.WriteByte(' ')
		default:
			w.out.WriteString(strings.Repeat("  ", indent))
		}
		if err := w.item(open, indent); err != nil {
			return err
		}
	}
	_, err = w.dec.Token()
	return err
}

// item writes one member of an object or list.
func (w *yamlWriter) item(open json.Delim, indent int) error {
	if open == '[' {
		w.out.WriteByte('-')
		return w.value(indent+1, true)
	}
	key, err := w.dec.Token()
	if err != nil {
		return err
	}
	w.out.WriteString(yamlScalar(key) + ":")
	return w.value(indent+1, false)
}

// unquotedYAML matches text that is a string without quotes wherever it stands.
// Paths, dates, versions and most else is quoted: it is not worth the doubt.
var unquotedYAML = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*( [A-Za-z0-9_.,()-]+)*$`)

// yamlWords mean something else than their letters, in one version of YAML or
// another.
var yamlWords = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}

func yamlScalar(v any) string {
	s, ok := v.(string)
	if ok && unquotedYAML.MatchString(s) && !slices.Contains(yamlWords, strings.ToLower(s)) {
		return s
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("gen: " + err.Error()) // what a decoder returned
	}
	return escapeControls(strings.TrimSpace(b.String()))
}

// escapeControls escapes what JSON allows in a string as it is, and YAML does not,
// and what is not seen or makes lines look otherwise: YAML is reviewed by people.
func escapeControls(s string) string {
	if strings.IndexFunc(s, isYAMLControl) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !isYAMLControl(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	return b.String()
}

func isYAMLControl(r rune) bool {
	return r == 0xFFFE || r == 0xFFFF || diag.Acts(r)
}
