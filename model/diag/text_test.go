package diag

import "testing"

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
		{"\ufeff\ufeff\u200ba\n\u202e\u00ad## b\n\u201cc\u200b\n\ufeff", "a\n## b\n\u201cc\u200b\n", ""},
		{"\xff\xfe\xff\xfe#\x00", "#", UTF16},
		{"", "", ""},
	} {
		text, encoding := Text([]byte(test.data))
		if string(text) != test.want || encoding != test.encoding {
			t.Errorf("%q: got %q %q, want %q %q", test.data, text, encoding, test.want, test.encoding)
		}
	}
}
