package gen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
)

// This file plans and prints what is about national clouds: a variable for each
// cloud that pages name, and in which of them an endpoint is not available.
// Where pages name none, nothing is printed.

// cloudWishes asks for the variables of the clouds.
func (p *planner) cloudWishes() []wish {
	var wishes []wish
	for i, c := range p.api.Clouds {
		name := names.Join("Cloud", c.Name)
		wishes = append(wishes, wish{
			owner: label{"cloud ", c.Name}, key: label{"cloud ", c.Name}, to: &p.cloudNames[i], best: name,
			more: func() []string {
				return []string{names.Join("Cloud", names.Spell(c.Name)), names.Unique(name, c.Name)}
			},
		})
	}
	return wishes
}

func (p *planner) fillClouds() {
	for i, c := range p.api.Clouds {
		p.clouds = append(p.clouds, constPlan{name: p.cloudNames[i], value: c.BaseURL, doc: c.Name})
	}
	slices.SortFunc(p.clouds, func(a, b constPlan) int { return strings.Compare(a.name, b.name) })
}

// cloudName returns what the variable of a cloud is called.
func (p *planner) cloudName(c *model.Cloud) string {
	return p.cloudNames[slices.IndexFunc(p.api.Clouds, func(other *model.Cloud) bool { return other.Name == c.Name })]
}

// unavailable returns the clouds in which no page of e holds: pages of one
// endpoint are about several types, and one that is available is enough.
func (e *endpoint) unavailable() []*model.Cloud {
	out := slices.Clone(e.home[0].op.Unavailable)
	for _, u := range e.home[1:] {
		out = slices.DeleteFunc(out, func(c *model.Cloud) bool { return !slices.Contains(u.op.Unavailable, c) })
	}
	return out
}

// cloudDoc returns the paragraph about the clouds that lack e, "" if none does.
func (e *endpoint) cloudDoc() string {
	var list []string
	for _, c := range e.unavailable() {
		list = append(list, cleanLine(c.Name))
	}
	if len(list) == 0 {
		return ""
	}
	return "Not available in: " + strings.Join(list, ", ") + "."
}

// writeClouds prints a variable for each cloud.
func writeClouds(p *plan, w *fileWriter) {
	for _, c := range p.clouds {
		doc := fmt.Sprintf("%s is the cloud that the pages call %s.", c.name, cleanLine(c.doc))
		if c.value == "" {
			doc += " They do not say where it is."
		}
		fields := []jen.Code{jen.Id("Name").Op(":").Lit(c.doc)}
		if c.value != "" {
			fields = append(fields, jen.Id("BaseURL").Op(":").Lit(c.value))
		}
		// var CloudX = &Cloud{Name: "X", BaseURL: "https://x"}
		w.add(docComment(doc), jen.Var().Add(ident(c.name)).Op("=").Op("&").Id("Cloud").Values(fields...))
	}
}
