package cell

import (
	"strings"
	"unicode/utf8"

	"github.com/docmill/docmill/parser/dialect"
)

// A token is a word or one mark of punctuation of a type cell.
type token struct {
	text string
	off  int // in the cell's folded text
	link string
	code bool
	// alone is set for the only word of a link: it must be a name, even if it
	// is spelt like a word of the grammar ("[list](list.md) collection").
	alone bool
}

func (t token) end() int { return t.off + len(t.text) }

var (
	punct = bytesOf("()[],;?/|*`<>")
	style = bytesOf(" *`|<>") // what says nothing between words
)

func isPunct(s string) bool { return s == "." || len(s) == 1 && punct[s[0]] }

// tokenize cuts a cell into tokens. A word ends where its span ends:
// "[x](x.md)collection" is two words. Marks that only style ("*", a stray
// back-quote) are left out, and a full stop at the end of a word is a token of
// its own.
func tokenize(f *flat) []token {
	out := make([]token, 0, 4)
	for i := 0; i < len(f.text); {
		c := f.text[i]
		switch {
		case style[c]:
			i++
		case punct[c] && f.span(i).Link == "":
			out = append(out, token{text: f.text[i : i+1], off: i})
			i++
		default:
			j := wordEnd(f, i)
			out = appendWord(out, f, i, j)
			i = j
		}
	}
	return out
}

// IsWord reports whether plain text is one word of a type expression, in ASCII.
func IsWord(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c > '~' || punct[c] {
			return false
		}
	}
	return s != "" && s[0] != '#' && s[len(s)-1] != '.' && s[len(s)-1] != ':'
}

// wordEnd returns where the word that begins at i ends. A "/" parts words
// ("string/number"), but not inside of the target of a broken link.
func wordEnd(f *flat, i int) int {
	path := i > 0 && f.text[i-1] == '('
	j, last, k := i, rune(0), f.run(i)
	for j < len(f.text) {
		if k+1 < len(f.runs) && int(f.runs[k+1].from) == j {
			if k++; f.runs[k].span != f.runs[k-1].span {
				break
			}
		}
		r, size := utf8.DecodeRuneInString(f.text[j:])
		if r == ' ' || j > i && r < utf8.RuneSelf && punct[byte(r)] && (!path || r != '/') {
			break
		}
		if last != 0 && f.span(i).Link == "" && dialect.IsWide(last) != dialect.IsWide(r) {
			break // String集合: such scripts put no blank between words
		}
		last = r
		j += size
	}
	return j
}

// appendWord adds the word from i to j, its final stop apart.
func appendWord(out []token, f *flat, i, j int) []token {
	s := f.span(i)
	w := f.text[i:j]
	stem := strings.TrimRight(w, ".:")
	if stem != "" {
		t := token{text: stem, off: i, link: s.Link, code: s.Code}
		t.alone = s.Link != "" && !strings.ContainsAny(strings.TrimSpace(s.Text), " \u00a0") && len(stem) == len(w)
		out = append(out, t)
	}
	if len(stem) < len(w) {
		out = append(out, token{text: ".", off: i + len(stem)})
	}
	return out
}
