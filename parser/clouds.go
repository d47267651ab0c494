package parser

import (
	"path"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads the table of national clouds under a page's title:
//
//	Global service | US Government L4 | China operated by 21Vianet
//	✅             | ✅               | ❌
//
// It is known by its shape, one row in which every cell is a mark for yes or
// no, and by the title of a column, which names a cloud of the vocabulary. (A
// row of marks may be about anything; but where one column is a cloud, so are
// its neighbours.) Pages include the table from one of a few files, and a docs
// root that was cut out of a larger tree lacks them: then the file's name tells.

// clouds reads the tables of clouds among blocks, else the names of the files
// that are missing.
func (r *reader) clouds(blocks []markdown.Block) {
	for _, b := range blocks {
		if t, ok := b.(*markdown.Table); ok && r.isCloudTable(t) {
			for i, c := range r.rows(t, "*")[0].Cells {
				cloud, known := r.d.Cloud(t.Header[i].String())
				if !known {
					cloud.Name = t.Header[i].String()
				}
				r.addCloud(model.CloudClaim{Name: cloud.Name, Root: cloud.Root, Supported: r.yesNo(c), Pos: c.Pos})
			}
		}
	}
	if len(r.page.Clouds) > 0 {
		return
	}
	for _, m := range r.doc.Missing {
		for _, c := range r.d.CloudsOf(path.Base(strings.ReplaceAll(m.Target, `\`, "/"))) {
			r.addCloud(model.CloudClaim{Name: c.Name, Root: c.Root, Supported: model.TriOf(c.Holds), Pos: m.Pos})
		}
	}
}

// addCloud adds a claim, the first about each cloud. Pages have the table twice
// when text of another is pasted into them, or two files are included.
func (r *reader) addCloud(c model.CloudClaim) {
	i := slices.IndexFunc(r.page.Clouds, func(old model.CloudClaim) bool { return old.Name == c.Name })
	if i < 0 {
		r.page.Clouds = append(r.page.Clouds, c)
		return
	}
	first := &r.page.Clouds[i]
	first.At.Add(c.Pos)
	if first.Supported != c.Supported {
		r.diags.AddRelated(diag.DuplicateField, c.Pos, diag.Related{Pos: first.Pos, Msg: "the mark that is used"},
			"the cloud %q is marked again, otherwise", c.Name)
	}
}

func (r *reader) isCloudTable(t *markdown.Table) bool {
	if len(t.Rows) != 1 || len(t.Header) < 2 {
		return false
	}
	some := false
	for i, c := range t.Rows[0].Cells {
		if r.yesNo(c) == model.Unknown || t.Header[i].IsEmpty() {
			return false
		}
		_, known := r.d.Cloud(t.Header[i].String())
		some = some || known
	}
	return some
}
