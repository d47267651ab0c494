package diff

import (
	"maps"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file compares the Go names of what both sides document under the same
// name. Where one is otherwise, nothing on its own page says why: another thing
// came or went that wanted the name.

// goNames reports names that are otherwise, of the kinds that programs write
// down. What has a change that breaks source already needs no other.
func (d *differ) goNames() {
	told := make(map[string]bool)
	for _, c := range d.changes {
		if c.Class&Source != 0 {
			told[c.Subject] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(d.opts.OldGo)) {
		prev, next := d.opts.OldGo[key], d.opts.NewGo[key]
		kind, subject, _ := strings.Cut(key, " ")
		if next == "" || prev == next || unwritten[kind] || told[subject] {
			continue
		}
		d.add(GoName, key, prev, next, d.placeOfName(subject, false), d.placeOfName(subject, true))
	}
}

// unwritten are the kinds of names that programs do not write: files, and the
// arguments of methods.
var unwritten = map[string]bool{"file": true, "argument": true}

// placeOfName returns where the thing stands that a name is for, zero if it is
// none that has a place of its own.
func (d *differ) placeOfName(subject string, next bool) diag.Pos {
	i := 0
	if next {
		i = 1
	}
	if d.places[i] == nil {
		api := d.old
		if next {
			api = d.new
		}
		d.places[i] = places(api)
	}
	return d.places[i][subject]
}

// places returns where everything stands, by documented name.
func places(a *model.API) map[string]diag.Pos {
	out := make(map[string]diag.Pos)
	for _, t := range a.Types {
		out[t.Name] = t.Pos
		for _, f := range t.Fields {
			out[t.Name+"."+f.Name] = f.Pos
		}
	}
	for _, e := range a.Enums {
		out[e.Name] = e.Pos
		for _, m := range e.Members {
			out[e.Name+"."+m.Name] = m.Pos
		}
	}
	for _, o := range a.Callable() {
		for _, e := range o.Endpoints {
			out[endpointKey(e)] = e.Pos
		}
	}
	return out
}
