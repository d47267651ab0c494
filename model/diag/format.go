package diag

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A format writes a list in one way.
type format struct {
	name  string
	write func(w *bufio.Writer, l List) error
}

var formats = []format{
	{"text", writeText},
	{"json", writeJSON},
}

// Formats returns the names that [List.Write] takes, the default first.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// Write writes l to w in the named format: "text", a line for each finding and
// an indented one for each related place, or "json", an array with an object
// for each finding. An unknown format is an error.
func (l List) Write(w io.Writer, name string) error {
	i := slices.IndexFunc(formats, func(f format) bool { return f.name == name })
	if i < 0 {
		return fmt.Errorf("unknown format %q: want %s", name, strings.Join(Formats(), ", "))
	}
	b := bufio.NewWriter(w)
	if err := formats[i].write(b, l); err != nil {
		return err
	}
	return b.Flush()
}

func writeText(w *bufio.Writer, l List) error {
	for _, d := range l {
		fmt.Fprintln(w, d)
		for _, r := range d.Related {
			fmt.Fprintf(w, "\t%s: %s\n", r.Pos, r.Msg)
		}
	}
	return nil
}

// jsonPlace is a Pos in JSON, absent parts left out.
type jsonPlace struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"col,omitempty"`
}

type jsonRelated struct {
	jsonPlace
	Message string `json:"message"`
}

type jsonDiag struct {
	jsonPlace
	Severity string        `json:"severity"`
	Code     string        `json:"code"`
	Message  string        `json:"message"`
	Related  []jsonRelated `json:"related,omitempty"`
}

func place(p Pos) jsonPlace { return jsonPlace(p) }

// writeJSON puts each finding on a line of its own, so that line tools and
// diff work as well.
func writeJSON(w *bufio.Writer, l List) error {
	w.WriteString("[")
	for i, d := range l {
		j := jsonDiag{place(d.Pos), d.Rule.Severity.String(), d.Rule.Code, d.Msg, nil}
		for _, r := range d.Related {
			j.Related = append(j.Related, jsonRelated{place(r.Pos), r.Msg})
		}
		data, err := json.Marshal(j)
		if err != nil {
			return err
		}
		if i > 0 {
			w.WriteString(",")
		}
		w.WriteString("\n")
		w.Write(data)
	}
	w.WriteString("\n]\n")
	return nil
}
