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

// A toldTable is a permission table and its words.
type toldTable struct {
	*model.PermissionTable
	words string
}

// tables returns the permission tables that are for e, equal ones once.
func (e *endpoint) tables() []toldTable {
	if e.permissions != nil {
		return e.permissions
	}
	for _, u := range e.home {
		for _, t := range u.op.Permissions {
			if !t.Covers(u.index) {
				continue
			}
			told := toldTable{t, permissionWords(t)}
			if !slices.ContainsFunc(e.permissions, func(o toldTable) bool { return o.For == t.For && o.words == told.words }) {
				e.permissions = append(e.permissions, told)
			}
		}
	}
	return e.permissions
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
		if words := t.words; words != "" {
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
