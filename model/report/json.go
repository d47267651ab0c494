package report

import (
	"bufio"
	"encoding/json"

	"github.com/docmill/docmill/model/diag"
)

// jsonPlace is a Pos in JSON, absent parts left out.
type jsonPlace struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"col,omitempty"`
}

type jsonRelated struct {
	jsonPlace
	Message string `json:"message"`
}

type jsonDiag struct {
	jsonPlace
	Severity string        `json:"severity"`
	Code     string        `json:"code"`
	Message  string        `json:"message"`
	Related  []jsonRelated `json:"related,omitempty"`
	Paste    string        `json:"paste,omitempty"` // lines of docmill.yaml
}

// writeJSON puts each finding on a line of its own, so that line tools and
// diff work as well.
func writeJSON(w *bufio.Writer, l diag.List, _ *source, _ Options) error {
	w.WriteString("[")
	for i, d := range l {
		j := jsonDiag{jsonPlace(d.Pos), d.Rule.Severity.String(), d.Rule.Code, d.Msg, nil, d.Paste}
		for _, r := range d.Related {
			j.Related = append(j.Related, jsonRelated{jsonPlace(r.Pos), r.Msg})
		}
		data, err := json.Marshal(j)
		if err != nil {
			return err
		}
		if i > 0 {
			w.WriteString(",")
		}
		w.WriteString("\n")
		w.Write(diag.SeenJSON(data))
	}
	w.WriteString("\n]\n")
	return nil
}
