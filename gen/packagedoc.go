package gen

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"
)

// This file prints doc.go: what the package is for and how to start.

func writePackageDoc(p *plan, w *fileWriter) {
	api := cmp.Or(p.opts.Title, "the documented API")
	ops, types := 0, 0
	for _, s := range p.services {
		ops += len(s.methods)
	}
	for _, s := range p.structs {
		if !s.request {
			types++
		}
	}
	doc := docComment(fmt.Sprintf("Package %s is a client of %s: %s, %s, %s.", p.opts.Package, api,
		count(types, "type"), count(len(p.enums), "enumeration"), count(ops, "operation")))
	if m := p.firstCall(); p.emits("client") && m != "" {
		doc += "\n//\n" + docComment("Services follow the paths of the API, and keys in a path are arguments:") + "\n//\n" + codeBlock(
			"c, err := "+p.opts.Package+".NewClient("+p.opts.Package+".WithTokenSource(tokens))", "...", m) + "\n//\n" +
			docComment("Each method has an [Operation] beside it, which holds its path, its page and the permissions that it needs; [MinimalScopes] tells which ones a program must ask for.")
	}
	doc += "\n//\n" + docComment("A property is an [Opt], which is absent, null, or has a value. What the pages do not document is kept in the Extra of each struct and written back.")
	w.file.PackageComment(doc)
	if p.emits("client") {
		writeBaseURL(p, w)
	}
	// const mapsTypes = false
	w.add("// mapsTypes says that properties are mapped to types that read and write themselves as text.",
		jen.Const().Id("mapsTypes").Op("=").Lit(len(p.mappings) > 0))
}

// writeBaseURL prints the constant and the options that the runtime's client
// starts from.
func writeBaseURL(p *plan, w *fileWriter) {
	doc, base := "// defaultBaseURL is the service root that the pages show.", p.baseURL
	if base == "" {
		doc, base = "// The pages show no service root: give the client one with [WithBaseURL].", "https://service-root.invalid"
	}
	w.add(doc, jen.Const().Id("defaultBaseURL").Op("=").Lit(base))
	// func defaultOptions() []ClientOption { return []ClientOption{WithBaseURL(defaultBaseURL)} }
	w.add("// defaultOptions are those that every client begins with.", jen.Func().Id("defaultOptions").Params().Index().Id("ClientOption").Block(
		jen.Return(jen.Index().Id("ClientOption").ValuesFunc(func(g *jen.Group) {
			g.Id("WithBaseURL").Call(jen.Id("defaultBaseURL"))
			if p.opts.ValidateRequests {
				g.Id("WithRequestValidation").Call()
			}
		}))))
}

// count returns "1 type", "2 types".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// codeBlock returns lines as the code of a doc comment.
func codeBlock(lines ...string) string {
	for i, l := range lines {
		lines[i] = "//\t" + l
	}
	return strings.Join(lines, "\n")
}

// firstCall returns the call of a plain operation, as an example: a list with
// as few arguments as any, or else whatever method comes first.
func (p *plan) firstCall() string {
	var best *methodPlan
	for _, s := range p.services {
		for _, m := range s.methods {
			if best == nil || m.callCost() < best.callCost() {
				best = m
			}
		}
	}
	if best == nil {
		return ""
	}
	var args []string
	for _, a := range best.params {
		args = append(args, a.name)
	}
	switch best.body {
	case bodyNone:
	case bodyStream:
		args = append(args, "content")
	case bodyRef:
		args = append(args, "target")
	default:
		args = append(args, "body")
	}
	call := best.chain + "(" + strings.Join(append([]string{"ctx"}, args...), ", ") + ")"
	switch best.result {
	case resultList:
		return "for item, err := range " + call + " { ... }"
	case resultNone:
		return "err := " + call
	}
	return "out, err := " + call
}

// callCost says how far a method is from being a good first example.
func (m *methodPlan) callCost() int {
	cost := 4*len(m.params) + strings.Count(m.chain, ".")
	if m.body != bodyNone {
		cost += 4
	}
	if m.result != resultList {
		cost += 8
	}
	return cost
}
