package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/gen/outdir"
	"github.com/docmill/docmill/model/check"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/report"
	"github.com/docmill/docmill/parser"
)

// This file plays the writer of documentation who wants to run code on the
// machines of its readers. An attempt is a payload at a place; all places of one
// payload are generated as one package, which is scanned by rules that know
// nothing of gen (hostilescan_test.go), compiled, and vetted. An attempt that
// fails is found by generating its place alone.

// payloads are what is put in every place. "@" becomes a word that must survive
// where the text is data.
var payloads = []string{
	"@*/ func init() { panic(1) } /*",
	"@\nfunc init() { panic(1) }\n",
	"@<br>func init() { panic(1) }",
	"@\u2028func init() {}\u2029var x = 1",
	"@\r//go:generate touch pwned",
	"//go:generate touch @",
	"//go:build ignore @",
	"// +build ignore @",
	"+build @",
	"//go:embed @",
	"go:linkname @ runtime.main",
	"//line @.go:1",
	"line @.go:1:1*/",
	"//export @",
	"#cgo LDFLAGS: -l@",
	"import \"C\" @",
	"\"C\"; import _ \"os/exec\" // @",
	"`json:\"@\"`",
	"@` + x + `",
	"@\" + os.Getenv(\"HOME\") + \"",
	"@\\\" \\` \\n \\x00 \\u202e",
	"@,omitzero,string\" xml:\"",
	"@\x00nul",
	"@\xff\xc0\x80\xed\xa0\x80",
	"@\x1b[2J\x1b]0;title\x07",
	"@\u009b31m\u0085",
	"/*@\u202e } \u2066if admin\u2069 \u2066 begin",
	"@\u200b\u200d\ufeff\u00ad\u2060",
	"@ раураl аdmіn",
	"@ﬁ㎏ⅳ²ª",
	"@مرحبا שלום",
	"@名前🙂",
	"%!d(@=%s%n%*d)%",
	"{{.@}}{{template \"x\"}}",
	"${@}$(touch @)`touch @`",
	"../../../@",
	"/etc/@",
	"..\\..\\@",
	"C:\\@:x",
	"~/@",
	"@_test",
	"@_windows",
	"@_linux_amd64",
	"_@",
	".@",
	"@.go",
	"@_test.go",
	"doc", "doc.go", "MANIFEST", "manifest", "README", "go.mod", "testdata", "internal", "vendor", "main", "aux", "CON", "nul.md", "com1", "decode", "Decode", "DECODE",
	"init", "type", "func", "range", "_", "nil", "string", "error", "any", "int", "len", "append", "iota", "String", "Error", "Client", "Opt", "Some", "Null", "Extra",
	"unmarshal", "MarshalJSON", "UnmarshalJSON", "Validate", "Operations", "http", "json", "context", "ctx", "opts", "body", "s", "c", "x", "id", "ID", "Id", "iD",
	"@odata.type", "#microsoft.graph.thing", "microsoft.graph.", ".", "..", "...", "$ref", "$value", "$count", "*", "&", "-", "--", "---", "|", "<!-- -->", "<!--", "-->",
	"@<script>alert('x')</script>",
	"@\" onmouseover=\"alert(1)",
	"@]]><img src=x onerror=alert(1)>",
	"@%0A::error::injected",
	"@\n::set-output name=x::y",
	"::stop-commands::@",
	"@#[$](javascript:alert(1))",
	"", " ", "\t", "\u00a0", "0", "-1", "1e999", "007", "true", "null",
	"&amp;@&lt;script&gt;&#0;&#x202e;",
	strings.Repeat("long", 2500),
	strings.Repeat("a.", 300),
	strings.Repeat("(", 300) + "@",
	strings.Repeat("A", 255) + "/" + strings.Repeat("é", 200),
}

// word is what "@" in a payload becomes.
const word = "zqkword"

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
	var out []place
	add := func(name string, data bool, files map[string]string) { out = append(out, place{name, files, data}) }
	type parts struct{ title, namespace, front, description, property, typ, text, more string }
	resource := func(name string, data bool, edit func(*parts)) {
		id := strings.ReplaceAll(name, " ", "")
		p := parts{title: id, namespace: "microsoft.graph", front: "title: thing", description: "A thing.", property: "size", typ: "String", text: "How large it is."}
		edit(&p)
		add("resource: "+name, data, map[string]string{"resources/" + id + ".md": "---\n" + p.front + "\ndoc_type: resourcePageType\n---\n\n# " + p.title + " resource type\n\nNamespace: " + p.namespace + "\n\n" + p.description +
			"\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|" + p.property + "|" + p.typ + "|" + p.text + "|\n\n" + p.more + "\n"})
	}
	resource("name", false, func(p *parts) { p.title = "§" })
	resource("namespace", false, func(p *parts) { p.namespace = "§" })
	resource("front matter", false, func(p *parts) { p.front = "title: §\nname: §\n§: x" })
	resource("description", true, func(p *parts) { p.description = "§" })
	resource("property", false, func(p *parts) { p.property = "§" })
	resource("property type", false, func(p *parts) { p.typ = "§" })
	resource("collection", false, func(p *parts) { p.typ = "§ collection" })
	resource("property text", true, func(p *parts) { p.text = "§" })
	resource("values", false, func(p *parts) { p.text = "Possible values are: `§`, `b`, `c`." })
	resource("bounds", false, func(p *parts) { p.text = "Maximum length is 64 characters. §. Must match `§`. Between 1 and §." })
	resource("link", false, func(p *parts) { p.typ = "[§](§)" })
	resource("link text", false, func(p *parts) { p.text = "See [§](../resources/§.md \"§\") and ![§](§)." })
	resource("include", false, func(p *parts) { p.description = "Text. [!INCLUDE [§](§)]\n\n[!INCLUDE [x](../§)]" })
	resource("annotation", false, func(p *parts) {
		p.more = "## JSON representation\n<!-- {\"blockType\": \"§\", \"@odata.type\": \"microsoft.graph.§\", \"keyProperty\": \"§\", \"baseType\": \"§\"} -->\n```json\n{\"@odata.type\": \"#§\", \"§\": \"§\"}\n```"
	})
	resource("JSON", false, func(p *parts) {
		p.more = "## JSON representation\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.json\"} -->\n```json\n{\"§\": \"String\", \"x\": {\"@odata.type\": \"microsoft.graph.§\"}}\n```"
	})
	resource("relationship", false, func(p *parts) {
		p.more = "## Relationships\n|Relationship|Type|Description|\n|:---|:---|:---|\n|§|§|§|\n"
	})
	resource("tabs", false, func(p *parts) { p.more = "# [§](#tab/§)\n§\n# [b](#tab/b)\nx\n---\n" })
	resource("zone", false, func(p *parts) { p.more = "::: zone pivot=\"§\"\n§\n::: zone-end\n" })
	resource("note", false, func(p *parts) { p.description = "> [!§]\n> §\n\n**Important:** §" })
	resource("heading", false, func(p *parts) { p.more = "## §\n§\n\n|§|§|\n|---|---|\n|§|§|\n" })
	resource("fence", false, func(p *parts) { p.more = "```§\n§\n```\n" })
	for _, name := range []string{"member", "value", "member text"} {
		cells := map[string]string{"member": "|§|0|x|", "value": "|m|§|x|", "member text": "|m|1|§|"}
		resource("enum "+name, name == "member text", func(p *parts) {
			p.typ = "state" + strings.ReplaceAll(name, " ", "")
			p.more = "### state" + strings.ReplaceAll(name, " ", "") + " values\n|Member|Value|Description|\n|:---|:---|:---|\n" + cells[name] + "\n|other|7|Another.|\n"
		})
	}
	add("file name", false, map[string]string{"resources/§.md": "# filething resource type\n\nA thing.\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|a|String|x|\n"})
	add("folder", false, map[string]string{"§/api/folder-get.md": operation(map[string]string{"path": "/folderThings/{id}"})})
	add("page of an operation", false, map[string]string{"api/§.md": operation(map[string]string{"path": "/pageThings/{id}"})})
	for i, part := range []string{
		"title", "front", "description", "actor", "scope", "permission title", "path", "key", "argument", "constant", "query", "host", "option", "header", "header text",
		"parameter", "parameter type", "parameter text", "status", "response", "cloud", "example title", "request annotation", "request URL", "request key", "request header", "request body", "request JSON", "status line", "response header", "response body", "response JSON", "response annotation",
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
		add("operation: "+part, data, map[string]string{fmt.Sprintf("api/thing%d-run.md", i): operation(at)})
	}
	add("operation: stream", false, map[string]string{"api/stream-get.md": stream("/streams/{id}/content")})
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
	at := func(name, usual string) string {
		if text, ok := parts[name]; ok {
			return text
		}
		return usual
	}
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("---\ntitle: \"%s\"\ndoc_type: apiPageType\n---\n\n# thing: %s\n\nNamespace: microsoft.graph\n\n%s", at("front", "Run"), at("title", "run"), at("description", "Runs it."))
	p("\n[!INCLUDE [national-cloud-support](../../includes/%s.md)]", at("cloud", "all-clouds"))
	p("\n## Permissions\n|%s|Permissions (from least to most privileged)|\n|:---|:---|", at("permission title", "Permission type"))
	p("|%s|%s, Thing.Read|\n|Application|Not supported.|", at("actor", "Delegated (work or school account)"), at("scope", "Thing.ReadWrite"))
	p("\n## HTTP request\n```http\nPOST %s%s\n```", at("host", ""), parts["path"])
	p("\n## Optional query parameters\nThis method supports the `%s` OData query parameters.", at("option", "$select"))
	p("\n## Request headers\n|Name|Description|\n|:---|:---|\n|%s|%s|", at("header", "If-Match"), at("header text", "Required. The etag."))
	p("\n## Request body\n|Parameter|Type|Description|\n|:---|:---|:---|\n|%s|%s|%s|", at("parameter", "count"), at("parameter type", "Int32"), at("parameter text", "How often."))
	p("\n## Response\nIf successful, this method returns a `%s` response code and a [%s](../resources/description.md) object in the response body.", at("status", "200 OK"), at("response", "description"))
	p("\n## Examples\n\n### Example 1: %s\n\n#### Request", at("example title", "Run it"))
	p("<!-- {\n  \"blockType\": \"request\",\n  \"name\": \"%s\"\n}-->\n```http", at("request annotation", "thing_run"))
	example := strings.NewReplacer("{id}", at("request key", "7"), "{§}", "§", "{x}", "1").Replace(parts["path"])
	p("POST https://graph.microsoft.com/v1.0%s%s\n%s\nContent-Type: application/json\n", example, at("request URL", ""), at("request header", "X-Of: thing"))
	p("%s\n```", at("request body", `{"count": 1, "text": "`+at("request JSON", "x")+`"}`))
	p("\n#### Response\n<!-- {\n  \"blockType\": \"response\",\n  \"@odata.type\": \"microsoft.graph.%s\"\n}-->\n```http", at("response annotation", "description"))
	p("HTTP/1.1 %s\n%s\nContent-Type: application/json\n", at("status line", "200 OK"), at("response header", "X-Of: thing"))
	p("%s\n```", at("response body", `{"size": "`+at("response JSON", "x")+`"}`))
	return b.String()
}

// hostileDocs returns the documentation of places with a payload.
func hostileDocs(payload string, all []place) fstest.MapFS {
	payload = strings.ReplaceAll(payload, "@", word)
	fsys := fstest.MapFS{"includes/all-clouds.md": {Data: []byte("| Global service |\n|---|\n| yes |\n")}}
	for _, p := range all {
		for name, text := range p.files {
			name = strings.ReplaceAll(name, "§", payload)
			if !validName(name) {
				continue
			}
			fsys[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "§", payload))}
		}
	}
	return fsys
}

// validName reports whether a disk could have a file of this name.
func validName(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part == "." || part == ".." || part == ".md" || len(part) > 255 || strings.ContainsRune(part, 0) {
			return false
		}
	}
	return true
}

// TestHostileDocs makes every attempt.
func TestHostileDocs(t *testing.T) {
	all := places()
	if n := len(all) * len(payloads); n < 200 {
		t.Fatalf("only %d attempts", n)
	}
	ran, made := 0, make([]bool, len(kinds))
	module := t.TempDir()
	write(t, filepath.Join(module, "go.mod"), "module example.com/hostile\n\ngo 1.26\n")
	for i, payload := range payloads {
		t.Run(fmt.Sprintf("%d %.20q", i, payload), func(t *testing.T) {
			files, faults := attempt(hostileDocs(payload, all), all, payload, filepath.Join(module, fmt.Sprintf("p%d", i)))
			ran++
			for name := range files {
				if k := kind(name); k >= 0 {
					made[k] = true
				}
			}
			if len(faults) > 0 {
				t.Errorf("%.80q:\n\t%s", payload, strings.Join(head(faults), "\n\t"))
				blame(t, payload, all)
			}
		})
	}
	if i := slices.Index(made, false); i >= 0 && ran == len(payloads) {
		t.Errorf("no file is called as %s", kinds[i])
	}
	// All parse, names are type-checked; the go command has its say of some.
	for i, payload := range payloads {
		if i%vetEvery() != 0 && payload != "MarshalJSON" { // which vet has an opinion of
			_ = os.RemoveAll(filepath.Join(module, fmt.Sprintf("p%d", i)))
		}
	}
	vet := exec.Command("go", "vet", "./...")
	vet.Dir = module
	vet.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	if out, err := vet.CombinedOutput(); err != nil {
		t.Errorf("go vet: %v\n%.8000s", err, out)
	}
}

// typed reports whether the package of a payload is type-checked: what could be
// a name always is.
func typed(payload string) bool {
	return os.Getenv("DOCMILL_HOSTILE") == "all" || token.IsIdentifier(payload) || token.IsKeyword(payload)
}

// vetEvery says of how many packages one is vetted: of all, if DOCMILL_HOSTILE
// is "all".
func vetEvery() int {
	if os.Getenv("DOCMILL_HOSTILE") == "all" {
		return 1
	}
	return 40
}

// blame makes the attempts of a payload one by one, up to the first three that
// fail.
func blame(t *testing.T, payload string, all []place) {
	bad := 0
	for _, p := range all {
		_, alone := attempt(hostileDocs(payload, []place{p}), []place{p}, payload, filepath.Join(t.TempDir(), "p"))
		if len(alone) > 0 {
			t.Errorf("as %s:\n\t%s", p.name, strings.Join(head(alone), "\n\t"))
			if bad++; bad == 3 {
				return
			}
		}
	}
}

func head(s []string) []string {
	if len(s) > 4 {
		return append(s[:4:4], fmt.Sprintf("and %d more", len(s)-4))
	}
	return s
}

// attempt generates a package into dir and returns its files, and what is wrong
// with it.
func attempt(docs fstest.MapFS, all []place, payload, dir string) (files map[string][]byte, faults []string) {
	api, diags, err := parser.Load(docs, parser.Options{})
	if err != nil {
		return nil, []string{fmt.Sprintf("load: %v", err)}
	}
	diags = append(diags, check.Lint(api)...)
	files, more, err := gen.Generate(api, gen.Options{Package: "hostile", Title: payload, Emit: gen.Emitters, Import: "example.com/hostile/" + filepath.Base(dir)})
	if err != nil {
		return nil, []string{fmt.Sprintf("generate: %v", err)}
	}
	diags = append(diags, more...)
	diags.Sort()
	faults = scanPackage(files)
	if typed(payload) {
		faults = append(faults, typeFaults(files)...)
	}
	faults = append(faults, scanReports(diags, docs)...)
	faults = append(faults, lost(files, diags, all, payload)...)
	if _, err := outdir.Write(dir, files, outdir.Options{}); err != nil {
		return files, append(faults, fmt.Sprintf("write: %v", err))
	}
	return files, append(faults, scanFolder(dir, files)...)
}

// lost reports places of data whose word is nowhere.
func lost(files map[string][]byte, diags diag.List, all []place, payload string) []string {
	// What opens a comment, a tag or a block of its own is not text of its place.
	if !strings.Contains(payload, "@") || strings.ContainsAny(payload, "\n\r<[{#|>$`&\x00\x1b\u009b") {
		return nil
	}
	var b strings.Builder
	for _, text := range files {
		b.Write(text)
	}
	for _, d := range diags {
		b.WriteString(d.Msg)
	}
	found := strings.Count(b.String(), word)
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
		out := b.String()
		switch format {
		case "text":
			faults = append(faults, controls("the report as text", out)...)
		case "json", "sarif":
			if !json.Valid(b.Bytes()) && format == "sarif" {
				faults = append(faults, "SARIF is no JSON")
			}
		case "github":
			for line := range strings.Lines(out) {
				if !strings.HasPrefix(line, "::error title=") && !strings.HasPrefix(line, "::warning title=") && !strings.HasPrefix(line, "::notice title=") {
					faults = append(faults, fmt.Sprintf("a workflow command of a page: %.100q", line))
				}
			}
			if strings.Contains(strings.ReplaceAll(out, "\r\n", ""), "\r") {
				faults = append(faults, "a carriage return in workflow commands")
			}
		case "html":
			for _, bad := range []string{"<script>alert", "<img", `" onmouseover="`, `href="javascript:`} {
				if strings.Contains(out, bad) {
					faults = append(faults, "HTML has "+bad)
				}
			}
		}
	}
	return faults
}
