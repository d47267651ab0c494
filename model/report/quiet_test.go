package report

import (
	"strings"
	"testing"
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
			var b strings.Builder
			q := NewQuiet(&b)
			for rest := test.text; rest != ""; {
				n := min(size, len(rest))
				if _, err := q.Write([]byte(rest[:n])); err != nil {
					t.Fatal(err)
				}
				rest = rest[n:]
			}
			if err := q.Flush(); err != nil {
				t.Fatal(err)
			}
			if b.String() != test.want {
				t.Errorf("%s in pieces of %d: %q, want %q", test.name, size, b.String(), test.want)
			}
		}
	}
}
