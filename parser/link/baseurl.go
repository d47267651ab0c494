package link

import (
	"net/url"
	"strings"

	"github.com/docmill/docmill/model"
)

// findBaseURL finds the service root in the URLs of example requests: what
// stands before the path of one of the operation's own endpoints. Examples
// show other hosts now and then (a call-back, another version), so the most
// frequent one is it.
func (l *linker) findBaseURL() {
	counts := make(map[string]int)
	each(l, parts(l.api.Operations), func(l *linker, ops []*model.Op) {
		own := countRoots(ops)
		l.alone(func() {
			for root, n := range own {
				counts[root] += n
			}
		})
	})
	l.api.BaseURL = mostFrequent(counts)
}

// countRoots counts the service roots in the examples of operations.
func countRoots(ops []*model.Op) map[string]int {
	counts := make(map[string]int)
	for _, o := range ops {
		for _, e := range o.Examples {
			if e.Request == nil {
				continue
			}
			if root := serviceRoot(e.Request.URL, o.Endpoints); root != "" {
				counts[root]++
			}
		}
	}
	return counts
}

// serviceRoot returns what stands in raw before the path of one of endpoints,
// "" if none of them follows.
func serviceRoot(raw string, endpoints []*model.Endpoint) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" {
		return ""
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i := range parts {
		for _, e := range endpoints {
			if startsPath(parts[i:], e.Path.Segments) {
				root := u.Scheme + "://" + u.Host
				if i > 0 {
					root += "/" + strings.Join(parts[:i], "/")
				}
				return root
			}
		}
	}
	return ""
}

// startsPath reports whether the literal segments of a path stand in parts at
// their places; keys and functions match anything.
func startsPath(parts []string, segments []model.Segment) bool {
	if len(parts) < len(segments) || len(segments) == 0 || segments[0].Kind != model.Literal {
		return false
	}
	for i, s := range segments {
		if s.Kind == model.ItemPath || s.Kind == model.Function {
			return i > 0
		}
		if s.Kind == model.Literal && !strings.EqualFold(s.Text, parts[i]) {
			return false
		}
	}
	return true
}
