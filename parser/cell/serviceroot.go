package cell

import (
	"regexp"
	"strings"

	"github.com/docmill/docmill/parser/markdown"
)

// This file finds where the path of a URL begins: behind host and version, as
// many ways as there are to write those.

// URL cuts the URL of a request into its path below the service root and its
// query, both as written; a slash that a path lacks in front is added. The path
// is "" if s is no URL.
func URL(s string) (path, query string) {
	s = withoutVersion(strings.TrimFunc(s, markdown.IsSpace))
	root := serviceRoot(s)
	path, query, _ = strings.Cut(s[root:], "?")
	if root == 0 && !strings.HasPrefix(path, "/") {
		if !bareURL.MatchString(path) {
			return "", ""
		}
		path = "/" + path
	}
	return path, query
}

// bareURL is a path without its first slash: me/devices.
var bareURL = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9.]*/[^\s:]+$`)

var apiVersion = regexp.MustCompile(`^(/[^?]*)?/api/v[0-9]+(\.[0-9]+)*(/|$)`)

// bareVersion returns how many bytes at the start of a path are a version:
// "/v1.0", "beta".
func bareVersion(s string) int {
	name, _, _ := strings.Cut(strings.TrimPrefix(s, "/"), "/")
	if !strings.EqualFold(name, "beta") {
		if name == "" || name[0]|0x20 != 'v' {
			return 0
		}
		major, minor, _ := strings.Cut(name[1:], ".")
		if !isNumeral(major) || !isNumeral(minor) {
			return 0
		}
	}
	return strings.Index(s, name) + len(name)
}

func isNumeral(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// serviceRoot returns how many bytes of s are host and version. A host may be
// a placeholder: "businesscentralPrefix/companies". Its version may follow a
// tenant: "/v2.0/{tenant}/api/v2.0/companies".
func serviceRoot(s string) int {
	if len(s) > 1 && s[0] == '/' && strings.IndexByte("vVbB", s[1]) < 0 {
		return 0 // most lines: neither a host nor "/v1.0" or "/beta"
	}
	n := host(s)
	if n > 0 && strings.Contains(s[n:], "/api/v") {
		if m := apiVersion.FindStringSubmatch(s[n:]); m != nil {
			return n + len(m[0]) - len(m[3])
		}
	}
	return n + bareVersion(s[n:])
}

// host returns how many bytes at the start of s are a host, or stand for one, up to
// a slash or the end.
func host(s string) int {
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	word := s[:n]
	switch {
	case word == "" && strings.HasPrefix(s, "~"):
		n = 1
	case (word == "http" || word == "https") && strings.HasPrefix(s[n:], "://"):
		n = len(s)
		if end := strings.IndexAny(s[len(word)+3:], "/?"); end >= 0 {
			n = len(word) + 3 + end
		}
	case word == "Prefix" || !strings.HasSuffix(word, "Prefix"):
		return 0
	}
	if n < len(s) && s[n] != '/' {
		return 0
	}
	return n
}
