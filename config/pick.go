package config

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
)

// Pick returns the target that writes into the folder name. The end of the
// folder's path or the package's name will do if no other target has it.
func Pick(targets []Target, name string) (Target, error) {
	var hits []Target
	for _, t := range targets {
		out := filepath.ToSlash(t.Out)
		if out == filepath.ToSlash(filepath.Clean(name)) {
			return t, nil
		}
		if t.Package == name || strings.HasSuffix("/"+out, "/"+filepath.ToSlash(filepath.Clean(name))) {
			hits = append(hits, t)
		}
	}
	switch len(hits) {
	case 1:
		return hits[0], nil
	case 0:
		text := fmt.Sprintf("no target %s", name)
		if near := names.Nearest(name, Outs(targets)); near != "" {
			text += fmt.Sprintf("; did you mean %s?", near)
		}
		return Target{}, fmt.Errorf("%s\nthere are: %s", text, strings.Join(Outs(targets), ", "))
	}
	return Target{}, fmt.Errorf("%d targets are called %s: %s", len(hits), name, strings.Join(Outs(hits), ", "))
}

// Outs returns the folders that targets write into, sorted.
func Outs(targets []Target) []string {
	var out []string
	for _, t := range targets {
		out = append(out, filepath.ToSlash(t.Out))
	}
	slices.Sort(out)
	return out
}
