package gen

import (
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
		out = append(out, line("Permissions", jen.Index().Id("PermissionSet").ValuesFunc(func(g *jen.Group) {
			for _, perm := range op.permissions {
				g.Values(permissionFields(perm)...)
			}
		})))
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

// schemeFields are the fields of PermissionSet, by scheme.
var schemeFields = [...]string{model.DelegatedWork: "DelegatedWork", model.DelegatedPersonal: "DelegatedPersonal", model.Application: "Application"}

func permissionFields(perm permissionPlan) []jen.Code {
	var out []jen.Code
	if perm.feature != "" {
		out = append(out, jen.Line().Id("For").Op(":").Lit(perm.feature))
	}
	for i, g := range perm.grants {
		if g.notSupported || len(g.anyOf) > 0 {
			out = append(out, jen.Line().Add(ident(schemeFields[i])).Op(":").Id("Grant").Values(grantFields(g)...))
		}
	}
	return append(out, jen.Line())
}

func grantFields(g grantPlan) []jen.Code {
	var out []jen.Code
	if g.notSupported {
		out = append(out, jen.Id("NotSupported").Op(":").True())
	}
	if len(g.anyOf) > 0 {
		// AnyOf: [][]Scope{{A}, {B, C}}
		out = append(out, jen.Id("AnyOf").Op(":").Index().Index().Id("Scope").ValuesFunc(func(l *jen.Group) {
			for _, all := range g.anyOf {
				l.ValuesFunc(func(l *jen.Group) {
					for _, scope := range all {
						l.Add(ident(scope))
					}
				})
			}
		}))
	}
	return out
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
