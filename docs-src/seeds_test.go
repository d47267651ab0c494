package docssrc_test

// This file compares the sample pages with the pages that the project was
// created from, the seeds. They are not ours to copy, so they are not in this
// repository: the sample pages carry their facts (names, types, paths, values,
// permissions, status codes, headers, JSON members) in our own words, and this
// test says which fact is missing or contradicted.

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	docssrc "github.com/docmill/docmill/docs-src"
)

// seedsDir is where the seeds are if they are anywhere.
func seedsDir() string {
	if dir := os.Getenv("DOCMILL_SEEDS"); dir != "" {
		return dir
	}
	return filepath.FromSlash("../../shared/seeds")
}

func TestSeeds(t *testing.T) {
	dir := seedsDir()
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skipf("no seeds in %s: set DOCMILL_SEEDS to the folder that holds the rendered pages", dir)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := readFacts(render(nil, "", string(data)))
			for _, problem := range compareWithSample(t, want) {
				t.Error(problem)
			}
		})
	}
}

// compareWithSample finds the sample page for the facts and compares. Facts
// that every page states must be there, or the reader has missed them.
func compareWithSample(t *testing.T, want facts) []string {
	t.Helper()
	for _, key := range []string{"title", "version", "permission columns", "response", "body displayName|body id", "example 1 request", "example 1 response"} {
		if !slices.ContainsFunc(strings.Split(key, "|"), func(k string) bool { return want[k] != "" }) {
			return []string{"the seed's " + key + " was not understood"}
		}
	}
	page := samplePage(t, want["version"], want["title"])
	if page == "" {
		return []string{fmt.Sprintf("docs-src/%s has no page titled %q", want["version"], want["title"])}
	}
	return compare(page, want, sampleFacts(t, page))
}

// mayBeAdded are the facts that a seed may lack: pages before 2020 have no
// Namespace line, and the seed that is Markdown includes its table of clouds
// from a file that is not at hand.
var mayBeAdded = map[string]bool{"namespace": true, "clouds": true}

// compare lists what page states otherwise than wanted, sorted by fact.
func compare(page string, want, got facts) []string {
	var problems []string
	all := maps.Clone(want)
	maps.Copy(all, got)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		w, inSeed := want[key]
		g, inPage := got[key]
		switch {
		case !inPage:
			problems = append(problems, fmt.Sprintf("%s: %s: missing, want %q", page, key, w))
		case !inSeed && !mayBeAdded[key]:
			problems = append(problems, fmt.Sprintf("%s: %s: %q, which the seed does not have", page, key, g))
		case inSeed && w != g:
			problems = append(problems, fmt.Sprintf("%s: %s: %q, want %q", page, key, g, w))
		}
	}
	return problems
}

// samplePage returns the operation's page with a title, "" if there is none.
func samplePage(t *testing.T, version, title string) string {
	t.Helper()
	names, err := fs.Glob(docssrc.FS, version+"/api/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if sampleFacts(t, name)["title"] == title {
			return name
		}
	}
	return ""
}

func sampleFacts(t *testing.T, name string) facts {
	t.Helper()
	data, err := fs.ReadFile(docssrc.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return readFacts(render(docssrc.FS, name, string(data)))
}

// TestCompareNamesEachFact takes each fact of a page away, changes it, and
// adds it: compare must name the fact each time.
func TestCompareNamesEachFact(t *testing.T) {
	want := sampleFacts(t, "beta/api/intune-deviceconfig-ndesconnector-create.md")
	if len(want) < 40 {
		t.Fatalf("only %d facts read: %v", len(want), want)
	}
	if problems := compare("page", want, want); problems != nil {
		t.Errorf("equal facts differ: %q", problems)
	}
	for key := range want {
		less, other := maps.Clone(want), maps.Clone(want)
		delete(less, key)
		other[key] = "something else"
		cases := map[string][]string{
			"missing": compare("page", want, less),
			"changed": compare("page", want, other),
		}
		if !mayBeAdded[key] {
			cases["added"] = compare("page", less, want)
		}
		for name, problems := range cases {
			if len(problems) != 1 || !strings.Contains(problems[0], ": "+key+": ") {
				t.Errorf("%s %s: got %q", name, key, problems)
			}
		}
	}
}

// TestReaderSeesChanges changes the text of a sample page; the fact that was
// changed, and no other, must differ.
func TestReaderSeesChanges(t *testing.T) {
	const name = "beta/api/intune-servicenowconnectorservice-servicenowconnection-update.md"
	data, err := fs.ReadFile(docssrc.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	want := readFacts(render(docssrc.FS, name, string(data)))
	for _, c := range []struct{ old, new, fact string }{
		{"# Update serviceNowConnection", "# Update serviceNowLink", "title"},
		{"PATCH /device", "PUT /device", "endpoint PATCH /deviceManagement/serviceNowConnections/{serviceNowConnectionId}"},
		{"(from least to most privileged)", "(from most to least privileged)", "permission columns"},
		{"|Application|DeviceManagementConfiguration", "|Application|Elsewhere", "permission Application"},
		{"|Accept|", "|Content-Type|", "header Accept"},
		{"|incidentApiUrl|String|", "|incidentApiUrl|Int32|", "body incidentApiUrl"},
		{"|lastQueriedDateTime|", "|lastAskedDateTime|", "body lastQueriedDateTime"},
		{"`enabled`, `unknown", "`on`, `unknown", "values serviceNowConnectionStatus"},
		{"`200 OK`", "`204 No Content`", "response"},
		{"HTTP/1.1 200 OK", "HTTP/1.1 201 Created", "example 1 response"},
		{"Content-length", "Content-Language", "example 1 request header content-length"},
		{`  "instanceUrl": "https://servicenow.example.com/"`, `  "instanceUrl": 1`, "example 1 request JSON /instanceUrl"},
		{`"microsoft.graph.serviceNowOauth`, `"microsoft.graph.oauth`, "example 1 request JSON /authenticationMethod/@odata.type"},
		{`"appId"`, `"clientId"`, "example 1 request JSON /authenticationMethod/appId"},
	} {
		text := string(data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("the page does not hold %q", c.old)
		}
		got := readFacts(render(docssrc.FS, name, strings.Replace(text, c.old, c.new, 1)))
		problems := strings.Join(compare("page", want, got), "\n")
		if !strings.Contains(problems, "page: "+c.fact+": ") {
			t.Errorf("%q → %q: fact %q not named in:\n%s", c.old, c.new, c.fact, problems)
		}
	}
}

// TestReaderOnBothForms reads one small page as Markdown and as a browser
// shows it.
func TestReaderOnBothForms(t *testing.T) {
	const markdown = "---\ntitle: x\n---\n\n# Update lamp\n\n## Permissions\n\n|Permission type|Least|Higher|\n|:--|:--|:--|\n|Application|Lamp.Write|Not available.|\n\n" +
		"## HTTP request\n\n<!-- { \"blockType\": \"ignored\" } -->\n```http\nPATCH /lamps/{id}\n```\n\n## Request body\n\n|Property|Type|Description|\n|--|--|--|\n" +
		"|tags|String collection|Any.|\n|state|[lampState](lampstate.md)|Light. Possible values are: `on`, `off`.|\n\n## Response\n\nA `200 OK`.\n\n## Example\n\n" +
		"# [HTTP](#tab/http)\n```http\nPATCH https://api.example.com/v1/lamps/1d8a2f60-30c4-4e0b-9d8e-7d1c9f3b6a52\nContent-Type: application/json\n\n{\n  \"tags\": [\"a\"]\n}\n```\n\n" +
		"# [curl](#tab/curl)\n```bash\ncurl\nDELETE https://api.example.com/v1/lamps\n```\n---\n"
	const rendered = "Update lamp\n\nPermissions\n\nPermission type Least Higher\nApplication Lamp.Write Not available.\n\nHTTP request\n\nPATCH /lamps/{id}\n\n" +
		"Request body\n\nProperty Type Description\ntags String collection Any.\nstate lampState Light. Possible values are: on, off.\n\nResponse\n\nA 200 OK.\n\n" +
		"Example\n\nPATCH https://api.example.com/v1/lamps/{id}\nContent-Type: application/json\n\n{\n  \"tags\": [\"a\"]\n}"
	want := facts{
		"title": "Update lamp", "version": "v1",
		"permission columns": "Least Higher", "permission Application": "Lamp.Write Not available.",
		"endpoint PATCH /lamps/{id}": "documented",
		"body tags":                  "String collection", "body state": "lampState", "values state": "on, off",
		"response":          "200 OK",
		"example 1 request": "PATCH /v1/lamps/{}", "example 1 request header content-type": "present",
		"example 1 request JSON ": "object", "example 1 request JSON /tags": "array", "example 1 request JSON /tags/0": "string",
	}
	if diff := cmp.Diff(want, readFacts(render(nil, "", markdown))); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, readFacts(render(nil, "", rendered))); diff != "" {
		t.Errorf("rendered (-want +got):\n%s", diff)
	}
}
