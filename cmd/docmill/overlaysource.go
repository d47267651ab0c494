package main

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/markdown"
)

// correct puts overlay folders over the documentation of s.
func (s *source) correct(e *env, dirs []string) error {
	if len(dirs) == 0 {
		return nil
	}
	var layers []layer
	var roots []fs.FS
	for i, dir := range dirs {
		l, err := openLayer(e, "overlay", dir)
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

// options returns opts with what belongs to the source.
func (s *source) options(opts parser.Options) parser.Options {
	opts.RulesOff, opts.ExamplesOff = s.target.Rules.Off, s.target.Examples.Off
	opts.Dialects, opts.Overlays = s.dialects, s.overlays
	return opts
}

// pageOf returns the page that a place is on, also if it is in a correction.
func pageOf(file string) string {
	name, _, _ := markdown.SplitOverlay(file)
	return name
}
