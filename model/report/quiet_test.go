package report

import (
	"regexp"
	"strings"
	"testing"

	"github.com/docmill/docmill/model/diag"
)

func TestQuiet(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"letters", "größer 大 🙂\n\tx", "größer 大 🙂\n\tx"},
		{"escape", "a\x1b[2Jb\x07\u009b31m", "a\uFFFD[2Jb\uFFFD\uFFFD31m"},
		{"direction", "a\u202eb\u2066c", "a\uFFFDb\uFFFDc"},
		{"private use", "a\ue000b\U0010fffdc", "a\uFFFDb\uFFFDc"},
		{"invisible", "a\u200bb\ufeffc\u00add", "a\uFFFDb\uFFFDc\uFFFDd"},
		{"line ends", "a\r\nb\rc\u2028d\x85e\r", "a\r\nb\uFFFDc\uFFFDd\uFFFDe\uFFFD"},
		{"no UTF-8", "a\xffb\xe2\x80", "a\uFFFDb\uFFFD\uFFFD"},
		{"commands of a line", "::error::x\na ::error::\n \t\u00a0::set-output name=x::y\r\n::Stop::", "::\uFFFDerror::x\na ::error::\n \t\u00a0::\uFFFDset-output name=x::y\r\n::\uFFFDStop::"},
		{"commands anywhere", "a ##[add-path]b ##vso[task.x]##teamcity[y]###[z]\n##a#b##c[", "a ##\uFFFD[add-path]b ##vso\uFFFD[task.x]##teamcity\uFFFD[y]###\uFFFD[z]\n##a#b##c\uFFFD["},
		{"no commands", "::: zone pivot=\"x\"\n:: x\n::\n## [a](b)\n#[x] a##b [c]\n: :a", "::: zone pivot=\"x\"\n:: x\n::\n## [a](b)\n#[x] a##b [c]\n: :a"},
		{"blanks", "a\u00a0b\u3000c", "a\u00a0b\u3000c"},
	} {
		for size := 1; size <= len(test.text); size++ { // however it is cut
			if got := inPieces(t, test.text, size); got != test.want {
				t.Errorf("%s in pieces of %d: %q, want %q", test.name, size, got, test.want)
			}
		}
	}
}

// FuzzQuiet writes any text in pieces: nothing of it acts on a terminal or on the
// runner of a workflow, however it is cut, and what does neither stays.
func FuzzQuiet(f *testing.F) {
	for _, seed := range []string{"größer 大 🙂\n\tx", "a\x1b[2Jb\x07\u009b31m\r\nb\rc", " ::error::x\n::: zone\n", "##vso[x] ###[y] ## [z](a)", "a\xffb\xe2\x80\u202e"} {
		f.Add(seed, uint8(1))
	}
	command := regexp.MustCompile(`(?m)^[\s\p{Zs}]*::[A-Za-z]|##[A-Za-z]*\[`)
	f.Fuzz(func(t *testing.T, text string, size uint8) {
		out := inPieces(t, text, max(len(text), 1))
		if pieces := inPieces(t, text, int(size)+1); pieces != out {
			t.Errorf("in pieces: %q\nas a whole: %q", pieces, out)
		}
		if at := command.FindString(out); at != "" {
			t.Errorf("%q is a command in %q", at, out)
		}
		for i, r := range out {
			if r != '\n' && r != '\t' && diag.Acts(r) && !strings.HasPrefix(out[i:], "\r\n") {
				t.Errorf("%q acts in %q", r, out)
			}
		}
		if again := inPieces(t, out, len(out)+1); again != out {
			t.Errorf("twice quiet: %q\nonce: %q", again, out)
		}
	})
}

// inPieces writes a text to a Quiet, so many bytes at a time.
func inPieces(t *testing.T, text string, size int) string {
	t.Helper()
	var b strings.Builder
	q := NewQuiet(&b)
	for rest := []byte(text); len(rest) > 0; {
		n := min(size, len(rest))
		if _, err := q.Write(rest[:n]); err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
	}
	if err := q.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
