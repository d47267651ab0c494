package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/docmill/docmill/gen/outdir"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/selection"
)

// A summary is what the user reads at the end of a run.
type summary struct {
	title string        // what was read, and where it went
	pages []*model.Page // all that were read
	api   *model.API
	part  *selection.Part // that api is; nil if nothing was selected from
	diags diag.List
	files *outdir.Result // nil if nothing was written
	plan  *outdir.Plan   // or what would be
	time  time.Duration
}

// write prints s, a line for each kind of fact.
func (s *summary) write(w io.Writer) {
	s.writeFacts(w)
	s.writeFiles(w)
}

// writeFacts prints what the documentation says.
func (s *summary) writeFacts(w io.Writer) {
	fmt.Fprintln(w, s.title)
	line := lines(w)
	kinds := make(map[string]int)
	for _, p := range s.pages {
		kinds[string(p.Kind)]++
	}
	line("pages", "%d%s", len(s.pages), list(kinds))
	endpoints := 0
	for _, op := range s.api.Operations {
		endpoints += len(op.Endpoints)
	}
	selected := ""
	if s.part != nil && s.part.IsCut() {
		selected = " (selected)"
	}
	line("model", "%s, %s, %s, %s%s", count(len(s.api.Types), "type"), count(len(s.api.Enums), "enum"),
		count(len(s.api.Operations), "operation"), count(endpoints, "endpoint"), selected)
	if s.part != nil {
		s.cuts(line)
	}
	levels := make(map[string]int)
	for _, d := range s.diags {
		levels[d.Rule.Severity.String()]++
	}
	line("findings", "%d%s", len(s.diags), list(levels))
	codes := s.diags.Count()
	for _, code := range byCount(codes) {
		fmt.Fprintf(w, "  %9s %6d  %s\n", "", codes[code], code)
	}
}

// lines returns a function that prints a line of a summary.
func lines(w io.Writer) func(name, format string, args ...any) {
	return func(name, format string, args ...any) {
		fmt.Fprintf(w, "  %-9s %s\n", name, fmt.Sprintf(format, args...))
	}
}

// writeFiles prints what became of the output folder.
func (s *summary) writeFiles(w io.Writer) {
	line := lines(w)
	if f := s.files; f != nil {
		record := ""
		if f.Record && len(f.Written)+len(f.Removed) == 0 {
			record = "; only the record in MANIFEST is new"
		}
		line("files", "%d written, %d unchanged, %d removed%s", len(f.Written), len(f.Unchanged), len(f.Removed), record)
	}
	if p := s.plan; p != nil {
		remove := p.Count(outdir.Remove)
		line("files", "%d to write, %d unchanged, %d to remove", len(p.Differences)-remove, len(p.Unchanged), remove)
	}
	line("time", "%s", s.time.Round(time.Millisecond))
}

// cuts says which excluded types and enums the selection refers to.
func (s *summary) cuts(line func(name, format string, args ...any)) {
	places := make(map[string]int)
	for _, c := range s.part.Cuts() {
		places[c.To]++
	}
	for _, to := range byCount(places) {
		line("excluded", "%s is referred to in %s, which hold any JSON instead; see docmill why", to, count(places[to], "place"))
	}
}

// count returns "1 type", "2 types".
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// list returns ": 3 resource, 1 concept", the most frequent first; "" for none.
func list(n map[string]int) string {
	var parts []string
	for _, k := range byCount(n) {
		parts = append(parts, fmt.Sprintf("%d %s", n[k], k))
	}
	if parts == nil {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

// byCount returns the keys of n, the most frequent first.
func byCount(n map[string]int) []string {
	return slices.SortedFunc(maps.Keys(n), func(a, b string) int {
		return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b))
	})
}
