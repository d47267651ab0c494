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
// down. Where a change on the same page breaks source, it is the reason.
func (d *differ) goNames() {
	told := make(map[string]bool)
	for _, c := range d.changes {
		if c.Class&Source != 0 {
			told[c.Old.File], told[c.New.File] = true, true
		}
	}
	delete(told, "")
	if d.opts.GoNames == nil || !slices.ContainsFunc(d.changes, func(c *Change) bool { return c.Class != Documentation || c.Kind == PathParameter }) {
		return
	}
	oldGo, newGo := d.opts.GoNames()
	renamed := make(map[string]bool) // endpoints whose method has another name
	for _, key := range slices.Sorted(maps.Keys(oldGo)) {
		prev, next := oldGo[key], newGo[key]
		kind, subject, _ := strings.Cut(key, " ")
		if next == "" || prev == next || !written[kind] || kind == "operation" && renamed[subject] {
			continue
		}
		renamed[subject] = renamed[subject] || kind == "method"
		at, to := d.placeOfName(subject, false), d.placeOfName(subject, true)
		if !told[at.File] && !told[to.File] {
			d.add(GoName, key, prev, next, at, to)
		}
	}
}

// written are the kinds of names that programs write down, and that are not
// made from others of these.
var written = map[string]bool{
	"type": true, "property": true, "member": true, "interface": true, "scope": true,
	"cloud": true, "accessor": true, "method": true, "operation": true, "parameters": true, "parameter": true,
}

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
