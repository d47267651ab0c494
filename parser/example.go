package parser

import "github.com/docmill/docmill/parser/markdown"

func (r *reader) examples(s *markdown.Section) {}
