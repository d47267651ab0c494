package main

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/markdown"
)

// correct puts overlay folders over the documentation of s.
func (s *source) correct(e *env, dirs []string) error {
	if len(dirs) == 0 {
		return nil
	}
	if err := s.checkOverlays(e, dirs); err != nil {
		return err
	}
	var layers []layer
	var roots []fs.FS
	for i, dir := range dirs {
		l, err := openLayer(e, "overlay", dir, s.limits)
		if err != nil {
			return fmt.Errorf("%w\ndocmill overlay new PAGE --overlay %s makes it", err, dir)
		}
		l.overlay, l.fsys = true, s.read.of(fmt.Sprintf("overlay %d: ", i+1), l.fsys)
		layers, roots = append(layers, l), append(roots, l.fsys)
	}
	docs := s.fsys
	var err error
	if s.overlays, err = markdown.ReadOverlays(docs, roots...); err != nil {
		return err
	}
	var all []fs.FS
	for i := range roots {
		all = append(all, s.overlays.Pages(i))
	}
	s.layers = slices.Concat(layers, s.layers)
	s.fsys = union(append(all, docs))
	return nil
}

// checkOverlays refuses overlay folders among the pages, which would be read as
// pages, too, and the other way round.
func (s *source) checkOverlays(e *env, dirs []string) error {
	for _, dir := range dirs {
		for _, l := range s.layers {
			switch {
			case l.dir == "" || l.overlay: // the sample
			case inside(e.path(dir), l.dir):
				return fmt.Errorf("overlay folder %s is inside the documentation %s; choose one outside", dir, l.name)
			case inside(l.dir, e.path(dir)):
				return fmt.Errorf("the documentation %s is inside the overlay folder %s; choose another folder for corrections", l.name, dir)
			}
		}
	}
	return nil
}

// options returns opts with what belongs to the source.
func (s *source) options(opts parser.Options) parser.Options {
	opts.RulesOff, opts.ExamplesOff = s.places(s.target.Rules.Off), s.target.Examples.Off
	opts.Limits = *s.limits
	opts.Dialects, opts.Overlays = s.dialects, s.overlays
	opts.Progress = s.spends.Expect(s.read.size.Load, opts.Progress)
	return opts
}

// places returns a list in which places of corrections, as findings name them, are
// as the model names them: fixes/resources/group.md:12 is in the overlay fixes.
func (s *source) places(list []string) []string {
	out := slices.Clone(list)
	for i, text := range out {
		for root, l := range s.layers {
			rest, ok := strings.CutPrefix(path.Clean(filepath.ToSlash(text)), path.Clean(filepath.ToSlash(l.name))+"/")
			if name, _, _ := strings.Cut(rest, ":"); ok && l.overlay && s.overlays.IsPart(name, root) {
				out[i] = (&markdown.Correction{Name: rest, Root: root}).File()
			}
		}
	}
	return out
}

// readPlace reads the file of a place.
func (s *source) readPlace(file string) ([]byte, error) {
	if name, root, ok := markdown.SplitOverlay(file); ok {
		return fs.ReadFile(s.layers[root].fsys, name)
	}
	return fs.ReadFile(s.fsys, file)
}

// isCorrection reports whether a file of a place is a correction.
func isCorrection(file string) bool {
	_, _, ok := markdown.SplitOverlay(file)
	return ok
}

// pageOf returns the page that a place is on, also if it is in a correction.
func pageOf(file string) string {
	name, _, _ := markdown.SplitOverlay(file)
	return name
}
