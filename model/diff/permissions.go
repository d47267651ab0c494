package diff

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file compares permissions. A grant is a list of alternatives, the least
// privileged first, each one or several scopes.

// permissions compares tables: those for the same case, in their order.
func (d *differ) permissions(name string, o, p *model.Op) {
	next := slices.Clone(p.Permissions)
	first := byKey(func(t *model.PermissionTable) string { return "for " + words(t.For) })(p.Permissions)
	for i, a := range o.Permissions {
		k := first(a)
		for k >= 0 && next[k] == nil {
			k = first(a)
		}
		if k < 0 && i < len(next) && len(o.Permissions) == len(p.Permissions) {
			k = i // the words of what it is for are others
		}
		var b *model.PermissionTable
		if k >= 0 {
			b, next[k] = next[k], nil
		}
		d.table(name, a, b, o.Pos, p.Pos)
	}
	for _, b := range next {
		if b != nil {
			d.table(name, nil, b, o.Pos, p.Pos)
		}
	}
}

// table compares two tables, one of which may be missing.
func (d *differ) table(name string, a, b *model.PermissionTable, prev, next diag.Pos) {
	for _, s := range model.Schemes {
		var g, h model.Grant
		label := ""
		if a != nil {
			g, label = a.Grants[s], a.For
		}
		if b != nil {
			h, label = b.Grants[s], b.For
		}
		subject := name + " " + schemeNames[s]
		if label != "" {
			subject += " for " + words(label)
		}
		d.grant(subject, g, h, orPos(g.Pos, prev), orPos(h.Pos, next))
	}
}

var schemeNames = map[model.Scheme]string{
	model.DelegatedWork: "delegated (work or school)", model.DelegatedPersonal: "delegated (personal)", model.Application: "application",
}

// grant compares what one way of signing in needs.
func (d *differ) grant(subject string, g, h model.Grant, prev, next diag.Pos) {
	a, b := alternatives(g), alternatives(h)
	from, to := strings.Join(a, ", "), strings.Join(b, ", ")
	gone, came := minus(a, b), minus(b, a)
	var c *Change
	switch {
	case len(a) == 0 && len(b) == 0:
		if g.Support == h.Support {
			d.text(Description, subject, g.Note, h.Note, prev, next)
		} else {
			c := d.support(subject, g, h, from, to, prev, next)
			c.is(Documentation, "No permission is documented, before and after; only one side says that there is none.")
		}
	case len(a) == 0 && g.Support == model.No, len(b) == 0 && h.Support == model.No:
		c = d.support(subject, g, h, from, to, prev, next)
	case len(gone) > 0 && len(came) > 0:
		c = d.add(PermissionRaised, subject, from, to, prev, next)
	case len(gone) > 0:
		c = d.add(PermissionRemoved, subject, strings.Join(gone, ", "), "", prev, next)
	case len(came) > 0:
		c = d.add(PermissionAdded, subject, "", strings.Join(came, ", "), prev, next)
		if len(a) > 0 && a[0] != b[0] {
			c.is(Behaviour, "One more permission suffices, and MinimalScopes asks for it, because it stands first.")
		}
	case !slices.Equal(a, b):
		d.add(PermissionOrder, subject, from, to, prev, next)
	default:
		d.text(Description, subject, g.Note, h.Note, prev, next)
	}
	if c != nil {
		d.lostScopes(c, g)
	}
}

// alternatives writes each set of scopes as "A+B", none twice.
func alternatives(g model.Grant) []string {
	var out []string
	known := make(map[string]bool, len(g.AnyOf))
	for _, set := range g.AnyOf {
		if s := strings.Join(set, "+"); !known[s] {
			known[s] = true
			out = append(out, s)
		}
	}
	return out
}

// support reports that a way of signing in is supported, or no longer. From
// "not supported" to nothing said is no change of what programs may do.
func (d *differ) support(subject string, g, h model.Grant, from, to string, prev, next diag.Pos) *Change {
	said := func(g model.Grant, scopes string) string {
		if scopes == "" && g.Support == model.No {
			return "not supported"
		}
		return scopes
	}
	k := PermissionUnsupported
	if g.Support == model.No {
		k = PermissionSupported
	}
	return d.add(k, subject, said(g, from), said(h, to), prev, next)
}

// lostScopes adds to c that scopes no other operation needs are gone, and their
// constants with them.
func (d *differ) lostScopes(c *Change, g model.Grant) {
	for _, scope := range slices.Concat(g.AnyOf...) {
		if !d.newUses.scopes[scope] {
			c.breaks(Source, strings.TrimSuffix(c.Reason, ".")+"; no other operation names the old permission, so its Go constant is gone.")
			return
		}
	}
}
