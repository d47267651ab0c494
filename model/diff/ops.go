package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file compares operations: what one page documents.

// op compares an operation with what it has become.
func (d *differ) op(o *model.Op) {
	p := d.ops[o]
	if p == nil {
		d.opRemoved(o)
		return
	}
	name := opName(p)
	d.endpoints(name, o, p)
	d.permissions(name, o, p)
	d.params(name, o, p)
	d.headers(name, o, p)
	d.body(name, o, p)
	d.responses(name, o, p)
	d.queryOptions(name, o, p)
	d.clouds(name, o, p)
	d.examples(name, o, p)
	if o.Deprecated != p.Deprecated {
		d.add(Deprecated, name, flag(o.Deprecated, "deprecated"), flag(p.Deprecated, "deprecated"), o.Pos, p.Pos)
	} else {
		d.text(Description, name, o.Doc, p.Doc, o.Pos, p.Pos)
	}
	d.text(Title, name, o.Title, p.Title, o.Pos, p.Pos)
}

// opName is what an operation is called: its first request line, and its page
// where that is more.
func opName(o *model.Op) string {
	if len(o.Endpoints) == 0 {
		return o.ID
	}
	return lineName(o.Endpoints[0]) + " (" + o.ID + ")"
}

func lineName(e *model.Endpoint) string {
	line := e.Method + " " + e.Path.String()
	for i, q := range e.Path.Query {
		sep := "&"
		if i == 0 {
			sep = "?"
		}
		value := q.Const
		if q.Param != "" {
			value = "{" + q.Param + "}"
		}
		line += sep + q.Name + "=" + value
	}
	return line
}

func (d *differ) opRemoved(o *model.Op) {
	c := d.add(OperationRemoved, opName(o), lines(o), "", o.Pos, diag.Pos{})
	gone := false
	for _, e := range o.Endpoints {
		gone = gone || !d.newUses.documented(e)
	}
	if !gone {
		c.is(Documentation, "Other pages still document its requests.")
	}
}

func (d *differ) opAdded(o *model.Op) {
	c := d.add(OperationAdded, opName(o), "", lines(o), diag.Pos{}, o.Pos)
	fresh := false
	for _, e := range o.Endpoints {
		fresh = fresh || !d.oldUses.callable(e)
	}
	if !fresh {
		c.is(Documentation, "Other pages documented its requests already.")
	}
}

// lines lists request lines, cut short where there are many.
func lines(o *model.Op) string {
	var out []string
	for _, e := range o.Endpoints {
		out = append(out, lineName(e))
	}
	if len(out) > 3 {
		out = append(out[:3], fmt.Sprintf("and %d more", len(out)-3))
	}
	return strings.Join(out, ", ")
}

// endpoints compares request lines. A line without its like may have another
// spelling, another method, or another path.
func (d *differ) endpoints(name string, o, p *model.Op) {
	type line = *model.Endpoint
	at := len(d.changes)
	gone, came := inSteps(o.Endpoints, p.Endpoints,
		step[line]{byKey(lineName), func(a, b line) {}},
		step[line]{byKey(endpointKey), d.spelling},
		step[line]{byKey(func(a line) string { return "path " + a.Path.Key() }), func(a, b line) { d.moved(EndpointMethod, a, b) }},
		step[line]{byLook(func(a, b line) bool { return a.Method == b.Method && near(a.Path, b.Path) }), func(a, b line) { d.moved(EndpointPath, a, b) }},
	)
	for _, a := range gone {
		c := d.add(EndpointRemoved, lineName(a), lineName(a), "", a.Pos, p.Pos)
		d.stillThere(c, a, Documentation)
	}
	for _, b := range came {
		c := d.add(EndpointAdded, lineName(b), "", lineName(b), o.Pos, b.Pos)
		if d.oldUses.callable(b) {
			c.is(Documentation, "Another page or an example showed the request already.")
		}
	}
	d.implied(o, p, slices.Clone(d.changes[at:]))
}

// implied compares the requests that only examples show, where nothing else
// has them. They follow from the page's own, of which lines tell.
func (d *differ) implied(o, p *model.Op, lines []*Change) {
	for _, i := range impliedLines(o) {
		if !d.newUses.callable(i) {
			d.byExample(lines, o, i, p.Pos, d.old, EndpointRemoved.change(lineName(i), lineName(i)+" (in an example)", "", i.Pos, p.Pos))
		}
	}
	for _, i := range impliedLines(p) {
		if !d.oldUses.callable(i) {
			d.byExample(lines, p, i, o.Pos, d.new, EndpointAdded.change(lineName(i), "", lineName(i)+" (in an example)", o.Pos, i.Pos))
		}
	}
}

// byExample reports a request e of an example of o, a page of a. If the page is
// as it was, that the request follows from it depends on something else: the
// type that its path names, or the one that o answers with and its property that
// the path ends with.
func (d *differ) byExample(lines []*Change, o *model.Op, e *model.Endpoint, other diag.Pos, a *model.API, c Change) {
	if len(lines) > 0 {
		d.absorb(lines[0], &c)
		return
	}
	f := follower{change: c}
	if d.sameFile(e.Pos, other) || d.sameFile(other, e.Pos) {
		f.causes = cast(e, a)
		for _, r := range o.Responses {
			if t, ok := r.Type.(*model.Type); ok {
				f.causes = append(f.causes, t)
				f.row = cmp.Or(f.row, t.Name+"."+e.Path.Segments[len(e.Path.Segments)-1].Text)
			}
		}
	}
	d.follows = append(d.follows, f)
}

// cast returns the types that a path names.
func cast(e *model.Endpoint, a *model.API) []model.Ref {
	var out []model.Ref
	for _, s := range e.Path.Segments {
		i := slices.IndexFunc(a.Types, func(t *model.Type) bool { return s.Kind == model.Literal && t.Name == s.Text })
		if i >= 0 {
			out = append(out, a.Types[i])
		}
	}
	return out
}

func impliedLines(o *model.Op) []*model.Endpoint {
	var out []*model.Endpoint
	for _, i := range o.Implied {
		out = append(out, i.Endpoints...)
	}
	return out
}

// spelling reports a path that is the same but for the names in braces, letter
// case and the query string.
func (d *differ) spelling(a, b *model.Endpoint) {
	c := d.add(PathParameter, lineName(b), lineName(a), lineName(b), a.Pos, b.Pos)
	if querySpelling(a) != querySpelling(b) {
		c.is(Behaviour, "The request has another query string.")
	}
}

func querySpelling(e *model.Endpoint) string {
	_, query, _ := strings.Cut(lineName(e), "?")
	return query
}

// moved reports an endpoint that has another method or path, unless the old one
// is still documented elsewhere.
func (d *differ) moved(k *Kind, a, b *model.Endpoint) {
	c := d.add(k, lineName(b), lineName(a), lineName(b), a.Pos, b.Pos)
	d.stillThere(c, a, Addition)
}

// stillThere corrects the class of c, after which the request a is no longer on
// its page: another page may list it, or only an example show it.
func (d *differ) stillThere(c *Change, a *model.Endpoint, class Class) {
	switch {
	case d.newUses.documented(a):
		c.is(class, "Another page still lists the old request.")
	case d.newUses.callable(a):
		c.is(Wire, "The page no longer lists the old request; the method stays, because an example shows it.")
	}
}

// near reports whether two paths differ in one segment only, or one is the
// other with a segment more.
func near(a, b model.Path) bool {
	x, y := segments(a), segments(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 || len(x) == 0 {
		return false
	}
	head := 0
	for head < len(x) && x[head] == y[head] {
		head++
	}
	tail := 0
	for tail < len(x)-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	return len(y)-head-tail <= 1 && head+tail > 0
}

func segments(p model.Path) []string {
	key := strings.Trim(p.Key(), "/")
	if key == "" {
		return nil
	}
	return strings.Split(key, "/")
}

func (d *differ) queryOptions(name string, o, p *model.Op) {
	a, b := o.Options, p.Options
	from, to := strings.Join(minus(a.Names, b.Names), ", "), strings.Join(minus(b.Names, a.Names), ", ")
	if from != "" {
		d.add(QueryOptionRemoved, name, from, "", a.Pos, orPos(b.Pos, p.Pos))
	}
	if to != "" {
		d.add(QueryOptionAdded, name, "", to, orPos(a.Pos, o.Pos), b.Pos)
	}
}

func orPos(a, b diag.Pos) diag.Pos {
	if a.IsValid() {
		return a
	}
	return b
}

func (d *differ) clouds(name string, o, p *model.Op) {
	for _, n := range minus(cloudNames(p), cloudNames(o)) {
		d.add(CloudRemoved, name, n, "", o.Pos, p.Pos)
	}
	for _, n := range minus(cloudNames(o), cloudNames(p)) {
		d.add(CloudAdded, name, "", n, o.Pos, p.Pos)
	}
}

func cloudNames(o *model.Op) []string {
	var out []string
	for _, c := range o.Unavailable {
		out = append(out, c.Name)
	}
	return out
}
