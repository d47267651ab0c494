package gen

import "github.com/dave/jennifer/jen"

// This file prints services: their methods, and the data of their operations.
// Methods have pointer receivers because the compiler makes a second function
// of each method on a value; the pointer that an accessor returns does not
// outlive the call and stays on the stack.

func writeService(w *fileWriter, s *servicePlan) {
	// type XService struct{ c *Client }
	w.add(s.doc.comment(), jen.Type().Add(ident(s.name)).Struct(jen.Id("c").Op("*").Id("Client")))
	writeAccessor(w, s)
	for _, m := range s.methods {
		writeMethod(w, s, m)
	}
	for _, m := range s.methods {
		if m.alias != nil {
			// type XRequest = YRequest
			w.add(m.alias.doc.comment(), jen.Type().Add(ident(m.alias.name)).Op("=").Add(ident(m.alias.of)))
		}
	}
	for _, m := range s.methods {
		writeOp(w, m)
	}
}

// writeAccessor prints how a service is reached.
func writeAccessor(w *fileWriter, s *servicePlan) {
	// func (c *Client) X() *XService { return &XService{c} }
	recv, client := "c *Client", jen.Id("c")
	if s.parent != "Client" {
		// func (s *PService) X() *PXService { return &PXService{s.c} }
		recv, client = "s *"+s.parent, jen.Id("s").Dot("c")
	}
	w.add(docComment(s.accessor+" returns the service at "+s.path+"."), method(recv, s.accessor).Params().Op("*").Add(ident(s.name)).Block(
		jen.Return(jen.Op("&").Add(ident(s.name)).Values(client))))
}

// writeMethod prints the method of one endpoint.
func writeMethod(w *fileWriter, s *servicePlan, m *methodPlan) {
	returns, block := methodBody(m)
	w.add(m.doc.comment(), method("s *"+s.name, m.name).Params(methodParams(m)...).Add(returns).Block(append(queryArgs(m), block...)...))
	if m.result != resultList {
		return
	}
	returns, block = pageBody(m)
	w.add(m.pageDoc.comment(), method("s *"+s.name, m.page).Params(methodParams(m)...).Add(returns).Block(append(queryArgs(m), block...)...))
}

// pageBody returns what a method that gets one page of a collection returns,
// and its statements:
//
//	out := new(Page[T])
//	if err := s.c.page(ctx, op, newT, opts, body, out, args); err != nil {
//		return nil, err
//	}
//	return out, nil
func pageBody(m *methodPlan) (returns *jen.Statement, block []jen.Code) {
	const behind = 5 // ctx, op, newT, opts and body
	args := withOut(callArgs(m, jen.Id("ctx"), ident(m.op.name), newFunc(m), jen.Id("opts")), behind, jen.Id("out"))
	page := jen.Id("Page").Types(typ(m.resultType))
	return pair(jen.Op("*").Add(page)), filled(page, "page", args)
}

// queryArgs returns the statement that puts arguments into the query string,
// if there are any, in front of what callers add to it.
func queryArgs(m *methodPlan) []jen.Code {
	var options []jen.Code
	for _, a := range m.params {
		if a.query != "" {
			options = append(options, jen.Id("WithQuery").Call(jen.Lit(a.query), ident(a.name)))
		}
	}
	if len(options) == 0 {
		return nil
	}
	// opts = append([]RequestOption{WithQuery("name", name)}, opts...)
	return []jen.Code{jen.Id("opts").Op("=").Append(jen.Index().Id("RequestOption").Values(options...), jen.Id("opts").Op("..."))}
}

// methodParams returns ctx, the arguments of the path, the body, the options.
func methodParams(m *methodPlan) []jen.Code {
	out := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	for i, a := range m.params {
		if i+1 < len(m.params) && m.params[i+1].typ.String() == a.typ.String() {
			out = append(out, ident(a.name)) // userID, messageID string
			continue
		}
		out = append(out, ident(a.name).Add(typ(a.typ)))
	}
	switch m.body {
	case bodyNone:
	case bodyType, bodyFields:
		out = append(out, jen.Id("body").Add(typ(m.bodyType)))
	case bodyStream:
		out = append(out, jen.Id("content").Qual("io", "Reader"))
	case bodyAny:
		out = append(out, jen.Id("body").Any())
	case bodyRef:
		out = append(out, jen.Id("target").String())
	default:
		panic("gen: body of unknown form")
	}
	return append(out, jen.Id("opts").Op("...").Id("RequestOption"))
}

// newFunc returns the function that makes polymorphic results, or nil.
func newFunc(m *methodPlan) *jen.Statement {
	if m.newFunc == "" {
		return jen.Nil()
	}
	return ident(m.newFunc)
}

// callArgs returns first, the body, and the arguments of the path.
func callArgs(m *methodPlan, first ...jen.Code) []jen.Code {
	switch m.body {
	case bodyNone:
		first = append(first, jen.Nil())
	case bodyStream:
		first = append(first, jen.Id("content"))
	case bodyRef:
		first = append(first, jen.Id("reference").Call(jen.Id("target")))
	default:
		first = append(first, jen.Id("body"))
	}
	for _, a := range m.params {
		switch {
		case a.query != "":
		case a.typ == named("string"):
			first = append(first, ident(a.name))
		default:
			first = append(first, jen.Id("pathText").Call(ident(a.name)))
		}
	}
	return first
}

// methodBody returns what a method returns, and its statements.
func methodBody(m *methodPlan) (returns *jen.Statement, block []jen.Code) {
	ctx, client, op, opts := jen.Id("ctx"), jen.Id("s").Dot("c"), ident(m.op.name), jen.Id("opts")
	plainCall := func(fn string) jen.Code { // s.c.fn(ctx, op, opts, body, args)
		return jen.Return(dot(client, fn).Call(callArgs(m, ctx, op, opts)...))
	}
	switch m.result {
	case resultNone:
		// return s.c.call(ctx, op, opts, body, nil, args)
		return jen.Error(), []jen.Code{jen.Return(client.Dot("call").Call(withOut(callArgs(m, ctx, op, opts), behindBody, jen.Nil())...))}
	case resultType:
		if m.newFunc != "" {
			// return callAny[AnyT](ctx, s.c, op, newT, opts, body, args)
			return pair(typ(m.resultType)), []jen.Code{jen.Return(jen.Id("callAny").Types(typ(m.resultType)).Call(callArgs(m, ctx, client, op, newFunc(m), opts)...))}
		}
		return pair(typ(m.resultType)), typedCall(m)
	case resultList:
		// return list[T](ctx, s.c, op, newT, opts, body, args)
		return jen.Qual("iter", "Seq2").Types(typ(m.resultType), jen.Error()), []jen.Code{
			jen.Return(jen.Id("list").Types(typ(m.resultType)).Call(callArgs(m, ctx, client, op, newFunc(m), opts)...)),
		}
	case resultPage:
		return pageBody(m)
	case resultValue:
		// return callValue[T](ctx, s.c, op, opts, body, args)
		return pair(typ(m.resultType)), []jen.Code{jen.Return(jen.Id("callValue").Types(typ(m.resultType)).Call(callArgs(m, ctx, client, op, opts)...))}
	case resultStream:
		return pair(jen.Qual("io", "ReadCloser")), []jen.Code{plainCall("stream")}
	case resultRaw:
		return pair(typ(rawJSON)), []jen.Code{plainCall("callRaw")}
	default:
		panic("gen: result of unknown form")
	}
}

// pair returns (t, error).
func pair(t *jen.Statement) *jen.Statement { return jen.Params(t, jen.Error()) }

// behindBody is the place of the target: behind ctx, op, opts and body.
const behindBody = 4

// withOut inserts the target of the answer behind so many arguments.
func withOut(args []jen.Code, behind int, out *jen.Statement) []jen.Code {
	return append(append(append([]jen.Code{}, args[:behind]...), out), args[behind:]...)
}

// typedCall returns
//
//	out := new(T)
//	if err := s.c.call(ctx, op, opts, body, out, args); err != nil {
//		return nil, err
//	}
//	return out, nil
func typedCall(m *methodPlan) []jen.Code {
	args := withOut(callArgs(m, jen.Id("ctx"), ident(m.op.name), jen.Id("opts")), behindBody, jen.Id("out"))
	return filled(typ(*m.resultType.elem), "call", args)
}

// filled returns the statements that return a new T which the client's method fn
// has filled.
func filled(t *jen.Statement, fn string, args []jen.Code) []jen.Code {
	return []jen.Code{
		jen.Id("out").Op(":=").New(t),
		jen.If(jen.Err().Op(":=").Add(dot(jen.Id("s").Dot("c"), fn).Call(args...)), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(jen.Id("out"), jen.Nil()),
	}
}
