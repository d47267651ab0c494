package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// This file keeps a baseline: the findings that a documentation set had when
// somebody began to check it. They are hidden, so that new ones stand out. A
// baseline only shrinks: an entry that no finding needs any more is an error,
// otherwise it would hide the same fault when it comes back.
//
// An entry has no line number, because lines move with every edit. It is a
// line of four fields: how often, code, file, message.

const baselineHead = `# Findings that docmill lint --baseline hides. Made by --write-baseline; take
# out lines as pages are mended. Each: number, code, file, message.
`

// A Baseline is a multiset of findings. The zero value is empty.
type Baseline struct {
	n map[baselineKey]int
}

type baselineKey struct{ code, file, msg string }

// newKey returns the key of an entry, of which no field breaks the line: files may
// be called with tabs and line breaks.
func newKey(code, file, msg string) baselineKey {
	oneLine := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return baselineKey{code, oneLine(file), oneLine(msg)}
}

func keyOf(d diag.Diag) baselineKey { return newKey(d.Rule.Code, d.Pos.File, d.Msg) }

// NewBaseline returns the baseline that hides l.
func NewBaseline(l diag.List) *Baseline {
	b := &Baseline{make(map[baselineKey]int)}
	for _, d := range l {
		b.n[keyOf(d)]++
	}
	return b
}

// maxEntry is the number of findings that one entry hides at most.
const maxEntry = 1e9

// ReadBaseline reads what [Baseline.Write] wrote. The error names the line.
func ReadBaseline(r io.Reader) (*Baseline, error) {
	b := &Baseline{make(map[baselineKey]int)}
	s := bufio.NewScanner(r)
	s.Buffer(nil, math.MaxInt) // a finding may quote all of a page
	line := 1
	for ; s.Scan(); line++ {
		text := s.Text()
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		f := strings.Split(text, "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("line %d has %d fields between tabs, want 4: number, code, file, message", line, len(f))
		}
		n, err := strconv.Atoi(f[0])
		if err != nil || n < 1 || n > maxEntry {
			return nil, fmt.Errorf("line %d begins with %.20q, want how often the finding is there", line, f[0])
		}
		key := newKey(f[1], f[2], f[3])
		b.n[key] = min(b.n[key]+n, maxEntry)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", line, err)
	}
	return b, nil
}

// Write writes b, sorted by file, code and message.
func (b *Baseline) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString(baselineHead)
	for _, line := range b.lines() {
		fmt.Fprintln(out, line)
	}
	return out.Flush()
}

func (b *Baseline) lines() []string {
	keys := make([]baselineKey, 0, len(b.n))
	for k, n := range b.n {
		if n > 0 {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(x, y baselineKey) int {
		if x.file != y.file {
			return strings.Compare(x.file, y.file)
		}
		return cmp.Or(strings.Compare(x.code, y.code), strings.Compare(x.msg, y.msg))
	})
	lines := make([]string, len(keys))
	for i, k := range keys {
		lines[i] = fmt.Sprintf("%d\t%s\t%s\t%s", b.n[k], k.code, k.file, k.msg)
	}
	return lines
}

// Hide returns the findings that are not in b, and the entries of b that no
// finding needed, as lines of the file.
func (b *Baseline) Hide(l diag.List) (left diag.List, stale []string) {
	rest := &Baseline{make(map[baselineKey]int, len(b.n))}
	for k, n := range b.n {
		rest.n[k] = n
	}
	for _, d := range l {
		if k := keyOf(d); rest.n[k] > 0 {
			rest.n[k]--
		} else {
			left = append(left, d)
		}
	}
	return left, rest.lines()
}
