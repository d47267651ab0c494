package link

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file implies what OData has behind a line (implied.go): $count, $value, a
// property, things of one type.

// suffix adds an operation for what OData has behind a line: the number of
// things that it returns, those of one type, both; or, of one thing, a property
// or the content.
func (im *implier) suffix(e *model.Example) bool {
	if !strings.EqualFold(e.Request.Method, "GET") {
		return false
	}
	base := e.Request.Path
	var tail []model.Segment
	for range 2 { // both
		var name string
		base, name = cutName(base)
		tail = append([]model.Segment{{Text: name}}, tail...)
		i, _ := findURL(im.op.Endpoints, e.Request.Method, model.ParseURL(base))
		if i < 0 {
			continue
		}
		result, isNav := im.behind(tail)
		path := model.Path{Segments: append(slices.Clone(im.op.Endpoints[i].Path.Segments), tail...)}
		return result != nil && im.imply(i, path, e, func(o *model.Op) {
			o.Doc, o.Body = "", model.Body{Kind: model.BodyNone}
			o.Responses = []*model.Response{{Status: 200, Type: result, Pos: e.Request.Pos}}
			if isNav {
				o.Permissions = nil // it leads to something else
			}
		})
	}
	return false
}

// cutName cuts the last name off a URL's path.
func cutName(path string) (rest, name string) {
	path = strings.TrimRight(path, "/")
	at := strings.LastIndexByte(path, '/')
	return path[:max(at, 0)], path[at+1:]
}

// behind returns what the path of the operation's lines with tail behind it
// leads to, nil if to nothing known, and whether that is another thing.
func (im *implier) behind(tail []model.Segment) (result model.Ref, isNav bool) {
	if last := tail[len(tail)-1].Text; len(tail) == 2 {
		if last == "$count" && im.narrowed(tail[0].Text) != nil {
			return model.Int64, false
		}
		return nil, false
	}
	switch name := tail[0].Text; {
	case name == "$count":
		return model.Int64, false
	case name == "$value":
		if im.returnsList() {
			return nil, false
		}
		return model.Stream, false
	case strings.Contains(name, "."):
		return im.narrowed(name), false
	default:
		return im.property(name)
	}
}

func (im *implier) returnsList() bool {
	return slices.ContainsFunc(im.op.Responses, func(r *model.Response) bool {
		_, list := model.Elem(r.Type)
		return list && success(r.Status)
	})
}

// property returns the type of a property of the one thing that the operation
// returns, and whether it leads to another thing.
func (im *implier) property(name string) (model.Ref, bool) {
	for _, r := range im.op.Responses {
		t, ok := r.Type.(*model.Type)
		if !ok || !success(r.Status) {
			continue
		}
		if f := t.Field(name); f != nil {
			return f.Type, f.Nav
		}
	}
	return nil, false
}

// narrowed returns what the operation returns if only things of the type called
// name are asked for: nil if it returns no such things.
func (im *implier) narrowed(name string) model.Ref {
	n := im.l.types.at(name)
	if n == nil {
		return nil
	}
	for _, r := range im.op.Responses {
		elem, list := model.Elem(r.Type)
		if base, ok := elem.(*model.Type); ok && success(r.Status) && (n.out.DerivesFrom(base) || n.out == base) {
			return listIf(list, n.out)
		}
	}
	return nil
}
