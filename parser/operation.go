package parser

import "github.com/docmill/docmill/parser/markdown"

func (r *reader) requests(s *markdown.Section)     {}
func (r *reader) grants(s *markdown.Section)       {}
func (r *reader) params(s *markdown.Section)       {}
func (r *reader) headers(s *markdown.Section)      {}
func (r *reader) body(s *markdown.Section)         {}
func (r *reader) response(s *markdown.Section)     {}
func (r *reader) queryOptions(s *markdown.Section) {}
