package main

import (
	"io/fs"
	"slices"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/report"
)

// writeFindings writes findings of src as text to standard error.
func writeFindings(e *env, src *source, l diag.List) error {
	opts := reportOptions(src)
	opts.Color = e.colors(e.rawErr)
	return report.Write(e.rawErr, located(src, l), "text", opts)
}

// reportOptions returns how to report findings whose files are located.
func reportOptions(sources ...*source) report.Options {
	title := ""
	for _, s := range sources {
		if title != "" {
			title += ", "
		}
		title += s.String()
	}
	return report.Options{Title: title, Version: buildVersion(), Source: func(file string) ([]byte, error) {
		for _, s := range sources {
			if data, err := s.readLocated(file); err == nil {
				return data, nil
			}
		}
		return nil, fs.ErrNotExist
	}}
}

// located returns l with files named from where the user stands, so that an
// editor finds them.
func located(src *source, l diag.List) diag.List {
	files := make(map[string]string)
	locate := func(p *diag.Pos) {
		if !p.IsValid() {
			return
		}
		if _, ok := files[p.File]; !ok {
			files[p.File] = src.locate(p.File)
		}
		p.File = files[p.File]
	}
	out := slices.Clone(l)
	for i := range out {
		locate(&out[i].Pos)
		out[i].Related = slices.Clone(out[i].Related)
		for j := range out[i].Related {
			locate(&out[i].Related[j].Pos)
		}
	}
	return out
}
