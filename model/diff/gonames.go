package diff

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file compares the Go names of what both sides document under the same
// name. Where one is otherwise, nothing on its own page says why: another thing
// came or went that wanted the name.

// goNames reports names that are otherwise, of the kinds that programs write
// down. Where the same page says something else than before, that is the reason:
// a request that answers 201 creates something.
func (d *differ) goNames() {
	cause := make(map[string]*Change)
	for _, c := range d.changes {
		for _, name := range []string{c.Old.File, c.New.File} {
			if k := cause[name]; c.Class != Documentation && (k == nil || c.Class&Source > k.Class&Source) {
				cause[name] = c
			}
		}
	}
	delete(cause, "")
	if d.opts.GoNames == nil || !slices.ContainsFunc(d.changes, func(c *Change) bool { return c.Class != Documentation || c.Kind == PathParameter }) {
		return
	}
	oldGo, newGo := d.opts.GoNames()
	var renamed []string // requests and services that are called otherwise
	for _, key := range slices.Sorted(maps.Keys(oldGo)) {
		prev, next := oldGo[key], newGo[key]
		kind, subject := nameKind(key)
		if next == "" || prev == next || kind == "" || made[kind] && slices.ContainsFunc(renamed, isBelow(subject)) {
			continue
		}
		if !made[kind] {
			renamed = append(renamed, subject)
		}
		at, to := d.placeOfName(subject, false), d.placeOfName(subject, true)
		c := GoName.change(key, prev, next, at, to)
		if head := cmp.Or(cause[at.File], cause[to.File]); head != nil {
			d.absorb(head, &c)
		} else {
			d.report(c)
		}
	}
}

// written are the kinds of names that programs write down.
var written = map[string]bool{
	"type": true, "property": true, "member": true, "interface": true, "scope": true,
	"cloud": true, "service": true, "service type": true, "method": true, "page method": true, "operation": true, "parameters": true, "parameter": true,
}

// made are those that are mostly made from another name of the same thing, which
// sorts before them.
var made = map[string]bool{"service type": true, "page method": true, "operation": true, "parameters": true}

// nameKind cuts a key into the kind of name, "" for one that programs do not
// write down, and what it is for.
func nameKind(key string) (kind, subject string) {
	kind, subject, _ = strings.Cut(key, " ")
	if word, rest, ok := strings.Cut(subject, " "); ok && written[kind+" "+word] {
		return kind + " " + word, rest
	}
	if !written[kind] {
		return "", subject
	}
	return kind, subject
}

// isBelow returns whether what subject names is the request or service that it
// is asked for, or a part of the service.
func isBelow(subject string) func(of string) bool {
	path := subject
	if _, p, ok := strings.Cut(subject, " /"); ok {
		path = "/" + strings.ReplaceAll(p, "/{}", "")
	}
	return func(of string) bool {
		return of == subject || strings.HasPrefix(of, "/") && strings.HasPrefix(path+"/", of+"/")
	}
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
	return d.places[i][levelled(subject)]
}

var (
	argumentRE  = regexp.MustCompile(`'?\{[^{}]*\}'?`)
	qualifierRE = regexp.MustCompile(`/\w+(\.\w+)*\.(\w+)`)
)

// levelled returns the name of a thing without what does not tell requests
// apart.
func levelled(name string) string {
	verb, path, ok := strings.Cut(name, " /")
	if !ok {
		return name
	}
	path = strings.ReplaceAll(argumentRE.ReplaceAllString("/"+path, "{}"), "({})", "/{}")
	path = strings.TrimRight(qualifierRE.ReplaceAllString(path, "/$2"), "/")
	return strings.ToLower(verb + " " + strings.TrimSuffix(path, "()"))
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
			out[levelled(e.Method+" "+e.Path.String())] = e.Pos
		}
	}
	return out
}
