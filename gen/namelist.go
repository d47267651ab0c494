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
	p, err := newPlan(api, opts)
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(p.named, func(a, b Name) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.Key, b.Key))
	})
	p.diags.Sort()
	return slices.Compact(p.named), p.diags, nil
}

// note notes what something documented is called.
func (p *planner) note(kind, key, goName string) {
	if goName != "" {
		p.named = append(p.named, Name{kind, key, goName})
	}
}

// listNames notes all names, once they are given out.
func (p *planner) listNames() {
	for _, t := range p.api.Types {
		s := p.structs[t]
		p.note("type", t.Name, s.name)
		p.note("file", t.Name, s.file)
		for _, f := range s.fields {
			p.note("property", t.Name+"."+f.json, f.name)
		}
		if a := p.anys[t]; a != nil && a.used {
			p.note("interface", t.Name, a.name)
		}
	}
	for _, e := range p.enums {
		p.note("type", e.full, e.name)
		p.note("file", e.full, e.file)
		for _, c := range e.consts {
			p.note("member", e.full+"."+c.value, c.name)
		}
	}
	for _, c := range p.scopes {
		p.note("scope", c.value, c.name)
	}
	for _, c := range p.clouds {
		p.note("cloud", c.doc, c.name)
	}
	for _, s := range p.services {
		p.note("service", s.path(), s.accessor)
		p.note("service type", s.path(), p.names["service of "+s.key])
		for _, e := range s.ends {
			p.listMethod(e)
		}
	}
}

// listMethod notes the names of an endpoint.
func (p *planner) listMethod(e *endpoint) {
	m := p.methods[e]
	key := e.key
	p.note("method", key, m.name)
	p.note("page method", key, m.page)
	p.note("operation", key, m.op.name)
	for i, a := range m.params {
		p.note("argument", fmt.Sprintf("%d of %s", i+1, key), a.name)
	}
	if r := p.requests[requestKey(e)]; e.body.form == bodyFields && r != nil {
		p.note("parameters", key, p.names[requestOwner(e)])
		for _, f := range r.fields {
			p.note("parameter", key+" "+f.json, f.name)
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
