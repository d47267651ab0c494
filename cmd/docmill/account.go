package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser"
)

// An accountSum adds up where the content of one documentation set went.
type accountSum struct {
	Docs       string         `json:"docs"`
	Sections   []sectionFates `json:"sections"` // sorted by section and kind
	All        fates          `json:"all"`
	Rules      map[string]int `json:"ignored"`     // units by rule
	Codes      map[string]int `json:"findings"`    // units by finding
	Lost       []lostUnit     `json:"unaccounted"` // in the order of the pages
	byHeadings map[[2]string]*fates
}

// sectionFates are the units of one kind under one heading.
type sectionFates struct {
	Section string `json:"section"`
	Unit    string `json:"unit"`
	fates
}

// fates counts units by where they went.
type fates struct {
	Modelled    int `json:"modelled"`
	Ignored     int `json:"ignored"`
	Found       int `json:"finding"`
	Unaccounted int `json:"unaccounted"`
}

type lostUnit struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Col     int    `json:"col"`
	Unit    string `json:"unit"`
	Section string `json:"section"`
	Text    string `json:"text"`
}

func (f *fates) add(fate parser.Fate) {
	switch fate {
	case parser.Modelled:
		f.Modelled++
	case parser.Ignored:
		f.Ignored++
	case parser.Found:
		f.Found++
	case parser.Unaccounted:
		f.Unaccounted++
	default:
		panic("docmill: unknown fate " + string(fate))
	}
}

func (f *fates) total() int { return f.Modelled + f.Ignored + f.Found + f.Unaccounted }

func sumAccount(src *source, entries []parser.Entry) *accountSum {
	s := &accountSum{
		Docs: src.String(), Rules: make(map[string]int), Codes: make(map[string]int),
		Lost: []lostUnit{}, byHeadings: make(map[[2]string]*fates),
	}
	for _, e := range entries {
		s.add(src, e)
	}
	keys := slices.SortedFunc(maps.Keys(s.byHeadings), func(a, b [2]string) int {
		return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
	})
	for _, k := range keys {
		s.Sections = append(s.Sections, sectionFates{k[0], k[1], *s.byHeadings[k]})
	}
	return s
}

func (s *accountSum) add(src *source, e parser.Entry) {
	key := [2]string{e.Section, string(e.Kind)}
	if s.byHeadings[key] == nil {
		s.byHeadings[key] = new(fates)
	}
	s.byHeadings[key].add(e.Fate)
	s.All.add(e.Fate)
	switch e.Fate {
	case parser.Ignored:
		s.Rules[e.By]++
	case parser.Found:
		s.Codes[e.By]++
	case parser.Unaccounted:
		s.Lost = append(s.Lost, lostUnit{src.locate(e.Pos.File), e.Pos.Line, e.Pos.Col, string(e.Kind), e.Section, e.Text})
	}
}

// write prints the sums as tables, then what is lost.
func (s *accountSum) write(w io.Writer) error {
	fmt.Fprintln(w, s.Docs)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "  section\tunit\tall\tmodelled\tignored\tfinding\tunaccounted")
	line := func(section, unit string, f *fates) {
		fmt.Fprintf(t, "  %s\t%s\t%d\t%d\t%d\t%d\t%d\n", section, unit, f.total(), f.Modelled, f.Ignored, f.Found, f.Unaccounted)
	}
	for _, f := range s.Sections {
		line(f.Section, f.Unit, &f.fates)
	}
	line("all", "", &s.All)
	if err := t.Flush(); err != nil {
		return err
	}
	writeCounts(w, "ignored by rule", s.Rules)
	writeCounts(w, "with a finding", s.Codes)
	for _, e := range s.Lost {
		if _, err := fmt.Fprintf(w, "%s:%d:%d: unaccounted %s under %q: %s\n", e.File, e.Line, e.Col, e.Unit, e.Section, e.Text); err != nil {
			return err
		}
	}
	return nil
}

func writeCounts(w io.Writer, title string, n map[string]int) {
	if len(n) == 0 {
		return
	}
	fmt.Fprintf(w, "  %s\n", title)
	for _, code := range byCount(n) {
		fmt.Fprintf(w, "    %7d  %s\n", n[code], code)
	}
}

// account says where the content of each source went; it fails if something
// is unaccounted.
func (c *lintCommand) account(e *env, sources []*source) error {
	var sums []*accountSum
	lost := 0
	for _, src := range sources {
		entries, err := parser.Accounts(src.fsys, src.options(c.options(e)))
		if err != nil {
			return err
		}
		s := sumAccount(src, entries)
		sums = append(sums, s)
		lost += len(s.Lost)
	}
	if c.format == "json" {
		if err := diag.WriteJSON(e.rawOut, "\t", sums); err != nil {
			return err
		}
	} else {
		for _, s := range sums {
			if err := s.write(e.stdout); err != nil {
				return err
			}
		}
	}
	if lost > 0 {
		return verdict(count(lost, "unit") + " of the pages unaccounted")
	}
	return nil
}
