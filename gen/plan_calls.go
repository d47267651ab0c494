package gen

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/sample"
)

// This file plans the calls of examples: with which arguments and options the
// method of an endpoint sends what the page shows.

// A callPlan is one call.
type callPlan struct {
	args  []string    // of the method, in order
	query [][2]string // what options add to the query
	fixed [][2]string // what the method adds by itself
}

// planCall plans the call that sends an example's request. Where there is none
// it reports why, and returns the reason for noCall.
func (p *planner) planCall(e *endpoint, example *model.Example) (c callPlan, noCall string) {
	err := e.pathArgs(&c, example.Values)
	if err == nil {
		err = e.queryArgs(&c, model.SplitQuery(example.Request.Query))
	}
	if err != nil {
		p.diags.Add(diag.ExampleEndpoint, example.Request.Pos, "the example sends %s %s: %v", example.Request.Method, example.Request.URL, err)
		return callPlan{}, model.NoCallURL
	}
	return c, ""
}

// A placeholder says how a value stands in a path.
type placeholder struct {
	quoted   bool // in quotes that the template has
	function bool // in parentheses
	item     bool // a path of names
}

// placeholders returns how the arguments in e.path are written.
func (e *endpoint) placeholders() []placeholder {
	var out []placeholder
	for _, s := range e.path.Segments {
		switch s.Kind {
		case model.Key:
			out = append(out, placeholder{quoted: len(s.Args) == 1 && s.Args[0].Quoted, function: s.Paren})
		case model.ItemPath:
			if len(s.Args) > 0 {
				out = append(out, placeholder{item: true})
			}
		case model.Function:
			for _, a := range s.Args {
				if a.Param != "" {
					out = append(out, placeholder{quoted: a.Quoted, function: true})
				}
			}
		case model.Literal:
		default:
			panic("gen: segment of unknown kind")
		}
	}
	return out
}

// pathArgs turns the values in a URL into arguments.
func (e *endpoint) pathArgs(c *callPlan, values []model.URLValue) error {
	places := e.placeholders()
	if len(values) != len(places) {
		return fmt.Errorf("it has %d values for %s", len(values), e.path)
	}
	for i, v := range values {
		text := v.Text
		if v.Quoted && places[i].function && !places[i].quoted && e.params[i].typ == named("string") {
			text = "'" + strings.ReplaceAll(text, "'", "''") + "'"
		}
		if err := checkArg(e.params[i], places[i], text); err != nil {
			return err
		}
		c.args = append(c.args, text)
	}
	return nil
}

// checkArg returns an error if text is no argument of the documented type, or
// one that the client refuses because not every server would read it the same
// way.
func checkArg(param *paramPlan, at placeholder, text string) error {
	isQuoted := len(text) > 1 && text[0] == '\'' && text[len(text)-1] == '\''
	switch {
	case param.prim != "" && param.typ != named("string") && !sample.AcceptsText(param.prim, text):
		return fmt.Errorf("%s is %q, which is no %s", param.name, text, param.prim)
	case strings.ContainsFunc(text, unicode.IsControl), slices.Contains(strings.FieldsFunc(text, isSlash), ".."), text == ".":
		return fmt.Errorf("%s is %q, which cannot stand in a path", param.name, text)
	case at.quoted, at.item, isQuoted:
		return nil
	case at.function && (text == "" || strings.ContainsAny(text, `'(),/\;&?`)):
		return fmt.Errorf("%s is %q, which needs quotes", param.name, text)
	case text == "", isODataName(text):
		return fmt.Errorf("%s is %q, which is no key", param.name, text)
	}
	return nil
}

func isSlash(r rune) bool { return r == '/' || r == '\\' }

// isODataName reports whether OData gives text a meaning of its own in a path.
func isODataName(text string) bool {
	return slices.Contains([]string{"$all", "$batch", "$count", "$crossjoin", "$each", "$entity", "$filter", "$links", "$metadata", "$query", "$ref", "$root", "$value"}, strings.ToLower(text))
}

// queryArgs divides the query into arguments of the method and what callers add.
func (e *endpoint) queryArgs(c *callPlan, query [][2]string) error {
	for _, param := range e.params {
		if param.query == "" {
			continue
		}
		i := slices.IndexFunc(query, func(q [2]string) bool { return strings.EqualFold(q[0], param.query) })
		if i < 0 {
			return fmt.Errorf("its query lacks %s", param.query)
		}
		c.args = append(c.args, query[i][1])
		c.fixed = append(c.fixed, [2]string{param.query, query[i][1]})
		query = slices.Delete(query, i, i+1)
	}
	seen := make(map[string]bool, len(query))
	for _, q := range query {
		if q[0] == "" || seen[q[0]] {
			return fmt.Errorf("its query has %q twice, or no name", q[0])
		}
		seen[q[0]] = true
	}
	c.query = query
	return nil
}
