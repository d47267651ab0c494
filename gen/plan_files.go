package gen

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/docmill/docmill/templates"
)

// This file decides which declaration goes into which file, and prints the
// plan.

// layFiles puts each declaration into its file: a type, its enums aside, with
// the services that deal with it.
func (p *planner) layFiles() {
	byName := make(map[string]*filePlan)
	at := func(name string) *filePlan {
		if byName[name] == nil {
			byName[name] = &filePlan{name: name}
		}
		return byName[name]
	}
	for _, e := range p.enums {
		at(e.file).enums = append(at(e.file).enums, e)
	}
	for _, s := range p.plan.structs {
		if !s.request || p.emits("client") {
			at(s.file).structs = append(at(s.file).structs, s)
		}
	}
	for _, s := range p.plan.services {
		if p.emits("client") {
			at(s.file).services = append(at(s.file).services, s)
		}
	}
	at("doc.go").special = writePackageDoc
	if p.emits("client") {
		at("permissions.go").special = writePermissions
	}
	if p.emits("client") && len(p.clouds) > 0 {
		at("clouds.go").special = writeClouds
	}
	if len(p.mappings) > 0 {
		at("mappings.go").special = writeMappings
	}
	if p.emits("examples") && len(p.examples) > 0 {
		at("examples_test.go").special = writeExamples
		at("types_test.go").special = writeTypesTest
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		p.files = append(p.files, byName[name])
	}
	p.findNeeds()
}

// findNeeds decides which parts of the runtime the package needs.
func (p *planner) findNeeds() {
	if p.emits("client") {
		p.needs = append(p.needs, templates.Client)
	}
	if p.emits("validators") && slices.ContainsFunc(p.plan.structs, func(s *structPlan) bool { return len(s.rules) > 0 }) {
		p.needs = append(p.needs, templates.Validators)
	}
	if slices.ContainsFunc(p.plan.structs, func(s *structPlan) bool { return len(s.as) > 0 }) {
		p.needs = append(p.needs, templates.Polymorphic)
	}
	if slices.ContainsFunc(p.enums, func(e *enumPlan) bool { return e.flags }) {
		p.needs = append(p.needs, templates.Flags)
	}
	if p.emits("examples") && len(p.examples) > 0 {
		p.needs = append(p.needs, templates.Tests)
	}
}

// print writes the plan, one declaration a line, what belongs to it indented.
func (p *plan) print(w io.Writer) error {
	var b strings.Builder
	for _, f := range p.files {
		fmt.Fprintf(&b, "file %s\n", f.name)
		for _, e := range f.enums {
			fmt.Fprintf(&b, "  enum %s = %s\n", e.name, e.full)
			for _, c := range e.consts {
				fmt.Fprintf(&b, "    const %s = %q\n", c.name, c.value)
			}
		}
		for _, s := range f.structs {
			printStruct(&b, s)
		}
		for _, s := range f.services {
			fmt.Fprintf(&b, "  service %s from %s.%s\n", s.name, s.parent, s.accessor)
			for _, m := range s.methods {
				fmt.Fprintf(&b, "    method %s\n      %s = %s %s\n", m.signature(), m.op.name, m.op.method, m.op.path)
				if m.alias != nil {
					fmt.Fprintf(&b, "      type %s = %s\n", m.alias.name, m.alias.of)
				}
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func printStruct(b *strings.Builder, s *structPlan) {
	fmt.Fprintf(b, "  type %s = %s\n", s.name, s.full)
	for _, f := range s.fields {
		fmt.Fprintf(b, "    field %s %s = %s\n", f.name, f.typ, f.json)
	}
	for _, a := range s.as {
		fmt.Fprintf(b, "    method %s() *%s\n", a.method, a.base)
	}
	for _, r := range s.rules {
		fmt.Fprintf(b, "    rule %s %s %s\n", r.call, r.member, strings.ReplaceAll(r.arg, "\n", "|"))
	}
}

// signature returns the method as people write it, without context and
// options.
func (m *methodPlan) signature() string {
	var args []string
	for _, a := range m.params {
		args = append(args, a.name+" "+a.typ.String())
	}
	switch m.body {
	case bodyType, bodyFields:
		args = append(args, "body "+m.bodyType.String())
	case bodyStream:
		args = append(args, "content io.Reader")
	case bodyAny:
		args = append(args, "body any")
	case bodyRef:
		args = append(args, "target string")
	}
	out := m.name + "(" + strings.Join(args, ", ") + ")"
	switch m.result {
	case resultType, resultValue:
		return out + " " + m.resultType.String()
	case resultList:
		return out + " iter of " + m.resultType.String()
	case resultPage:
		return out + " page of " + m.resultType.String()
	case resultStream:
		return out + " io.ReadCloser"
	case resultRaw:
		return out + " json.RawMessage"
	}
	return out
}
