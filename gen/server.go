package gen

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/templates"
)

// This file writes the package for tests beside the generated one, as
// net/http has httptest: hand-written files that are copied, a table of
// routes, and the examples as files that are embedded.

// serverPackage returns the name of the package for tests.
func serverPackage(p *plan) string { return p.opts.Package + "test" }

// copyServer adds what of the package for tests does not vary, and its examples.
func copyServer(p *plan, files map[string][]byte) error {
	if !p.emits("server") {
		return nil
	}
	name := serverPackage(p)
	for _, f := range templates.ServerFiles(p.serverNeeds()...) {
		src, err := templates.ServerSource(f.Name, name, p.opts.Import)
		if err != nil {
			return fmt.Errorf("gen: %w", err)
		}
		files[name+"/"+f.As] = []byte(header + "\n\n" + src)
	}
	for file, text := range p.serverFiles {
		files[name+"/examples/"+file] = diag.SeenJSON([]byte(text + "\n"))
	}
	return nil
}

// serverFiles returns the files of the package for tests that vary.
func serverFiles(p *plan) []goFile {
	if !p.emits("server") {
		return nil
	}
	name := serverPackage(p)
	file := func(base string, write func(*plan, *fileWriter)) goFile {
		return goFile{name + "/" + base, name, func(w *fileWriter) {
			w.file.ImportAlias(p.opts.Import, "api")
			write(p, w)
		}}
	}
	return []goFile{file("doc.go", writeServerDoc), file("routes.go", writeRoutes), file("bodies.go", writeBodies)}
}

// writeServerDoc prints doc.go: how to start, and what varies by API.
func writeServerDoc(p *plan, w *fileWriter) {
	name := serverPackage(p)
	doc := docComment(fmt.Sprintf("Package %s is for tests of programs that use package %s: a server that answers every documented operation with its page's example.", name, p.opts.Package)) +
		"\n//\n" + codeBlock("srv := "+name+".New()", "c := srv.Start(t) // a client of it, until the test ends") + "\n//\n" +
		docComment("The server can be told to answer otherwise, for one operation or for all, and keeps the requests it received. A program that does not import this package carries none of it.")
	w.file.PackageComment(doc)
	path := ""
	if u, err := url.Parse(p.baseURL); err == nil {
		path = strings.TrimRight(u.EscapedPath(), "/")
	}
	w.add("// basePath is the path of the service root.", jen.Const().Id("basePath").Op("=").Lit(path))
	if len(p.serverFiles) == 0 {
		w.add("// examples would hold the bodies of examples, but the pages show none.", jen.Var().Id("examples").Qual("embed", "FS"))
		return
	}
	w.add("// examples holds the bodies of the pages' examples.\n//\n//go:embed examples/*", jen.Var().Id("examples").Qual("embed", "FS"))
}

// writeRoutes prints the table of routes.
func writeRoutes(p *plan, w *fileWriter) {
	// var routes = []route{{op: api.OpX, status: 200, list: true, file: "x-list.json"}}
	w.add(docComment("routes holds the answer to each operation: in file the page's first example of a success, or in body, where a page shows no example that can be decoded, the smallest answer of the documented form."),
		jen.Var().Id("routes").Op("=").Index().Id("route").ValuesFunc(func(g *jen.Group) {
			for _, r := range p.routes {
				g.Line().Values(routeFields(p, r)...)
			}
			g.Line()
		}))
}

func routeFields(p *plan, r *routePlan) []jen.Code {
	out := []jen.Code{jen.Id("op").Op(":").Add(qualified(p.opts.Import, r.op)), jen.Id("status").Op(":").Lit(r.status)}
	if r.list {
		out = append(out, jen.Id("list").Op(":").True())
	}
	if r.file != "" {
		out = append(out, jen.Id("file").Op(":").Lit(r.file))
	}
	if r.body != "" {
		out = append(out, jen.Id("body").Op(":").Lit(r.body))
	}
	if len(r.header) > 0 {
		out = append(out, jen.Id("header").Op(":").Index().Index(jen.Lit(2)).String().ValuesFunc(func(g *jen.Group) {
			for _, h := range r.header {
				g.Values(jen.Lit(h[0]), jen.Lit(h[1]))
			}
		}))
	}
	if len(r.needs) > 0 {
		out = append(out, jen.Id("needs").Op(":").Index().String().Values(literals(r.needs)...))
	}
	if r.takes != "" {
		out = append(out, jen.Id("takes").Op(":").Lit(r.takes))
	}
	return out
}

// writeBodies prints the table of the types of bodies.
func writeBodies(p *plan, w *fileWriter) {
	// var bodies = []bodyType{{op: api.OpX, typ: (*api.T)(nil)}}
	w.add("// bodies holds the types of bodies, the documented one of each operation\n// before its descendants.",
		jen.Var().Id("bodies").Op("=").Index().Id("bodyType").ValuesFunc(func(g *jen.Group) {
			for _, r := range p.routes {
				for _, b := range r.types {
					fields := []jen.Code{jen.Id("op").Op(":").Add(qualified(p.opts.Import, r.op))}
					if b.odataType != "" {
						fields = append(fields, jen.Id("odataType").Op(":").Lit(b.odataType))
					}
					g.Line().Values(append(fields, jen.Id("typ").Op(":").Parens(jen.Op("*").Add(qualified(p.opts.Import, b.name))).Parens(jen.Nil()))...)
				}
			}
			g.Line()
		}))
}

func literals(values []string) []jen.Code {
	out := make([]jen.Code, len(values))
	for i, v := range values {
		out[i] = jen.Lit(v)
	}
	return out
}
