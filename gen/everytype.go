package gen

// This file writes the list of all types for the test that puts values through
// each. It is a list of the test alone: in the package it would keep every type
// in every program.

// writeTypesTest prints the test of all types.
func writeTypesTest(p *plan, w *fileWriter) {
	w.emit(`// TestTypes puts values through every type.
func TestTypes(t %) {
	everyType(t, allTypes)
}

var allTypes = []any{
`, testingT)
	for _, s := range p.structs {
		w.emit("(*%)(nil),\n", s.name)
	}
	w.emit("}\n\n")
}
