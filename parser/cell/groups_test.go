package cell

import (
	"strings"
	"testing"
)

func TestGroups(t *testing.T) {
	d := english(t)
	for _, tt := range []struct{ in, want string }{
		{"Shelves. The properties that say what it holds (book, map, globe) are mutually exclusive -- only one of them is set.", "book map globe"},
		{"The properties **shelf**, **box** and **bag** are mutually exclusive.", "shelf box and bag"},
		{"Only one of `shelf` or `box` can be specified.", "shelf or box"},
		{"In the request body, specify either **shelf** or **box**, but not both.", "shelf or box"},
		{"These properties are mutually exclusive.", ""},
		{"Specify either shelf or box.", ""},
		{"Only one of them can be specified.", ""},
		{"One of the following properties must be specified.", ""},
	} {
		var got []string
		for _, g := range Groups(text(tt.in), d) {
			got = append(got, g.Names...)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("Groups(%q) = %q, want %q", tt.in, s, tt.want)
		}
	}
}
