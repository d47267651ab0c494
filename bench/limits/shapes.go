package main

import (
	"fmt"
	"strings"
)

// This file makes documentation that has much of one thing.

// A shape is documentation that grows in one way.
type shape struct {
	name string
	// of is what there are n of.
	of string
	// files returns documentation with n of them.
	files func(n int) map[string]string
	// most is the largest n that makes sense, 0 for any.
	most int
}

const (
	resourceHead = "---\ntitle: thing\ndoc_type: resourcePageType\n---\n\n# thing resource type\n\nNamespace: microsoft.graph\n\nA thing.\n\n## Properties\n"
	tableHead    = "|Property|Type|Description|\n|:---|:---|:---|\n"
	oneRow       = tableHead + "|size|Int32|How large it is.|\n\n"
	operation    = "---\ntitle: Get thing\ndoc_type: apiPageType\n---\n\n# Get thing\n\nNamespace: microsoft.graph\n\nGets it.\n\n## Permissions\n" +
		"|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n"
	requestLine = "\n## HTTP request\n```http\nGET /things/{id}\n```\n"
)

// shapes are all of them, in the order of the table.
var shapes = []shape{
	{"one page", "bytes × 100", func(n int) map[string]string {
		return resource(oneRow + strings.Repeat("A paragraph of eight words and some more.\n\n", n*100/43))
	}, 0},
	{"rows of properties", "rows", func(n int) map[string]string {
		return resource(tableHead + numbered(n, "|name%d|String|Says what it is called, in %[1]d words.|\n"))
	}, 0},
	{"rows that JSON shows", "rows", func(n int) map[string]string {
		files := resource(tableHead + numbered(n, "|name%d|String|Number %[1]d.|\n") + "\n## JSON representation\n" +
			"<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.thing\"} -->\n```json\n{" + numbered(n, "\"Name%d\": \"String\",\n") + "\"size\": 1}\n```\n")
		files["api/thing-get.md"] = operation + "|Application|Thing.Read.All|\n" + requestLine + "\n## Response\nIf successful, it returns a [thing](../resources/thing.md) object.\n\n" +
			"## Examples\n\n### Response\n```http\nHTTP/1.1 200 OK\n\n{\"@odata.type\": \"#microsoft.graph.thing\", " + numbered(n, "\"Name%d\": \"x\",\n") + "\"size\": 1}\n```\n"
		return files
	}, 0},
	{"types on a page", "types", func(n int) map[string]string {
		return page("resources/things.md", "# things resource type\n\n"+numbered(n, "## thing%d\n\n### Properties\n"+tableHead+"|size|Int32|Number %[1]d.|\n\n"))
	}, 100_000},
	{"rows of one property", "rows", func(n int) map[string]string {
		return resource(tableHead + strings.Repeat("|name|String|Says what it is called.|\n", n))
	}, 0},
	{"columns", "columns", func(n int) map[string]string {
		return resource(strings.Repeat("|a", n) + "|\n" + strings.Repeat("|---", n) + "|\n" + strings.Repeat("|b", n) + "|\n")
	}, 0},
	{"members of an enumeration", "rows", func(n int) map[string]string {
		return resource(tableHead + "|state|thingState|Its state.|\n\n### thingState values\n\n|Member|Value|Description|\n|:---|:---|:---|\n" + numbered(n, "|value%d|%[1]d|Number %[1]d.|\n"))
	}, 0},
	{"members of one name in Go", "rows", func(n int) map[string]string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "|a%c%c%c|%d|A kind.|\n", '\u2600'+i%64, '\u2600'+i/64%64, '\u2600'+i/64/64, i) // no letters
		}
		return page("resources/kind.md", "# kind enum type\n\nNamespace: microsoft.graph\n\n## Members\n\n|Member|Value|Description|\n|:---|:---|:---|\n"+b.String())
	}, 0},
	{"lists of one enumeration", "lists", func(n int) map[string]string {
		list := "### thingState values\n\n|Member|Value|\n|:---|:---|\n"
		return resource(tableHead + "|state|thingState|Its state.|\n\n" + list + numbered(n, "|value%d|%[1]d|\n") + "\n" + numbered(n, list+"|other%d|%[1]d|\n\n"))
	}, 0},
	{"possible values of a cell", "values", func(n int) map[string]string {
		return resource(tableHead + "|state|String|Possible values are: " + numbered(n, "`value%d`, ") + "`other`.|\n")
	}, 0},
	{"scopes of a cell", "scopes", func(n int) map[string]string {
		return page("api/thing-get.md", operation+"|Application|"+numbered(n, "Thing%d.Read.All, ")+"Thing.Read.All|\n"+requestLine)
	}, 0},
	{"permission rows", "rows", func(n int) map[string]string {
		return page("api/thing-get.md", operation+strings.Repeat("|Application|Thing.Read.All|\n", n)+requestLine)
	}, 0},
	{"permission tables", "tables", func(n int) map[string]string {
		table := "\n### Permissions for kind%d\n\n|Permission type|Permissions|\n|:---|:---|\n|Application|Thing%[1]d.Read.All|\n"
		return page("api/thing-get.md", operation+"|Application|Thing.Read.All|\n"+numbered(n, table)+requestLine)
	}, 0},
	{"request lines", "lines", func(n int) map[string]string {
		return page("api/thing-get.md", operation+"\n## HTTP request\n```http\n"+numbered(n, "GET /things%d/{id}\n")+"```\n")
	}, 0},
	{"versions of a request", "versions", func(n int) map[string]string {
		return page("api/thing-get.md", operation+numbered(n, "\n## HTTP request (v%d)\n```http\nGET /things\n```\n"))
	}, 0},
	{"rows of function parameters", "rows", func(n int) map[string]string {
		lines := numbered(min(n/10, 1000), "GET /things/run%d(name={name},other={other})\n")
		return page("api/thing-run.md", operation+"\n## HTTP request\n```http\n"+lines+"```\n\n## Function parameters\n|Parameter|Type|Description|\n|:---|:---|:---|\n"+numbered(n, "|name%d|String|Number %[1]d.|\n"))
	}, 0},
	{"query of an example", "options", func(n int) map[string]string {
		return page("api/thing-get.md", operation+requestLine+"\n## Examples\n\n### Request\n```http\nGET https://graph.microsoft.com/v1.0/things/1?"+numbered(n, "name%d=b&")+"\n```\n")
	}, 0},
	{"parameters", "rows", func(n int) map[string]string {
		return page("api/thing-run.md", strings.ReplaceAll(operation+requestLine, "GET", "POST")+"\n## Request body\n|Parameter|Type|Description|\n|:---|:---|:---|\n"+numbered(n, "|name%d|String|Number %[1]d.|\n"))
	}, 0},
	{"examples", "examples", func(n int) map[string]string {
		example := "\n### Example %d: Get it\n\n#### Request\n```http\nGET https://graph.microsoft.com/v1.0/things/%[1]d\n```\n\n#### Response\n```http\nHTTP/1.1 200 OK\n\n{\"id\": \"%[1]d\"}\n```\n"
		return page("api/thing-get.md", operation+requestLine+"\n## Examples\n"+numbered(n, example))
	}, 0},
	{"members of a JSON example", "members", func(n int) map[string]string {
		return resource(oneRow + "## JSON representation\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.thing\"} -->\n```json\n{" + numbered(n, "\"name%d\": \"String\",\n") + "\"size\": 1}\n```\n")
	}, 0},
	{"objects of a response", "objects", func(n int) map[string]string {
		return page("api/thing-get.md", operation+requestLine+"\n## Examples\n\n### Response\n```http\nHTTP/1.1 200 OK\n\n{\"value\": ["+numbered(n, "{\"id\": \"%d\"},\n")+"{}]}\n```\n")
	}, 0},
	{"annotations", "comments", func(n int) map[string]string {
		return resource(oneRow + numbered(n, "<!-- {\"blockType\": \"x\", \"name\": \"n%d\"} -->\n\n"))
	}, 0},
	{"lists in lists", "levels", nested("- "), 0},
	{"quotes in quotes", "levels", nested("> "), 0},
	{"headings in lists", "lists", func(n int) map[string]string { return resource(oneRow + strings.Repeat("- ## Notes\n\ntext\n\n", n)) }, 0},
	{"fences without end", "fences", func(n int) map[string]string { return resource(oneRow + strings.Repeat("~~~ 1\n## x\n", n)) }, 0},
	{"comments without end", "comments", func(n int) map[string]string {
		return resource(oneRow + strings.Repeat(" <!-- {\n\n", n) + "## x\n-->\n")
	}, 0},
	{"comments of a line", "comments", func(n int) map[string]string {
		return resource(tableHead + "|size|Int32|" + strings.Repeat("a <!-- b -->", n) + "|\n")
	}, 0},
	{"comments in a fence", "comments", func(n int) map[string]string {
		return resource(oneRow + "```\n" + strings.Repeat("<!-- {\n", n) + "```\n")
	}, 0},
	{"members without quotes", "members", func(n int) map[string]string {
		return resource(oneRow + "<!-- {\"a\": " + strings.Repeat("{\"a\":b c: ", n) + "d -->\n")
	}, 0},
	{"bars in brackets", "bars", func(n int) map[string]string {
		return resource(tableHead + "|size|" + strings.Repeat("(a|b)", n) + "|\n")
	}, 0},
	{"opening brackets", "brackets", nested("["), 0},
	{"bracket pairs", "pairs", func(n int) map[string]string {
		return resource(oneRow + strings.Repeat("[", n) + "x" + strings.Repeat("]", n) + "\n")
	}, 0},
	{"emphasis", "runs", func(n int) map[string]string { return resource(oneRow + strings.Repeat("*a **b ", n/2) + "\n") }, 0},
	{"closed emphasis", "runs", func(n int) map[string]string { return resource(oneRow + strings.Repeat("*a_ **b* ", n/3) + "\n") }, 0},
	{"stars", "stars", func(n int) map[string]string { return resource(oneRow + strings.Repeat("*", n) + "a\n") }, 0},
	{"emphasis in a cell", "runs", func(n int) map[string]string {
		return resource(tableHead + "|size|Int32|" + strings.Repeat("*a **b ", n/2) + "|\n")
	}, 0},
	{"code spans", "back-quotes", func(n int) map[string]string { return resource(oneRow + backquotes(n) + "\n") }, 0},
	{"links", "links", func(n int) map[string]string { return resource(oneRow + strings.Repeat("[a](b.md) ", n) + "\n") }, 0},
	{"headings", "headings", func(n int) map[string]string { return resource(oneRow + numbered(n, "## Notes %d\n\n")) }, 0},
	{"headings alike", "headings", func(n int) map[string]string { return resource(oneRow + strings.Repeat("## Notes\n\n", n)) }, 0},
	{"words of a cell", "words", func(n int) map[string]string {
		return resource(tableHead + "|size|Int32|" + strings.Repeat("word ", n) + "|\n")
	}, 0},
	{"sentences of a cell", "sentences", func(n int) map[string]string {
		return resource(tableHead + "|size|Int32|" + strings.Repeat("The maximum is 64 characters. ", n) + "|\n")
	}, 0},
	{"lines of a cell", "lines", func(n int) map[string]string {
		return resource(tableHead + "|size|Int32|" + strings.Repeat("one<br>", n) + "|\n")
	}, 0},
	{"segments of a path", "segments", func(n int) map[string]string {
		return page("api/thing-get.md", operation+"\n## HTTP request\n```http\nGET "+strings.Repeat("/a", n)+"\n```\n")
	}, 0},
	{"lines of front matter", "lines", func(n int) map[string]string {
		return page("resources/thing.md", "---\ntitle: thing\n"+numbered(n, "key%d: value\n")+"---\n\n# thing resource type\n")
	}, 0},
	{"tabs", "tabs", func(n int) map[string]string {
		return resource(oneRow + numbered(n, "# [Tab %d](#tab/t%[1]d)\n\ntext\n\n") + "---\n")
	}, 0},
	{"zones", "zones", func(n int) map[string]string {
		return resource(oneRow + strings.Repeat("::: zone pivot=\"a\"\n\n", n) + strings.Repeat("::: zone-end\n\n", n))
	}, 0},
	{"includes", "includes", func(n int) map[string]string {
		files := resource(oneRow + strings.Repeat("[!INCLUDE [x](../includes/x.md)]\n\n", n))
		files["includes/x.md"] = "Text.\n"
		return files
	}, 0},
	{"chain of includes", "files", func(n int) map[string]string {
		files := resource(oneRow + "[!INCLUDE [x](../includes/0.md)]\n")
		for i := range n {
			files[fmt.Sprintf("includes/%d.md", i)] = fmt.Sprintf("[!INCLUDE [x](%d.md)]\n", i+1)
		}
		return files
	}, 100_000},
	{"pages of a line", "pages", func(n int) map[string]string {
		files := make(map[string]string, n)
		for i := range n {
			files[fmt.Sprintf("resources/%d/thing%d.md", i/1000, i)] = fmt.Sprintf("# thing%d resource type\n", i)
		}
		return files
	}, 0},
	{"pages about one request", "pages", func(n int) map[string]string {
		files := make(map[string]string, n)
		for i := range n {
			files[fmt.Sprintf("api/thing%d-get.md", i)] = operation + "|Application|Thing.Read.All|\n" + requestLine
		}
		return files
	}, 0},
	{"pages of one type", "pages", func(n int) map[string]string {
		files := make(map[string]string, n)
		for i := range n {
			files[fmt.Sprintf("resources/%d/thing%d.md", i/1000, i)] = resourceHead + oneRow
		}
		return files
	}, 100_000},
}

// page returns documentation of one page.
func page(name, text string) map[string]string { return map[string]string{name: text} }

// resource returns the page of a resource whose table of properties and what
// follows it is text.
func resource(text string) map[string]string { return page("resources/thing.md", resourceHead+text) }

// nested returns a page on which something opens again and again.
func nested(open string) func(n int) map[string]string {
	return func(n int) map[string]string { return resource(oneRow + strings.Repeat(open, n) + "x\n") }
}

// backquotes returns runs of back-quotes of which no two are alike, n in all:
// each opens a code span that nothing closes.
func backquotes(n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		b.WriteString(strings.Repeat("`", i) + " ")
	}
	return b.String()
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
