package gen

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file plans enums and the constants of scopes.

// enumWishes asks for the constants of all enums. A constant is called after
// its enum; members that differ only in symbols get the symbols in words.
func (p *planner) enumWishes() []wish {
	lists := make([][]wish, len(p.api.Enums))
	for _, e := range p.api.Enums {
		p.members[e] = make([]string, len(e.Members))
	}
	p.beside(len(lists), func(p *planner, i int) {
		e := p.api.Enums[i]
		seen := make(map[string]bool, len(e.Members))
		owner, key := e.Name+" member ", e.Name+"."
		lists[i] = make([]wish, 0, len(e.Members))
		for k, m := range e.Members {
			if !seen[m.Name] { // listed twice
				seen[m.Name] = true
				w := p.memberWish(label{owner, m.Name}, p.typeNames[e.Name], m)
				w.key, w.to = label{key, m.Name}, &p.members[e][k]
				lists[i] = append(lists[i], w)
			}
		}
	})
	return slices.Concat(lists...)
}

// memberWish returns what the constant of a member of the enum that is called
// name could be called.
func (p *planner) memberWish(owner label, name string, m *model.Member) wish {
	plain := names.Join(name, m.Name)
	w := wish{owner: owner, pos: m.Pos, first: isCamelCase(m.Name), best: plain}
	w.more = func() []string {
		return []string{names.Join(name, "value", m.Name), names.Join(name, names.Spell(m.Name)), names.Unique(plain, owner.String())}
	}
	if plain == name { // nothing of the member can stand in a name
		w.next()
	}
	return w
}

// fillEnums plans all enums.
func (p *planner) fillEnums() {
	p.enums = make([]*enumPlan, len(p.api.Enums))
	p.beside(len(p.enums), func(p *planner, i int) {
		e := p.api.Enums[i]
		name := p.typeNames[e.Name]
		plan := &enumPlan{
			name: name, full: e.Name, file: p.fileName(name), flags: e.Flags,
			doc: enumComment(name, e), consts: make([]constPlan, 0, len(e.Members)),
		}
		for k, m := range e.Members {
			if c := p.members[e][k]; c != "" {
				plan.consts = append(plan.consts, constPlan{name: c, value: m.Name, doc: memberComment(m)})
			}
		}
		p.enums[i] = plan
	})
	slices.SortFunc(p.enums, func(a, b *enumPlan) int { return strings.Compare(a.name, b.name) })
}

// A scopeName is what a scope would like to be called.
type scopeName struct {
	name string
	pos  diag.Pos // of the first page that names the scope
}

// scopeWishes asks for the constants of all scopes. Where scopes would be called
// the same, one is a misspelling of the other (Group.Read.WriteAll, user.Read).
func (p *planner) scopeWishes() []wish {
	scopes := p.gatherScopes()
	best := make(map[string]string) // by name
	for scope, s := range scopes {
		if compareScopes(scope, best[s.name]) > 0 {
			best[s.name] = scope
		}
	}
	p.scopes = make([]constPlan, 0, len(scopes))
	wishes := make([]wish, 0, len(scopes))
	for scope, s := range scopes {
		p.scopes = append(p.scopes, constPlan{value: scope})
		wishes = append(wishes, wish{
			owner: label{"scope ", scope}, key: label{"scope ", scope}, pos: s.pos, first: scope == best[s.name],
			to: &p.scopes[len(p.scopes)-1].name, best: s.name,
			more: func() []string { return []string{names.Join("Scope", names.Spell(scope)), names.Unique(s.name, scope)} },
		})
	}
	return wishes
}

// gatherScopes returns all scopes that operations need.
func (p *planner) gatherScopes() map[string]*scopeName {
	scopes := make(map[string]*scopeName)
	for _, op := range p.api.Operations {
		for scope := range scopesOf(op) {
			s := scopes[scope]
			if s == nil {
				s = &scopeName{name: names.Join("Scope", scope), pos: op.Pos}
				scopes[scope] = s
			}
			if op.Pos.Compare(s.pos) < 0 {
				s.pos = op.Pos
			}
		}
	}
	return scopes
}

// compareScopes is positive if a is more likely to be a scope than b. Capitals
// get lost, and a dot comes too early (Group.Read.WriteAll for
// Group.ReadWrite.All). How many pages write either would tell more, but then
// the next page could rename both.
func compareScopes(a, b string) int {
	return cmp.Or(cmp.Compare(capitals(a), capitals(b)), strings.Compare(a, b))
}

// capitals returns how many upper-case letters s has.
func capitals(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

// scopesOf goes through all scopes that op names, in order, repetitions included.
func scopesOf(op *model.Op) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, table := range op.Permissions {
			for _, g := range table.Grants {
				for _, all := range g.AnyOf {
					for _, scope := range all {
						if !yield(scope) {
							return
						}
					}
				}
			}
		}
	}
}

// fillScopes plans the constants of scopes.
func (p *planner) fillScopes() {
	p.scopes = slices.DeleteFunc(p.scopes, func(c constPlan) bool { return c.name == "" })
	slices.SortFunc(p.scopes, func(a, b constPlan) int { return strings.Compare(a.name, b.name) })
}
