package link

// This file adds request lines that a page forgets under "HTTP request" and
// shows in an example, where they follow from a line that it has:
//
//	GET /groups/{id}/owners/$count             of GET /groups/{id}/owners: how many there are
//	GET /groups/{id}/owners/microsoft.graph.user    likewise: those that are users
//	GET /shares/{id}/driveItem                 of GET /shares/{id}: a property of what that returns
//	POST /me/messages/{id}/copy                of POST /users/{id}/messages/{id}/copy: other pages begin with /me
//	GET /reports/getX(period='D7')             of GET /reports/getX: the arguments were left out
//
//	POST /companies({id})/journals             of POST /companies({id})/journals({id}): what creates has no key yet
//	GET /files({folder},{file})                of GET /files({file}): the key has two parts
//
// Each is something that the service can do and that users of the page look
// for; without it the client could not. The added lines are kept apart from the
// documented ones (model.Op.Implied), and only what no page has is added.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// An implier finds what the examples of one operation imply.
type implier struct {
	l          *linker
	beginnings beginnings
	op         *model.Op
	url        model.URLPath // that the current example sends
}

// example finds the line that e sends, if it follows from another. im.url is its URL.
func (im *implier) example(e *model.Example) bool {
	// An earlier example of the page may have brought the line.
	e.Endpoint, e.Values = findURL(im.op.Endpoints, e.Request.Method, im.url)
	found := e.Endpoint >= 0 || im.again(e) || im.keyless(e) || im.composite(e) || im.function(e) || im.twin(e) || im.suffix(e)
	if !found {
		return im.slip(e)
	}
	im.l.diags.AddRelated(diag.ExampleEndpoint, e.Request.Pos, related(im.op.Endpoints[0].Pos, "the page's requests"),
		"the example sends %s %s, which is none of the page's requests; it is taken for one", e.Request.Method, e.Request.Path)
	return true
}

// again looks for the line among those that earlier examples imply.
func (im *implier) again(e *model.Example) bool {
	for _, o := range im.op.Implied {
		if i, values := findURL(o.Endpoints, e.Request.Method, im.url); i >= 0 {
			e.Elsewhere, e.Values = o.Endpoints[i], values
			o.Examples = append(o.Examples, e)
			return true
		}
	}
	return false
}

// imply adds an operation that differs from the page's own in what change sets,
// and that e calls by path, for which line i of the page was the model.
func (im *implier) imply(i int, path model.Path, e *model.Example, change func(o *model.Op)) bool {
	values, ok := path.MatchURL(im.url)
	if !ok {
		return false
	}
	path.Raw = path.String()
	o := *im.op
	o.ID = fmt.Sprintf("%s#implied-%d", o.ID, len(o.Implied)+1)
	o.Pos, o.Examples, o.Implied, o.IsImplied = e.Request.Pos, []*model.Example{e}, nil, true
	o.Endpoints = []*model.Endpoint{{Method: im.op.Endpoints[i].Method, Path: path, Pos: e.Request.Pos}}
	o.Permissions = permissionsOf(im.op, i)
	change(&o)
	im.op.Implied = append(im.op.Implied, &o)
	e.Elsewhere, e.Values = o.Endpoints[0], values
	return true
}

// same leaves an implied operation as its page's own is.
func same(*model.Op) {}

// lines calls f with the index of each line that has e's method until f
// returns true.
func (im *implier) lines(e *model.Example, f func(i int, path model.Path) bool) bool {
	for i, line := range im.op.Endpoints {
		if strings.EqualFold(line.Method, e.Request.Method) && f(i, line.Path) {
			return true
		}
	}
	return false
}

// twin adds a line that begins in another way (beginnings.go), after the line of
// which that leaves the most as the example has it: "root" can be a key or a name.
// The page's permissions are for its own ways: what users may do with what is
// theirs (/me) others need more for.
func (im *implier) twin(e *model.Example) bool {
	line, best := -1, model.Path{}
	may := sync.OnceValue(func() []beginning { return im.beginnings.of(im.url, e.Request.Path) })
	im.lines(e, func(i int, path model.Path) bool {
		joined, ok := join(may, path, im.url)
		if ok && (line < 0 || joined.Literals() > best.Literals()) {
			line, best = i, joined
		}
		return false
	})
	return line >= 0 && im.imply(line, best, e, func(o *model.Op) { o.Permissions = nil })
}

// slip takes e for a line that its path misses by a slip of the pen.
func (im *implier) slip(e *model.Example) bool {
	return im.lines(e, func(i int, path model.Path) bool {
		values, ok := path.MatchLoosely(e.Request.Path)
		if !ok && strings.EqualFold(e.Request.Method, "POST") {
			values, ok = im.keySlip(path, e.Request.Path)
		}
		if !ok {
			return false
		}
		line := im.op.Endpoints[i]
		e.Endpoint, e.Values = i, values
		im.l.diags.AddRelated(diag.ExampleEndpoint, e.Request.Pos, related(line.Pos, "documented here"),
			"the example sends %s %s, the page documents %s", e.Request.Method, e.Request.Path, line.Path)
		return true
	})
}

// keySlip matches a path that creates something and a URL of which one has the
// key that there is not yet. If it is the path, it loses it.
func (im *implier) keySlip(path model.Path, url string) ([]model.URLValue, bool) {
	if short, cut := withoutKey(path); cut {
		values, ok := short.MatchLoosely(url)
		if ok {
			im.replace(withoutKey)
		}
		return values, ok
	}
	url = strings.TrimRight(url, "/")
	if open := strings.LastIndexAny(url, "(/"); open > 0 && strings.Contains(url[open:], "{") {
		return path.Match(url[:open])
	}
	return nil, false
}

// keyless takes the key off the lines that create something.
func (im *implier) keyless(e *model.Example) bool {
	if !strings.EqualFold(e.Request.Method, "POST") {
		return false
	}
	fits := im.lines(e, func(_ int, path model.Path) bool {
		path, ok := withoutKey(path)
		if ok {
			_, ok = path.MatchURL(im.url)
		}
		return ok
	})
	if fits {
		im.replace(withoutKey)
		e.Endpoint, e.Values = findURL(im.op.Endpoints, e.Request.Method, im.url)
	}
	return fits
}

// withoutKey returns path without the key that it ends with; false if there is
// none.
func withoutKey(path model.Path) (model.Path, bool) {
	n := len(path.Segments) - 1
	if n < 1 || path.Segments[n].Kind != model.Key || path.Segments[n-1].Kind != model.Literal {
		return path, false
	}
	path.Segments = path.Segments[:n:n]
	path.Raw = path.String()
	return path, true
}

// composite adds a line whose key has several parts where the page has one.
func (im *implier) composite(e *model.Example) bool {
	parts := strings.Split(strings.Trim(e.Request.Path, "/"), "/")
	return im.lines(e, func(i int, path model.Path) bool {
		segments := slices.Clone(path.Segments)
		for k := len(segments) - 1; k > 0; k-- {
			s, name := segments[k], segments[k-1].Text
			if s.Kind != model.Key || !s.Paren || segments[k-1].Kind != model.Literal {
				continue
			}
			at := slices.IndexFunc(parts, func(p string) bool { return strings.HasPrefix(fold(p), fold(name)+"(") && strings.HasSuffix(p, ")") })
			if at < 0 {
				continue
			}
			if args := keyParts(parts[at][len(name)+1 : len(parts[at])-1]); len(args) > 1 {
				segments = slices.Replace(segments, k-1, k+1, model.Segment{Kind: model.Function, Text: name, Args: args})
			}
		}
		return len(segments) < len(path.Segments) && im.imply(i, model.Path{Segments: segments, Query: path.Query}, e, same)
	})
}

// keyParts returns the placeholders of a key's parts.
func keyParts(text string) []model.Arg {
	var args []model.Arg
	for i, part := range model.URLArgs(text) {
		name := part.Name
		if in, ok := strings.CutPrefix(part.Value.Text, "{"); ok && name == "" {
			name = strings.TrimSuffix(in, "}")
		}
		args = append(args, model.Arg{Name: part.Name, Param: cmp.Or(name, "key part "+string(rune('a'+i%26))), Quoted: part.Value.Quoted})
	}
	return args
}

// function adds the arguments of a function that the page's lines have without
// any. Where no example goes without them, they are needed.
func (im *implier) function(e *model.Example) bool {
	name, args := lastCall(e.Request.Path)
	if len(args) == 0 {
		return false
	}
	return im.lines(e, func(i int, path model.Path) bool {
		with, ok := withArgs(path, name, args)
		if !ok {
			return false
		}
		if _, ok := with.MatchURL(im.url); !ok || im.isShown(path) {
			return ok && im.imply(i, with, e, same)
		}
		im.replace(func(p model.Path) (model.Path, bool) { return withArgs(p, name, args) })
		e.Endpoint, e.Values = findURL(im.op.Endpoints, e.Request.Method, im.url)
		return true
	})
}

// withArgs returns path with args behind the name that it ends with; false if
// that is another or has arguments.
func withArgs(path model.Path, name string, args []model.Arg) (model.Path, bool) {
	n := len(path.Segments)
	if n == 0 {
		return path, false
	}
	last := path.Segments[n-1]
	if last.Kind != model.Literal && last.Kind != model.Function || len(last.Args) > 0 || !strings.EqualFold(model.ShortName(last.Text), name) {
		return path, false
	}
	path.Segments = slices.Clone(path.Segments)
	path.Segments[n-1] = model.Segment{Kind: model.Function, Text: last.Text, Args: args}
	path.Raw = path.String()
	return path, true
}

// isShown reports whether an example sends path.
func (im *implier) isShown(path model.Path) bool {
	return slices.ContainsFunc(im.op.Examples, func(e *model.Example) bool {
		if e.Request == nil {
			return false
		}
		_, ok := path.Match(e.Request.Path)
		return ok
	})
}

// replace changes the paths of lines.
func (im *implier) replace(change func(model.Path) (model.Path, bool)) {
	im.op.Endpoints = slices.Clone(im.op.Endpoints)
	for i, line := range im.op.Endpoints {
		if path, ok := change(line.Path); ok {
			copied := *line
			copied.Path = path
			im.op.Endpoints[i] = &copied
		}
	}
}

// lastCall returns the name and the parameters of a function at the end of a
// URL's path, nil if not all arguments there are named.
func lastCall(path string) (name string, args []model.Arg) {
	path = strings.TrimRight(path, "/")
	open := strings.LastIndexByte(path, '(')
	if open < 0 || !strings.HasSuffix(path, ")") {
		return "", nil
	}
	name = model.ShortName(path[strings.LastIndexByte(path[:open], '/')+1 : open])
	for _, part := range model.URLArgs(path[open+1 : len(path)-1]) {
		if part.Name == "" {
			return "", nil
		}
		args = append(args, model.Arg{Name: part.Name, Param: part.Name, Quoted: part.Value.Quoted})
	}
	return name, args
}

// permissionsOf returns the permission tables for line i of o.
func permissionsOf(o *model.Op, i int) []*model.PermissionTable {
	var out []*model.PermissionTable
	for _, t := range o.Permissions {
		if t.Endpoints == nil || slices.Contains(t.Endpoints, i) {
			copied := *t
			copied.Endpoints = nil
			out = append(out, &copied)
		}
	}
	return out
}
