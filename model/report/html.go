package report

import (
	"bufio"
	_ "embed"
	"html/template"
	"slices"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// This file writes the report for people: one HTML page that holds its style,
// its script and all findings. The findings are data in it, as small as can be
// (a rule, a file and a folder are named once), and the script draws only what
// is looked at, so that ten thousand of them open at once. Text of pages is put
// on the screen as text, never as HTML.

//go:embed report.html
var htmlPage string

//go:embed report.css
var htmlStyle string

//go:embed report.js
var htmlScript string

var htmlTemplate = template.Must(template.New("report").Parse(htmlPage))

// htmlData is what report.js reads. A finding is
// [rule, file, line, column, message, before, after, related…], where rule and
// file are indices, before and after are the line around the place, and a
// related place is [file, line, message].
type htmlData struct {
	Link     string     `json:"link"`
	Rules    []htmlRule `json:"rules"`
	Files    []string   `json:"files"`
	Findings [][]any    `json:"findings"`
}

type htmlRule struct {
	Code  string `json:"code"`
	Level string `json:"level"`
	Doc   string `json:"doc"`
}

func writeHTML(w *bufio.Writer, l diag.List, src *source, o Options) error {
	data := htmlData{Link: o.Link, Rules: []htmlRule{}, Files: []string{}, Findings: [][]any{}}
	if data.Link == "" {
		data.Link = "{file}#L{line}"
	}
	rules, files := make(map[string]int), make(map[string]int)
	file := func(name string) int {
		i, ok := files[name]
		if !ok {
			i = len(files)
			files[name] = i
			data.Files = append(data.Files, name)
		}
		return i
	}
	for _, d := range l {
		i, ok := rules[d.Rule.Code]
		if !ok {
			i = len(rules)
			rules[d.Rule.Code] = i
			data.Rules = append(data.Rules, htmlRule{d.Rule.Code, d.Rule.Severity.String(), d.Rule.Text()})
		}
		x, _ := src.excerpt(d.Pos)
		f := []any{i, file(d.Pos.File), d.Pos.Line, d.Pos.Col, d.Text(), x.before, x.after}
		for _, r := range d.Related {
			f = append(f, []any{file(r.Pos.File), r.Pos.Line, r.Msg})
		}
		data.Findings = append(data.Findings, f)
	}
	return htmlTemplate.Execute(w, map[string]any{
		"Title": o.Title, "Style": template.CSS(htmlStyle), "Script": template.JS(htmlScript), "Data": data,
		"Levels": levelCounts(l), "Rules": ruleCounts(l), "Total": len(l),
	})
}

// A tally is a number of findings with a name, for the totals that the page
// shows even where scripts are switched off.
type tally struct {
	Name, Level string
	N           int
}

func levelCounts(l diag.List) []tally {
	var out []tally
	for level := diag.Error; level >= diag.Info; level-- {
		t := tally{level.String(), level.String(), 0}
		for _, d := range l {
			if d.Rule.Severity == level {
				t.N++
			}
		}
		out = append(out, t)
	}
	return out
}

func ruleCounts(l diag.List) []tally {
	level := make(map[string]string)
	for _, d := range l {
		level[d.Rule.Code] = d.Rule.Severity.String()
	}
	var out []tally
	for code, n := range l.Count() {
		out = append(out, tally{code, level[code], n})
	}
	slices.SortFunc(out, func(a, b tally) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}
