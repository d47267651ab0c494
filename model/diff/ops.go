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
	gone, came := inSteps(o.Endpoints, p.Endpoints,
		step[line]{func(a, b line) bool { return lineName(a) == lineName(b) }, func(a, b line) {}},
		step[line]{func(a, b line) bool { return endpointKey(a) == endpointKey(b) }, d.spelling},
		step[line]{func(a, b line) bool { return a.Path.Key() == b.Path.Key() }, func(a, b line) { d.moved(EndpointMethod, a, b) }},
		step[line]{func(a, b line) bool { return a.Method == b.Method && near(a.Path, b.Path) }, func(a, b line) { d.moved(EndpointPath, a, b) }},
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
	d.implied(o, p)
}

// implied compares the requests that only examples show, where nothing else
// has them.
func (d *differ) implied(o, p *model.Op) {
	for _, i := range impliedLines(o) {
		if !d.newUses.callable(i) {
			d.add(EndpointRemoved, lineName(i), lineName(i)+" (in an example)", "", i.Pos, p.Pos)
		}
	}
	for _, i := range impliedLines(p) {
		if !d.oldUses.callable(i) {
			d.add(EndpointAdded, lineName(i), "", lineName(i)+" (in an example)", o.Pos, i.Pos)
		}
	}
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

// params compares the rows of parameter tables. A placeholder that was renamed
// in the path, too, is one change.
func (d *differ) params(name string, o, p *model.Op) {
	prev, next := paramRows(o), paramRows(p)
	for _, in := range []model.ParamIn{model.InPath, model.InQuery, model.InFunction} {
		d.paramTable(in, name, o, p, prev[in], next[in])
	}
}

// paramRows returns parameters as rows, by where they go.
func paramRows(o *model.Op) map[model.ParamIn][]*model.Field {
	out := make(map[model.ParamIn][]*model.Field)
	for _, q := range o.Params {
		out[q.In] = append(out[q.In], &model.Field{Name: q.Name, Type: q.Type, Required: q.Required, Doc: q.Doc, Pos: q.Pos})
	}
	return out
}

func (d *differ) paramTable(in model.ParamIn, name string, o, p *model.Op, prev, next []*model.Field) {
	at := len(d.changes)
	d.fields(owner{old: name, new: name + " " + string(in), at: [2]diag.Pos{o.Pos, p.Pos}, of: parameterRows}, prev, next)
	found := slices.Clone(d.changes[at:])
	d.changes = d.changes[:at]
	for _, c := range found {
		switch {
		case in == model.InQuery && c.Class&(Source|Wire) != 0:
			c.is(Behaviour, "Query parameters are given by options, which take any; the service documents others.")
		case in == model.InPath && (c.Kind == ParameterRenamed || c.Kind == ParameterAdded || c.Kind == ParameterRemoved):
			c.is(Documentation, "The path says which arguments there are; the table describes them.")
			if d.inPaths(c) {
				continue
			}
		case c.Kind == ParameterRenamed && d.inPaths(c):
			continue
		}
		d.changes = append(d.changes, c)
	}
}

// inPaths reports whether a change of a path tells of c already.
func (d *differ) inPaths(c *Change) bool {
	old, name := c.From, c.To
	if c.Kind != ParameterRenamed {
		return false
	}
	return slices.ContainsFunc(d.changes, func(k *Change) bool {
		path := k.Kind == PathParameter || k.Kind == EndpointPath
		return path && k.Old.File == c.Old.File && strings.Contains(k.From, old) && strings.Contains(k.To, name)
	})
}

// headers compares request headers. One header can stand in several rows, each
// for another value.
func (d *differ) headers(name string, o, p *model.Op) {
	type row = *model.HeaderClaim
	subject := func(h row) string { return name + " header " + h.Name }
	sameName := func(a, b row) bool { return strings.EqualFold(a.Name, b.Name) }
	gone, came := inSteps(o.Headers, p.Headers,
		step[row]{func(a, b row) bool { return sameName(a, b) && words(a.Value) == words(b.Value) }, func(a, b row) {
			if a.Required != b.Required {
				d.add(HeaderRequired, subject(b), tri(a.Required, "required"), tri(b.Required, "required"), a.Pos, b.Pos)
				return
			}
			d.text(Description, subject(b), a.Doc, b.Doc, a.Pos, b.Pos)
		}},
		step[row]{sameName, func(a, b row) { d.add(HeaderValue, subject(b), a.Value, b.Value, a.Pos, b.Pos) }},
	)
	for _, a := range gone {
		d.add(HeaderRemoved, subject(a), cmp.Or(a.Value, a.Name), "", a.Pos, p.Pos)
	}
	for _, b := range came {
		c := d.add(HeaderAdded, subject(b), "", cmp.Or(b.Value, b.Name), o.Pos, b.Pos)
		if b.Required == model.Yes {
			c.is(Behaviour, "Requests without the header are refused.")
		}
	}
}

var bodyNames = map[model.BodyKind]string{
	model.BodyUnknown: "not documented", model.BodyNone: "none", model.BodyResource: "a resource",
	model.BodyFields: "parameters", model.BodyStream: "bytes", model.BodyJSON: "JSON",
}

// body compares what a request carries, and the rows that say so.
func (d *differ) body(name string, o, p *model.Op) {
	a, b := &o.Body, &p.Body
	of := parameterRows
	if a.Kind != model.BodyFields || b.Kind != model.BodyFields {
		of = acceptedRows
	}
	cause := d.cause(a.Type, b.Type)
	switch {
	case a.Kind != b.Kind:
		d.because(cause, d.bodyKind(name, a, b))
		return // the rows mean something else
	case !d.same(a.Type, b.Type):
		c := Change{Kind: BodyType, Subject: name, From: model.RefName(a.Type), To: model.RefName(b.Type), Old: a.Pos, New: b.Pos}
		c.Class, c.Reason = d.typeClass(a.Type, b.Type)
		d.because(cause, c)
	case a.Complete != b.Complete && len(a.Fields) > 0 && len(b.Fields) > 0:
		d.report(Change{
			Kind: BodyClosed, Class: BodyClosed.Class, Reason: BodyClosed.Reason, Subject: name,
			From: all(a), To: all(b), Old: a.Pos, New: b.Pos,
		})
	}
	d.fields(owner{old: name, new: name + " body", at: [2]diag.Pos{a.Pos, b.Pos}, of: of}, a.Fields, b.Fields)
}

func all(b *model.Body) string {
	if b.Complete {
		return "lists all"
	}
	return "lists some"
}

func (d *differ) bodyKind(name string, a, b *model.Body) Change {
	c := Change{
		Kind: BodyKind, Class: BodyKind.Class, Reason: BodyKind.Reason, Subject: name,
		From: join(bodyNames[a.Kind], model.RefName(a.Type)), To: join(bodyNames[b.Kind], model.RefName(b.Type)), Old: a.Pos, New: b.Pos,
	}
	if a.Kind == model.BodyUnknown || b.Kind == model.BodyUnknown {
		c.Class, c.Reason = Source, "The method takes what the pages say, or what they imply where they do not say."
	}
	return c
}

// because reports a change unless something else explains it.
func (d *differ) because(cause model.Ref, c Change) {
	if cause != nil {
		d.follow(cause, c)
		return
	}
	d.report(c)
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
