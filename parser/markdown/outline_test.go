package markdown

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A piece of an outline's text has the place that counting lines to it gives.
func TestOutlinePiece(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		text := make([]byte, 1+r.IntN(40))
		for i := range text {
			text[i] = "ab\n"[r.IntN(3)]
		}
		o := newOutline(text)
		at := r.IntN(len(text))
		_, p := piece{text: text, line: 1, col: 1}.cut(at) // as of another file
		p.line, p.col = 7, 9
		from := at + r.IntN(len(text)-at)
		to := from + r.IntN(len(text)-from)
		_, want := p.cut(from - at)
		want, _ = want.cut(to - from)
		if got := o.piece(p, at, from, to); !cmp.Equal(got, want, cmp.AllowUnexported(piece{})) {
			t.Fatalf("%q from %d: bytes %d to %d are %+v, want %+v", text, at, from, to, got, want)
		}
	}
}

// Cutting a page again and again keeps its text and the places of what is left.
func TestCutSegments(t *testing.T) {
	page := segments{{piece: piece{text: []byte("a\nbc"), line: 1, col: 1}}, {piece: piece{text: []byte("x\n"), line: 5, col: 2}, made: true}, {piece: piece{text: []byte("d\ne"), line: 2, col: 3}}}
	for n := range len(page.text()) {
		rest := append(segments{}, page...)
		var head, all segments
		for len(rest) > 0 {
			head, rest = rest.cut(n + 1)
			all = append(all, head...)
		}
		if got, want := string(all.text()), string(page.text()); got != want {
			t.Errorf("by %d: %q, want %q", n+1, got, want)
		}
		if last := all[len(all)-1]; string(last.text) == "e" && (last.line != 3 || last.col != 1) {
			t.Errorf("by %d: the last line is at %d:%d, want 3:1", n+1, last.line, last.col)
		}
	}
}
