package main

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
	docparser "github.com/docmill/docmill/parser"
)

// This file checks that whatever a generated package exports is documented: each
// package-level name and method, and each field and constant that the pages
// have words for. The sample documentation is checked in every run, the others
// with the corpus (corpus_test.go).
func TestGeneratedIsDocumented(t *testing.T) {
	for _, dir := range []string{"../../docs-src/v1.0", "../../docs-src/beta"} {
		files, _ := makeCorpus(t, dir, 0)
		checkDocumented(t, dir, files)
	}
}

// maxUndocumented is how many names a failing test lists.
const maxUndocumented = 20

// checkDocumented checks the files of a package generated from the docs in dir.
func checkDocumented(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	src, err := openSource(new(env), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := docparser.Load(src.fsys, docparser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	missing := undocumented(t, files, wordsOf(api))
	if n := len(missing); n > 0 {
		t.Errorf("%s: %d names are not documented, among them %s", dir, n, strings.Join(missing[:min(n, maxUndocumented)], ", "))
	}
}

// wordsOf returns, by page and JSON name, whether the page describes all that it
// has of that name. It does not say of what type: what is generated is to be
// found without asking the generator.
func wordsOf(api *model.API) map[[2]string]bool {
	words := make(map[[2]string]bool)
	note := func(page, name, doc string) {
		key := [2]string{page, name}
		all, seen := words[key]
		// Intune's pages say "Not yet documented" where nobody wrote anything.
		doc = strings.ToLower(strings.Trim(doc, ". \n"))
		words[key] = (all || !seen) && doc != "" && doc != "not yet documented"
	}
	for _, typ := range api.Types {
		for _, page := range typ.Pages {
			for _, f := range typ.Fields {
				note(page, f.Name, f.Doc)
			}
		}
	}
	for _, e := range api.Enums {
		for _, m := range e.Members {
			note(e.Page, m.Name, m.Doc)
		}
	}
	return words
}

// undocumented lists what has no comment, sorted.
func undocumented(t *testing.T, files map[string][]byte, words map[[2]string]bool) []string {
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.Contains(name, "/") {
			continue
		}
		f, err := parser.ParseFile(fset, name, files[name], parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, f)
	}
	pkg, err := doc.NewFromFiles(fset, parsed, "scratch/api")
	if err != nil {
		t.Fatal(err)
	}
	u := &unsaid{words: words}
	u.values("", append(pkg.Consts, pkg.Vars...))
	u.funcs("", pkg.Funcs)
	for _, typ := range pkg.Types {
		u.need(typ.Name, typ.Doc)
		u.values(typ.Doc, append(typ.Consts, typ.Vars...))
		u.funcs("", typ.Funcs)
		u.funcs(typ.Name+".", typ.Methods)
		u.fields(typ)
	}
	slices.Sort(u.names)
	return u.names
}

// unsaid collects names without a comment.
type unsaid struct {
	words map[[2]string]bool
	names []string
}

func (u *unsaid) need(name, doc string) {
	if strings.TrimSpace(doc) == "" {
		u.names = append(u.names, name)
	}
}

func (u *unsaid) funcs(prefix string, funcs []*doc.Func) {
	for _, f := range funcs {
		u.need(prefix+f.Name, f.Doc)
	}
}

// values takes constants and variables; typeDoc is the comment of their type.
// Several that stand in one declaration may share its comment, unless the page
// has words for each.
func (u *unsaid) values(typeDoc string, values []*doc.Value) {
	for _, v := range values {
		for _, spec := range v.Decl.Specs {
			spec := spec.(*ast.ValueSpec)
			own := spec.Doc.Text() + spec.Comment.Text()
			if len(spec.Values) == 1 && u.described(typeDoc, unquoted(spec.Values[0])) {
				u.need(spec.Names[0].Name, own)
			} else {
				u.need(spec.Names[0].Name, v.Doc+own)
			}
		}
	}
}

// fields takes the fields of a type. Those of a documented type need a comment
// if a page has words for them, all others always.
func (u *unsaid) fields(typ *doc.Type) {
	st, ok := typ.Decl.Specs[0].(*ast.TypeSpec).Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range st.Fields.List {
		for _, name := range f.Names {
			var tag string
			if f.Tag != nil {
				tag, _, _ = strings.Cut(reflect.StructTag(unquoted(f.Tag)).Get("json"), ",")
			}
			generated := tag != "" && strings.Contains(folded(typ.Doc), "Source: ")
			if ast.IsExported(name.Name) && (!generated || u.described(typ.Doc, tag)) {
				u.need(typ.Name+"."+name.Name, f.Doc.Text()+f.Comment.Text())
			}
		}
	}
}

// described reports whether the pages in a type's comment describe name.
func (u *unsaid) described(typeDoc, name string) bool {
	_, pages, ok := strings.Cut(folded(typeDoc), "Source: ")
	if !ok {
		return false
	}
	for page := range strings.SplitSeq(pages, ", ") {
		if u.words[[2]string{page, name}] {
			return true
		}
	}
	return false
}

// folded returns a comment on one line: a long page name stands on the next.
func folded(comment string) string { return strings.Join(strings.Fields(comment), " ") }

// unquoted returns the value of a string literal, "" for anything else.
func unquoted(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return ""
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return s
}
