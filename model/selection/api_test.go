package selection

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// library is a small API that has every kind of need:
//
//	s.item      has a cover; s.book (a colour, an author) and s.map derive from it
//	s.shelf     holds items
//	s.author    has a s.name, which nothing else has
//	s.lone      is described on a page, and nobody has one
func library() *model.API {
	pos := func(file string, line int) diag.Pos { return diag.Pos{File: file, Line: line, Col: 1} }
	typ := func(name, page string) *model.Type {
		return &model.Type{Name: name, Page: page, Pages: []string{page}, Pos: pos(page, 1)}
	}
	color := &model.Enum{Name: "s.color", Page: "resources/color.md", Pos: pos("resources/color.md", 1), Members: []*model.Member{{Name: "red"}}}
	name, author := typ("s.name", "resources/name.md"), typ("s.author", "resources/author.md")
	author.Fields = []*model.Field{{Name: "name", Type: name, Pos: pos(author.Page, 5)}}
	cover := typ("s.paper.cover", "resources/cover.md")
	item := typ("s.item", "resources/item.md")
	item.Fields = []*model.Field{{Name: "id", Type: model.String}, {Name: "cover", Type: cover, Pos: pos(item.Page, 6)}}
	book, chart := typ("s.book", "resources/book.md"), typ("s.map", "resources/map.md")
	book.Base, chart.Base, item.Derived = item, item, []*model.Type{book, chart}
	book.Fields = []*model.Field{{Name: "color", Type: color, Pos: pos(book.Page, 5)}, {Name: "authors", Type: &model.List{Elem: author}, Pos: pos(book.Page, 6)}}
	shelf := typ("s.shelf", "resources/shelf.md")
	shelf.Fields = []*model.Field{{Name: "items", Type: &model.List{Elem: item}, Nav: true, Pos: pos(shelf.Page, 5)}}
	lone := typ("s.lone", "resources/lone.md")
	return &model.API{
		Types: []*model.Type{author, book, item, lone, chart, name, cover, shelf}, Enums: []*model.Enum{color},
		Operations: []*model.Op{
			operation("book-create", "POST /shelves/{id}/items", book, book, 201),
			operation("item-delete", "DELETE /shelves/{id}/items/{id},DELETE /me/items/{id}", nil, nil, 204),
			operation("item-get", "GET /shelves/{id}/items/{id},GET /me/items/{id}", nil, item, 200),
			operation("item-lend", "POST /shelves/{id}/items/{id}/lend", nil, nil, 204),
			operation("item-list", "GET /shelves/{id}/items", nil, &model.List{Elem: item}, 200),
			operation("item-list-authors", "GET /shelves/{id}/items/{id}/authors", nil, &model.List{Elem: author}, 200),
			operation("map-create", "POST /shelves/{id}/items", chart, chart, 201),
			operation("note-get", "GET /me/items/{id}?$expand=note,GET /a,GET /b,GET /c,GET /d", nil, cover, 200),
			operation("shelf-get", "GET /shelves/{id}", nil, shelf, 200),
			operation("shelf-update", "PATCH /shelves/{id}", nil, nil, 204),
		},
	}
}

// operation makes an operation of a few request lines, separated by commas.
func operation(id, lines string, body, result model.Ref, status int) *model.Op {
	o := &model.Op{ID: id, Page: "api/" + id + ".md", Pos: diag.Pos{File: "api/" + id + ".md", Line: 1, Col: 1}}
	for i, line := range strings.Split(lines, ",") {
		method, path, _ := strings.Cut(line, " ")
		o.Endpoints = append(o.Endpoints, &model.Endpoint{Method: method, Path: pathOf(path), Pos: diag.Pos{File: o.Page, Line: 10 + i, Col: 1}})
	}
	if body != nil {
		o.Body = model.Body{Kind: model.BodyResource, Type: body, Pos: diag.Pos{File: o.Page, Line: 20, Col: 1}}
	}
	o.Responses = []*model.Response{{Status: status, Type: result, None: result == nil, Pos: diag.Pos{File: o.Page, Line: 30, Col: 1}}}
	return o
}

// pathOf cuts a path of names, keys, calls and one path of an item.
func pathOf(path string) model.Path {
	path, query, _ := strings.Cut(path, "?")
	var p model.Path
	for s := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		name, args, call := strings.Cut(strings.TrimSuffix(s, ":"), "(")
		seg := model.Segment{Text: name}
		switch {
		case strings.HasPrefix(s, "{item-path"):
			seg = model.Segment{Kind: model.ItemPath, Text: name}
		case strings.HasPrefix(s, "{"):
			seg = model.Segment{Kind: model.Key, Text: strings.Trim(s, "{}")}
		case strings.HasPrefix(args, "{"):
			p.Segments = append(p.Segments, seg)
			seg = model.Segment{Kind: model.Key, Text: strings.Trim(args, "{})"), Paren: true}
		case call:
			seg = model.Segment{Kind: model.Function, Text: name}
		}
		p.Segments = append(p.Segments, seg)
	}
	if query != "" {
		p.Query = []model.QueryParam{{Name: query}}
	}
	return p
}

// contents lists what an API has, without the namespace that all of it is in:
// types, enums, and operations with the number of their request lines where
// these are not all.
func contents(a *model.API) string {
	var out []string
	for _, t := range a.Types {
		out = append(out, strings.TrimPrefix(t.Name, "s."))
	}
	for _, e := range a.Enums {
		out = append(out, strings.TrimPrefix(e.Name, "s."))
	}
	for _, o := range a.Operations {
		name := o.ID
		if o.Whole != nil {
			for _, e := range o.Endpoints {
				name += ":" + strings.Split(e.Path.Key(), "/")[1]
			}
		}
		out = append(out, name)
	}
	return strings.Join(out, " ")
}
