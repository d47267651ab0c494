package gen

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docmill/docmill/model"
)

// This file prints what is data about operations: the variables beside their
// methods, the scopes, and the list of all operations. All of it is laid out by
// the compiler; nothing runs when a program starts, and what nobody refers to
// is not linked.

// writeOp prints the data of one operation.
func writeOp(w *fileWriter, m *methodPlan) {
	op := m.op
	fields := opFields(op)
	if m.body != bodyNone {
		fields = append(fields, jen.Line().Id("send").Op(":").Id("sendBody"))
	}
	w.add(docComment(op.name+" is "+op.method+" "+op.path+"."), jen.Var().Add(ident(op.name)).Op("=").Op("&").Id("Operation").Values(
		append(fields, jen.Line())...))
}

// opFields returns the fields in the order of the type, one a line.
func opFields(op *opPlan) []jen.Code {
	line := func(name string, value jen.Code) jen.Code { return jen.Line().Add(ident(name)).Op(":").Add(value) }
	out := []jen.Code{
		line("Name", jen.Lit(op.dotted)), line("Method", jen.Lit(op.method)), line("Path", jen.Lit(op.path)), line("Page", jen.Lit(op.page)),
	}
	if len(op.permissions) > 0 {
		out = append(out, line("permissions", permissionLines(op.permissions)))
	}
	if op.query != nil {
		out = append(out, line("Query", jen.Index().String().Values(literals(op.query)...)))
	}
	if len(op.status) > 0 {
		out = append(out, line("Status", jen.Index().Int().Values(literals(op.status)...)))
	}
	if len(op.bodies) > 0 {
		out = append(out, line("Body", bodyTable(op.bodies)))
	}
	if len(op.unavailable) > 0 {
		out = append(out, line("Unavailable", jen.Index().Op("*").Id("Cloud").ValuesFunc(func(g *jen.Group) {
			for _, name := range op.unavailable {
				g.Add(ident(name))
			}
		})))
	}
	return out
}

func literals[T any](values []T) []jen.Code {
	out := make([]jen.Code, len(values))
	for i, v := range values {
		out[i] = jen.Lit(v)
	}
	return out
}

// schemeWords name the schemes in the text of permissions.
var schemeWords = [...]string{model.DelegatedWork: "work", model.DelegatedPersonal: "personal", model.Application: "application"}

// maxTerms is how many literals the text of permissions is a sum of: printers
// and compilers of Go walk such a sum again and again.
const maxTerms = 50

// permissionLines returns tables as the text that the runtime reads, each on a
// line of its own, or several of very many.
func permissionLines(tables []permissionPlan) *jen.Statement {
	out := jen.Null()
	for rest := range slices.Chunk(tables, max(1, (len(tables)+maxTerms-1)/maxTerms)) {
		var text []string
		for _, t := range rest {
			text = append(text, t.text())
		}
		end := "\n"
		if &rest[len(rest)-1] == &tables[len(tables)-1] {
			end = ""
		}
		if &rest[0] != &tables[0] {
			out = out.Op("+").Line()
		}
		out = out.Lit(strings.Join(text, "\n") + end)
	}
	return out
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
		w.add("// The permissions that the operations' pages name.", jen.Const().DefsFunc(func(g *jen.Group) {
			for _, c := range p.scopes {
				g.Add(ident(c.name)).Id("Scope").Op("=").Lit(c.value)
			}
		}))
	}
	// func Operations() []*Operation { return operationsAt(allOperations) }
	w.add("// Operations returns all documented operations.", jen.Func().Id("Operations").Params().Index().Op("*").Id("Operation").Block(
		jen.Return(jen.Id("operationsAt").Call(jen.Id("allOperations")))))
	// var allOperations = []**Operation{ &OpX, }
	w.add("// allOperations holds where the operations are.", jen.Var().Id("allOperations").Op("=").Index().Op("**").Id("Operation").ValuesFunc(func(g *jen.Group) {
		for _, s := range p.services {
			for _, m := range s.methods {
				g.Line().Op("&").Add(ident(m.op.name))
			}
		}
		g.Line()
	}))
}
