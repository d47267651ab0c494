package gen

import (
	"strings"

	"github.com/docmill/docmill/model"
)

// This file prints what is data about operations: the variables beside their
// methods, the scopes, and the list of all operations. All of it is laid out by
// the compiler; nothing runs when a program starts, and what nobody refers to
// is not linked.

// writeOp prints the data of one operation, in the order of the type.
func writeOp(w *fileWriter, m *methodPlan) {
	op := m.op
	w.comment(docComment(op.name + " is " + op.method + " " + op.path + "."))
	w.emit(`var % = &Operation{
Name: %,
Method: %,
Path: %,
Page: %,
`, op.name, quoted(op.dotted), quoted(op.method), quoted(op.path), quoted(op.page))
	if len(op.permissions) > 0 {
		w.emit("permissions: ")
		writePermissionLines(w, op.permissions)
		w.emit(",\n")
	}
	if op.query != nil {
		w.emit("Query: []string{")
		w.list(op.query)
		w.emit("},\n")
	}
	if len(op.status) > 0 {
		w.emit("Status: []int{")
		commas(w, op.status, func(status int) { w.emit("%", status) })
		w.emit("},\n")
	}
	if len(op.bodies) > 0 {
		writeBodyRules(w, op.bodies)
	}
	if len(op.unavailable) > 0 {
		w.emit("Unavailable: []*Cloud{")
		commas(w, op.unavailable, w.ident)
		w.emit("},\n")
	}
	if m.body != bodyNone {
		w.emit("send: sendBody,\n")
	}
	w.emit("}\n\n")
}

// schemeWords name the schemes in the text of permissions.
var schemeWords = [...]string{model.DelegatedWork: "work", model.DelegatedPersonal: "personal", model.Application: "application"}

// maxTerms is how many literals the text of permissions is a sum of: printers
// and compilers of Go walk such a sum again and again.
const maxTerms = 50

// writePermissionLines prints tables as the text that the runtime reads, each on a
// line of its own, or several of very many.
func writePermissionLines(w *fileWriter, tables []permissionPlan) {
	most := max(1, (len(tables)+maxTerms-1)/maxTerms)
	var text strings.Builder
	for i, t := range tables {
		text.WriteString(t.text())
		if i+1 == len(tables) {
			break
		}
		text.WriteByte('\n')
		if (i+1)%most == 0 {
			w.emit("% +\n", quoted(text.String()))
			text.Reset()
		}
	}
	w.emit("%", quoted(text.String()))
}

// text returns e.g. "work A or B and C; personal not supported; for message".
func (t permissionPlan) text() string {
	var parts []string
	for i, g := range t.grants {
		if words := g.text(); words != "" {
			parts = append(parts, schemeWords[i]+" "+words)
		}
	}
	if feature := strings.Join(strings.Fields(t.feature), " "); feature != "" {
		parts = append(parts, "for "+feature) // on one line
	}
	return strings.Join(parts, "; ")
}

// text returns the alternatives of g, "" if the page does not say.
func (g grantPlan) text() string {
	if g.notSupported {
		return "not supported"
	}
	sets := make([]string, len(g.anyOf))
	for i, all := range g.anyOf {
		sets[i] = strings.Join(all, " and ")
	}
	return strings.Join(sets, " or ")
}

// writePermissions prints the scopes and the function that lists all
// operations.
func writePermissions(p *plan, w *fileWriter) {
	if len(p.scopes) > 0 {
		w.emit("// The permissions that the operations' pages name.\nconst (\n")
		for _, c := range p.scopes {
			w.emit("% Scope = %\n", c.name, quoted(c.value))
		}
		w.emit(")\n\n")
	}
	w.emit(`// Operations returns all documented operations.
func Operations() []*Operation {
	return operationsAt(allOperations)
}

// allOperations holds where the operations are.
var allOperations = []**Operation{
`)
	for _, s := range p.services {
		for _, m := range s.methods {
			w.emit("&%,\n", m.op.name)
		}
	}
	w.emit("}\n\n")
}
