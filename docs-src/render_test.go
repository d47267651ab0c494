package docssrc_test

// This file turns Markdown into the text that a browser shows, as far as facts
// go: a table row is one line, its cells joined by blanks.

import (
	"fmt"
	"html"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

var (
	comment  = regexp.MustCompile(`(?s)<!--.*?-->`)
	include  = regexp.MustCompile(`\[!INCLUDE ?\[[^\]]*\]\(([^)]*)\)\]`)
	link     = regexp.MustCompile(`\[([^\]]*)\](\([^)]*\)|\[\])`)
	rule     = regexp.MustCompile(`^\|? *:?-+:?[-|: ]*$`)
	tab      = regexp.MustCompile(`^# \[.*\]\(#tab/(\w+)\)$`)
	markup   = strings.NewReplacer("`", "", "**", "")
	frontEnd = "\n---\n"
)

// render turns the Markdown page name of fsys into the text that a reader
// sees. Text without front matter is taken to be rendered already.
func render(fsys fs.FS, name, text string) string {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return text
	}
	_, rest, _ = strings.Cut(rest, frontEnd)
	rest = comment.ReplaceAllString(splice(fsys, name, rest), "")
	var out strings.Builder
	fence, hidden := false, false
	for line := range strings.Lines(rest) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "```") {
			fence = !fence
			continue
		}
		if m := tab.FindStringSubmatch(line); m != nil {
			hidden = m[1] != "http"
			continue
		}
		if line == "---" {
			hidden = false
			continue
		}
		if hidden || !fence && rule.MatchString(line) && strings.Contains(line, "-") {
			continue
		}
		if !fence {
			line = plain(line)
		}
		fmt.Fprintln(&out, line)
	}
	return out.String()
}

// splice replaces the includes of a page by the files they name, and by
// nothing where there is no such file.
func splice(fsys fs.FS, name, text string) string {
	return include.ReplaceAllStringFunc(text, func(s string) string {
		if fsys == nil {
			return ""
		}
		data, err := fs.ReadFile(fsys, path.Join(path.Dir(name), include.FindStringSubmatch(s)[1]))
		if err != nil {
			return ""
		}
		inner := string(data)
		if strings.HasPrefix(inner, "---\n") {
			_, inner, _ = strings.Cut(inner[4:], frontEnd)
		}
		return strings.TrimSpace(inner)
	})
}

// plain is one line outside of fences without its markup.
func plain(line string) string {
	line = strings.TrimPrefix(strings.TrimLeft(line, "#"), ">")
	if strings.HasPrefix(line, "|") {
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		line = strings.Join(cells, " ")
	}
	return strings.TrimSpace(html.UnescapeString(markup.Replace(link.ReplaceAllString(line, "$1"))))
}
