package selection

import (
	"strings"
	"testing"
)

// TestPatterns is the grammar: what a pattern matches, and what it does not.
func TestPatterns(t *testing.T) {
	tests := []struct {
		pattern string
		yes, no string // separated by ";": names, IDs with "#" or "-", pages with ".", request lines with a blank
	}{
		// Names: short, full, or with some of the namespace.
		{"message", "a.b.message", "a.b.messages;a.message.b"},
		{"MESSAGE", "a.b.message;a.b.Message", ""},
		{"b.message", "a.b.message", "a.c.message;a.bb.message"},
		{"a.b.message", "a.b.message", "a.c.message"},
		{"mess*", "a.message;a.messageRule", "a.b.amessage"},
		{"*rule", "a.messageRule", "a.messageRules"},
		{"c.*", "a.c.x", "a.x"},
		{"*", "message;a.b.message;message-get", ""},
		{"message-get", "message-get;message-get#v1.0", "message-get-x"},
		{"message-*", "message-get;message-post-x", "message;mymessage-get"},
		{"message-get#v1.0", "message-get#v1.0", "message-get;message-get#beta"},
		{" message ", "a.message", ""},

		// Paths: "*" is one segment or a part of one, "**" any number.
		{"/users", "GET /users;POST /users;GET /Users", "GET /users/{id};GET /me/users"},
		{"/users/", "GET /users", "GET /users/{id}"},
		{"/users/*", "GET /users/{id};GET /users/delta()", "GET /users;GET /users/{id}/x"},
		{"/users/{id}", "GET /users/{id};GET /users/{user-id}", "GET /users/delta()"},
		{"/users/{whatever}/x", "GET /users/{id}/x", "GET /users/a/x"},
		{"/users/**", "GET /users;GET /users/{id}/x/{id}", "GET /me"},
		{"/**", "GET /users;GET /a/b/c", ""},
		{"/**/x", "GET /x;GET /a/{id}/x", "GET /x/a"},
		{"/users/**/x/**", "GET /users/x;GET /users/{id}/b/x/y", "GET /users/b"},
		{"/user*", "GET /users;GET /userFlows", "GET /users/{id};GET /{id}"},
		{"/a/**x", "GET /a/bx", "GET /a/b/x;GET /a/{id}"},
		{"/reports/getx", "GET /reports/getX(period='{p}');GET /reports/ns.getX(period='{p}')", "GET /reports/getY(period='{p}')"},
		{"/reports/getX(period='{period}')", "GET /reports/getX(date={d})", "GET /reports"},
		{"/companies({id})/items", "GET /companies({id})/items", "GET /companies/items"},
		{"/companies/*/items", "GET /companies({id})/items", ""},
		{"/drive/root:/{path}:/content", "GET /drive/root:/{item-path}:/content", "GET /drive/root/content"},
		{"/users/{id}?$select=id", "GET /users/{id}", ""},
		{"GET /users/*", "GET /users/{id}", "PATCH /users/{id}"},
		{"get,patch  /users/*", "GET /users/{id};PATCH /users/{id}", "DELETE /users/{id}"},

		// Pages: a path, or its last part alone, with or without extension.
		{"page:api/intune-*", "api/intune-x-get.md", "api/x.md;resources/intune-x.md;api/intune-x/y.md"},
		{"page:api/message-get.md", "api/message-get.md;api/message-get.html", "api/message-get-x.md"},
		{"page:message-get", "api/message-get.md;message-get.md", "message-get/x.md"},
		{"page:**/x*", "api/x.md;a/b/xy.md", "api/y.md"},
		{"page:./API/Message-GET.MD", "api/message-get.md", ""},
		{`page:api\x`, "api/x.md", ""},
	}
	for _, tt := range tests {
		p, err := parsePattern(tt.pattern)
		if err != nil {
			t.Errorf("%q: %v", tt.pattern, err)
			continue
		}
		for _, have := range split(tt.yes) {
			if !matches(&p, have) {
				t.Errorf("%q does not match %q", tt.pattern, have)
			}
		}
		for _, have := range split(tt.no) {
			if matches(&p, have) {
				t.Errorf("%q matches %q", tt.pattern, have)
			}
		}
	}
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ';' })
}

// matches reports whether p matches what a row of the table has.
func matches(p *pattern, have string) bool {
	method, path, isLine := strings.Cut(have, " ")
	switch {
	case isLine:
		return p.matchesLine(method, pathSegments(pathOf(path)))
	case strings.ContainsAny(have, "-#"):
		return p.matchesID(have) || p.matchesPage(have)
	case strings.HasSuffix(have, ".md"):
		return p.matchesPage(have)
	default:
		return p.matchesName(have)
	}
}

func TestNoPatterns(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "empty",
		" ":                      "empty",
		"page:":                  "names no page",
		"message get":            "two words",
		"FETCH /users":           "no HTTP method",
		"GET,x /users":           "no HTTP method",
		"https://h.example/v1/a": "below the service root",
	} {
		if _, err := parsePattern(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want an error with %q", text, err, want)
		}
	}
}

// A pattern that matches nothing is an error with what may have been meant.
func TestNothing(t *testing.T) {
	tests := []struct{ pattern, want string }{
		{"boook", `no type, enum or operation is called "boook"; did you mean book?`},
		{"book-crate", `no type, enum or operation is called "book-crate"; did you mean book-create?`},
		{"autor*", `did you mean author?`},
		{"/shelfs/{id}/items", `no request line matches "/shelfs/{id}/items"; did you mean /shelves/{id}/items?`},
		{"/shelve/**", `did you mean /shelves/**?`},
		{"PUT /shelves/{id}", `did you mean /shelves/{id}?`},
		{"page:api/item-gt", `no page is called "page:api/item-gt"; did you mean page:api/item-get`},
		{"page:shelff.md", `did you mean page:shelf?`},
		{"nothing-like-it", `docmill list shows what there is`},
	}
	for _, tt := range tests {
		for _, p := range []Patterns{{Select: []string{tt.pattern}}, {Exclude: []string{tt.pattern}}} {
			if _, err := Of(library(), p); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%q: %v, want %s", tt.pattern, err, tt.want)
			}
		}
	}
	if _, err := Of(library(), Patterns{[]string{"lone"}, []string{"lo*"}}); err == nil || !strings.Contains(err.Error(), "excluded") {
		t.Errorf("all excluded: %v", err)
	}
}

// FuzzPatterns checks that no pattern makes selecting crash or never end.
func FuzzPatterns(f *testing.F) {
	for _, seed := range []string{"item", "/shelves/**", "GET /a/*/b", "page:api/*", "**a**b**c", "/**/**/**/**/x", "({", "/a:/b:", "é*", "page:", " ", "/(", "POST,GET /("} {
		f.Add(seed, "a/b/c")
	}
	g := NewGraph(library())
	f.Fuzz(func(t *testing.T, text, other string) {
		for _, p := range []Patterns{{Select: []string{text}}, {Exclude: []string{text}}} {
			part, err := g.Select(p)
			if err != nil {
				continue
			}
			checkClosed(t, text, part.API())
		}
		globMatch(text, other)
		segmentsMatch(strings.Split(text, "/"), strings.Split(other, "/"))
	})
}
