package parser

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads JSON texts of pages. A representation shows types instead of
// values ("String (timestamp)", {"@odata.type": "microsoft.graph.x"}), an
// example shows values. Either is kept as written: nothing is repaired, but
// the members up to the first fault are known.

// readSample reads the JSON of a code block.
func (r *reader) readSample(c *markdown.Code) *model.JSONSample {
	return r.newSample(c.Text, codeStart(c))
}

// codeStart is the place where the text of a code block begins.
func codeStart(c *markdown.Code) diag.Pos {
	if len(c.Lines) > 0 {
		return c.Lines[0]
	}
	return c.Pos
}

// newSample reads a JSON text that stands at pos.
func (r *reader) newSample(text string, pos diag.Pos) *model.JSONSample {
	s := &model.JSONSample{Text: text, Pos: pos}
	var ok bool
	if r.sampled, ok = scanMembers(r.sampled[:0], text, pos, r.d, r.limits); ok {
		s.Members = append(make([]model.JSONMember, 0, len(r.sampled)), r.sampled...)
		return s
	}
	readFaulty(s, r.d, r.limits)
	return s
}

// readFaulty reads the JSON text of s, which has a fault, is no object, or has
// names with escapes. The members before the fault are known.
func readFaulty(s *model.JSONSample, d *dialect.Dialect, limits markdown.Limits) {
	text, pos := s.Text, s.Pos
	if !shallow(text) {
		s.Err = fmt.Errorf("it nests deeper than %d", maxJSONDepth)
		return
	}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	t, err := dec.Token()
	switch {
	case err == io.EOF:
		s.Err = errors.New("no JSON")
	case err != nil:
		s.Err = err
	case t == json.Delim('{'):
		s.Members, s.Err = sampleMembers(dec, d, limits)
		placeMembers(s.Members, text, pos)
	default:
		var whole any
		s.Err = json.Unmarshal([]byte(text), &whole)
	}
	if s.Err == nil {
		if _, err := dec.Token(); s.Members != nil && err != io.EOF {
			s.Err = errors.New("text after the JSON value")
		}
	}
}

// maxJSONDepth is how deep JSON may nest. Generated code reads no deeper than
// 1000, and an example is part of something larger.
const maxJSONDepth = 500

// shallow reports whether JSON nests no deeper than maxJSONDepth. What is no
// JSON may have more brackets than it closes.
func shallow(text string) bool {
	depth, inString := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			if depth++; depth > maxJSONDepth {
				return false
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return true
}

// placeMembers makes places of the offsets of members, which stand in the order
// of the text, whose lines begin in the column of pos.
func placeMembers(members []model.JSONMember, text string, pos diag.Pos) {
	line, start, from := 0, 0, 0 // of the line before the member
	for i := range members {
		off := max(members[i].Pos.Col, from) // a wrong byte of a name counts three times
		between := text[from:off]
		line += strings.Count(between, "\n")
		if n := strings.LastIndexByte(between, '\n'); n >= 0 {
			start = from + n + 1
		}
		members[i].Pos = diag.Pos{File: pos.File, Line: pos.Line + line, Col: pos.Col + off - start}
		from = off
	}
}

// sampleMembers reads the members of an object whose brace is read. The column
// of their places is the offset in the text.
func sampleMembers(dec *json.Decoder, d *dialect.Dialect, limits markdown.Limits) ([]model.JSONMember, error) {
	out := []model.JSONMember{}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return out, err
		}
		name, ok := key.(string)
		if !ok {
			return out, fmt.Errorf("found %v, want a member's name", key)
		}
		at := int(dec.InputOffset()) - len(name) - 1
		var value any
		if err := dec.Decode(&value); err != nil {
			return out, err
		}
		out = append(out, model.JSONMember{Name: name, Pos: diag.Pos{Col: max(at, 0)}, Type: sampleType(value, d, limits)})
	}
	_, err := dec.Token()
	return out, err
}

// sampleType returns the type that a sample value tells, the zero type
// if it tells none.
func sampleType(value any, d *dialect.Dialect, limits markdown.Limits) model.SampleType {
	switch v := value.(type) {
	case string:
		return sampleWord(v, d, limits)
	case bool:
		return model.SampleType{Name: string(model.Boolean)}
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return model.SampleType{Name: string(model.Double)}
		}
		return model.SampleType{Name: string(model.Int32)}
	case []any:
		e := model.SampleType{}
		if len(v) > 0 {
			e = sampleType(v[0], d, limits)
		}
		e.Collection = true
		return e
	case map[string]any:
		name, _ := v["@odata.type"].(string)
		return model.SampleType{Name: strings.TrimPrefix(name, "#")}
	}
	return model.SampleType{}
}

// sampleWord reads a string of a sample: the name of a type, or else just a
// string.
func sampleWord(s string, d *dialect.Dialect, limits markdown.Limits) model.SampleType {
	if word := strings.TrimLeft(s, "#"); cell.IsWord(word) && !isTerm(s, d) && !isTerm(word, d) {
		return wordType(model.SampleType{Name: word}, s) // as nearly all values are
	}
	e, _ := cell.PlainType(s, d, limits)
	return wordType(model.SampleType{Name: e.Name, Collection: e.Collection, Enum: e.Enum}, s)
}

func isTerm(s string, d *dialect.Dialect) bool {
	_, known := d.Lookup(s)
	return known
}

// wordType is sampleWord for a string that reads as a type.
func wordType(t model.SampleType, s string) model.SampleType {
	if strings.HasPrefix(t.Name, "Edm.") || t.Name == string(model.JSON) || strings.Contains(t.Name, ".") && t.Name == s {
		return t
	}
	return model.SampleType{Name: string(model.String)}
}
