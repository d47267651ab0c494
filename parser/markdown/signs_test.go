package markdown

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestSignsAreRemembered asks for the ends of all fences and comments of random texts, of
// one memory for the whole text and of one that knows nothing: the answers are alike.
func TestSignsAreRemembered(t *testing.T) {
	lines := []string{
		"```", "````", "~~~", "~~~~~", "```http", "~~~ 1", "  ```json", "> ~~~ c", "## x", "# x", "<!-- x", "<!-- {", "{ -->", "-->",
		"<!-- { } -->", " a <!-- { <!-- b --> c", "", "  ", "x",
	}
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 0))
		var b strings.Builder
		for range r.IntN(14) {
			b.WriteString(lines[r.IntN(len(lines))] + "\n")
		}
		text := []byte(b.String())
		var all signs
		all.begin()
		for off := 0; off < len(text); off++ {
			if bytes.HasPrefix(text[off:], commentOpen) {
				if got, want := commentEnd(text, off, &all), commentEnd(text, off, new(signs)); got != want {
					t.Fatalf("%q: the comment at %d ends at %v, remembered %v", text, off, want, got)
				}
			}
			if off > 0 && text[off-1] != '\n' {
				continue
			}
			line, next := lineAt(text, off)
			if run := fenceRun(trimPrefix(line)); run != nil {
				if got, want := fenceEnd(text, next, run, &all), fenceEnd(text, next, run, new(signs)); got != want {
					t.Fatalf("%q: the fence at %d ends at %v, remembered %v", text, off, want, got)
				}
			}
		}
	}
}
