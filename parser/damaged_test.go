package parser

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestDamagedWhole damages a page in all of its lines, as conversions and editors
// do. What cannot be read then must be told, and nothing may be lost.
func TestDamagedWhole(t *testing.T) {
	const page = "---\ntitle: Get pot\ndoc_type: apiPageType\n---\n\n# Get pot\n\nGets it.\n\n## Permissions\n\n|Permission type|Permissions|\n|:---|:---|\n|Application|Pot.Read|\n\n" +
		"## HTTP request\n\n```http\nGET /pots/{id}\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a [pot](../resources/pot.md) object.\n"
	lines := func(end string) string { return strings.ReplaceAll(page, "\n", end) }
	for name, test := range map[string]struct {
		text string
		read bool // all the same
	}{
		"CRLF":                   {lines("\r\n"), true},
		"CR":                     {lines("\r"), true},
		"two ends of lines":      {lines("\r\r\n"), true},
		"line separators":        {lines("\u2028"), false},
		"no lines":               {lines(" "), false},
		"marks of order":         {lines("\n\ufeff"), true},
		"tabs":                   {lines("\n\t"), false},
		"quoted":                 {"> " + lines("\n> "), true},
		"items":                  {lines("\n- "), false},
		"two bytes a character":  {"\xff\xfe" + strings.Join(strings.Split(page, ""), "\x00") + "\x00", true},
		"in the other order":     {"\xfe\xff\x00" + strings.Join(strings.Split(page, ""), "\x00"), true},
		"without a mark":         {strings.Join(strings.Split(page, ""), "\x00") + "\x00", true},
		"NUL":                    {strings.ReplaceAll(page, " ", "\x00"), false},
		"front matter twice":     {page[:strings.Index(page, "# ")] + page, true},
		"front matter left open": {strings.Replace(page, "---\n\n#", "\n#", 1), false},
		"a comment left open":    {"<!--\n" + page, false},
		"HTML left open":         {strings.ReplaceAll(page, "\n## ", "\n<div><table><tr><td>\n## "), false},
		"no delimiters":          {strings.ReplaceAll(page, "|:---|:---|\n", ""), true},
		"fences left open":       {strings.ReplaceAll(page, "```\n", ""), false},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{"api/pot-get.md": {Data: []byte(test.text)}}
			accountTree(t, fsys)
			p, diags, err := Page(fsys, "api/pot-get.md", Options{})
			if err != nil {
				t.Fatal(err)
			}
			read := len(p.Ops) == 1 && len(p.Ops[0].Endpoints) == 1 && len(p.Ops[0].Permissions) == 1
			if test.read && !read || !read && len(diags) == 0 {
				t.Errorf("read: %v, with %d findings", read, len(diags))
			}
		})
	}
}
