package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/selection"
)

// listCommand lists what can be selected, and what each selection would add.
type listCommand struct {
	sourceFlags
	by, sort string
	depth    int
	json     bool
}

func (c *listCommand) bind(fs *pflag.FlagSet) {
	c.sourceFlags.bind(fs, config.Selecting)
	fs.StringVar(&c.by, "by", selection.Kinds[0], "list things of a `KIND`: "+strings.Join(selection.Kinds, ", "))
	fs.IntVar(&c.depth, "depth", 1, "with --by path, show paths of `N` names")
	fs.StringVar(&c.sort, "sort", "name", "sort by `COLUMN`: "+strings.Join(columnNames(), ", "))
	fs.BoolVar(&c.json, "json", false, "print a JSON array, sizes in bytes")
}

// A row is one thing that can be selected, as --json prints it.
type row struct {
	Pattern    string `json:"pattern"`
	Kind       string `json:"kind"`
	Operations int    `json:"operations"`
	Types      int    `json:"types"`
	Enums      int    `json:"enums"`
	Bytes      int    `json:"bytes"`
}

// columns are what rows can be sorted by; numbers the largest first.
var columns = []struct {
	name    string
	compare func(a, b row) int
}{
	{"name", func(a, b row) int { return 0 }},
	{"size", func(a, b row) int { return b.Bytes - a.Bytes }},
	{"operations", func(a, b row) int { return b.Operations - a.Operations }},
	{"types", func(a, b row) int { return b.Types - a.Types }},
}

func columnNames() []string {
	var names []string
	for _, c := range columns {
		names = append(names, c.name)
	}
	return names
}

func (c *listCommand) run(e *env, args []string) error {
	at := slices.Index(columnNames(), c.sort)
	switch {
	case at < 0:
		return fmt.Errorf("--sort %q: want %s", c.sort, strings.Join(columnNames(), ", "))
	case !slices.Contains(selection.Kinds, c.by):
		return fmt.Errorf("--by %q: want %s", c.by, strings.Join(selection.Kinds, ", "))
	case c.depth < 1:
		return fmt.Errorf("--depth %d: want a number from 1", c.depth)
	}
	src, err := c.single(e)
	if err != nil {
		return err
	}
	part, err := src.readPart(c.options(e))
	if err != nil {
		return err
	}
	rows, sum, err := c.rows(src, part, args)
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Or(columns[at].compare(a, b), strings.Compare(a.Pattern, b.Pattern)) })
	if c.json {
		return diag.WriteJSON(e.rawOut, " ", rows)
	}
	if err := writeRows(e.stdout, rows); err != nil {
		return err
	}
	fmt.Fprintln(e.stderr, sum)
	return nil
}

// rows returns what to print, and a line about what it is added to.
func (c *listCommand) rows(src *source, part *selection.Part, only []string) ([]row, string, error) {
	api := part.Whole()
	if api == nil {
		api = part.API()
	}
	sizes, err := gen.Measure(api, gen.Options{Package: "api", Emit: src.target.Emit, Rename: src.target.Rename})
	if err != nil {
		return nil, "", err
	}
	selected := part.Selected()
	size := sizes.Add(selected.Types, selected.Requests)
	sum := fmt.Sprintf("sizes are of each by itself; every package has %s of its own", kilobytes(sizes.Fixed))
	if size > 0 {
		sum = fmt.Sprintf("sizes are added to the selection, which is %s and %s of every package", kilobytes(size), kilobytes(sizes.Fixed))
	}
	sizes.Have(selected.Types, selected.Requests)
	entries, err := part.List(c.by, c.depth, only, sizes)
	if err != nil {
		return nil, "", err
	}
	rows := []row{} // in JSON a list, if it is empty
	for _, e := range entries {
		rows = append(rows, row{e.Pattern, e.Kind, e.Operations, e.Types, e.Enums, e.Bytes})
	}
	return rows, sum, nil
}

// writeRows prints a table, its names last: they may be long.
func writeRows(w io.Writer, rows []row) error {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tab, "operations\ttypes\tenums\tsize\t  name")
	for _, r := range rows {
		fmt.Fprintf(tab, "%d\t%d\t%d\t%s\t  %s\n", r.Operations, r.Types, r.Enums, kilobytes(r.Bytes), r.Pattern)
	}
	return tab.Flush()
}

// kilobytes returns a size as people read it.
func kilobytes(n int) string { return fmt.Sprintf("%.1f kB", float64(n)/1000) }
