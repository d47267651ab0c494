package gen

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file decides what an endpoint takes and returns, from all the pages
// that describe it.

// A body is what an endpoint takes.
type body struct {
	form   bodyForm
	ref    model.Ref      // bodyType
	fields []*model.Field // bodyFields
}

type bodyForm int8

const (
	bodyNone   bodyForm = iota
	bodyType            // a documented type
	bodyFields          // an object with the fields of a table: an action's parameters
	bodyStream          // bytes
	bodyAny             // JSON that the pages describe otherwise, or not
	bodyRef             // the link to a thing: {"@odata.id": "..."}
)

// A result is what an endpoint returns.
type result struct {
	form resultForm
	ref  model.Ref // resultType, resultValue; the element of resultList and resultPage
}

type resultForm int8

const (
	resultNone   resultForm = iota
	resultType              // an object of a documented type
	resultList              // a collection, to iterate over
	resultPage              // a collection that a request with effects returns: its first page
	resultValue             // one primitive value
	resultStream            // bytes
	resultRaw               // JSON that the pages do not describe
)

// isCollection reports whether r is a collection in whichever form.
func (r result) isCollection() bool { return r.form == resultList || r.form == resultPage }

// findBody settles the bodies that pages document. sibling is the type that a
// GET of the same path returns, nil if none is documented.
func (e *endpoint) findBody(uses []use, sibling *model.Type) body {
	if e.method == "GET" {
		return body{} // a table here describes parameters of the URL
	}
	var refs []model.Ref
	var fields []*model.Field
	kinds := make(map[model.BodyKind]bool)
	for _, u := range uses {
		b := u.op.Body
		kinds[b.Kind] = true
		switch b.Kind {
		case model.BodyResource:
			refs = append(refs, b.Type)
		case model.BodyFields:
			fields = mergeFields(fields, b.Fields)
		}
	}
	switch {
	case e.endsIn("$ref") && e.method != "DELETE":
		return body{form: bodyRef}
	case kinds[model.BodyResource]:
		if base := model.NearestBase(refs); base != nil {
			return body{form: bodyType, ref: base}
		}
		return body{form: bodyAny}
	case kinds[model.BodyFields]:
		return e.fieldsBody(fields, sibling)
	case kinds[model.BodyStream], e.endsIn("$value") && (e.method == "PUT" || e.method == "PATCH"):
		return body{form: bodyStream}
	case !kinds[model.BodyJSON] && (kinds[model.BodyNone] || e.method == "DELETE"):
		return body{}
	default:
		return e.impliedBody(sibling)
	}
}

// impliedBody returns the body of an endpoint whose pages describe it loosely,
// or not at all. What an update returns it also takes, or what a GET of the same
// path returns; what a POST creates it takes.
func (e *endpoint) impliedBody(sibling *model.Type) body {
	t, ok := e.result.ref.(*model.Type)
	ok = ok && e.result.form == resultType
	switch {
	case ok && (e.method != "POST" || slices.Contains(e.statuses(), 201) && !e.hasVerb()):
		return body{form: bodyType, ref: t}
	case e.method != "POST" && sibling != nil:
		return body{form: bodyType, ref: sibling}
	}
	return body{form: bodyAny}
}

// fieldsBody decides whether a table of fields is a resource's or an action's.
// Pages that create or update a resource often list what they accept instead
// of naming the resource. It is one where all that is listed are members of
// what the endpoint returns or, for an update without an answer, of what a GET
// of the same path returns.
func (e *endpoint) fieldsBody(fields []*model.Field, sibling *model.Type) body {
	if t, ok := e.result.ref.(*model.Type); ok && e.result.form == resultType && hasFields(t, fields) {
		return body{form: bodyType, ref: t}
	}
	if e.method != "POST" && sibling != nil && hasFields(sibling, fields) {
		return body{form: bodyType, ref: sibling}
	}
	return body{form: bodyFields, fields: fields}
}

// endsIn reports whether the path ends in one of OData's own segments, such as
// $value.
func (e *endpoint) endsIn(text string) bool {
	n := len(e.path.Segments)
	return n > 0 && e.path.Segments[n-1].Kind == model.Literal && e.path.Segments[n-1].Text == text
}

// mergeFields appends the fields of more that list lacks. Pages of one endpoint
// that differ in letter case mean the same field.
func mergeFields(list, more []*model.Field) []*model.Field {
	has := make(map[string]bool, len(list)+len(more))
	for _, f := range list {
		has[strings.ToLower(f.Name)] = true
	}
	for _, f := range more {
		if key := strings.ToLower(f.Name); !has[key] {
			has[key] = true
			list = append(list, f)
		}
	}
	return list
}

// hasFields reports whether t has all of fields, and there are any.
func hasFields(t *model.Type, fields []*model.Field) bool {
	has := make(map[string]bool)
	for _, f := range t.AllFields() {
		has[f.Name] = true
	}
	for _, f := range fields {
		if !has[f.Name] {
			return false
		}
	}
	return len(fields) > 0
}

// findResult settles the responses that pages document. Some say 200 with an
// object and 204 for another case: the object counts. 302 leads to a download,
// whatever type the example's annotation claims for it.
func (e *endpoint) findResult(uses []use) result {
	var refs []model.Ref
	var stream, none, some bool
	for _, u := range uses {
		for _, r := range u.op.Responses {
			switch {
			case r.Status >= 400 || r.Status > 0 && r.Status < 200:
			case r.Type == model.Stream || r.Status == 302:
				stream = true
			case r.Type != nil:
				refs = append(refs, r.Type)
			case r.Stream:
				stream = true
			case r.None || r.Status == 204 || r.Status == 202:
				none = true
			default:
				some = true
			}
		}
	}
	switch {
	case e.endsIn("$value") && e.method == "GET", stream && !typed(refs):
		return result{form: resultStream}
	case len(refs) > 0:
		return e.typedResult(refs)
	case none, !some && e.method == "DELETE":
		return result{}
	default:
		return result{form: resultRaw}
	}
}

// typed reports whether any of refs is of a documented type.
func typed(refs []model.Ref) bool {
	return slices.ContainsFunc(refs, func(r model.Ref) bool {
		elem, list := model.Elem(r)
		return list || elem != model.Any
	})
}

// typedResult returns what the documented types have in common. What one page
// leaves open another may say; but that a GET returns a collection is something
// even if the page does not say of what.
func (e *endpoint) typedResult(refs []model.Ref) result {
	var elems []model.Ref
	said, lists, openLists := 0, 0, 0
	for _, r := range refs {
		elem, list := model.Elem(r)
		switch {
		case elem != model.Any:
			elems = append(elems, elem)
			said++
			if list {
				lists++
			}
		case list:
			openLists++
		}
	}
	if said == 0 || e.method == "GET" {
		said, lists = len(refs), lists+openLists
	}
	common := model.NearestBase(elems)
	isList := lists == said || lists > 0 && !e.onKey()
	_, isType := common.(*model.Type)
	switch {
	case isList && e.method != "GET":
		// An iterator would send nothing until it is ranged over, and again
		// each time it is.
		return result{form: resultPage, ref: common}
	case isList:
		return result{form: resultList, ref: common} // ref may be nil: any JSON
	case common == nil || common == model.Any || common == model.JSON:
		return result{form: resultRaw}
	case isType:
		return result{form: resultType, ref: common}
	default:
		return result{form: resultValue, ref: common}
	}
}
