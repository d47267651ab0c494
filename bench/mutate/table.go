package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"time"
)

// A total is the sum of results.
type total struct {
	sets, built int
	result
}

func (t *total) faults() int { return len(t.Faults) }

// add adds the results of a batch. A process that died takes the blame to the
// set it was at, and the rest of its batch is not judged.
func (t *total) add(results []*result, b settings, err error) {
	for _, r := range results {
		t.sets++
		if r.Built {
			t.built++
		}
		t.Pages, t.Bytes, t.Findings, t.Units = t.Pages+r.Pages, t.Bytes+r.Bytes, t.Findings+r.Findings, t.Units+r.Units
		t.Types, t.Ops, t.Go = t.Types+r.Types, t.Ops+r.Ops, t.Go+r.Go
		t.Longest = max(t.Longest, r.Longest)
		if t.Mutated == nil {
			t.Mutated = make(map[string]int)
		}
		for name, n := range r.Mutated {
			t.Mutated[name] += n
		}
		for _, f := range r.Faults {
			t.fault(f[0], "set %d: %s", r.Set, f[1])
		}
	}
	if err != nil {
		t.fault("died", "set %d: %v", b.first+uint64(len(results)), err)
	}
}

// print writes the table, and returns an error if there are faults.
func (t *total) print(w io.Writer, took time.Duration) error {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(name, format string, args ...any) {
		fmt.Fprintf(tab, "%s\t"+format+"\t\n", append([]any{name}, args...)...)
	}
	row("sets", "%d", t.sets)
	row("pages", "%d", t.Pages)
	row("MB of pages", "%.1f", float64(t.Bytes)/1e6)
	for _, name := range slices.Sorted(maps.Keys(t.Mutated)) {
		row(name, "%d", t.Mutated[name])
	}
	row("units accounted for", "%d", t.Units)
	row("findings", "%d", t.Findings)
	row("types in packages", "%d", t.Types)
	row("operations", "%d", t.Ops)
	row("MB of Go, type-checked", "%.1f", float64(t.Go)/1e6)
	row("packages built and vetted", "%d", t.built)
	row("slowest page", "%.3f s", t.Longest.Seconds())
	row("time", "%.0f s", took.Seconds())
	kinds := make(map[string]int)
	for _, f := range t.Faults {
		kinds[f[0]]++
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		row("FAULTS: "+kind, "%d", kinds[kind])
	}
	row("faults", "%d", t.faults())
	if err := tab.Flush(); err != nil {
		return err
	}
	for i, f := range t.Faults {
		if i == 50 {
			fmt.Fprintf(w, "and %d more\n", t.faults()-i)
			break
		}
		fmt.Fprintf(w, "%s: %s\n", f[0], f[1])
	}
	if t.faults() > 0 {
		return fmt.Errorf("%d faults", t.faults())
	}
	return nil
}
