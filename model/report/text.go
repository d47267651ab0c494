package report

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

func writeText(w *bufio.Writer, l diag.List, src *source, o Options) error {
	if o.Color { // for a terminal, which obeys other things than a runner
		writeFindings(w, l, src, o)
		return nil
	}
	q := NewQuiet(w)
	lines := bufio.NewWriter(q)
	writeFindings(lines, l, src, o)
	return errors.Join(lines.Flush(), q.Flush())
}

func writeFindings(w *bufio.Writer, l diag.List, src *source, o Options) {
	for _, d := range l {
		at := d.Pos // as files call it; what is shown must not act on a terminal
		d.Pos.File, d.Msg = quiet(d.Pos.File), quiet(d.Msg)
		if o.Color {
			fmt.Fprintf(w, "%s%s:%s %s%s:%s %s (%s)\n", bold, d.Pos, plain, colors[d.Rule.Severity], d.Rule.Severity, plain, d.Msg, d.Rule.Code)
		} else {
			fmt.Fprintln(w, d)
		}
		if x, ok := src.excerpt(at); ok {
			fmt.Fprintf(w, "\t%s%s\n\t%s%s\n", x.before, x.after, blanks(x.before), caret(d, o))
		}
		for _, r := range d.Related {
			fmt.Fprintf(w, "\t%s\n", quiet(fmt.Sprintf("%s: %s", r.Pos, r.Msg)))
		}
		for line := range strings.Lines(d.Paste) {
			fmt.Fprintf(w, "\t%s\n", strings.TrimSuffix(line, "\n"))
		}
	}
}

// What terminals understand (ECMA-48, SGR).
const (
	bold  = "\x1b[1m"
	plain = "\x1b[0m"
)

var colors = map[diag.Severity]string{diag.Error: "\x1b[31m", diag.Warning: "\x1b[33m", diag.Info: "\x1b[36m"}

func caret(d diag.Diag, o Options) string {
	if o.Color {
		return colors[d.Rule.Severity] + "^" + plain
	}
	return "^"
}
