package check

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// placeIn returns where the value at a path stands in the JSON of a message,
// the place of the JSON if it is not there.
func placeIn(m *model.Message, path string) diag.Pos {
	pos := m.JSON.Pos
	if !pos.IsValid() {
		pos = m.BodyPos
	}
	f := finder{text: m.JSON.Text, dec: json.NewDecoder(strings.NewReader(m.JSON.Text)), want: path, off: -1}
	f.value("")
	before := m.JSON.Text[:max(f.off, 0)]
	if lines := strings.Count(before, "\n"); lines > 0 {
		pos.Line += lines
		pos.Col = len(before) - strings.LastIndexByte(before, '\n')
		return pos
	}
	pos.Col += len(before)
	return pos
}

// A finder looks for a value in a JSON text that is known to parse.
type finder struct {
	text, want string
	dec        *json.Decoder
	off        int // of the value, -1 if not found
}

// value reads the value at a path.
func (f *finder) value(path string) {
	if path == f.want && f.off < 0 {
		start := int(f.dec.InputOffset())
		f.off = start + len(f.text[start:]) - len(strings.TrimLeft(f.text[start:], " \t\r\n,:"))
	}
	switch tok, _ := f.dec.Token(); tok {
	case json.Delim('{'):
		for f.dec.More() && f.off < 0 {
			name, _ := f.dec.Token()
			f.value(strings.TrimPrefix(fmt.Sprintf("%s.%v", path, name), "."))
		}
	case json.Delim('['):
		for i := 0; f.dec.More() && f.off < 0; i++ {
			f.value(fmt.Sprintf("%s[%d]", path, i))
		}
	default:
		return
	}
	if f.off < 0 {
		_, _ = f.dec.Token()
	}
}
