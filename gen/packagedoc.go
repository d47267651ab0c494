package gen

import (
	"cmp"
	"fmt"

	"github.com/dave/jennifer/jen"
)

// This file prints doc.go: what the package is for and how to start.

func writePackageDoc(p *plan, w *fileWriter) {
	api := cmp.Or(p.opts.Title, "the documented API")
	ops := 0
	for _, s := range p.services {
		ops += len(s.methods)
	}
	types := 0
	for _, s := range p.structs {
		if !s.request {
			types++
		}
	}
	text := []string{
		fmt.Sprintf("Package %s is a client of %s: %d types, %d enumerations and %d operations.", p.opts.Package, api, types, len(p.enums), ops),
	}
	if p.emits("client") && ops > 0 {
		text = append(text, startText(p)...)
	}
	text = append(text, "A property is an [Opt]: absent, null, or a value. What the pages do not document is kept in the Extra of each struct, and written back.")
	w.file.PackageComment(docComment(text...))
	if p.emits("client") {
		w.add("// defaultBaseURL is the service root that the pages show.", jen.Const().Id("defaultBaseURL").Op("=").Lit(p.baseURL))
	}
}

// startText says how to make a client and a first call.
func startText(p *plan) []string {
	return []string{
		"Make a [Client] with [NewClient]; services follow the paths of the API:",
		"The permissions an operation needs are in its [Operation]; [MinimalScopes] finds what a program must ask for.",
	}
}
