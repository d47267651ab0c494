package parser

import (
	"reflect"
	"strconv"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// This file finds out which places of a page its facts stand at, by walking
// through all that a model.Page holds. No reader has a say in it: a reader that
// passes over a row cannot claim the row, and a new kind of fact counts
// without being listed anywhere.

// A fact is one struct of a model.Page that has a place.
type fact struct {
	pos   diag.Pos
	texts []string // its strings
	tris  []string // the names of its yes-or-no questions that are answered
}

// pageFacts returns all places in a page, and the structs that have one.
func pageFacts(p *model.Page) (places []diag.Pos, all []fact) {
	w := factWalk{}
	w.value(reflect.ValueOf(p).Elem())
	return w.places, w.facts
}

type factWalk struct {
	places []diag.Pos
	facts  []fact
}

var posType = reflect.TypeFor[diag.Pos]()

func (w *factWalk) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			w.value(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			w.value(v.Index(i))
		}
	case reflect.Struct:
		if v.Type() == posType {
			w.place(v.Interface().(diag.Pos))
			return
		}
		w.fields(v)
	}
}

func (w *factWalk) place(pos diag.Pos) {
	if pos.IsValid() {
		w.places = append(w.places, pos)
	}
}

// fields walks through a struct; if it has a place of its own, its strings
// are facts that stand there.
func (w *factWalk) fields(v reflect.Value) {
	f := fact{}
	for i := range v.NumField() {
		field, name := v.Field(i), v.Type().Field(i).Name
		switch x := field.Interface().(type) {
		case string:
			if s := markdown.Fold(x); s != "" {
				f.texts = append(f.texts, s)
			}
		case *int64:
			if x != nil {
				f.texts = append(f.texts, strconv.FormatInt(*x, 10))
			}
		case model.Tri:
			if x != model.Unknown {
				f.tris = append(f.tris, name)
			}
		case diag.Pos:
			if name == "Pos" {
				f.pos = x
			}
			w.place(x)
		default:
			w.value(field)
		}
	}
	if f.pos.IsValid() {
		w.facts = append(w.facts, f)
	}
}
