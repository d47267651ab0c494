package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing/fstest"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/diff"
	"github.com/docmill/docmill/model/report"
	"github.com/docmill/docmill/parser"
)

// This file looks at what docmill says about hostile pages.

// lost reports places of data whose word is nowhere.
func lost(files map[string][]byte, diags diag.List, all []place, payload string) []string {
	// What opens a comment, a tag or a block of its own is not text of its place.
	if !strings.Contains(payload, "@") || strings.ContainsAny(payload, "\n\r<[{#|>$`&\x00\x1b\u009b") || strings.HasPrefix(payload, "- ") || strings.HasPrefix(payload, " ") {
		return nil
	}
	var b strings.Builder
	for _, text := range files {
		b.Write(text)
	}
	for _, d := range diags {
		b.WriteString(d.Msg)
	}
	found := strings.Count(strings.ToLower(b.String()), word) // a sentence begins in upper case
	want := 0
	for _, p := range all {
		if p.data {
			want++
		}
	}
	if found < want {
		return []string{fmt.Sprintf("the text is there %d times, expected at least %d", found, want)}
	}
	return nil
}

// scanReports writes the findings in each format, and returns what a terminal,
// a browser or a runner of workflows would be made to do by them.
func scanReports(diags diag.List, docs fstest.MapFS) []string {
	var faults []string
	opts := report.Options{Source: docs.ReadFile}
	for _, format := range report.Formats() {
		var b bytes.Buffer
		if err := report.Write(&b, diags, format, opts); err != nil {
			faults = append(faults, fmt.Sprintf("%s: %v", format, err))
			continue
		}
		switch out := b.String(); format {
		case "text":
			faults = append(faults, controls("the report as text", out)...)
			faults = append(faults, obeyed("the report as text", out)...)
		case "json", "sarif":
			if !valid(b.Bytes()) {
				faults = append(faults, format+" is no JSON")
			}
			faults = append(faults, controls("the report as "+format, out)...)
		case "github":
			for line := range strings.Lines(out) {
				if !annotation.MatchString(line) {
					faults = append(faults, fmt.Sprintf("a workflow command of a page: %.100q", line))
				}
			}
		case "html":
			var plain bytes.Buffer
			if err := report.Write(&plain, textless(diags), format, report.Options{}); err != nil || strings.Count(out, "<") != strings.Count(plain.String(), "<") {
				faults = append(faults, fmt.Sprintf("the text of pages is HTML: %v", err))
			}
		}
	}
	return faults
}

// textless returns findings by the same rules that say nothing of pages.
func textless(diags diag.List) diag.List {
	var out diag.List
	for _, d := range diags {
		out = append(out, diag.Diag{Rule: d.Rule, Pos: diag.Pos{File: "a.md", Line: 1, Col: 1}, Msg: "x"})
	}
	return out
}

// annotation is a line of our own for GitHub's runner, which takes the text behind
// the second "::" as it is.
var annotation = regexp.MustCompile(`^::(error|warning|notice) title=[a-z0-9-]+(,file=[^:,\r\n]*)?(,line=\d+,col=\d+)?::[^\r\n]*\n$`)

// commands are what runners of workflows obey, wherever a program prints it
// (model/report/commands.go).
var commands = regexp.MustCompile(`(?m)^\s*::[A-Za-z]|##[A-Za-z]*\[`)

// obeyed returns the commands in what docmill prints.
func obeyed(name, text string) []string {
	var faults []string
	for _, at := range commands.FindAllStringIndex(text, 3) {
		faults = append(faults, fmt.Sprintf("%s has a command: %.60q", name, text[at[0]:]))
	}
	return faults
}

// asPrinted returns text as commands print it.
func asPrinted(text string) string {
	var b strings.Builder
	q := report.NewQuiet(&b)
	fmt.Fprint(q, text)
	_ = q.Flush()
	return b.String()
}

// valid reports whether a text is JSON values, one after the other.
func valid(text []byte) bool {
	d := json.NewDecoder(bytes.NewReader(text))
	for {
		var v any
		switch err := d.Decode(&v); {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return false
		}
	}
}

// plainAPI is what the same pages say without harm.
var plainAPI = sync.OnceValue(func() *model.API {
	api, _, err := parser.Load(hostileDocs("plain", places()), parser.Options{})
	if err != nil {
		panic(err)
	}
	return api
})

// scanFormats writes an API as JSON, as OpenAPI, and as what changed to and from one
// without harm, and returns what whoever reads that would be made to do.
func scanFormats(api *model.API, payload string) []string {
	var faults []string
	var asJSON bytes.Buffer
	if err := api.WriteJSON(&asJSON); err != nil || !json.Valid(asJSON.Bytes()) {
		faults = append(faults, fmt.Sprintf("the model is no JSON: %v", err))
	}
	faults = append(faults, controls("the model", asJSON.String())...)
	text, _, err := gen.OpenAPI(api, gen.Options{Title: payload})
	if err != nil || !json.Valid(text) {
		return append(faults, fmt.Sprintf("OpenAPI is no JSON: %v", err))
	}
	faults = append(faults, controls("OpenAPI", string(text))...)
	inYAML, err := gen.YAML(text)
	if err != nil {
		faults = append(faults, fmt.Sprintf("OpenAPI as YAML: %v", err))
	}
	faults = append(faults, controls("OpenAPI as YAML", string(inYAML))...)
	for _, changes := range [][]diff.Change{diff.Diff(plainAPI(), api, diff.Options{}), diff.Diff(api, plainAPI(), diff.Options{})} {
		faults = append(faults, scanChanges(&diff.Report{OldName: payload, NewName: "new", Changes: changes})...)
	}
	return faults
}

// withoutCode returns Markdown without its code spans (CommonMark 6.1): from a row
// of back-quotes to the next one that is as long.
func withoutCode(text string) string {
	rows := backQuotes.FindAllStringIndex(text, -1)
	var b strings.Builder
	end := 0
	for i := 0; i < len(rows); i++ {
		length := rows[i][1] - rows[i][0]
		close := slices.IndexFunc(rows[i+1:], func(row []int) bool { return row[1]-row[0] == length })
		if close >= 0 {
			b.WriteString(text[end:rows[i][0]])
			i += 1 + close
			end = rows[i][1]
		}
	}
	return b.String() + text[end:]
}

var backQuotes = regexp.MustCompile("`+")

// ours is the HTML in the report of changes.
var ours = regexp.MustCompile(`</?(details( open)?|summary|br)>`)

func scanChanges(r *diff.Report) []string {
	var faults []string
	for _, format := range diff.Formats() {
		var b bytes.Buffer
		if err := r.Write(&b, format); err != nil {
			faults = append(faults, fmt.Sprintf("changes as %s: %v", format, err))
			continue
		}
		name, printed := "changes as "+format, asPrinted(b.String())
		switch format {
		case "json":
			if !json.Valid(b.Bytes()) {
				faults = append(faults, name+" are no JSON")
			}
			faults = append(faults, controls(name, b.String())...)
			continue
		case "markdown":
			rest := ours.ReplaceAllString(withoutCode(printed), "")
			if i := strings.IndexAny(rest, "<["); i >= 0 || strings.Contains(rest, word) {
				faults = append(faults, fmt.Sprintf("%s have markup: %.200q", name, rest[max(i, strings.Index(rest, word)-100, 0):]))
			}
		}
		faults = append(faults, controls(name, printed)...)
		faults = append(faults, obeyed(name, printed)...)
	}
	return faults
}
