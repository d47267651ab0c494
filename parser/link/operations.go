package link

import (
	"path"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// linkOperations makes one operation of each set of sections that describes
// one. An operation's ID is its page's file name; where two folders have a file
// of that name, the whole path.
func (l *linker) linkOperations() {
	stems, total := make(map[string]int, len(l.pages)), 0
	for _, p := range l.pages {
		if len(p.Ops) > 0 {
			stems[p.Name]++
			total += len(p.Ops)
		}
	}
	nodes := make([]opNode, 0, total)
	for _, p := range l.pages {
		id := p.Name
		if stems[id] > 1 {
			id = pathStem(p)
		}
		for _, c := range p.Ops {
			nodes = append(nodes, opNode{claim: c, page: p, id: id})
		}
	}
	l.ops = pointers(nodes)
	each(l, l.ops, func(l *linker, n *opNode) { n.out = l.operation(n.page, n.claim, n.id) })
	for _, n := range l.ops {
		l.api.Operations = append(l.api.Operations, n.out)
	}
}

// An opNode is what a page says about one operation.
type opNode struct {
	page    *model.Page
	claim   *model.OpClaim
	id      string // of the operation, but for its variant
	out     *model.Op
	samples samples
}

// pathStem returns the path of a page's file without its extension.
func pathStem(p *model.Page) string { return strings.TrimSuffix(p.Path, path.Ext(p.Path)) }

func (l *linker) operation(p *model.Page, c *model.OpClaim, id string) *model.Op {
	if c.Variant != "" {
		id += "#" + c.Variant
	}
	o := &model.Op{
		ID: id, Page: p.Path, Title: c.Title, Doc: c.Doc, Deprecated: c.Deprecated, Pos: c.Pos,
		Endpoints: c.Endpoints, Permissions: c.Permissions, Headers: c.Headers, Options: c.Options,
	}
	o.Params = slices.Grow(o.Params, len(c.Params))
	for _, pc := range c.Params {
		// What stands in a URL is text, if the table has no column of types.
		var ref model.Ref = model.String
		if !pc.Type.IsZero() {
			ref = l.ref(p, &pc.Type)
		}
		o.Params = append(o.Params, &model.Param{
			Name: pc.Name, In: pc.In, Type: ref, Required: pc.Required, Doc: pc.Doc, Pos: pc.Pos,
		})
	}
	o.Responses = l.responses(p, c)
	o.Body = l.body(p, c)
	o.Examples = copyEach(c.Examples)
	return o
}

// body resolves what a request carries.
func (l *linker) body(p *model.Page, c *model.OpClaim) model.Body {
	b := model.Body{Kind: c.Body.Kind, Complete: c.Body.Complete, Pos: c.Body.Pos}
	if b.Kind == model.BodyResource && !c.Body.Type.IsZero() {
		b.Type = l.proseRef(p, &c.Body.Type)
	}
	seen := make(map[string]bool, len(c.Body.Fields))
	var sent []shown
	if len(c.Body.Fields) > 0 {
		for _, e := range c.Examples {
			if e.Request != nil && e.Request.JSON != nil {
				sent = append(sent, shownBy(e.Request.JSON))
			}
		}
	}
	fields := make([]model.Field, 0, len(c.Body.Fields))
	for _, f := range c.Body.Fields {
		if !seen[f.Name] {
			seen[f.Name] = true
			field := l.fieldOf(p, f, l.fieldRef(p, nil, f, new(shown)))
			field.Name = l.sentSpelling(f, sent)
			fields = append(fields, field)
		}
	}
	b.Fields = pointers(fields)
	return b
}

// sentSpelling returns the name under which the examples send a member, where
// that differs from the table's by case only.
func (l *linker) sentSpelling(f *model.FieldClaim, sent []shown) string {
	for i := range sent {
		if name := sent[i].spelling(f.Name); name != f.Name {
			l.diags.AddRelated(diag.NameCase, f.Pos, related(sent[i].js.Pos, "the example"),
				"property %q is spelt %q in the example, which wins", f.Name, name)
			return name
		}
	}
	return f.Name
}
