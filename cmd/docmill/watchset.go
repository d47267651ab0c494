package main

// This file says what generate --watch has to watch.

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/watch"
)

// config returns the path of the configuration, "" if none is used.
func (v *watching) config() string {
	name := v.c.sourceFlags.config
	if name == "" && !v.c.settings.has("docs") && !v.c.settings.has("sample") {
		name = config.Name
	}
	if name == "" {
		return ""
	}
	return v.abs(name)
}

func (v *watching) abs(name string) string {
	path, err := filepath.Abs(v.e.path(name))
	if err != nil {
		return v.e.path(name)
	}
	return path
}

// set returns what is read for some jobs.
func (v *watching) set(jobs []*job) watch.Set {
	var set watch.Set
	for _, j := range jobs {
		part := v.setOf(j)
		set.Folders, set.Files = append(set.Folders, part.Folders...), append(set.Files, part.Files...)
	}
	if name := v.config(); name != "" {
		set.Files = append(set.Files, name)
	}
	for _, names := range []*[]string{&set.Folders, &set.Files} {
		slices.Sort(*names)
		*names = slices.Compact(*names)
	}
	return set
}

// setOf returns what is read for a job alone. A folder that is a link is
// watched as such, too.
func (v *watching) setOf(j *job) watch.Set {
	var set watch.Set
	for _, l := range j.src.layers {
		if l.dir == "" {
			continue
		}
		named := v.abs(l.name)
		real, err := filepath.EvalSymlinks(named)
		if err != nil {
			real = named
		}
		set.Folders = append(set.Folders, real)
		if real != named {
			set.Files = append(set.Files, named)
		}
	}
	if j.Dialect != "" {
		set.Files = append(set.Files, v.abs(j.Dialect))
	}
	return set
}

// names lists paths as the user would write them.
func (v *watching) names(paths []string) string {
	const most = 8
	var out []string
	for i, p := range paths {
		if i == most {
			out = append(out, fmt.Sprintf("%d more", len(paths)-i))
			break
		}
		if rel, err := filepath.Rel(v.abs("."), p); err == nil && filepath.IsLocal(rel) {
			p = filepath.ToSlash(rel)
		}
		out = append(out, p)
	}
	return strings.Join(out, ", ")
}

// touches reports whether one of the paths is in a set.
func touches(set watch.Set, paths []string) bool {
	return slices.ContainsFunc(paths, func(p string) bool {
		return slices.Contains(set.Files, p) || slices.ContainsFunc(set.Folders, func(dir string) bool {
			return p == dir || strings.HasPrefix(p, dir+string(filepath.Separator))
		})
	})
}
