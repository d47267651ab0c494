package gen

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file lists the names of a generated package by what they stand for.

// A Name is the Go name of something documented.
type Name struct {
	Kind string // "type", "property", "method" and so on, see docs/names.md
	Key  string // what is documented, e.g. "microsoft.graph.user.id", "GET /users/{}"
	Go   string // what it is called in Go, e.g. "ID"
}

// Names returns the names of the package that [Generate] would make, sorted by
// kind and key, and what it finds about them. Keys depend on the documentation
// alone, so two lists say what is called otherwise.
func Names(api *model.API, opts Options) ([]Name, diag.List, error) {
	p, err := newPlanned(api, opts)
	if err != nil {
		return nil, nil, err
	}
	named := p.listNames()
	slices.SortFunc(named, func(a, b Name) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.Key, b.Key))
	})
	p.diags.Sort()
	return slices.Compact(named), p.diags, nil
}

// A nameList is what things are called.
type nameList []Name

// note notes what something documented is called.
func (l *nameList) note(kind, key, goName string) {
	if goName != "" {
		*l = append(*l, Name{kind, key, goName})
	}
}

// listNames returns all names, once they are given out.
func (p *planner) listNames() []Name {
	var l nameList
	for _, t := range p.api.Types {
		s := p.structs[t]
		l.note("type", t.Name, s.name)
		l.note("file", t.Name, s.file)
		for _, f := range s.fields {
			l.note("property", t.Name+"."+f.json, f.name)
		}
		if a := p.anys[t]; a != nil && a.used.Load() {
			l.note("interface", t.Name, a.name)
		}
	}
	for _, e := range p.enums {
		l.note("type", e.full, e.name)
		l.note("file", e.full, e.file)
		for _, c := range e.consts {
			l.note("member", e.full+"."+c.value, c.name)
		}
	}
	for _, c := range p.scopes {
		l.note("scope", c.value, c.name)
	}
	for _, c := range p.clouds {
		l.note("cloud", c.doc, c.name)
	}
	for _, s := range p.services {
		l.note("service", s.path(), s.accessor)
		l.note("service type", s.path(), s.typeName)
		for _, e := range s.ends {
			l.method(e)
		}
	}
	return l
}

// method notes the names of an endpoint.
func (l *nameList) method(e *endpoint) {
	m, key := e.plan, e.key
	l.note("method", key, m.name)
	l.note("page method", key, m.page)
	l.note("operation", key, m.op.name)
	for i, a := range m.params {
		l.note("argument", fmt.Sprintf("%d of %s", i+1, key), a.name)
	}
	if e.shared != nil {
		l.note("parameters", key, e.requestName)
		for _, f := range e.shared.plan.fields {
			l.note("parameter", key+" "+f.json, f.name)
		}
	}
}

// PrintNames writes names as lines of the configuration that pin them, by kind.
func PrintNames(w io.Writer, list []Name) error {
	kind := ""
	for _, n := range list {
		if n.Kind == "argument" || n.Kind == "file" {
			continue
		}
		if n.Kind != kind {
			kind = n.Kind
			if _, err := fmt.Fprintf(w, "# %s\n", kind); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintln(w, pinLine(n.Pin(), n.Go)); err != nil {
			return err
		}
	}
	return nil
}

var plainYAML = regexp.MustCompile(`^[A-Za-z/][\w./-]*$`)

// pinLine returns a line of YAML.
func pinLine(key, name string) string {
	if !plainYAML.MatchString(key) {
		var b bytes.Buffer
		e := json.NewEncoder(&b) // what JSON writes YAML reads
		e.SetEscapeHTML(false)
		_ = e.Encode(key) // a string always has a JSON form
		key = strings.TrimSpace(b.String())
	}
	return key + ": " + name
}
