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
	host, path := splitURL(strings.TrimSpace(raw))
	if host == "" {
		return ""
	}
	path = strings.Trim(path, "/")
	for from := 0; ; {
		for _, e := range endpoints {
			if startsPath(path[from:], e.Path.Segments) {
				if from == 0 {
					return host
				}
				return host + "/" + path[:from-1]
			}
		}
		next := strings.IndexByte(path[from:], '/') + 1
		if next == 0 {
			return ""
		}
		from += next
	}
}

// splitURL returns the scheme and the host of a URL, "" if there is none, and the path
// behind them, decoded.
func splitURL(raw string) (host, path string) {
	const secure = "https://"
	if rest, ok := strings.CutPrefix(raw, secure); ok { // nearly all
		rest, _, _ = strings.Cut(rest, "?")
		name, path, _ := strings.Cut(rest, "/")
		if name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789.-") == "" && !strings.ContainsFunc(raw, needsParser) {
			return raw[:len(secure)+len(name)], path
		}
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return "", ""
	}
	return u.Scheme + "://" + u.Host, u.Path
}

// needsParser reports whether c means something in a URL beside what splitURL knows.
func needsParser(c rune) bool { return c == '%' || c == '#' || c < ' ' || c == 0x7f }

// startsPath reports whether the literal segments of a path stand in another, the
// path of a URL, at their places; keys and functions match anything.
func startsPath(path string, segments []model.Segment) bool {
	if len(segments) == 0 || segments[0].Kind != model.Literal || !hasParts(path, len(segments)) {
		return false
	}
	for i, s := range segments {
		var part string
		part, path, _ = strings.Cut(path, "/")
		if s.Kind == model.ItemPath || s.Kind == model.Function {
			return i > 0
		}
		if s.Kind == model.Literal && !strings.EqualFold(s.Text, part) {
			return false
		}
	}
	return true
}

// hasParts reports whether a path has n parts. A path is asked at each of its parts, so
// no more of it is looked at.
func hasParts(path string, n int) bool {
	for ; n > 1; n-- {
		_, rest, more := strings.Cut(path, "/")
		if !more {
			return false
		}
		path = rest
	}
	return true
}
