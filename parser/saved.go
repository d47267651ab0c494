package parser

import (
	"io"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/cell"
)

// Saved reads an API that [model.API.WriteJSON] wrote. It has no pages. The
// error says what is wrong with the document, or is r's.
func Saved(r io.Reader) (*model.API, error) { return model.ReadJSON(r, cell.Template) }
