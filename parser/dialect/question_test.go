package dialect

import (
	"slices"
	"testing"
)

// What is known of the ends of texts that a phrase stands in, and of phrases that are
// nothing but words.
func TestNewQuestion(t *testing.T) {
	for _, c := range []struct {
		patterns      []string
		fronts, backs []string
		lone          string
	}{
		{patterns: []string{`^namespace ?: ?(?P<name>\S*)`}, fronts: []string{"namespace : ", "namespace :", "namespace: ", "namespace:"}},
		{patterns: []string{`\((?P<name>v[0-9]+)\)$`}, backs: []string{")"}},
		{patterns: []string{`^(?P<name>.+?) (?:values|options)$`}, backs: []string{" values", " options"}},
		{patterns: []string{`^shelf .*`, `^box `}, fronts: []string{"shelf ", "box "}},
		{patterns: []string{`^shelf .*`, `\bbox\b`}}, // one does not tell
		{patterns: []string{`^shelf .*`, `.*`}},      // one tells nothing
		{patterns: []string{`^shelf|box`}},           // in one of its ways
		{patterns: []string{`\bcomplex type\b`}, lone: "complex type"},
		{patterns: []string{`\bcomplex type\b`, `\bbox\b`}},
		{patterns: []string{`\bboxe?s\b`}},
		{patterns: []string{`\bbox`}},
		{patterns: []string{`box\b`}},
		{patterns: []string{`\b-box\b`}}, // begins with no word
	} {
		var exprs []int
		var all [][]need
		for i, p := range c.patterns {
			exprs, all = append(exprs, i), append(all, needs(p))
		}
		q := newQuestion("asked", exprs, all)
		if !slices.Equal(q.fronts, c.fronts) || !slices.Equal(q.backs, c.backs) || q.lone != c.lone {
			t.Errorf("%q: fronts %q, backs %q, lone %q; want %q, %q, %q", c.patterns, q.fronts, q.backs, q.lone, c.fronts, c.backs, c.lone)
		}
	}
}

// A letter beyond ASCII may be any other in lower case; ends are of whole texts.
func TestMayBe(t *testing.T) {
	q := question{fronts: []string{"shelf", "box"}, backs: []string{"type)"}}
	for s, want := range map[string]bool{
		"Shelf (a type)": true, "BOX TYPE)": true, "boÉ type)": true, "Box (a typÉ)": true,
		"bo": false, "": false, "a box type)": false, "box type": false, "box e)": false,
	} {
		if q.mayBe(s) != want {
			t.Errorf("%q: %v, want %v", s, !want, want)
		}
	}
}

func TestStandsIn(t *testing.T) {
	for s, want := range map[string]bool{
		"Box": true, "a BOX.": true, "boxes, box": true, "(box)": true,
		"": false, "bo": false, "boxes": false, "inbox": false, "box_": false, "2box": false,
	} {
		if standsIn("box", s) != want {
			t.Errorf("%q: %v, want %v", s, !want, want)
		}
	}
}

// Strings that each match begins with, as a word does.
func TestStarts(t *testing.T) {
	for pattern, want := range map[string][]string{
		`\b(?:box|shelf) of\b`:       {"box of", "shelf of"},
		`\b(?:a )?box\b`:             {"a box", "box"},
		`\bbox .*\bshelf\b`:          {"box "},
		`\bbox\b|shelf`:              nil,
		`^box\b`:                     nil,
		`\b(?:^a|b)ox`:               nil,
		`\b[^a]ox`:                   nil,
		`\b-box`:                     nil,
		`(?:^|[^e] )\bbox\b`:         nil,
		`\b\Qbox\E`:                  nil,
		`\b(?:box )?(?P<n>[0-9]+)\b`: nil,
	} {
		if got := starts(pattern); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", pattern, got, want)
		}
	}
}
