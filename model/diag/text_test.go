package diag

import (
	"maps"
	"testing"
)

func TestText(t *testing.T) {
	for _, test := range []struct{ data, want, encoding string }{
		{"a\nb\n", "a\nb\n", ""},
		{"a\r\nb\r\n\r\n", "a\r\nb\r\n\r\n", ""},
		{"\ufeffa\rb\r", "a\nb\n", ""},
		{"a\r\rb\r\nc\r", "a\n\nb\r\nc\n", ""},
		{"a\r\r\nb", "a\r\r\nb", ""}, // converted to CRLF twice
		{"\xff\xfea\x00\r\x00b\x00", "a\nb", UTF16},
		{"\xfe\xff\x00a\xd8\x3d\xde\x00\x00", "a\U0001F600\uFFFD", UTF16},
		{"#\x00 \x00p\x00o\x00t\x00 \x00t\x00y\x00p\x00e\x00", "# pot type", UTF16},
		{"\x00#\x00 \x00p\x00o\x00t\x00 \x00t\x00y", "# pot ty", UTF16},
		{"#\x00pot\x00resource\x00type\n", "#\x00pot\x00resource\x00type\n", ""},
		{"\ufeff\ufeffa\n\ufeff", "\ufeffa\n\ufeff", ""},
		{"\xff\xfe#\x00", "#", UTF16},
		{"", "", ""},
	} {
		text, encoding := Text([]byte(test.data))
		if string(text) != test.want || encoding != test.encoding {
			t.Errorf("%q: got %q %q, want %q %q", test.data, text, encoding, test.want, test.encoding)
		}
	}
}

func TestSeen(t *testing.T) {
	for _, test := range []struct {
		text, want string
		left       Unseen
	}{
		{"a\n\u201cb\u200b\n", "a\n\u201cb\u200b\n", nil},
		{"\ufeff\u200ba\nb\n\u202e\u00ad## c\n\u2014d\n\ufeff", "a\nb\n## c\n\u2014d\n", Unseen{1: 6, 3: 5, 5: 3}},
		{"", "", nil},
	} {
		seen, left := Seen([]byte(test.text))
		if string(seen) != test.want || !maps.Equal(left, test.left) {
			t.Errorf("%q: got %q %v, want %q %v", test.text, seen, left, test.want, test.left)
		}
	}
}
