package report

import (
	"bufio"
	"net/url"
	"path"

	"github.com/docmill/docmill/model/diag"
)

// This file writes the part of SARIF 2.1.0 that a linter needs (OASIS, Static
// Analysis Results Interchange Format; the numbers are its sections). A test
// checks the result against the schema.

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

type (
	sarifLog struct { // 3.13
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct { // 3.14
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct { // 3.18
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct { // 3.19
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct { // 3.49
		ID      string       `json:"id"`
		Short   sarifText    `json:"shortDescription"`
		Full    sarifText    `json:"fullDescription"`
		Help    sarifText    `json:"help"`
		Default sarifDefault `json:"defaultConfiguration"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifText struct { // 3.11, 3.12
		Text string `json:"text"`
	}
	sarifResult struct { // 3.27
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
	}
	sarifLocation struct { // 3.28
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Message  *sarifText     `json:"message,omitempty"`
	}
	sarifPhysical struct { // 3.29
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct { // 3.4
		URI string `json:"uri"`
	}
	sarifRegion struct { // 3.30
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
)

var sarifLevels = map[diag.Severity]string{diag.Info: "note", diag.Warning: "warning", diag.Error: "error"}

func writeSARIF(w *bufio.Writer, l diag.List, src *source, o Options) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "docmill", Version: o.Version, Rules: []sarifRule{}}
	index := make(map[string]int)
	for _, d := range l {
		i, ok := index[d.Rule.Code]
		if !ok {
			i = len(index)
			index[d.Rule.Code] = i
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(d.Rule))
		}
		r := sarifResult{RuleID: d.Rule.Code, RuleIndex: i, Level: sarifLevels[d.Rule.Severity], Message: sarifText{d.Text()}}
		r.Locations = []sarifLocation{}
		if d.Pos.IsValid() {
			r.Locations = append(r.Locations, sarifPlace(d.Pos, src))
		}
		for _, rel := range d.Related {
			at := sarifLocation{}
			if rel.Pos.IsValid() {
				at = sarifPlace(rel.Pos, &source{read: src.read})
			}
			at.Message = &sarifText{rel.Msg}
			r.Related = append(r.Related, at)
		}
		run.Results = append(run.Results, r)
	}
	return diag.WriteJSON(w, " ", sarifLog{sarifSchema, "2.1.0", []sarifRun{run}})
}

func sarifRuleOf(r *diag.Rule) sarifRule {
	doc := sarifText{r.Text()}
	return sarifRule{r.Code, sarifText{r.Summary()}, doc, doc, sarifDefault{sarifLevels[r.Severity]}}
}

func sarifPlace(p diag.Pos, src *source) sarifLocation {
	at := &sarifPhysical{Artifact: sarifArtifact{fileURI(p.File)}}
	if p.Line > 0 {
		at.Region = &sarifRegion{p.Line, src.column(p)}
	}
	return sarifLocation{Physical: at}
}

// fileURI returns a file name as a URI reference (RFC 3986): relative names
// stay relative, to wherever the checkout is.
func fileURI(name string) string {
	u := url.URL{Path: name}
	if path.IsAbs(name) {
		u.Scheme = "file"
	}
	return u.String()
}
