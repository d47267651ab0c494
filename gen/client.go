package gen

// This file prints services: their methods, and the data of their operations.
// Methods have pointer receivers because the compiler makes a second function
// of each method on a value; the pointer that an accessor returns does not
// outlive the call and stays on the stack.

func writeService(w *fileWriter, s *servicePlan) {
	w.comment(s.doc.comment())
	w.emit("type % struct {\nc *Client\n}\n\n", s.name)
	writeAccessor(w, s)
	for _, m := range s.methods {
		writeMethod(w, s, m)
	}
	for _, m := range s.methods {
		if m.alias != nil {
			w.comment(m.alias.doc.comment())
			w.emit("type % = %\n\n", m.alias.name, m.alias.of)
		}
	}
	for _, m := range s.methods {
		writeOp(w, m)
	}
}

// writeAccessor prints how a service is reached.
func writeAccessor(w *fileWriter, s *servicePlan) {
	w.comment(docComment(s.accessor + " returns the service at " + s.path + "."))
	if s.parent == "Client" {
		w.emit("func (c *Client) %() *% {\n\treturn &%{c}\n}\n\n", s.accessor, s.name, s.name)
		return
	}
	w.emit("func (s *%) %() *% {\n\treturn &%{s.c}\n}\n\n", s.parent, s.accessor, s.name, s.name)
}

// writeMethod prints the method of one endpoint, and of a list the one that gets
// a page of it.
func writeMethod(w *fileWriter, s *servicePlan, m *methodPlan) {
	w.comment(m.doc.comment())
	writeSignature(w, s, m, m.name)
	writeBody(w, m)
	if m.result != resultList {
		return
	}
	w.comment(m.pageDoc.comment())
	writeSignature(w, s, m, m.page)
	writePageBody(w, m)
}

var (
	contextType = goType{pkg: "context", name: "Context"}
	readerType  = goType{pkg: "io", name: "Reader"}
	closerType  = goType{pkg: "io", name: "ReadCloser"}
	seqType     = goType{pkg: "iter", name: "Seq2"}
)

// writeSignature prints a method as far as its results: ctx, the arguments of the
// path, the body, the options.
func writeSignature(w *fileWriter, s *servicePlan, m *methodPlan, name string) {
	w.emit("func (s *%) %(ctx %", s.name, name, contextType)
	for i, a := range m.params {
		w.emit(", %", a.name)
		if i+1 == len(m.params) || m.params[i+1].typ.String() != a.typ.String() { // userID, messageID string
			w.emit(" %", a.typ)
		}
	}
	switch m.body {
	case bodyNone:
	case bodyType, bodyFields:
		w.emit(", body %", m.bodyType)
	case bodyStream:
		w.emit(", content %", readerType)
	case bodyAny:
		w.emit(", body any")
	case bodyRef:
		w.emit(", target string")
	default:
		panic("gen: body of unknown form")
	}
	w.emit(", opts ...RequestOption) ")
}

// writeQuery prints the statement that puts arguments into the query string, if
// there are any, in front of what callers add to it.
func writeQuery(w *fileWriter, m *methodPlan) {
	var options []*paramPlan
	for _, a := range m.params {
		if a.query != "" {
			options = append(options, a)
		}
	}
	if len(options) == 0 {
		return
	}
	w.emit("opts = append([]RequestOption{")
	commas(w, options, func(a *paramPlan) { w.emit("WithQuery(%, %)", quoted(a.query), a.name) })
	w.emit("}, opts...)\n")
}

// writeSent prints the body, out if there is one, and the arguments of the path,
// and ends the call.
func writeSent(w *fileWriter, m *methodPlan, out string) {
	switch m.body {
	case bodyNone:
		w.emit("nil")
	case bodyStream:
		w.emit("content")
	case bodyRef:
		w.emit("reference(target)")
	default:
		w.emit("body")
	}
	if out != "" {
		w.emit(", %", out)
	}
	for _, a := range m.params {
		switch {
		case a.query != "":
		case a.typ == named("string"):
			w.emit(", %", a.name)
		default:
			w.emit(", pathText(%)", a.name)
		}
	}
	w.emit(")")
}

// writeNew prints the function that makes polymorphic results, or nil.
func writeNew(w *fileWriter, m *methodPlan) {
	if m.newFunc == "" {
		w.emit("nil")
		return
	}
	w.ident(m.newFunc)
}

// writeBody prints what a method returns, and its statements.
func writeBody(w *fileWriter, m *methodPlan) {
	switch m.result {
	case resultNone:
		w.emit("error {\n")
		writeQuery(w, m)
		w.emit("return s.c.call(ctx, %, opts, ", m.op.name)
		writeSent(w, m, "nil")
	case resultType:
		w.emit("(%, error) {\n", m.resultType)
		writeQuery(w, m)
		if m.newFunc == "" {
			w.emit("out := new(%)\nif err := s.c.call(ctx, %, opts, ", *m.resultType.elem, m.op.name)
			writeFilled(w, m)
			return
		}
		w.emit("return callAny[%](ctx, s.c, %, %, opts, ", m.resultType, m.op.name, m.newFunc)
		writeSent(w, m, "")
	case resultList:
		w.emit("%[%, error] {\n", seqType, m.resultType)
		writeQuery(w, m)
		w.emit("return list[%](ctx, s.c, %, ", m.resultType, m.op.name)
		writeNew(w, m)
		w.emit(", opts, ")
		writeSent(w, m, "")
	case resultPage:
		writePageBody(w, m)
		return
	case resultValue:
		w.emit("(%, error) {\n", m.resultType)
		writeQuery(w, m)
		w.emit("return callValue[%](ctx, s.c, %, opts, ", m.resultType, m.op.name)
		writeSent(w, m, "")
	case resultStream:
		w.emit("(%, error) {\n", closerType)
		writeQuery(w, m)
		w.emit("return s.c.stream(ctx, %, opts, ", m.op.name)
		writeSent(w, m, "")
	case resultRaw:
		w.emit("(%, error) {\n", rawJSON)
		writeQuery(w, m)
		w.emit("return s.c.callRaw(ctx, %, opts, ", m.op.name)
		writeSent(w, m, "")
	default:
		panic("gen: result of unknown form")
	}
	w.emit("\n}\n\n")
}

// writePageBody prints what a method that gets one page of a collection returns,
// and its statements.
func writePageBody(w *fileWriter, m *methodPlan) {
	w.emit("(*Page[%], error) {\n", m.resultType)
	writeQuery(w, m)
	w.emit("out := new(Page[%])\nif err := s.c.page(ctx, %, ", m.resultType, m.op.name)
	writeNew(w, m)
	w.emit(", opts, ")
	writeFilled(w, m)
}

// writeFilled prints the end of a method that returns out, which the call that has
// begun has filled.
func writeFilled(w *fileWriter, m *methodPlan) {
	writeSent(w, m, "out")
	w.emit(`; err != nil {
	return nil, err
}
return out, nil
}

`)
}
