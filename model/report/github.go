package report

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// Workflow commands of GitHub Actions: "::error file=…,line=…,col=…::message".
// The runner ends a command at the end of the line, its properties at commas
// and colons, so those are written as percent escapes. The log of a run is shown as
// a terminal would.
var (
	githubMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	githubLevels   = map[diag.Severity]string{diag.Info: "notice", diag.Warning: "warning", diag.Error: "error"}
)

func writeGitHub(w *bufio.Writer, l diag.List, src *source, _ Options) error {
	for _, d := range l {
		fmt.Fprintf(w, "::%s title=%s", githubLevels[d.Rule.Severity], githubProperty.Replace(d.Rule.Code))
		if d.Pos.IsValid() {
			fmt.Fprintf(w, ",file=%s", githubProperty.Replace(quiet(d.Pos.File)))
		}
		if d.Pos.Line > 0 {
			fmt.Fprintf(w, ",line=%d,col=%d", d.Pos.Line, src.column(d.Pos))
		}
		msg := d.Text()
		for _, r := range d.Related {
			msg += fmt.Sprintf("\n%s: %s", r.Pos, r.Msg)
		}
		fmt.Fprintf(w, "::%s\n", githubMessage.Replace(string(appendQuiet(nil, []byte(msg), true))))
	}
	return nil
}
