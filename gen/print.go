package gen

import (
	"fmt"
	"go/token"
	"strconv"
	"strings"
)

// This file prints Go whose words the emitters have as text, with holes for what
// varies. Most of a package is a few forms over and over: to make jennifer's
// tokens for each word of them, and to print those, took half the time of
// printing. What jennifer is for stays: imports are those of the names that are
// used, and an identifier is one, for every hole is checked.

// A quoted is text that becomes a string literal.
type quoted string

// A fieldTag is the tag of a struct's field: keys, each followed by its value.
type fieldTag []string

// emit prints format, in which each % is a hole for the next of args: a string
// is a name; a [goType]; a [quoted] and an int are literals; a [fieldTag].
func (w *fileWriter) emit(format string, args ...any) {
	for _, arg := range args {
		text, rest, _ := strings.Cut(format, "%")
		w.printed = append(w.printed, text...)
		switch arg := arg.(type) {
		case string:
			w.ident(arg)
		case goType:
			w.typ(arg)
		case quoted:
			w.printed = strconv.AppendQuote(w.printed, string(arg))
		case int:
			w.printed = strconv.AppendInt(w.printed, int64(arg), 10)
		case fieldTag:
			w.tag(arg)
		default:
			panic(fmt.Sprintf("gen: a hole for %T", arg))
		}
		format = rest
	}
	w.printed = append(w.printed, format...)
}

// ident prints a name, which the plan assigned.
func (w *fileWriter) ident(name string) {
	if !token.IsIdentifier(name) {
		panic(fmt.Sprintf("gen: %q is no identifier", name))
	}
	w.printed = append(w.printed, name...)
}

// typ prints a Go type.
func (w *fileWriter) typ(t goType) {
	switch t.form {
	case pointer:
		w.emit("*%", *t.elem)
	case slice:
		w.emit("[]%", *t.elem)
	case generic:
		w.emit("%[%]", t.name, *t.elem)
	case plain:
		if t.pkg != "" {
			w.qualified(t.pkg, t.name)
			return
		}
		w.ident(t.name)
	default:
		panic("gen: type of unknown form")
	}
}

// tag prints a tag as people write it, and one that cannot be written so as Go
// can.
func (w *fileWriter) tag(pairs fieldTag) {
	start := len(w.printed)
	w.printed = append(w.printed, '`')
	for i := 0; i < len(pairs); i += 2 {
		if i > 0 {
			w.printed = append(w.printed, ' ')
		}
		w.printed = append(append(w.printed, pairs[i]...), ':')
		w.printed = strconv.AppendQuote(w.printed, pairs[i+1])
	}
	if text := string(w.printed[start+1:]); !strconv.CanBackquote(text) {
		w.printed = strconv.AppendQuote(w.printed[:start], text)
		return
	}
	w.printed = append(w.printed, '`')
}

// comment prints a comment as package doc makes it, lines of "//" without the last
// newline; nothing if it is empty.
func (w *fileWriter) comment(text string) {
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(line, "//") {
			panic(fmt.Sprintf("gen: %q is no comment", line))
		}
	}
	w.printed = append(append(w.printed, text...), '\n')
}

// short prints the comment of a short method that every type or enum has. The
// compiler must not inline it: it would keep a second copy of each for that, which
// for all types together is 6 % of what it allocates, and nobody calls them in a
// loop.
func (w *fileWriter) short(doc string) {
	if doc != "" {
		doc += "\n//\n"
	}
	w.comment(doc + "//go:noinline")
}

// commas has print print each of list, with commas between them.
func commas[T any](w *fileWriter, list []T, print func(x T)) {
	for i, x := range list {
		if i > 0 {
			w.emit(", ")
		}
		print(x)
	}
}

// list prints literals, with commas between them.
func (w *fileWriter) list(values []string) {
	commas(w, values, func(v string) { w.emit("%", quoted(v)) })
}
