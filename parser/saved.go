package parser

import (
	"io"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// Saved reads an API that [model.API.WriteJSON] wrote. It has no pages. The
// error says what is wrong with the document, or is r's; a path that is over the limits
// is wrong.
func Saved(r io.Reader, limits markdown.Limits) (*model.API, error) {
	return model.ReadJSON(r, func(path string) (model.Path, error) { return cell.Template(path, limits) })
}
