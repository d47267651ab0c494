package parser

import (
	"io/fs"
	"testing"

	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// BenchmarkReadDocuments is the step from Document to Page alone: the pages of
// a corpus, parsed beforehand, read one after the other. Bytes are those of the
// pages' Markdown.
func BenchmarkReadDocuments(b *testing.B) {
	for _, name := range []string{"graph-2021/api-reference/v1.0", "graph-2021/api-reference/beta", "graph-localized/de/api-reference/v1.0", "business-central-v2/api-reference/v2.0"} {
		b.Run(name, func(b *testing.B) {
			docs, size := documents(b, corpus(b, name))
			set, err := dialect.Builtin()
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				opts := Options{Dialects: set.Remembering(), work: new(workspace)}
				for _, doc := range docs {
					readDocument(doc, nil, opts)
				}
			}
		})
	}
}

// documents parses all pages of a tree, and counts their bytes.
func documents(b *testing.B, fsys fs.FS) (docs []*markdown.Document, size int64) {
	b.Helper()
	paths, _, err := find(fsys)
	if err != nil {
		b.Fatal(err)
	}
	loader := markdown.NewLoader(fsys, nil)
	for _, path := range paths {
		doc, _, err := loader.Parse(path)
		if err != nil {
			b.Fatal(err)
		}
		info, err := fs.Stat(fsys, path)
		if err != nil {
			b.Fatal(err)
		}
		docs, size = append(docs, doc), size+info.Size()
	}
	return docs, size
}
