package cell

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
	"github.com/google/go-cmp/cmp"
)

// Each row is a shape that real pages have; want is the printed path, with
// the query behind it.
var requestLines = []struct {
	line, want string
	err        string // part of the error's text, "" for none
}{
	{"GET /me/messages", "GET /me/messages", ""},
	{"  get\t/me/messages  ", "GET /me/messages", ""},
	{"POST\u202fhttps://host.example/v1.0/me/messages", "POST /me/messages", ""},
	{"GET https://host.example/beta/users/{id}", "GET /users/{id}", ""},
	{"GET https://host.example/v1.0", "GET /", ""},
	{"GET /items/run:// /", "GET", "is no path to an item"},
	{"GET /items/'{id | name}'", "GET /items/'{id | name}'", ""},
	{"GET /items/run(a&b=c)", "GET /items/run(a&b=c)", ""},
	{"GET /items/run(a&b})", "GET", "is no placeholder"},
	{"GET /beta/teams/{id}/photo HTTP/1.1", "GET /teams/{id}/photo", ""},
	{"GET ~/profiles/{kind}/agents", "GET /profiles/{kind}/agents", ""},
	{"GET policies/lifetime", "GET /policies/lifetime", ""},
	{"GET serviceprefixPrefix/companies({id})/items({itemId})", "GET /companies({id})/items({itemId})", ""},
	{"GET anyPrefix/api/v1.0/companies", "GET /companies", ""},
	{"GET https://{anyPrefix}/api/v2.0/companies({id})", "GET /companies({id})", ""},
	{"GET https://host.example/v2.0/{tenant}/api/v2.0/companies", "GET /companies", ""},
	{"GET /users/{id|userPrincipalName}/x", "GET /users/{id|userPrincipalName}/x", ""},
	{"GET /users/{id | userPrincipalName}/x", "GET /users/{id | userPrincipalName}/x", ""},
	{"GET /a/{tenant id}", "GET /a/{tenant id}", ""},
	{"GET /resources/<resourceId>/settings/", "GET /resources/{resourceId}/settings", ""},
	{"GET /reports/getX(period='{period_value}')", "GET /reports/getX(period='{period_value}')", ""},
	{"GET /x/f(}count=n)", "GET /x/f(count={count})", "lacks its opening brace"},
	{"GET /x/range(address='<address>')/format", "GET /x/range(address='{address}')/format", ""},
	{"GET /x/range(<address>)", "GET /x/range({address})", ""},
	{"GET /x/borders(<sideIndex>)", "GET /x/borders({sideIndex})", ""},
	{"GET /x/worksheets(<id|name>)", "GET /x/worksheets({id|name})", ""},
	{"GET /x/resized(deltaRows={n}, deltaColumns={n})", "GET /x/resized(deltaRows={n},deltaColumns={n})", ""},
	{"GET /x/image(width=0,height=0,fittingMode='fit')", "GET /x/image(width=0,height=0,fittingMode='fit')", ""},
	{"GET /x/recent(includeMine=includeMine-value)", "GET /x/recent(includeMine={includeMine})", ""},
	{"GET /x/rowsAbove(count=n)", "GET /x/rowsAbove(count={count})", ""},
	{"GET /x/filterBy(on='reviewer')", "GET /x/filterBy(on='reviewer')", ""},
	{"GET /x/zones(std=ns.zoneStandard'{zone}')", "GET /x/zones(std=ns.zoneStandard'{zone}')", ""},
	{"GET /x/generate()", "GET /x/generate()", ""},
	{"GET /x/defaults({vendorId},{dimensionId})", "GET /x/defaults({vendorId},{dimensionId})", ""},
	{"DELETE /subscriptions('{id}')", "DELETE /subscriptions('{id}')", ""},
	{"GET /keys/'{keyId}'?$select=key", "GET /keys/'{keyId}' ? $select=key", ""},
	{"GET /roles/templateId={templateId}/members/$ref", "GET /roles/templateId={templateId}/members/$ref", ""},
	{"GET /x/ns.graph.delta", "GET /x/ns.graph.delta", ""},
	{"GET /x/$count", "GET /x/$count", ""},
	{"GET /me/drive/root:/{item-path}:/content", "GET /me/drive/root:/{item-path}:/content", ""},
	{"GET /me/drive/root:/{item-path}", "GET /me/drive/root:/{item-path}", ""},
	{"GET /me/drive/root::", "GET", "no path to an item"},
	{"GET /me/../users", "GET", `".." leads to another path`},
	{"GET /me/%2E./users", "GET", `"%2E." leads to another path`},
	{"GET /me/.", "GET", `"." leads to another path`},
	{"GET /me/..a/.b", "GET /me/..a/.b", ""},
	{"PUT /me/items/{parent-id}:/{filename}:/content", "PUT /me/items/{parent-id}:/{filename}:/content", ""},
	{"GET /drive/root:/{path and filename}:/content?format={format}", "GET /drive/root:/{path and filename}:/content ? format={format}", ""},
	{"GET /sites/{hostname}:/{relative-path}", "GET /sites/{hostname}:/{relative-path}", ""},
	{"GET /drive/root:/a/b.txt:/content", "GET /drive/root:/a/b.txt:/content", ""},
	{"GET /view?start={start_date}&end={end_date}", "GET /view ? start={start_date} & end={end_date}", ""},
	{"GET /x/{id}?$expand=m($filter=id eq '{v}'&$top=1)&n=1", "GET /x/{id} ? $expand=m($filter=id eq '{v}'&$top=1) & n=1", ""},
	{"GET /users/?$expand=manager($levels=n)", "GET /users ? $expand=manager($levels=n)", ""},

	// Faults whose meaning is clear.
	{"GET /groups/{group-id/drive", "GET /groups/{group-id}/drive", "lacks its closing brace"},
	{"GET /teams/workforceId}/x", "GET /teams/{workforceId}/x", "lacks its opening brace"},
	{"GET /cases/{caseId}}/x", "GET /cases/{caseId}/x", "too many"},
	{"GET /x/salesMemo(memoId})", "GET /x/salesMemo({memoId})", "lacks its opening brace"},
	{"GET /x/range(address='<address>'/row", "GET /x/range(address='{address}')/row", "lacks its closing parenthesis"},
	{"GET /users/{user-id} | user-principal-name/chats/{id}", "GET /users/{user-id | user-principal-name}/chats/{id}", "outside of the braces"},
	{"GET /sites/id/types/id/copy", "GET /sites/{id}/types/{id}/copy", "lacks its braces"},
	{"GET /x/items(id)/y", "GET /x/items({id})/y", "lacks its braces"},
	{"GET /teams/(team-id)/x", "GET /teams/{team-id}/x", "parentheses in place of braces"},
	{"GET /x/({id})", "GET /x/{id}", "parentheses in place of braces"},
	{"GET /x/subs({'id'})", "GET /x/subs({id})", "no name of a placeholder"},
	{"GET /x/payments ({id})", "GET /x/payments({id})", "blank inside"},
	{"GET /a/b//c", "GET /a/b/c", "two slashes"},
	{"GET /a/{id}$ref", "GET /a/{id}/$ref", "want /"},
	{"GET /a/{id}/.../b", "GET /a/{id}/b", "leaves out"},
	{"GET /a/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793/b", "GET /a/{id}/b", "example's value"},
	{"GET /a/b # where b is c/d", "GET /a/b", "after the path"},
	{"GET /a/b (only c)", "GET /a/b(only c)", "blank inside"},
	{"GET /a/b$filter=x eq {y}", "GET /a/b ? $filter=x eq {y}", "want ?"},
	{"POST /apps?review:{Boolean}", "POST /apps ? review={Boolean}", "want ="},
	{"DELETE/a/{id}/$ref", "DELETE /a/{id}/$ref", "want a blank"},
	{"GET /a/{}", "GET /a/{id}", "without a name"},

	// Faults that leave the path open.
	{"POST ** Collection URI for ns.x not found", "POST", "want a path"},
	{"GET /a b/c", "GET", "blank inside"},
	{"GET the list", "GET", "blank inside"},
	{"GET /a/{b{c}}", "GET", "no placeholder"},
	{"GET /a(x='y)", "GET", "closing quote"},
	{"GET", "", "want METHOD"},
	{"or", "", "want METHOD"},
	{"workbook-session-id: {session-id}", "", "no HTTP method"},
	{"GET ", "GET", "missing"},
}

func TestRequestLine(t *testing.T) {
	for _, c := range requestLines {
		method, path, err := RequestLine(c.line, markdown.Limits{})
		if got := shown(method, path); got != c.want {
			t.Errorf("RequestLine(%q) = %q, want %q (error %v)", c.line, got, c.want, err)
		}
		if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("RequestLine(%q): error %v, want %q", c.line, err, c.err)
		}
	}
}

func shown(method string, path model.Path) string {
	if len(path.Segments) == 0 && path.Raw == "" {
		return method
	}
	out := method + " " + path.String()
	for i, q := range path.Query {
		value := q.Const
		if q.Param != "" {
			value = "{" + q.Param + "}"
		}
		out += []string{" ? ", " & "}[min(i, 1)] + q.Name + "=" + value
	}
	return out
}

func TestRequestLineSegments(t *testing.T) {
	_, path, err := RequestLine("GET /users/{id | upn}/drive/root:/{path}:/rows(a='{b}')", markdown.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := []model.Segment{
		{Text: "users"},
		{Kind: model.Key, Text: "id | upn", Args: []model.Arg{{Param: "id"}, {Param: "upn"}}},
		{Text: "drive"},
		{Text: "root"},
		{Kind: model.ItemPath, Text: "path", Args: []model.Arg{{Param: "path"}}},
		{Kind: model.Function, Text: "rows", Args: []model.Arg{{Name: "a", Param: "b", Quoted: true}}},
	}
	if diff := cmp.Diff(want, path.Segments); diff != "" {
		t.Error(diff)
	}
	if path.Raw != "/users/{id | upn}/drive/root:/{path}:/rows(a='{b}')" {
		t.Errorf("Raw = %q", path.Raw)
	}
}

func TestRequestLineOffset(t *testing.T) {
	_, _, err := RequestLine("  GET  /a//b", markdown.Limits{})
	var syntax *SyntaxError
	if !errors.As(err, &syntax) || syntax.Offset != len("  GET  /a/") {
		t.Errorf("error %v, want offset %d", err, len("  GET  /a/"))
	}
}

// FuzzRequestLine checks that reading never panics, keeps offsets inside of
// the line, and that what is printed reads back as the same path.
func FuzzRequestLine(f *testing.F) {
	for _, c := range requestLines {
		f.Add(c.line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		_, path, err := RequestLine(line, markdown.Limits{})
		var syntax *SyntaxError
		if errors.As(err, &syntax) && (syntax.Offset < 0 || syntax.Offset > len(line)) {
			t.Fatalf("offset %d outside of %q", syntax.Offset, line)
		}
		if err != nil || len(path.Segments) == 0 {
			return
		}
		text := path.String()
		if serviceRoot(text) > 0 {
			return // "https://host/v1.0/beta/x": a second version is cut off in turn
		}
		_, again, err := RequestLine("GET "+text, markdown.Limits{})
		if err != nil {
			t.Fatalf("%q prints as %q: %v", line, text, err)
		}
		if again.String() != text || !slices.EqualFunc(again.Segments, path.Segments, func(a, b model.Segment) bool { return cmp.Equal(a, b) }) {
			t.Fatalf("%q prints as %q, read as %q\n%s", line, text, again.String(), cmp.Diff(path.Segments, again.Segments))
		}
	})
}
