package parser

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/cell"
)

// This file ties permission tables to the endpoints they are for, by what the
// page says beside a table: a path, or the name of a resource that is a
// segment of the path.

// tieGrants finds, for each table that is for something, the endpoints it is
// for: those whose path it names, or whose path has a segment of that name.
// Of several tables that fit an endpoint the one that fits the later segment
// is taken: of "teams" and "channels" the latter for /teams/{id}/channels.
func (r *reader) tieGrants(op *model.OpClaim) {
	for i, e := range op.Endpoints {
		best, fits := 0, []*model.PermissionTable(nil)
		for _, t := range op.Permissions {
			if r.features[t] {
				continue
			}
			score := r.fit(t.For, e)
			if score > best {
				best, fits = score, nil
			}
			if score > 0 && score == best {
				fits = append(fits, t)
			}
		}
		for _, t := range fits {
			t.Endpoints = append(t.Endpoints, i)
		}
	}
}

var pathInText = regexp.MustCompile(`/[A-Za-z{][^\s),;]*`)

// fit says how well a subject fits an endpoint: 0 not at all, more the later
// the segment is that it names, most if it names the path.
func (r *reader) fit(subject string, e *model.Endpoint) int {
	if subject == "" {
		return 0
	}
	if p := pathInText.FindString(subject); p != "" {
		if t, err := cell.Template(p); err == nil && samePath(t, e.Path) {
			return 1 << 20
		}
		return 0
	}
	mine := len(e.Path.Segments) > 0 && strings.EqualFold(e.Path.Segments[0].Text, "me")
	switch {
	case r.d.Has("permission-self", subject):
		return score(0, 1, mine)
	case r.d.Has("permission-others", subject):
		return score(0, 1, !mine)
	}
	names := subjectNames(subject)
	last, words := 0, 0
	for i, s := range e.Path.Segments {
		if s.Kind == model.Literal && slices.Contains(names, segmentName(s.Text)) {
			last, words = i+1, words+1
		}
	}
	return score(last, words, words > 0)
}

// score orders fits by the last segment named, then by the number of segments:
// "group calendar" fits /groups/{id}/calendar better than "user calendar".
func score(last, words int, fits bool) int {
	if !fits {
		return 0
	}
	return last*10 + words
}

// samePath reports whether two templates differ in the names of their
// placeholders at most.
func samePath(a, b model.Path) bool {
	return slices.EqualFunc(a.Segments, b.Segments, func(x, y model.Segment) bool {
		if x.Kind != y.Kind {
			return false
		}
		return x.Kind != model.Literal && x.Kind != model.Function || strings.EqualFold(x.Text, y.Text)
	})
}

// subjectNames returns the names that a subject may have in a path: each of
// its words, and all of them in one ("Azure resources": azureresource).
func subjectNames(subject string) []string {
	words := strings.FieldsFunc(strings.ToLower(subject), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') })
	names := []string{singular(strings.Join(words, ""))}
	for _, w := range words {
		names = append(names, singular(w))
	}
	if slices.Contains(names, "user") {
		names = append(names, "me")
	}
	return names
}

// segmentName returns a path segment in the form of subjectNames: the last
// part of a cast's name, lower case, singular.
func segmentName(s string) string {
	return singular(strings.ToLower(s[strings.LastIndexByte(s, '.')+1:]))
}

func singular(s string) string {
	switch {
	case len(s) < 4 || strings.HasSuffix(s, "ss"):
		return s
	case strings.HasSuffix(s, "ies"):
		return s[:len(s)-3] + "y"
	}
	return strings.TrimSuffix(s, "s")
}
