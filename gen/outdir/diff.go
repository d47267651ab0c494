package outdir

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/diff"
)

// WriteDiff prints a unified diff from what the folder holds to what [Write]
// would make of it. In its headers, names stand below label, as in
// "a/label/name.go"; a side that does not exist is /dev/null. The MANIFEST is
// shown only where everything else is equal.
//
// Once lines are printed, the next hundred files get one line each with how much
// would change, and of the others there is only the number; 0 is no limit.
func (p *Plan) WriteDiff(w io.Writer, label string, lines int) error {
	out := bufio.NewWriter(w)
	list := p.Differences
	if len(list) == 0 && p.Record {
		list = []Difference{{Name: manifestName, Op: Change, have: p.oldText, want: p.now.bytes()}}
		if !p.hasOldRecord {
			list[0].Op = Add
		}
	}
	printed, named := 0, 0
	for i, f := range list {
		switch {
		case lines == 0 || printed < lines:
			text := f.diff(label)
			printed += bytes.Count(text, []byte("\n"))
			out.Write(text)
		case named < 100:
			named++
			fmt.Fprintf(out, "# %s %s/%s (%d lines, %d before)\n", f.Op, label, f.Name, countLines(f.want), countLines(f.have))
		default:
			fmt.Fprintf(out, "# and %d more files\n", len(list)-i)
			return out.Flush()
		}
	}
	return out.Flush()
}

func countLines(data []byte) int { return bytes.Count(data, []byte("\n")) }

// diff returns the difference of one file. Line ends that a checkout turned
// into CRLF are none.
func (f *Difference) diff(label string) []byte {
	from, to := "a/"+label+"/"+f.Name, "b/"+label+"/"+f.Name
	if f.have == nil {
		from = os.DevNull
	}
	if f.Op == Remove {
		to = os.DevNull
	}
	have, want := unix(f.have), unix(f.want)
	switch {
	case !isText(have) || !isText(want):
		return fmt.Appendf(nil, "Binary files %s and %s differ\n", from, to)
	case len(have) == 0 && len(want) == 0: // one is empty, the other missing
		return fmt.Appendf(nil, "diff %s %s\n", from, to)
	}
	return diff.Diff(from, have, to, want)
}

func isText(data []byte) bool { return utf8.Valid(data) && !bytes.ContainsRune(data, 0) }
