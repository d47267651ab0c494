package config

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
)

// A Problem is a value that is wrong, wherever it is from.
type Problem struct {
	At   string // path of the value: "emit[1]", "lint.levels.enum-conflict"
	Text string
}

// Error returns what is wrong.
func (p *Problem) Error() string { return p.Text }

// Key returns the key of the setting that p is about.
func (p *Problem) Key() string {
	for _, s := range Settings {
		if rest, ok := strings.CutPrefix(p.At, s.Key); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return s.Key
		}
	}
	return p.At
}

// version is the only version of the configuration.
const version = 1

func (f *File) checkVersion() *Problem {
	if f.Version == version {
		return nil
	}
	return &Problem{"version", fmt.Sprintf("version is %d; this docmill reads version %d", f.Version, version)}
}

// check returns what is wrong with f.
func (f *File) check() []*Problem {
	if p := f.checkVersion(); p != nil {
		return []*Problem{p}
	}
	if len(f.Targets) == 0 {
		return []*Problem{{"targets", "no targets"}}
	}
	var out []*Problem
	outs := make(map[string]int)
	for i := range f.Targets {
		t := &f.Targets[i]
		add := func(at, format string, args ...any) {
			out = append(out, &Problem{fmt.Sprintf("targets[%d].%s", i, at), fmt.Sprintf(format, args...)})
		}
		if t.Out == "" {
			add("", "target %d has no out: the folder to write", i+1)
		}
		if len(t.Docs) == 0 && t.Sample == "" {
			add("", "target %d has no docs: the folders to read", i+1)
		}
		for _, p := range t.Check() {
			add(p.At, "%s", p.Text)
		}
		dir := filepath.Clean(t.Out)
		if other, ok := outs[dir]; ok && t.Out != "" {
			add("out", "targets %d and %d write into the same folder %s", other+1, i+1, t.Out)
		}
		outs[dir] = i
	}
	return out
}

// Check returns what is wrong with the values of t; that some are missing is
// for its user to see.
func (t *Target) Check() []*Problem {
	var out []*Problem
	add := func(at, text string) { out = append(out, &Problem{at, text}) }
	if len(t.Docs) > 0 && t.Sample != "" {
		add("sample", "docs and sample exclude each other")
	}
	for i, name := range t.Emit {
		if !slices.Contains(parts(), name) {
			add(fmt.Sprintf("emit[%d]", i), fmt.Sprintf("nothing to emit is called %q; there are %s", name, strings.Join(parts(), ", ")))
		}
		if name == "server" && !t.emits("client") {
			add(fmt.Sprintf("emit[%d]", i), "the server is for tests of the client; emit that too")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(t.Rename)) {
		if err := gen.CheckName(t.Rename[key]); err != nil {
			add("rename."+key, err.Error())
		}
	}
	for _, key := range slices.Sorted(maps.Keys(t.Types)) {
		if _, _, err := gen.ParseType(t.Types[key]); err != nil {
			add("types."+key, err.Error())
		}
	}
	if _, _, at, err := t.Limits.Bytes(); err != nil {
		add("limits."+at, err.Error())
	}
	if _, err := model.ParseOff(t.Rules.Off); err != nil {
		add("rules.off", err.Error())
	}
	if _, err := model.ParseExamplesOff(t.Examples.Off); err != nil {
		add("examples.off", err.Error())
	}
	if t.Requests.Validate && !(t.emits("client") && t.emits("validators")) {
		add("requests.validate", "only a client checks requests, with validators; emit both")
	}
	if _, at, err := t.Lint.Policy(); err != nil {
		add("lint."+at, err.Error())
	}
	return out
}

// emits reports whether t asks for a part, as all but the server are if it asks
// for none.
func (t *Target) emits(part string) bool {
	return len(t.Emit) == 0 && part != "server" || slices.Contains(t.Emit, part) || slices.Contains(t.Emit, allParts)
}
