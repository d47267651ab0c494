package report

import (
	"bufio"
	"fmt"

	"github.com/docmill/docmill/model/diag"
)

func writeText(w *bufio.Writer, l diag.List, src *source, _ Options) error {
	for _, d := range l {
		fmt.Fprintln(w, d)
		if x, ok := src.excerpt(d.Pos); ok {
			fmt.Fprintf(w, "\t%s%s\n\t%s^\n", x.before, x.after, blanks(x.before))
		}
		for _, r := range d.Related {
			fmt.Fprintf(w, "\t%s: %s\n", r.Pos, r.Msg)
		}
	}
	return nil
}
