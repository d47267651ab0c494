package parser

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// exclude adds to fields, the rows of a section, what its prose says about
// several of them: that one at most has a value. Each row is told of those
// before it, so that a request that breaks the rule is told once.
func (r *reader) exclude(text markdown.Text, fields []*model.FieldClaim) {
	if len(fields) == 0 || !r.d.Has("exclusive-word", text.String()) {
		return
	}
	for _, g := range cell.Groups(text, r.d) {
		var members []*model.FieldClaim
		for _, f := range fields {
			if slices.ContainsFunc(g.Names, func(name string) bool { return strings.EqualFold(name, f.Name) }) {
				members = append(members, f)
			}
		}
		for i, f := range members {
			for _, other := range members[:i] {
				f.Rules = append(f.Rules, &model.Constraint{Kind: model.Exclusive, Text: other.Name, Sentence: g.Sentence, Pos: g.Pos})
			}
		}
	}
}

// settleExclusions leaves out what excludes a member but is no member itself:
// the words between the names in "`a` or `b`", parameters of the URL.
func settleExclusions(fields []*model.FieldClaim) {
	for _, f := range fields {
		kept := f.Rules[:0]
		for _, c := range f.Rules {
			if c.Kind == model.Exclusive {
				at := slices.IndexFunc(fields, func(g *model.FieldClaim) bool { return strings.EqualFold(g.Name, c.Text) })
				if at < 0 || fields[at] == f {
					continue
				}
				c.Text = fields[at].Name
			}
			kept = append(kept, c)
		}
		f.Rules = kept
	}
}
