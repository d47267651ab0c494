package model

import (
	"fmt"
	"testing"
)

// template builds a path of segments.
func template(segments ...Segment) Path { return Path{Segments: segments} }

func lit(text string) Segment { return Segment{Text: text} }
func key(name string) Segment { return Segment{Kind: Key, Text: name, Args: []Arg{{Param: name}}} }
func item(name string) Segment {
	return Segment{Kind: ItemPath, Text: name, Args: []Arg{{Param: name}}}
}

func call(name string, args ...Arg) Segment {
	return Segment{Kind: Function, Text: name, Args: args}
}

func TestMatch(t *testing.T) {
	paren := key("id")
	paren.Paren = true
	named := Segment{Kind: Key, Text: "mail", Args: []Arg{{Name: "mail", Param: "mail", Quoted: true}}}
	calendar := call("calendar.view", Arg{Name: "from", Param: "from"}, Arg{Name: "to", Param: "to", Quoted: true})
	for _, tt := range []struct {
		path Path
		url  string
		want string // of the values, "no" if it does not match
	}{
		{template(lit("pots"), key("id")), "/pots/5", "[{5 false}]"},
		{template(lit("pots"), key("id")), "/Pots/{pot-id}/", "[{{pot-id} false}]"},
		{template(lit("pots"), key("id")), "/pots/ann%40example.org", "[{ann@example.org false}]"},
		{template(lit("pots"), key("id")), "/pots/a%2Fb", "[{a/b false}]"},
		{template(lit("pots"), key("id")), "/pots/o'neil", "[{o'neil false}]"},
		{template(lit("pots"), key("id")), "/pots('5')", "[{5 true}]"},
		{template(lit("pots"), key("id")), "/pots", "no"},
		{template(lit("pots"), key("id")), "/pots/5/lid", "no"},
		{template(lit("pots"), key("id")), "/cups/5", "no"},
		{template(lit("pots"), key("id")), "/pots/$count", "no"},
		{template(lit("pots"), key("id")), "/pots/lids{id}", "no"},
		{template(lit("pots"), key("id"), lit("lid")), "/pots(5)/lid", "[{5 false}]"},
		{template(lit("pots"), paren), "/pots(5)", "[{5 false}]"},
		{template(lit("pots"), paren), "/pots/5", "[{5 false}]"},
		{template(lit("pots"), named), "/pots/mail='a''b'", "[{a'b true}]"},
		{template(lit("pots"), named), "/pots(mail='a')", "[{a true}]"},
		{template(lit("pots"), named), "/pots/a", "no"},
		{template(lit("pots"), lit("graph.delta")), "/pots/delta()", "[]"},
		{template(lit("pots"), call("delta")), "/pots/graph.delta", "[]"},
		{template(lit("pots"), lit("delta")), "/pots/delta(x=1)", "no"},
		{template(lit("me"), calendar), "/me/calendar.view(to='b',from=a)", "[{a false} {b true}]"},
		{template(lit("me"), calendar), "/me/view(a,'b/c,d')", "[{a false} {b/c,d true}]"},
		{template(lit("me"), calendar), "/me/view(since='a',to='b')", "no"},
		{template(lit("me"), calendar), "/me/view(from='a')", "no"},
		{template(lit("r"), call("top", Arg{Name: "n", Const: "5"})), "/r/top(n=5)", "[]"},
		{template(lit("r"), call("top", Arg{Name: "n", Const: "5"})), "/r/top(n=6)", "no"},
		{template(lit("root"), item("path"), lit("content")), "/root:/a/b c.txt:/content", "[{a/b c.txt false}]"},
		{template(lit("root"), item("path")), "/root:/a%20b", "[{a b false}]"},
		{template(lit("root"), item("path")), "/root/a", "no"},
		{template(lit("items"), key("id"), item("name"), lit("content")), "/items/5:/a.txt:/content", "[{5 false} {a.txt false}]"},
		{template(lit("root"), item("path")), "/root:", "no"},
		{template(), "/", "[]"},
	} {
		got := "no"
		_, matches := tt.path.Match(tt.url)
		for i := range tt.path.Segments {
			if begin, end := tt.path.Segments[:i], tt.path.Segments[i:]; ParseURL(tt.url).IsJoined(begin, end) != matches {
				t.Errorf("%s matches %s: %v, cut at %d %v", tt.path, tt.url, matches, i, !matches)
			}
		}
		if values, ok := tt.path.Match(tt.url); ok {
			if n := len(tt.path.Segments); n > 0 && !ParseURL(tt.url).MayEnd(tt.path.Segments[n-1]) {
				t.Errorf("%s matches %s, which may not end so", tt.path, tt.url)
			}
			got = fmt.Sprint(values)
		}
		if got != tt.want {
			t.Errorf("%s matches %s: %s, want %s", tt.path, tt.url, got, tt.want)
		}
	}
}

func TestSplitQuery(t *testing.T) {
	for query, want := range map[string]string{
		"":                                    "[]",
		"$top=5&$count":                       "[[$top 5] [$count ]]",
		"$filter=name%20eq%20'a&b'&x=1+1%ZZ":  "[[$filter name eq 'a&b'] [x 1+1%ZZ]]",
		"$expand=a($filter=b eq 1&$top=2)&&c": "[[$expand a($filter=b eq 1&$top=2)] [c ]]",
	} {
		if got := fmt.Sprint(SplitQuery(query)); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

func TestMatchLoosely(t *testing.T) {
	paren := key("id")
	paren.Paren = true
	for _, tt := range []struct {
		path Path
		url  string
		want string
	}{
		{template(lit("pots"), paren, lit("lids")), "/pot{id}/lid", "[{{id} false}]"},
		{template(lit("pots"), key("id")), "/pot/5", "[{5 false}]"},
		{template(lit("pots"), key("id")), "/pans/5", "no"},
		{template(lit("pots"), key("id")), "/pots", "no"},
	} {
		got := "no"
		if values, ok := tt.path.MatchLoosely(tt.url); ok {
			got = fmt.Sprint(values)
		}
		if got != tt.want {
			t.Errorf("%s matches %s: %s, want %s", tt.path, tt.url, got, tt.want)
		}
	}
}
