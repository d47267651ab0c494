package gen

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
)

// This file plans enums and the constants of scopes.

func memberOwner(e *model.Enum, m *model.Member) string { return e.Name + " member " + m.Name }

// enumWishes asks for the constants of all enums. A constant is called after
// its enum; members that differ only in symbols get the symbols in words.
func (p *planner) enumWishes() []names.Wish {
	var wishes []names.Wish
	for _, e := range p.api.Enums {
		name := p.typeNames[e.Name]
		for _, m := range e.Members {
			owner := memberOwner(e, m)
			if _, ok := p.pos[owner]; ok {
				continue // listed twice
			}
			p.pos[owner] = m.Pos
			p.pin(owner, e.Name+"."+m.Name)
			w := names.Wish{Owner: owner, First: isCamelCase(m.Name)}
			if c := names.Join(name, m.Name); c != name {
				w.Names = append(w.Names, c)
			}
			w.Names = append(w.Names, names.Join(name, "value", m.Name), names.Join(name, names.Spell(m.Name)), names.Unique(names.Join(name, m.Name), owner))
			wishes = append(wishes, w)
		}
	}
	return wishes
}

// fillEnums plans all enums.
func (p *planner) fillEnums() {
	for _, e := range p.api.Enums {
		name := p.typeNames[e.Name]
		plan := &enumPlan{
			name: name, full: e.Name, file: names.File(name, p.isRuntimeFile), flags: e.Flags,
			doc: enumComment(name, e),
		}
		seen := make(map[string]bool)
		for _, m := range e.Members {
			if c, ok := p.names[memberOwner(e, m)]; ok && !seen[c] {
				seen[c] = true
				plan.consts = append(plan.consts, constPlan{name: c, value: m.Name, doc: memberComment(m)})
			}
		}
		p.enums = append(p.enums, plan)
	}
	slices.SortFunc(p.enums, func(a, b *enumPlan) int { return strings.Compare(a.name, b.name) })
}

// scopeWishes asks for the constants of all scopes. Where scopes would be called
// the same, one is a misspelling of the other (Group.Read.WriteAll, user.Read).
func (p *planner) scopeWishes() []names.Wish {
	best := make(map[string]string) // by name
	scopes := make(map[string]bool)
	for _, op := range p.api.Operations {
		for _, scope := range scopesOf(op) {
			owner, name := "scope "+scope, names.Join("Scope", scope)
			if pos, ok := p.pos[owner]; !ok || op.Pos.Compare(pos) < 0 {
				p.pos[owner] = op.Pos
			}
			scopes[scope] = true
			if compareScopes(scope, best[name]) > 0 {
				best[name] = scope
			}
		}
	}
	var wishes []names.Wish
	for scope := range scopes {
		p.pin("scope "+scope, "scope "+scope)
		name := names.Join("Scope", scope)
		wishes = append(wishes, names.Wish{Owner: "scope " + scope, First: scope == best[name], Names: []string{
			name, names.Join("Scope", names.Spell(scope)), names.Unique(name, scope),
		}})
	}
	return wishes
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

// scopesOf returns all scopes that op names, in order, repetitions included.
func scopesOf(op *model.Op) []string {
	var out []string
	for _, table := range op.Permissions {
		for _, g := range table.Grants {
			for _, all := range g.AnyOf {
				out = append(out, all...)
			}
		}
	}
	return out
}

// fillScopes plans the constants of scopes.
func (p *planner) fillScopes() {
	for owner, name := range p.names {
		if scope, ok := strings.CutPrefix(owner, "scope "); ok {
			p.scopes = append(p.scopes, constPlan{name: name, value: scope})
		}
	}
	slices.SortFunc(p.scopes, func(a, b constPlan) int { return strings.Compare(a.name, b.name) })
}
