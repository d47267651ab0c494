package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file checks what becomes of the examples of real documentation: how many
// the generated tests replay, and that there is a finding for each that they do
// not.

// What the generated tests must reach, in percent of the examples whose JSON is
// valid (docs/examples.md says which those are).
const (
	wantTrips    = 99
	wantReplayed = 97
)

var (
	countedBase  = regexp.MustCompile(`(?m)(\d+) examples, (\d+) of them with valid JSON`)
	countedTrips = regexp.MustCompile(`(?m)^ *(\d+) round-trip`)
	countedCalls = regexp.MustCompile(`(?m)^ *(\d+) replayed`)
	countLine    = regexp.MustCompile(`(?m)^ *(?:[a-z_]+\.go:\d+: )?\d+ (?:examples|round-trip|replayed|excluded|not replayed)\b.*$`)
)

// checkReplayed reads the counts from what the tests of a package print, and
// prints them.
func checkReplayed(t *testing.T, out string) {
	number := func(re *regexp.Regexp, i int) float64 {
		m := re.FindStringSubmatch(out)
		if m == nil {
			t.Fatalf("the tests of the package do not print %v", re)
		}
		n, err := strconv.Atoi(m[i])
		if err != nil {
			t.Fatal(err)
		}
		return float64(n)
	}
	base := number(countedBase, 2)
	for _, c := range []struct {
		what string
		n    float64
		want float64
	}{{"round-trip", number(countedTrips, 1), wantTrips}, {"replayed", number(countedCalls, 1), wantReplayed}} {
		if got := 100 * c.n / base; got < c.want {
			t.Errorf("%s: %.2f %% of the examples, want %v %%", c.what, got, c.want)
		}
	}
	t.Log("\n" + strings.Join(countLine.FindAllString(out, -1), "\n"))
}

// checkExcluded wants a finding for each example that the generated tests leave
// out or do not send, on its page and between its first line and its last.
func checkExcluded(t *testing.T, files map[string][]byte, sum *summary) {
	spans := exampleSpans(sum.api)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasPrefix(name, "testdata/") || !strings.HasSuffix(name, ".json") {
			continue
		}
		var examples []struct{ Excluded, NoCall, At string }
		if err := json.Unmarshal(files[name], &examples); err != nil {
			t.Fatal(err)
		}
		for _, e := range examples {
			if e.Excluded+e.NoCall == "" {
				continue
			}
			if !slices.ContainsFunc(sum.diags, func(d diag.Diag) bool { return explains(d, spans[e.At]) }) {
				t.Errorf("%s: %s%s, and no finding says so", e.At, e.Excluded, e.NoCall)
			}
		}
	}
}

// A span is the lines of an example.
type span struct {
	file        string
	first, last int
}

// exampleSpans returns the lines of all examples by the place where they begin.
// Examples that share a request begin at the same place.
func exampleSpans(api *model.API) map[string]span {
	out := make(map[string]span)
	for _, op := range api.Operations {
		for _, e := range op.Examples {
			var s span
			for _, m := range []*model.Message{e.Request, e.Response} {
				if m == nil {
					continue
				}
				if s.file == "" {
					s = span{m.Pos.File, m.Pos.Line, m.Pos.Line}
				}
				s.last = max(s.last, m.Pos.Line, m.BodyPos.Line+strings.Count(m.Body, "\n"))
			}
			at := fmt.Sprintf("%s:%d", s.file, s.first)
			s.last = max(s.last, out[at].last)
			out[at] = s
		}
	}
	return out
}

// explains reports whether d is about an example with those lines, or says that
// its page has no request lines at all.
func explains(d diag.Diag, s span) bool {
	if d.Pos.File != s.file {
		return false
	}
	inside := d.Pos.Line >= s.first && d.Pos.Line <= s.last
	return d.Rule == diag.NoEndpoint || inside && strings.HasPrefix(d.Rule.Code, "example-")
}
