// Package report writes findings for people and for machines: as text with the
// line of the page, as JSON, as SARIF, as annotations of a GitHub workflow, and
// as one HTML page.
package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// Options say what a report tells beside the findings.
type Options struct {
	// Source returns the text of a file that findings name. Nil, or an error:
	// the report shows no lines of that file.
	Source func(file string) ([]byte, error)
	// Title says what was read; the HTML report shows it.
	Title string
	// Version is the version of docmill, "" if unknown.
	Version string
	// Color lets the text have colours, for a terminal.
	Color bool
	// Link is where the HTML report's places lead, with "{file}" and "{line}"
	// replaced; "" for the file itself, relative to the report.
	Link string
}

// A format writes a list in one way.
type format struct {
	name  string
	write func(w *bufio.Writer, l diag.List, src *source, o Options) error
}

var formats = []format{
	{"text", writeText},
	{"json", writeJSON},
	{"sarif", writeSARIF},
	{"github", writeGitHub},
	{"html", writeHTML},
}

// Formats returns the names that [Write] takes, the default first.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// Write writes l to w in the named format:
//
//   - text: a line for each finding, the line of the page with the place
//     marked, and an indented line for each related place
//   - json: an array with an object for each finding
//   - sarif: SARIF 2.1.0 (OASIS), for code scanning services
//   - github: workflow commands of GitHub Actions, which annotate the lines of
//     a pull request
//   - html: one page without references to anything outside it
//
// An unknown format is an error.
func Write(w io.Writer, l diag.List, name string, o Options) error {
	i := slices.IndexFunc(formats, func(f format) bool { return f.name == name })
	if i < 0 {
		return fmt.Errorf("unknown format %q: want %s", name, strings.Join(Formats(), ", "))
	}
	b := bufio.NewWriter(w)
	if err := formats[i].write(b, l, &source{read: o.Source}, o); err != nil {
		return err
	}
	return b.Flush()
}
