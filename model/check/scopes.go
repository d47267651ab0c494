package check

import (
	"cmp"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file judges how scopes are spelt. Nothing but the pages says which
// scopes exist, so a spelling is wrong only beside a better one. Case is
// decided by the count alone: no two scopes differ in it. Two scopes may well
// differ in a letter, so there one word must be rare and the other common:
// the word and not the scope, for who writes "Report" for "Reports" does it in
// one scope, and the other scopes of the resource tell which of them is meant.

// A word or scope that stands on few pages may be a slip of one that stands on
// many. One author's slip is copied to the pages written with it, so few is
// more than one.
const (
	fewPages  = 3
	manyPages = 5
)

// minWord is the length of the longer of two words that may be spellings of
// one: shorter ones ("All", "Read") are near too many others.
const minWord = 5

// scopeCase reports scopes that differ by case only from one that is written
// more often: a token request with the wrong spelling is refused.
func scopeCase(api *model.API, out *diag.List) {
	counts := make(map[string]int)
	eachScope(api, func(_ model.Grant, scope string) { counts[scope]++ })
	best := make(map[string]string) // by lower case
	for s := range counts {
		k := strings.ToLower(s)
		b, ok := best[k]
		if !ok || cmp.Or(cmp.Compare(counts[s], counts[b]), strings.Compare(b, s)) > 0 {
			best[k] = s
		}
	}
	eachScope(api, func(g model.Grant, scope string) {
		if b := best[strings.ToLower(scope)]; b != scope {
			misspelt(out, g, scope, b)
		}
	})
}

// scopeLetters reports scopes with one letter more, less, other or swapped in
// a word, and with a dot too many, too few or in the wrong place.
func scopeLetters(api *model.API, out *diag.List) {
	s := spellings{scopes: make(pageCount), words: make(pageCount), near: make(map[string][]string), dotless: make(map[string]string)}
	eachScope(api, func(g model.Grant, scope string) { s.scopes.add(scope, g.Pos.File) })
	s.index()
	better := make(map[string]string, len(s.scopes))
	for scope := range s.scopes {
		better[scope] = s.better(scope)
	}
	eachScope(api, func(g model.Grant, scope string) {
		if b := better[scope]; b != "" {
			misspelt(out, g, scope, b)
		}
	})
}

func misspelt(out *diag.List, g model.Grant, scope, better string) {
	out.Add(diag.ScopeSpelling, g.Pos, "scope %q is spelt %q on most pages", scope, better)
}

// A pageCount has the pages that a word is on.
type pageCount map[string]map[string]bool

func (c pageCount) add(word, page string) {
	if c[word] == nil {
		c[word] = make(map[string]bool)
	}
	c[word][page] = true
}

// spellings is what all pages together say about the spelling of scopes.
type spellings struct {
	scopes, words pageCount
	near          map[string][]string // common words by what is left without one letter, and by themselves
	dotless       map[string]string   // common scopes by their letters
}

// index makes the rest of what s.scopes has.
func (s *spellings) index() {
	for scope, pages := range s.scopes {
		for w := range strings.SplitSeq(scope, ".") {
			for page := range pages {
				s.words.add(w, page)
			}
		}
	}
	for w, pages := range s.words {
		if len(pages) < manyPages {
			continue
		}
		for _, k := range shorter(w) {
			s.near[k] = append(s.near[k], w)
		}
	}
	for scope, pages := range s.scopes {
		k := letters(scope)
		if old := s.dotless[k]; len(pages) >= manyPages && (old == "" || scope < old) {
			s.dotless[k] = scope
		}
	}
}

// better returns the scope that this one is a slip of, "" if it is none.
func (s *spellings) better(scope string) string {
	if len(s.scopes[scope]) > fewPages {
		return ""
	}
	best := s.dotless[letters(scope)]
	if best != "" {
		return best // and not scope itself, which is on few pages
	}
	words := strings.Split(scope, ".")
	for i, w := range words {
		if len(s.words[w]) > fewPages {
			continue
		}
		for _, k := range shorter(w) {
			for _, common := range s.near[k] {
				words[i] = common
				other := strings.Join(words, ".")
				if oneSlip(w, common) && s.preferred(other, cmp.Or(best, scope)) {
					best = other
				}
			}
		}
		words[i] = w
	}
	return best
}

// preferred reports whether some page names scope, and more do than name old;
// of two slips that are as good the order of letters decides.
func (s *spellings) preferred(scope, old string) bool {
	n, m := len(s.scopes[scope]), len(s.scopes[old])
	return n > 0 && cmp.Or(cmp.Compare(n, m), strings.Compare(old, scope)) > 0
}

// shorter returns w and what is left of it without each one of its bytes: two
// words one slip apart have one of these in common.
func shorter(w string) []string {
	out := []string{w}
	for i := range len(w) {
		out = append(out, w[:i]+w[i+1:])
	}
	return out
}

// oneSlip reports whether two words of some length differ by one letter more,
// less or other, or by two neighbours swapped. Case is no slip of letters.
func oneSlip(a, b string) bool {
	if max(len(a), len(b)) < minWord || strings.EqualFold(a, b) {
		return false
	}
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(a) <= 1 && len(b) <= 1 || swapped
}

var scopeMarks = strings.NewReplacer(".", "", "_", "", "-", "")

// letters returns a scope without its dots and what stands for them.
func letters(scope string) string { return scopeMarks.Replace(scope) }

func eachScope(api *model.API, f func(model.Grant, string)) {
	for _, o := range api.Operations {
		for _, t := range o.Permissions {
			for _, g := range t.Grants {
				for _, set := range g.AnyOf {
					for _, s := range set {
						f(g, s)
					}
				}
			}
		}
	}
}
