package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// This file has pages with a place for a payload: wherever the text of a page
// reaches docmill.

// A place is where the text of a page reaches docmill. "§" in files is the
// payload, in their names too.
type place struct {
	name  string
	files map[string]string
	// data says that the text goes through unchanged, so that the word must be
	// somewhere in the package or in a finding.
	data bool
}

// places lists them all, each on pages of its own.
func places() []place {
	return slices.Concat(resourcePlaces(), otherPlaces, operationPlaces())
}

// A resourcePage has what is not the usual of a page about a type.
type resourcePage struct{ title, namespace, front, description, property, typ, text, more string }

// page returns its Markdown.
func (p resourcePage) page(id string) string {
	return "---\n" + cmp.Or(p.front, "title: thing") + "\ndoc_type: resourcePageType\n---\n\n# " + cmp.Or(p.title, id) + " resource type\n\n" +
		"Namespace: " + cmp.Or(p.namespace, "microsoft.graph") + "\n\n" + cmp.Or(p.description, "A thing.") + "\n\n## Properties\n" + rows +
		"|" + cmp.Or(p.property, "size") + "|" + cmp.Or(p.typ, "String") + "|" + cmp.Or(p.text, "How large it is.") + "|\n\n" + p.more + "\n"
}

func resourcePlaces() []place {
	var out []place
	for _, r := range []struct {
		name string
		data bool
		page resourcePage
	}{
		{"name", false, resourcePage{title: "§"}},
		{"namespace", false, resourcePage{namespace: "§"}},
		{"front matter", false, resourcePage{front: "title: §\nname: §\n§: x"}},
		{"description", true, resourcePage{description: "§"}},
		{"property", false, resourcePage{property: "§"}},
		{"property type", false, resourcePage{typ: "§"}},
		{"collection", false, resourcePage{typ: "§ collection"}},
		{"property text", true, resourcePage{text: "§"}},
		{"values", false, resourcePage{text: "Possible values are: `§`, `b`, `c`."}},
		{"bounds", false, resourcePage{text: "Maximum length is 64 characters. §. Must match `§`. Between 1 and §."}},
		{"link", false, resourcePage{typ: "[§](§)"}},
		{"link text", false, resourcePage{text: "See [§](../resources/§.md \"§\") and ![§](§)."}},
		{"include", false, resourcePage{description: "Text. [!INCLUDE [§](§)]\n\n[!INCLUDE [x](../§)]"}},
		{"annotation", false, resourcePage{more: "## JSON representation\n<!-- {\"blockType\": \"§\", \"@odata.type\": \"microsoft.graph.§\", \"keyProperty\": \"§\", \"baseType\": \"§\"} -->\n```json\n{\"@odata.type\": \"#§\", \"§\": \"§\"}\n```"}},
		{"JSON", false, resourcePage{more: "## JSON representation\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.json\"} -->\n```json\n{\"§\": \"String\", \"x\": {\"@odata.type\": \"microsoft.graph.§\"}}\n```"}},
		{"relationship", false, resourcePage{more: relationships + "|§|§|§|\n"}},
		{"JSON type", false, resourcePage{more: "## JSON representation\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.jsontype\"} -->\n```json\n{\"a\": \"§\", \"b\": [\"§\"], \"c\": {\"d\": \"§\"}, \"e\": \"§ | other\"}\n```"}},
		{"relationship type", false, resourcePage{more: relationships + "|parts|§|Its parts.|\n"}},
		{"relationship text", true, resourcePage{more: relationships + "|parts|[thing](thing.md) collection|§|\n"}},
		{"methods", false, resourcePage{more: "## Methods\n|Method|Return type|Description|\n|:---|:---|:---|\n|[§](../api/§.md)|[§](§.md)|§|\n"}},
		{"base", false, resourcePage{description: "A thing. Inherits from [§](../resources/§.md).\n\nIt is a subtype of §."}},
		{"derived types", false, resourcePage{more: "## Derived types\n- [§](§.md)\n\n## Other\nResources that derive from § include:\n- §\n"}},
		{"bound action", false, resourcePage{more: "## Bound Actions\n\nInstances of the **thing** type have the **§** action.\n\n```http\nPOST https://graph.microsoft.com/v1.0/boundThings/{id}/§\n```\n\nThe response has no content; the response code is 204.\n"}},
		{"deprecated title", false, resourcePage{title: "deprecated§ resource type (deprecated)"}},
		{"deprecation", false, resourcePage{description: "> [!WARNING]\n> The § API is deprecated and stops to return data on §. Use §."}},
		{"deprecated property", false, resourcePage{property: "size (deprecated)", text: "§ Deprecated: §. Do not use."}},
		{"read-only", false, resourcePage{text: "§. Read-only. Required. Default value is §. Supports `$filter` (`§`). For example, `§`. Nullable."}},
		{"namespace of a type", false, resourcePage{typ: "microsoft.graph.§.§"}},
		{"tabs", false, resourcePage{more: "# [§](#tab/§)\n§\n# [b](#tab/b)\nx\n---\n"}},
		{"zone", false, resourcePage{more: "::: zone pivot=\"§\"\n§\n::: zone-end\n"}},
		{"note", false, resourcePage{description: "> [!§]\n> §\n\n**Important:** §"}},
		{"heading", false, resourcePage{more: "## §\n§\n\n|§|§|\n|---|---|\n|§|§|\n"}},
		{"fence", false, resourcePage{more: "```§\n§\n```\n"}},
		{"enum member", false, resourcePage{typ: "statemember", more: "### statemember values\n" + members + "|§|0|x|\n|other|7|Another.|\n"}},
		{"enum value", false, resourcePage{typ: "statevalue", more: "### statevalue values\n" + members + "|m|§|x|\n|other|7|Another.|\n"}},
		{"enum member text", true, resourcePage{typ: "statemembertext", more: "### statemembertext values\n" + members + "|m|1|§|\n|other|7|Another.|\n"}},
	} {
		id := strings.ReplaceAll(r.name, " ", "")
		out = append(out, place{"resource: " + r.name, map[string]string{"resources/" + id + ".md": r.page.page(id)}, r.data})
	}
	return out
}

// relationships and members begin tables, as rows does.
const (
	relationships = "## Relationships\n|Relationship|Type|Description|\n|:---|:---|:---|\n"
	members       = "|Member|Value|Description|\n|:---|:---|:---|\n"
)

// otherPlaces are on pages of other kinds, and in their names.
var otherPlaces = []place{
	{"enum page", map[string]string{"resources/enumpage.md": "# enumPage§ enum type\n\nNamespace: microsoft.graph\n\n§\n\n## Members\n" + members + "|§|0|§|\n|§a|§|§|\n"}, false},
	{"text of an include", map[string]string{
		"resources/includes.md": "# includes resource type\n\nNamespace: microsoft.graph\n\n[!INCLUDE [x](../includes/hostile-text.md)]\n\n## Properties\n" + rows +
			"|a|String|[!INCLUDE [x](../includes/hostile-text.md)]|\n",
		"includes/hostile-text.md": "§",
	}, true},
	{"clouds", map[string]string{
		"api/clouds-get.md":          operation(map[string]string{"path": "/clouds/{id}/run", "cloud": "hostile-clouds"}),
		"includes/hostile-clouds.md": "|Global service|§|US Government §|\n|---|---|---|\n|✅|❌|✅|\n",
	}, false},
	{"saved page", map[string]string{"resources/saved.html": savedPage}, false},
	{"saved text", map[string]string{"api/pasted.txt": "§\n\nNamespace: microsoft.graph\n\n§\n\nHTTP request\nHTTP\n\nGET /pastedThings/{id}/§\n\nResponse\n§\n"}, false},
	{"file name", map[string]string{"resources/§.md": "# filething resource type\n\nA thing.\n\n## Properties\n" + rows + "|a|String|x|\n"}, false},
	{"folder", map[string]string{"§/api/folder-get.md": operation(map[string]string{"path": "/folderThings/{id}"})}, false},
	{"page of an operation", map[string]string{"api/§.md": operation(map[string]string{"path": "/pageThings/{id}"})}, false},
	{"operation: stream", map[string]string{"api/stream-get.md": stream("/streams/{id}/content")}, false},
}

func operationPlaces() []place {
	var out []place
	for i, part := range []string{
		"title", "front", "description", "actor", "scope", "permission title", "path", "key", "argument", "constant", "query", "host", "option", "header", "header text",
		"parameter", "parameter type", "parameter text", "status", "response", "cloud", "example title", "request annotation", "request URL", "request key", "request header", "request body", "request JSON", "status line", "response header", "response body", "response JSON", "response annotation",
		"function parameter", "function text", "header value", "response value", "alternative", "option text", "example text", "response type", "language", "content type", "value of an example",
	} {
		at := map[string]string{"path": fmt.Sprintf("/things%d/{id}/run", i)}
		switch part {
		case "path":
			at["path"] += "/§"
		case "key":
			at["path"] += "/{§}"
		case "argument":
			at["path"] += "/call(§='{x}',y={§})"
		case "constant":
			at["path"] += "/call(y='§')"
		case "query":
			at["path"] += "?§=§&$filter=§"
		default:
			at[part] = "§"
		}
		data := slices.Contains([]string{"description", "parameter text"}, part)
		out = append(out, place{"operation: " + part, map[string]string{fmt.Sprintf("api/thing%d-run.md", i): operation(at)}, data})
	}
	return out
}

// stream returns the page of an operation that returns bytes, shown as text.
func stream(path string) string {
	return "---\ntitle: Get content\ndoc_type: apiPageType\n---\n\n# Get content\n\nNamespace: microsoft.graph\n\nReturns what it holds.\n\n## HTTP request\n```http\nGET " + path +
		"\n```\n\n## Response\nIf successful, this method returns a `200 OK` response code and the content as a stream.\n\n## Example\n#### Request\n```http\nGET https://graph.microsoft.com/v1.0" +
		strings.ReplaceAll(path, "{id}", "7") + "\n```\n\n#### Response\n<!-- {\"blockType\": \"response\", \"@odata.type\": \"Edm.Stream\"} -->\n```http\nHTTP/1.1 200 OK\nContent-Type: text/plain\n\nIt says:\n§\n```\n"
}

// operation returns the page of an operation, with parts in place of the usual.
func operation(parts map[string]string) string {
	at := func(name, usual string) string { return cmp.Or(parts[name], usual) }
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("---\ntitle: \"%s\"\ndoc_type: apiPageType\n---\n\n# thing: %s\n\nNamespace: microsoft.graph\n\n%s", at("front", "Run"), at("title", "run"), at("description", "Runs it."))
	p("\n[!INCLUDE [national-cloud-support](../../includes/%s.md)]", at("cloud", "all-clouds"))
	p("\n## Permissions\n|%s|Permissions (from least to most privileged)|\n|:---|:---|", at("permission title", "Permission type"))
	p("|%s|%s, Thing.Read|\n|Application|%s|", at("actor", "Delegated (work or school account)"), at("scope", "Thing.ReadWrite"), at("alternative", "Not supported."))
	p("\n## HTTP request\n```http\nPOST %s%s\n```", at("host", ""), parts["path"])
	p("\n## Function parameters\n|Parameter|Type|Description|\n|:---|:---|:---|\n|%s|String|%s|", at("function parameter", "y"), at("function text", "An argument."))
	p("\n## Optional query parameters\nThis method supports the `%s` OData query parameters.", at("option", "$select"))
	p("\n|Name|Type|Description|\n|:---|:---|:---|\n|$top|Int32|%s|", at("option text", "How many."))
	p("\n## Request headers\n|Name|Description|\n|:---|:---|\n|%s|%s|", at("header", "If-Match"), at("header text", "Required. The etag."))
	p("\n## Request body\n|Parameter|Type|Description|\n|:---|:---|:---|\n|%s|%s|%s|", at("parameter", "count"), at("parameter type", "Int32"), at("parameter text", "How often."))
	p("\n## Response\nIf successful, this method returns a `%s` response code and a [%s](../resources/description.md) object in the response body.", at("status", "200 OK"), at("response", "description"))
	p("\n## Examples\n\n### Example 1: %s\n\n%s\n\n#### Request", at("example title", "Run it"), at("example text", "Runs it once."))
	p("<!-- {\n  \"blockType\": \"request\",\n  \"name\": \"%s\"\n}-->\n```%s", at("request annotation", "thing_run"), at("language", "http"))
	example := strings.NewReplacer("{id}", at("request key", "7"), "{§}", "§", "{x}", "1").Replace(parts["path"])
	p("POST https://graph.microsoft.com/v1.0%s%s\n%s\nPrefer: %s\nContent-Type: %s\n",
		example, at("request URL", ""), at("request header", "X-Of: thing"), at("header value", "x"), at("content type", "application/json"))
	p("%s\n```", at("request body", `{"count": 1, "text": "`+at("request JSON", "x")+`"}`))
	p("\n#### Response\n<!-- {\n  \"blockType\": \"response\",\n  \"@odata.type\": \"microsoft.graph.%s\"\n}-->\n```http", at("response annotation", "description"))
	p("HTTP/1.1 %s\n%s\nLocation: %s\nContent-Type: application/json\n",
		at("status line", "200 OK"), at("response header", "X-Of: thing"), at("response value", "https://graph.microsoft.com/v1.0/x"))
	p("%s\n```", at("response body", `{"@odata.type": "#microsoft.graph.`+at("response type", "description")+`", "size": "`+at("response JSON", "x")+`", "state": "`+at("value of an example", "a")+`"}`))
	return b.String()
}

// savedPage is a page as a browser saves it.
const savedPage = `<!DOCTYPE html><html><head><title>§</title><link rel="canonical" href="https://learn.example/§"><meta name="description" content="§"></head>
<body><main><h1>saved resource type</h1><p>Namespace: microsoft.graph</p><p>§</p><h2>Properties</h2>
<table><tr><th>Property</th><th>Type</th><th>Description</th></tr><tr><td>size</td><td><a href="§">String</a></td><td>§</td></tr><tr><td>§</td><td>§</td><td>x</td></tr></table>
<pre><code class="lang-§">§</code></pre></main></body></html>`
