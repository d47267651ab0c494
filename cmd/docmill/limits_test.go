package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// This file tries what makes readers hang: it wants a finding, and an end. A
// watchdog fails a test that does not end; it is no measurement.

const (
	watchdog = time.Minute
	many     = 100_000
)

// page begins a page about a type with a table of properties.
const (
	page = "---\ntitle: thing\n---\n\n# thing resource type\n\nNamespace: microsoft.graph\n\nA thing.\n\n## Properties\n" + rows
	rows = "|Property|Type|Description|\n|:---|:---|:---|\n"
)

// request is a page about an operation but for its request lines.
const request = "---\ndoc_type: apiPageType\n---\n\n# Get thing\n\nGets it.\n\n## Permissions\n|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n"

// TestLimits reads pages that are too much, each alone, and wants a rule to
// say so, or else the page to be read as any other ("").
func TestLimits(t *testing.T) {
	deep := strings.Repeat("[", many)
	for _, test := range []struct{ name, text, rule string }{
		{"large page", page + strings.Repeat("|a|String|", 1<<19), "unread-page"},
		{"rows", page + strings.Repeat("|name|String|Says what it is called.|\n", many/4), ""},
		{"columns", page + strings.Repeat("|a", many) + "|\n", "long-row"},
		{"quotes", page + "\n" + strings.Repeat("> ", many) + "x\n", "page-limit"},
		{"quotes without blanks", page + "\n" + strings.Repeat(">", many) + "x\n", "page-limit"},
		{"lists", page + "\n" + strings.Repeat("- ", many) + "x\n", "page-limit"},
		{"stairs", page + "\n" + stairs(1200), "page-limit"},
		{"brackets", page + "\n" + deep + "\n", "page-limit"},
		{"bracket pairs", page + "\n" + deep + strings.Repeat("]", many) + "\n", "page-limit"},
		{"brackets of a cell", page + "|a|String|" + deep + "|\n", "page-limit"},
		{"links", page + "\n" + strings.Repeat("[a](b) ", many) + "\n", "page-limit"},
		{"half links", page + "\n" + strings.Repeat("[a](", many) + "\n", "page-limit"},
		{"images", page + "\n" + strings.Repeat("![", many) + "\n", "page-limit"},
		{"emphasis", page + "\n" + strings.Repeat("*a **b ", many) + "\n", "page-limit"},
		{"closed emphasis", page + "\n" + strings.Repeat("*a_ **b* ", many) + "\n", "page-limit"},
		{"stars", page + "\n" + strings.Repeat("*", many) + "a\n", ""},
		{"definitions", page + "\n" + strings.Repeat("[a]: b\n", many) + "\n", "page-limit"},
		{"notes", page + "\n" + strings.Repeat("> [!NOTE]\n", many) + "\n", "page-limit"},
		{"comments", page + "\n" + strings.Repeat("a <!-- b\n", many) + "\n", "unclosed-comment"},
		{"headings", page + "\n" + strings.Repeat("## Notes\n\n", many/4), ""},
		{"headings without a title", "---\ntitle: thing\n---\n\n" + strings.Repeat("## a\n", 3*many), "no-title"},
		{"fences", page + "\n" + strings.Repeat("```\n\n", many) + "\n", ""},
		{"missing includes", page + "\n" + strings.Repeat("[!INCLUDE [x](../includes/x.md)]\n", many), "include-missing"},
		{"values", page + "|a|String|Possible values are: " + numbered("`v%d`, ", many) + "|\n", ""},
		{"sentences", page + "|a|String|" + strings.Repeat("The maximum is 64 characters. ", many/4) + "|\n", ""},
		{"members", page + "\n### thingState values\n\n|Member|Value|\n|:---|:---|\n" + numbered("|v%d|0|\n", many/2), ""},
		{"lists of an enum", page + numbered("### aState values\n|Member|Value|\n|:---|:---|\n|v%d|0|\n\n", many/10) + "### aState values\n|Member|Value|\n|:---|:---|\n" + numbered("|w%d|0|\n", many), "enum-conflict"},
		{"long line", page + "|a|String|" + strings.Repeat("word ", many) + "|\n", ""},
		{"long name", page + "|" + strings.Repeat("x", many) + "|String|x|\n", ""},
		{"deep type", page + "|a|" + strings.Repeat("Collection(", many) + "|x|\n", "type-syntax"},
		{"parentheses of a type", page + "|a|" + strings.Repeat("(", 1<<21) + "|x|\n", "type-syntax"},
		{"deep JSON", page + "|a|String|x|\n\n## JSON representation\n\n```json\n" + strings.Repeat(`{"a":`, many) + "1" + strings.Repeat("}", many) + "\n```\n", ""},
		{"front matter", "---\ntitle: x\ntags: [a]\n" + strings.Repeat("key: value\n", many) + "---\n\n# thing resource type\n", "page-limit"},
		{"deep front matter", "---\ntitle: x\ntags: " + deep + "\n---\n\n# thing resource type\n", "page-limit"},
		{"laughs", laughs(), ""},
		{"segments", request + "\n## HTTP request\n```http\nGET " + strings.Repeat("/a", many) + "\n```\n", "request-line"},
		{"functions", request + "\n## HTTP request\n```http\nGET /" + strings.Repeat("a(b=", many) + "\n```\n", "request-line"},
		{"scopes", request + "|Application|" + numbered("A%d.Read, ", many) + "|\n\n## HTTP request\n```http\nGET /a\n```\n", ""},
		{"permission tables", request + "|Application|A.Read|\n" + numbered("\n### Permissions for kind%d\n\n|Permission type|Permissions|\n|:---|:---|\n|Application|A.Read|\n", many/10) + "\n## HTTP request\n```http\nGET /a\n```\n", ""},
		{"requests", request + "\n## HTTP request\n```http\n" + numbered("GET /a/%d\n", 2000) + "```\n", "page-limit"},
		{"arguments", request + "\n## HTTP request\n```http\nGET /a(" + numbered("q%d={q%[1]d},", many) + "z={z})\n```\n", "request-line"},
		{"query", request + "\n## HTTP request\n```http\nGET /a?" + numbered("q%d={q%[1]d}&", many) + "z={z}\n```\n", "request-line"},
		{"query of an example", request + "\n## HTTP request\n```http\nGET /a\n```\n\n## Examples\n### Request\n```http\nGET https://graph.microsoft.com/v1.0/a?" + numbered("q%d=b&", 3*many) + "z=1\n```\n", ""},
		{"calls of an example", request + "\n## HTTP request\n```http\nGET /a\n```\n\n## Examples\n### Request\n```http\nGET https://graph.microsoft.com/v1.0/a" + strings.Repeat("/b(", 1<<20) + "\n```\n", ""},
		{"rows of parameters", request + "\n## HTTP request\n```http\n" + numbered("GET /a%d(b={b})\n", 1000) + "```\n\n## Function parameters\n|Parameter|Type|\n|:---|:---|\n" + numbered("|p%d|String|\n", many), "path-parameter"},
		{"deep answer", request + "\n## HTTP request\n```http\nGET /a\n```\n\n## Examples\n### Response\n```http\nHTTP/1.1 200 OK\n\n" + strings.Repeat(`{"a":`, 9990) + "1" + strings.Repeat("}", 9990) + "\n```\n", "example-json"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			name := "docs/resources/thing.md"
			if strings.HasPrefix(test.text, request) {
				name = "docs/api/thing-get.md"
			}
			write(t, filepath.Join(dir, name), test.text)
			checkLimit(t, dir, test.rule)
		})
	}
}

// TestSavedPageLimits wants saved pages that cost their reader too much not to be read.
func TestSavedPageLimits(t *testing.T) {
	for name, text := range map[string]string{
		"brackets": strings.Repeat("[", 4*many), "entities": strings.Repeat("&#91;", 4*many), "attributes": strings.Repeat("<img src=x alt=[[[[>", many), "elements": strings.Repeat("<div>", many),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "docs/resources/thing.html"), "<html><body><main><h1>thing resource type</h1><p>"+text+"</p></main></body></html>")
			checkLimit(t, dir, "rendered-limit")
		})
	}
}

// TestRaisedLimits wants what is over a limit to be no fault any more with the limit
// raised.
func TestRaisedLimits(t *testing.T) {
	const html = "<html><body><main><h1>thing resource type</h1><p>"
	for _, test := range []struct{ name, rule, page, text string }{
		{"lists", "page-limit", "resources/thing.md", page + "\n" + strings.Repeat("- ", 100) + "x\n"},
		{"lines", "page-limit", "resources/thing.md", page + "\n" + strings.Repeat("a line\n", 1500)},
		{"brackets", "page-limit", "resources/thing.md", page + "|a|String|" + strings.Repeat("[", 600) + "|\n"},
		{"emphasis", "page-limit", "resources/thing.md", page + "\n" + strings.Repeat("*a **b ", 800) + "\n"},
		{"front matter", "page-limit", "resources/thing.md", "---\ntags: [a]\n" + numbered("key%d: value\n", 4000) + "---\n\n# thing resource type\n"},
		{"request lines", "page-limit", "api/thing-get.md", request + "\n## HTTP request\n```http\n" + numbered("GET /a/%d\n", 1200) + "```\n"},
		{"parentheses", "type-syntax", "resources/thing.md", page + "|a|" + strings.Repeat("(", 60) + "String" + strings.Repeat(")", 60) + "|x|\n"},
		{"parts of a path", "request-line", "api/thing-get.md", request + "\n## HTTP request\n```http\nGET " + strings.Repeat("/a", 60) + "\n```\n"},
		{"arguments of a path", "request-line", "api/thing-get.md", request + "\n## HTTP request\n```http\nGET /a(" + numbered("q%d={q%[1]d},", 60) + "z={z})\n```\n"},
		{"brackets of HTML", "rendered-limit", "resources/thing.html", html + strings.Repeat("[", 16_000) + "</p></main></body></html>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "docs", test.page), test.text)
			checkRaised(t, dir, test.rule)
		})
	}
	t.Run("bases", func(t *testing.T) {
		dir := t.TempDir()
		for i := range 60 {
			text := fmt.Sprintf("# t%d resource type\n\nNamespace: microsoft.graph\n\nInherits from [t%[2]d](t%[2]d.md).\n", i, i+1)
			write(t, filepath.Join(dir, fmt.Sprintf("docs/resources/t%d.md", i)), text)
		}
		write(t, filepath.Join(dir, "docs/resources/t60.md"), "# t60 resource type\n\nNamespace: microsoft.graph\n")
		checkRaised(t, dir, "base-conflict")
	})
	t.Run("includes", func(t *testing.T) {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "docs/resources/thing.md"), page+"\n[!INCLUDE [x](../includes/0.md)]\n")
		for i := range 20 {
			write(t, filepath.Join(dir, fmt.Sprintf("docs/includes/%d.md", i)), fmt.Sprintf("[!INCLUDE [x](%d.md)]\n", i+1))
		}
		write(t, filepath.Join(dir, "docs/includes/20.md"), "The end.\n")
		checkRaised(t, dir, "include-limit")
	})
}

// TestRaisedDiff wants diff to compare more with the limits raised.
func TestRaisedDiff(t *testing.T) {
	dir := t.TempDir()
	for side, name := range map[string]string{"old": "a", "new": "b"} {
		var rows strings.Builder
		for i := range 2500 {
			fmt.Fprintf(&rows, "|%s%d|%d|\n", name, i, i)
		}
		write(t, filepath.Join(dir, side, "resources/thing.md"), page+"|a|thingState|x|\n\n### thingState values\n\n|Member|Value|\n|:---|:---|\n"+rows.String())
	}
	for times, want := range map[string]int{"1": 0, "2": 2500} {
		_, out := ends(t, "-C", dir, "diff", "old", "new", "--format", "json", "--raise-limits", times)
		if got := strings.Count(out, `"enum-member-renamed"`); got != want {
			t.Errorf("--raise-limits %s: %d members are renamed, want %d:\n%.1000s", times, got, want, out)
		}
	}
}

// checkRaised wants a finding of a rule in dir, and none with the limits raised.
func checkRaised(t *testing.T, dir, rule string) {
	t.Helper()
	checkLimit(t, dir, rule)
	_, out := ends(t, "-C", dir, "lint", "--docs", "docs", "--level", "info", "--format", "json", "--raise-limits", "4")
	if strings.Contains(out, `"`+rule+`"`) {
		t.Errorf("a finding %s with limits raised:\n%.1000s", rule, out)
	}
	if code, out := ends(t, "-C", dir, "generate", "--docs", "docs", "--out", "out", "--package", "api", "--raise-limits", "4"); code != exitOK {
		t.Errorf("generate:\n%.1000s", out)
	}
}

// checkLimit lints the docs in dir, and wants a finding of a rule.
func checkLimit(t *testing.T, dir, rule string) {
	t.Helper()
	code, out := ends(t, "-C", dir, "lint", "--docs", "docs", "--level", "info", "--format", "json")
	if code == exitFailure {
		t.Fatalf("%.1000s", out)
	}
	if rule != "" && !strings.Contains(out, `"`+rule+`"`) {
		t.Errorf("no finding %s:\n%.1000s", rule, out)
	}
}

// ends runs the command, and fails the test if it does not end.
func ends(t *testing.T, args ...string) (int, string) {
	t.Helper()
	type result struct {
		code int
		out  string
	}
	done := make(chan result, 1)
	go func() {
		var b bytes.Buffer
		code := run(args, strings.NewReader(""), &b, &b)
		done <- result{code, b.String()}
	}()
	select {
	case r := <-done:
		return r.code, r.out
	case <-time.After(watchdog):
		buf := make([]byte, 1<<20)
		t.Fatalf("does not end:\n%s", buf[:runtime.Stack(buf, true)])
		return 0, ""
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// stairs is a list in a list in a list, each on a line of its own.
func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String()
}

// laughs is front matter whose aliases would be 10^12 words, written out.
func laughs() string {
	b := "---\ntitle: x\na0: &a0 ha\n"
	for i := range 12 {
		b += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 10))
	}
	return b + "---\n\n# thing resource type\n"
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestIncludeLimits wants chains and doubling includes to end in a finding.
func TestIncludeLimits(t *testing.T) {
	for name, line := range map[string]string{
		"chain":    "[!INCLUDE [x](%d.md)]\n",
		"doubling": "[!INCLUDE [x](%[1]d.md)] [!INCLUDE [x](%[1]d.md)]\n" + strings.Repeat("words ", 500),
		"lines":    "[!INCLUDE [x](%[1]d.md)]\n\n[!INCLUDE [x](%[1]d.md)]\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "docs/resources/thing.md"), page+"\n[!INCLUDE [x](../includes/0.md)]\n")
			for i := range 1000 {
				write(t, filepath.Join(dir, fmt.Sprintf("docs/includes/%d.md", i)), fmt.Sprintf(line, i+1))
			}
			checkLimit(t, dir, "include-limit")
		})
	}
}

// TestManyCorrections wants corrections of as many rows and sections as a page has to
// end.
func TestManyCorrections(t *testing.T) {
	dir := t.TempDir()
	row := func(says string) string { return numbered("|a%d|String|"+says+"|\n", many/2) }
	sections := func(says string) string { return numbered("\n## Section %d\n\n"+says+"\n", many/4) }
	write(t, filepath.Join(dir, "docs/resources/thing.md"), page+row("One."))
	write(t, filepath.Join(dir, "fixes/resources/thing.md"), "---\noverlay: rows\nadds: "+numbered("b%d, ", many/4)+"c\n---\n\n## Properties\n"+rows+row("Two.")+numbered("|b%d|String|More.|\n", many/4))
	write(t, filepath.Join(dir, "docs/resources/other.md"), "# other resource type\n"+sections("One."))
	write(t, filepath.Join(dir, "fixes/resources/other.md"), "---\noverlay: part\n---\n"+sections("Two."))
	if code, out := ends(t, "-C", dir, "show", "--docs", "docs", "--overlay", "fixes", "resources/thing.md", "--stage", "page"); code != exitOK || strings.Count(out, "Two.") != many/2 || strings.Count(out, "More.") != many/4 {
		t.Errorf("%.1000s", out)
	}
	if code, out := ends(t, "-C", dir, "model", "--docs", "docs", "--overlay", "fixes"); code != exitOK {
		t.Errorf("%.1000s", out)
	}
}

// TestSparsePage wants a page as large as a disk to cost no memory.
func TestSparsePage(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "docs/resources/large.md")
	write(t, name, page)
	if err := os.Truncate(name, 1<<40); err != nil {
		t.Skipf("this file system has no sparse files: %v", err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	checkLimit(t, dir, "unread-page")
	runtime.ReadMemStats(&after)
	if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 200 {
		t.Errorf("%d MB were allocated for a page that is not read", n)
	}
}

// TestManyPages reads many pages of one line; DOCMILL_PAGES says how many.
func TestManyPages(t *testing.T) {
	n := 5000
	if s := os.Getenv("DOCMILL_PAGES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	for i := range n {
		write(t, filepath.Join(dir, fmt.Sprintf("docs/%d/resources/thing%d.md", i/1000, i)), fmt.Sprintf("# thing%d resource type\n", i))
	}
	code, out := exitOK, ""
	if n > 10_000 {
		var b bytes.Buffer // at full length there is no watchdog
		code, out = run([]string{"-C", dir, "lint", "--docs", "docs"}, strings.NewReader(""), &b, &b), b.String()
	} else {
		code, out = ends(t, "-C", dir, "lint", "--docs", "docs")
	}
	if code != exitOK || !strings.Contains(out, fmt.Sprintf("%d resource", n)) {
		t.Errorf("exit %d:\n%.1000s", code, out)
	}
}
