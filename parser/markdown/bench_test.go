package markdown

// This file measures how fast pages become documents, and beside it goldmark
// alone on the same bytes: as it comes, which knows no tables, and with the
// parsers of this package, which makes the tree that documents are made of.
//
//	go test -run '^$' -bench . -benchmem ./parser/markdown

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/docmill/docmill/model/diag"
)

// BenchmarkGoldmark parses the bytes of all pages with goldmark's own parsers.
func BenchmarkGoldmark(b *testing.B) {
	p := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
	eachCorpus(b, func(b *testing.B, mem fstest.MapFS, names []string) {
		for b.Loop() {
			for _, name := range names {
				p.Parse(text.NewReader(mem[name].Data))
			}
		}
	})
}

// BenchmarkTree parses the text of all pages with the parsers of this package.
func BenchmarkTree(b *testing.B) {
	eachCorpus(b, func(b *testing.B, mem fstest.MapFS, names []string) {
		w, out := new(workspace), new(store)
		for b.Loop() {
			for _, name := range names {
				out.reset()
				w.begin(name, out).add(piece{text: mem[name].Data, line: 1, col: 1})
				w.parse(new(diag.List))
			}
		}
	})
}

// BenchmarkDocument makes documents of all pages, which are in memory.
func BenchmarkDocument(b *testing.B) {
	eachCorpus(b, func(b *testing.B, mem fstest.MapFS, names []string) {
		parseAll(b, mem, names)
	})
}

// BenchmarkCorpus makes documents of all pages, which are on disk.
func BenchmarkCorpus(b *testing.B) {
	roots := corpus(b)
	eachCorpus(b, func(b *testing.B, _ fstest.MapFS, names []string) {
		parseAll(b, roots[b.Name()[len("BenchmarkCorpus/"):]], names)
	})
}

func parseAll(b *testing.B, fsys fs.FS, names []string) {
	for b.Loop() {
		l := NewLoader(fsys, nil)
		for _, name := range names {
			doc, _, err := l.Parse(name)
			if err != nil {
				b.Fatal(err)
			}
			doc.Release()
		}
	}
}

// eachCorpus runs bench for each docs root of the corpus, with its files in memory.
func eachCorpus(b *testing.B, bench func(b *testing.B, mem fstest.MapFS, names []string)) {
	roots := corpus(b)
	for _, root := range sortedKeys(roots) {
		b.Run(root, func(b *testing.B) {
			mem := inMemory(b, roots[root])
			names := pages(b, roots[root])
			var size int64
			for _, name := range names {
				size += int64(len(mem[name].Data))
			}
			b.SetBytes(size)
			b.ReportAllocs()
			bench(b, mem, names)
		})
	}
}

// inMemory returns the files of fsys.
func inMemory(tb testing.TB, fsys fs.FS) fstest.MapFS {
	mem := make(fstest.MapFS)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		mem[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return mem
}
