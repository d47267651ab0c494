package gen

// This file prints enums: a string type, its constants, and what is known of
// its values.

func writeEnum(w *fileWriter, e *enumPlan) {
	w.comment(e.doc.comment())
	w.emit("type % string\n\n", e.name)
	if len(e.consts) > 0 {
		w.emit("// The documented values of %.\nconst (\n", e.name)
		for _, c := range e.consts {
			w.comment(docComment(c.doc))
			w.emit("% % = %\n", c.name, e.name, quoted(c.value))
		}
		w.emit(")\n\n")
	}
	if e.flags {
		w.short("// Known reports whether all members of v are documented.")
		w.emit("func (v %) Known() bool {\n\treturn flagsKnown(string(v), v.names())\n}\n\n", e.name)
	} else {
		w.short("// Known reports whether v is documented. Values that are not are kept as\n// received.")
		w.emit("func (v %) Known() bool {\n\treturn isNamed(string(v), v.names())\n}\n\n", e.name)
	}
	w.short("")
	w.emit("func (*%) names() string {\n\treturn ", e.name)
	writeValueLines(w, e)
	w.emit("\n}\n\n")
	if e.flags {
		writeFlags(w, e)
	}
}

// maxValueLines is how many lines the values of an enum may have: the parser of Go
// takes a hundred thousand operators in a row.
const maxValueLines = 10_000

// writeValueLines prints the values of e, separated by newlines, as a string of a
// line each if they are many.
func writeValueLines(w *fileWriter, e *enumPlan) {
	size := 0
	for _, c := range e.consts {
		size += len(c.value) + 1
	}
	width, line := max(80, size/maxValueLines), ""
	for i, c := range e.consts {
		line += c.value
		if i+1 == len(e.consts) {
			break
		}
		line += "\n"
		if len(line) > width {
			w.emit("% +\n", quoted(line))
			line = ""
		}
	}
	w.emit("%", quoted(line))
}

// writeFlags prints the methods of an enum whose values are sets.
func writeFlags(w *fileWriter, e *enumPlan) {
	w.emit(`// List returns the members that v holds.
func (v %) List() []% {
	return flagsList(v)
}

// Has reports whether v holds all members of m.
func (v %) Has(m %) bool {
	return flagsHas(v, m)
}

`, e.name, e.name, e.name, e.name)
}
