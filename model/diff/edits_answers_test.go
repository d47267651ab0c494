package diff_test

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has the edits of what operations answer, and of examples.

func (e *editor) otherStatus() []site {
	var out []site
	for _, o := range e.operations() {
		if len(o.Responses) == 1 && o.Responses[0].Status == 201 && e.has(o.Page, "201") == e.has(o.Page, "201 Created") {
			out = append(out, opSite(o, func(p pages) { p.replace(o.Page, 0, "201 Created", "200 OK") }, want{kind: diff.StatusChanged, class: acts, subject: o.ID}))
		}
	}
	return out
}

var inResponse = regexp.MustCompile(`\[(\w+)\]\((\.\./resources/[\w-]+\.md)\)`)

// otherResponse makes a response of another type: in the sentence, and in the
// annotation of the example.
func (e *editor) otherResponse() []site {
	var out []site
	for _, o := range e.operations() {
		if len(o.Responses) != 1 || o.Body.Type != nil {
			continue
		}
		t, ok := o.Responses[0].Type.(*model.Type)
		other := e.stranger(t)
		i := slices.Index(e.pages[o.Page], "## Response")
		if !ok || other == nil || i < 0 || e.has(o.Page, `"@odata.type": "#`) > 0 || len(o.Examples) != 1 || strings.Contains(t.Page, "/intune") {
			continue
		}
		k := i + 1 + slices.IndexFunc(e.pages[o.Page][i+1:], inResponse.MatchString)
		if k == i || len(inResponse.FindAllString(e.pages[o.Page][k], -1)) != 1 || !strings.HasPrefix(e.pages[o.Page][k], "If successful") {
			continue
		}
		m := inResponse.FindStringSubmatch(e.pages[o.Page][k])
		if m[1] != model.ShortName(t.Name) {
			continue
		}
		out = append(out, opSite(o, func(p pages) {
			p.replace(o.Page, k, m[0], "["+model.ShortName(other.Name)+"](../"+other.Page+")", `"`+t.Name+`"`, `"`+other.Name+`"`)
			emptyAnswer(p[o.Page][k:])
		}, want{kind: diff.ResponseType, class: source | wire, subject: o.ID}))
	}
	return out
}

var answerLine = regexp.MustCompile(`^HTTP/1.1 200`)

// emptyAnswer makes the body of a response an object without members.
func emptyAnswer(lines []string) {
	i := slices.IndexFunc(lines, answerLine.MatchString) + 1
	body := false
	for ; i > 0 && i < len(lines) && !strings.HasPrefix(lines[i], "```"); i++ {
		switch {
		case body:
			lines[i] = ""
		case strings.HasPrefix(lines[i], "{"):
			body, lines[i] = true, "{}"
		}
	}
}

// stranger returns a type that is no relative of t.
func (e *editor) stranger(t *model.Type) *model.Type {
	for _, u := range e.api.Types {
		if t != nil && u != t && u.Base == nil && t.Base == nil && len(u.Derived) == 0 && e.ownsPage(u) && strings.HasPrefix(u.Page, "resources/") && len(u.Fields) > 3 {
			return u
		}
	}
	return nil
}

// lastExample returns the lines of an operation's example, if it has one section
// of it, at its end: from its heading to what the page ends with.
func (e *editor) lastExample(o *model.Op) (from, to int, ok bool) {
	lines := e.pages[o.Page]
	from = slices.Index(lines, "## Example")
	if from < 0 || len(o.Examples) != 1 || len(o.Responses) != 1 || o.Responses[0].Block != nil || o.Responses[0].Status != 204 {
		return 0, 0, false
	}
	to = from + 1
	for to < len(lines) && !strings.HasPrefix(lines[to], "<!-- uuid") && !strings.HasPrefix(lines[to], "## ") {
		to++
	}
	return from, to, !slices.ContainsFunc(lines[from:to], func(s string) bool { return strings.Contains(s, "#page.annotation") })
}

func (e *editor) exampleRemoved() []site {
	var out []site
	for _, o := range e.operations() {
		if from, to, ok := e.lastExample(o); ok {
			out = append(out, opSite(o, func(p pages) { p[o.Page] = slices.Delete(p[o.Page], from, to) }, want{kind: diff.ExampleRemoved, class: docs, subject: o.ID}))
		}
	}
	return out
}

func (e *editor) exampleAdded() []site {
	var out []site
	for _, o := range e.operations() {
		if from, to, ok := e.lastExample(o); ok {
			out = append(out, opSite(o, func(p pages) {
				more := slices.Clone(p[o.Page][from:to])
				more[0] = "## Example 2: once more"
				p[o.Page] = slices.Insert(p[o.Page], to, more...)
			}, want{kind: diff.ExampleAdded, class: docs, subject: o.ID}))
		}
	}
	return out
}

// exampleNumber changes the first number in the JSON of a response.
func (e *editor) exampleNumber() []site {
	var out []site
	for _, o := range e.operations() {
		for _, x := range o.Examples {
			if m := x.Response; m != nil && m.Pos.File == o.Page && x.Excluded == "" {
				lines := e.pages[o.Page]
				for i := m.Pos.Line; i < len(lines) && !strings.HasPrefix(lines[i], "```"); i++ {
					if strings.HasSuffix(lines[i], `Count": 5,`) || strings.HasSuffix(lines[i], `Version": 7,`) || strings.HasSuffix(lines[i], `: 4,`) {
						out = append(out, opSite(o, func(p pages) {
							p.set(o.Page, i, lines[i][:len(lines[i])-2]+"11,")
						}, want{kind: diff.ExampleChanged, class: docs, subject: o.ID}))
						break
					}
				}
			}
		}
	}
	return out
}
