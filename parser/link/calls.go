package link

// This file finds out which request line of its page each example sends, and
// with which values. The generated tests call the method of that line.
//
// Where the page has no such line, another page may (an example of /me/messages
// on a page that lists /users/{id}/messages only), or the line follows from one
// that the page has (implied.go). Either way there is a finding: readers of the
// page look for what it can do under "HTTP request".

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// calls is what all pages together say about requests.
type calls struct {
	home  string // host of the service, "" if nobody knows
	lines lineIndex
	begin beginnings
}

// collectCalls begins to compare the requests of all operations, which nobody
// changes while it does. What it returns waits until it is done.
func (l *linker) collectCalls() func() calls {
	own := *l
	own.diags = nil
	done := make(chan calls, 1)
	go func() {
		own.indexRequests()
		own.findDuplicates() // duplicates.go
		done <- calls{lines: indexLines(own.requests), begin: collectBeginnings(own.requests)}
	}()
	return func() calls {
		c := <-done
		l.diags = append(l.diags, own.diags...)
		if u, err := url.Parse(l.api.BaseURL); err == nil {
			c.home = u.Host
		}
		return c
	}
}

// matchCalls finds out what each example of o sends.
func (l *linker) matchCalls(o *model.Op, c calls) {
	im := &implier{l: l, beginnings: c.begin, op: o}
	for _, e := range o.Examples {
		e.Endpoint = -1
		if e.Request == nil {
			e.NoCall = model.NoCallRequest
			l.diags.Add(diag.ExampleEndpoint, e.Response.Pos, "the example shows a response without its request")
			continue
		}
		im.url = model.ParseURL(e.Request.Path)
		if l.matchOwn(o, e, im.url, c.home) || l.matchTail(o, e, c.begin) {
			continue
		}
		if !l.matchElsewhere(o, e, im.url, c.lines) && !im.example(e) {
			l.reportCall(o, e)
		}
	}
}

// matchOwn looks for what e calls on its own page. It returns true if there is
// nothing more to look for. home is the host of the service, "" if nobody
// knows.
func (l *linker) matchOwn(o *model.Op, e *model.Example, url model.URLPath, home string) bool {
	e.Endpoint, e.Values = findURL(o.Endpoints, e.Request.Method, url)
	if e.Endpoint < 0 && isElsewhere(e.Request.URL, home) {
		e.Excluded, e.NoCall = model.ExcludedHost, model.NoCallEndpoint
		l.diags.Add(diag.ExampleEndpoint, e.Request.Pos, "the example sends %s %s, the service is at %s", e.Request.Method, e.Request.URL, home)
	}
	return e.Endpoint >= 0 || e.Excluded != ""
}

// matchTail looks for what e calls behind up to two parts that no documented
// path begins with: a version in another form ("v1"), or what a slip of the pen
// left of the host ("example.com/beta/…"). There is a finding, for readers who
// copy the URL.
func (l *linker) matchTail(o *model.Op, e *model.Example, begin beginnings) bool {
	rest := e.Request.Path
	for i := range 2 {
		first, tail, ok := strings.Cut(strings.TrimLeft(rest, "/"), "/")
		if !ok || begin.has(first) || i == 0 && !strings.ContainsAny(first, ".0123456789") {
			return false
		}
		m := *e.Request
		m.Path = "/" + tail
		if k, values := findURL(o.Endpoints, m.Method, model.ParseURL(m.Path)); k >= 0 {
			l.diags.AddRelated(diag.ExampleEndpoint, m.Pos, related(o.Endpoints[k].Pos, "documented here"),
				"the example's URL is %s; %q is taken for a slip", m.URL, strings.TrimSuffix(e.Request.Path, m.Path))
			e.Request, e.Endpoint, e.Values = &m, k, values
			return true
		}
		rest = tail
	}
	return false
}

// findURL returns the index of the line that a method and a URL are for, with the
// values of its placeholders; -1 if there is none.
func findURL(lines []*model.Endpoint, method string, url model.URLPath) (int, []model.URLValue) {
	best, bestValues := -1, []model.URLValue(nil)
	for i, line := range lines {
		if !strings.EqualFold(line.Method, method) {
			continue
		}
		values, ok := line.Path.MatchURL(url)
		if ok && (best < 0 || line.Path.Literals() > lines[best].Path.Literals()) {
			best, bestValues = i, values
		}
	}
	return best, bestValues
}

// A lineIndex holds the request lines of all pages by method and the first and
// the last name in their path.
type lineIndex map[lineKey][]*model.Endpoint

type lineKey struct {
	method string // in upper case
	first  string // as [model.Segment.Name] has it, "" if the path begins with none
	last   string // folded
}

func indexLines(requests []request) lineIndex {
	index := make(lineIndex, len(requests))
	for i := range requests {
		r := &requests[i]
		key := lineKey{method: r.end.Method}
		for s := r.at.above; s != nil; s = s.above {
			key.first, key.last = s.name, cmp.Or(key.last, s.short)
		}
		index[key] = append(index[key], r.end)
	}
	return index
}

// find returns the line that m sends, with the values of its placeholders. url is
// the path of m.
func (index lineIndex) find(m *model.Message, url model.URLPath) (*model.Endpoint, []model.URLValue) {
	var best *model.Endpoint
	var bestValues []model.URLValue
	firsts := append(url.Names(), "")[:1]
	if firsts[0] != "" {
		firsts = append(firsts, "")
	}
	for part := range strings.SplitSeq(m.Path, "/") {
		name, _, _ := strings.Cut(part, "(")
		for _, first := range firsts {
			lines := index[lineKey{strings.ToUpper(m.Method), first, fold(model.ShortName(strings.TrimSuffix(name, ":")))}]
			if i, values := findURL(lines, m.Method, url); i >= 0 && (best == nil || lines[i].Path.Literals() > best.Path.Literals()) {
				best, bestValues = lines[i], values
			}
		}
	}
	return best, bestValues
}

// matchElsewhere looks for what e calls on all pages.
func (l *linker) matchElsewhere(o *model.Op, e *model.Example, url model.URLPath, lines lineIndex) bool {
	line, values := lines.find(e.Request, url)
	if line == nil {
		return false
	}
	e.Elsewhere, e.Values = line, values
	l.diags.AddRelated(diag.ExampleEndpoint, e.Request.Pos, related(line.Pos, "documented here"),
		"the example sends %s %s, which is none of the page's own requests%s", e.Request.Method, e.Request.Path, requestLines(o.Endpoints))
	return true
}

// reportCall reports an example that calls nothing documented. Pages without
// request lines have a finding for that already.
func (l *linker) reportCall(o *model.Op, e *model.Example) {
	e.NoCall = model.NoCallEndpoint
	if len(o.Endpoints) > 0 {
		l.diags.AddRelated(diag.ExampleEndpoint, e.Request.Pos, related(o.Endpoints[0].Pos, "documented here"),
			"the example sends %s %s, which no page documents%s", e.Request.Method, e.Request.Path, requestLines(o.Endpoints))
	}
}

// isElsewhere reports whether raw leads to another host than home: pages show
// the calls that a service makes to an app, too. A part of home is home with a
// slip of the pen, "https://api/example.org/things".
func isElsewhere(raw, home string) bool {
	u, err := url.Parse(strings.TrimSpace(raw))
	return err == nil && u.Host != "" && home != "" && !strings.EqualFold(u.Host, home) && !strings.HasPrefix(home, strings.ToLower(u.Host)+".")
}

// requestLines lists the first few of a page's request lines.
func requestLines(lines []*model.Endpoint) string {
	const most = 2
	var out []string
	for _, e := range lines[:min(most, len(lines))] {
		out = append(out, e.Method+" "+e.Path.String())
	}
	switch {
	case len(out) == 0:
		return ""
	case len(lines) > most:
		out = append(out, "…")
	}
	return ": " + strings.Join(out, ", ")
}
