package parser

import (
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads the table of national clouds under a page's title:
//
//	Global service | US Government L4 | China operated by 21Vianet
//	✅             | ✅               | ❌
//
// It is known by its shape, not by its titles: one row, in which every cell
// is a mark for yes or no.

// clouds reads the tables of clouds among blocks.
func (r *reader) clouds(blocks []markdown.Block) {
	for _, b := range blocks {
		t, ok := b.(*markdown.Table)
		if !ok || !r.isCloudTable(t) {
			continue
		}
		for i, c := range r.rows(t, "*")[0].Cells {
			r.page.Clouds = append(r.page.Clouds, model.CloudClaim{Name: t.Header[i].String(), Supported: r.yesNo(c), Pos: c.Pos})
		}
	}
}

func (r *reader) isCloudTable(t *markdown.Table) bool {
	if len(t.Rows) != 1 || len(t.Header) < 2 {
		return false
	}
	for i, c := range t.Rows[0].Cells {
		if r.yesNo(c) == model.Unknown || t.Header[i].IsEmpty() {
			return false
		}
	}
	return true
}
