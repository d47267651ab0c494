package link

// This file finds out which request line of its page each example sends, and
// with which values. The generated tests call the method of that line.

import (
	"net/url"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

func (l *linker) matchCalls() {
	home := ""
	if u, err := url.Parse(l.api.BaseURL); err == nil {
		home = u.Host
	}
	for _, o := range l.api.Operations {
		for _, e := range o.Examples {
			l.matchCall(o, e, home)
		}
	}
}

// matchCall sets what e calls. home is the host of the service, "" if nobody
// knows. Pages without request lines have a finding for that already.
func (l *linker) matchCall(o *model.Op, e *model.Example, home string) {
	e.Endpoint = -1
	if e.Request == nil {
		e.NoCall = model.NoCallRequest
		l.diags.Add(diag.ExampleEndpoint, e.Response.Pos, "the example shows a response without its request")
		return
	}
	e.Endpoint, e.Values = findEndpoint(o.Endpoints, e.Request)
	if e.Endpoint >= 0 {
		return
	}
	e.NoCall = model.NoCallEndpoint
	switch {
	case len(o.Endpoints) == 0:
	case isElsewhere(e.Request.URL, home):
		e.Excluded = model.ExcludedHost
		l.diags.Add(diag.ExampleEndpoint, e.Request.Pos, "the example sends %s %s, the service is at %s", e.Request.Method, e.Request.URL, home)
	default:
		l.diags.AddRelated(diag.ExampleEndpoint, e.Request.Pos, related(o.Endpoints[0].Pos, "documented here"),
			"the example sends %s %s, the page documents %s", e.Request.Method, e.Request.Path, requestLines(o.Endpoints))
	}
}

// findEndpoint returns the index of the line that m sends, with the values of
// its placeholders; -1 if there is none.
func findEndpoint(lines []*model.Endpoint, m *model.Message) (int, []model.URLValue) {
	best, bestValues := -1, []model.URLValue(nil)
	for i, line := range lines {
		if !strings.EqualFold(line.Method, m.Method) {
			continue
		}
		values, ok := line.Path.Match(m.Path)
		if ok && (best < 0 || line.Path.Literals() > lines[best].Path.Literals()) {
			best, bestValues = i, values
		}
	}
	return best, bestValues
}

// isElsewhere reports whether raw leads to another host than home: pages show
// the calls that a service makes to an app, too.
func isElsewhere(raw, home string) bool {
	u, err := url.Parse(strings.TrimSpace(raw))
	return err == nil && u.Host != "" && home != "" && !strings.EqualFold(u.Host, home)
}

// requestLines lists the first few of a page's request lines.
func requestLines(lines []*model.Endpoint) string {
	const most = 2
	var out []string
	for _, e := range lines[:min(most, len(lines))] {
		out = append(out, e.Method+" "+e.Path.String())
	}
	if len(lines) > most {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}
