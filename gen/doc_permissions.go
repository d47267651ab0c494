package gen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file says in the comment of a method which permissions it needs.

// schemeTitles name the schemes as the runtime does.
var schemeTitles = [...]string{
	model.DelegatedWork: "delegated (work or school account)", model.DelegatedPersonal: "delegated (personal account)",
	model.Application: "application",
}

// tables returns the permission tables that are for e, equal ones once.
func (e *endpoint) tables() []*model.PermissionTable {
	var out []*model.PermissionTable
	seen := make(map[[2]string]bool)
	for _, u := range e.home {
		for _, t := range u.op.Permissions {
			if key := [2]string{t.For, permissionWords(t)}; t.Covers(u.index) && !seen[key] {
				seen[key] = true
				out = append(out, t)
			}
		}
	}
	return out
}

// permissionDoc returns a paragraph for each case, the first few of many: of
// those left out there are at least two, for one takes no more room than to say
// so.
func (e *endpoint) permissionDoc() []string {
	const most = 4
	var out []string
	tables := e.tables()
	for i, t := range tables {
		if i == most && len(tables) > most+1 {
			out = append(out, fmt.Sprintf("And permissions for %d other cases.", len(tables)-most))
			break
		}
		if words := permissionWords(t); words != "" {
			subject := ""
			if t.For != "" {
				subject = " for " + cleanLine(t.For)
			}
			if slices.ContainsFunc(t.Grants[:], func(g model.Grant) bool { return len(g.AnyOf) > 1 }) {
				subject += ", least privileged first"
			}
			out = append(out, "Permissions"+subject+": "+words+".")
		}
	}
	return out
}

// permissionWords returns what each scheme needs, "" if the page does not say.
func permissionWords(t *model.PermissionTable) string {
	var parts []string
	for i, g := range t.Grants {
		if words := grantWords(g); words != "" {
			parts = append(parts, schemeTitles[i]+" "+words)
		}
	}
	return strings.Join(parts, "; ")
}

func grantWords(g model.Grant) string {
	if g.Support == model.No {
		return "not supported"
	}
	sets := make([]string, len(g.AnyOf))
	for i, set := range g.AnyOf {
		sets[i] = strings.Join(set, " and ")
		if len(set) > 1 && len(g.AnyOf) > 1 {
			sets[i] = "(" + sets[i] + ")"
		}
	}
	return strings.Join(sets, " or ")
}
