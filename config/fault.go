package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// A Fault is one thing that is wrong with a configuration.
type Fault struct {
	Pos  diag.Pos
	Text string
}

// Error returns f as "file:line:col: text".
func (f *Fault) Error() string { return f.Pos.String() + ": " + f.Text }

// Faults are all faults of a file, sorted by place.
type Faults []*Fault

// Error returns the only fault, or how many there are and each on a line.
func (l Faults) Error() string {
	if len(l) == 1 {
		return l[0].Error()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s has %d faults:", l[0].Pos.File, len(l))
	for _, f := range l {
		b.WriteString("\n" + f.Error())
	}
	return b.String()
}

// err returns l as an error, nil if it is empty.
func (l Faults) err() error {
	if len(l) == 0 {
		return nil
	}
	slices.SortStableFunc(l, func(a, b *Fault) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
	})
	return l
}
