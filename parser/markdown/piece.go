package markdown

// This file reads pages that are not files of Markdown: another package made
// Markdown of a page in another form, and says of each part of it where in the
// file it came from, so that findings point at the file that people have.

import "github.com/docmill/docmill/model/diag"

// A Piece is a part of a page's Markdown.
type Piece struct {
	Text string
	// Line and Col are the place of the first byte of Text in the text of the page's
	// [File], from 1, Col in bytes.
	Line, Col int
	// Made is set if Text does not stand in the file: it is markup that was
	// missing, put at the place of what follows.
	Made bool
}

// ParsePieces makes a document of the Markdown that pieces make up. f is the file they
// came from, front what it says in place of front matter. Nothing is included: a page
// that was rendered holds what it includes.
func (l *Loader) ParsePieces(f File, front []FrontField, pieces []Piece) (*Document, diag.List) {
	doc := &Document{Path: f.Name, Front: front}
	w := l.workspace()
	defer l.spaces.Put(w)
	src := w.begin(f.Name, new(store))
	for _, p := range pieces {
		at := piece{text: []byte(p.Text), line: int32(p.Line), col: int32(p.Col) + f.left[int32(p.Line)], left: f.left}
		if p.Made {
			src.insert(p.Text, at)
		} else {
			src.add(at)
		}
	}
	var diags diag.List
	w.build(doc, &diags)
	diags.Sort()
	return doc, diags
}
