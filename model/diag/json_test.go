package diag

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
)

func TestSeenJSON(t *testing.T) {
	const text = "é名🙂\u202e\u2028\ufeff\u0085\x7f\U000e0041\U000f0000 \t"
	data, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	want := `"é名🙂\u202e\u2028\ufeff\u0085\u007f\udb40\udc41\udb80\udc00 \t"`
	got := string(SeenJSON(data))
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var back string
	if err := json.Unmarshal([]byte(got), &back); err != nil || back != text {
		t.Errorf("reads as %q, %v", back, err)
	}
}

// An example of a stream is any text; white space of JSON is no string.
func TestSeenText(t *testing.T) {
	for text, want := range map[string]string{"<a>\tb\x1b[2J\x00\n": "<a>\tb\\u001b[2J\\u0000\n", "{\r\"a\":\r1}": "{\n\"a\":\n1}"} {
		if got := string(SeenJSON([]byte(text))); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestActs holds the shortcuts of Acts against the tables.
func TestActs(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		if want := unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp); Acts(r) != want {
			t.Errorf("Acts(%U) = %v", r, !want)
		}
	}
}

func TestWriteJSON(t *testing.T) {
	var out strings.Builder
	if err := WriteJSON(&out, " ", map[string]string{"a\u202e": "<b>\u009b\U000e0001&"}); err != nil {
		t.Fatal(err)
	}
	if want := "{\n \"a\\u202e\": \"<b>\\u009b\\udb40\\udc01&\"\n}\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}
