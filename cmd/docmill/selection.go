package main

import (
	"slices"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/selection"
	"github.com/docmill/docmill/parser"
)

// This file is what commands have in common that work on a part of an API.

// part returns the part of api, which was read from s, that the user wants.
func (s *source) part(api *model.API) (*selection.Part, error) {
	return selection.Of(api, patterns(&s.target))
}

// readPart reads documentation and returns the part of it that the user wants.
func (s *source) readPart(opts parser.Options) (*selection.Part, error) {
	api, _, err := s.parse(opts)
	if err != nil {
		return nil, err
	}
	return s.part(api)
}

// patterns returns what a target selects.
func patterns(t *config.Target) selection.Patterns {
	return selection.Patterns{Select: t.Select, Exclude: t.Exclude}
}

// selected leaves out the findings on pages that a selection does not use.
func selected(diags diag.List, p *selection.Part) diag.List {
	if !p.IsCut() {
		return diags
	}
	skip := make(map[string]bool)
	part := p.API()
	for _, p := range part.Pages {
		skip[p.Path] = true
	}
	for _, t := range part.Types {
		for _, page := range t.Pages {
			delete(skip, page)
		}
	}
	for _, en := range part.Enums {
		delete(skip, en.Page)
	}
	for _, op := range part.Operations {
		delete(skip, op.Page)
	}
	return slices.DeleteFunc(diags, func(d diag.Diag) bool { return skip[pageOf(d.Pos.File)] })
}
