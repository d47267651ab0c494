// Package stages_test measures each stage from pages to a package, alone, and
// all of them together, on the same pages:
//
//	go test -run '^$' -bench . -benchtime 3x ./bench/stages
//
// Throughput is in MB of pages where they are read, and of Go where it is
// written. "bench/run stages" makes a table of it. The steps that only their
// packages can take alone (Document to Page, plan) have benchmarks there.
package stages_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"

	"github.com/docmill/docmill/bench/meter"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/gen/outdir"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/check"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/link"
	"github.com/docmill/docmill/parser/markdown"
)

// roots runs bench for each documentation folder.
func roots(b *testing.B, bench func(b *testing.B, r meter.Root)) {
	for _, r := range meter.Roots(b) {
		b.Run(r.Name, func(b *testing.B) { bench(b, r) })
	}
}

// BenchmarkGoldmark is the floor: goldmark alone makes trees of the pages, as it
// comes, which is without tables.
func BenchmarkGoldmark(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		mem, pages, size := r.InMemory(b)
		p := goldmark.DefaultParser()
		meter.Loop(b, size, func() {
			meter.Each(pages, func(name string) { p.Parse(text.NewReader(mem[name].Data)) })
		})
	})
}

// BenchmarkFiles reads the pages from disk, where they are in its cache, as a
// [markdown.Loader] does.
func BenchmarkFiles(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		_, pages, size := r.InMemory(b)
		meter.Loop(b, size, func() {
			l := markdown.NewLoader(r.FS(b), nil)
			meter.Each(pages, func(name string) {
				f, err := l.ReadPage(name)
				if err != nil {
					b.Error(err)
				}
				l.Done(f)
			})
		})
	})
}

// BenchmarkDocuments makes Documents of the pages, with all that they include.
func BenchmarkDocuments(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		mem, pages, size := r.InMemory(b)
		meter.Loop(b, size, func() {
			l := markdown.NewLoader(mem, nil)
			meter.Each(pages, func(name string) {
				doc, _, err := l.Parse(name)
				if err != nil {
					b.Error(err)
					return
				}
				doc.Release()
			})
		})
	})
}

// BenchmarkPages goes on to what each page claims.
func BenchmarkPages(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		mem, _, size := r.InMemory(b)
		meter.Loop(b, size, func() {
			if _, _, err := parser.Pages(mem, parser.Options{}); err != nil {
				b.Fatal(err)
			}
		})
	})
}

// BenchmarkLink makes one API of all claims.
func BenchmarkLink(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		_, _, size := r.InMemory(b)
		pages, _, err := parser.Pages(r.FS(b), parser.Options{})
		if err != nil {
			b.Fatal(err)
		}
		meter.Loop(b, size, func() { link.Pages(pages, link.MaxBases) })
	})
}

// BenchmarkLoad is all of that: read, parse and link.
func BenchmarkLoad(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		_, _, size := r.InMemory(b)
		meter.Loop(b, size, func() { load(b, r) })
	})
}

// BenchmarkLint judges the API as a whole.
func BenchmarkLint(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		_, _, size := r.InMemory(b)
		api := load(b, r)
		meter.Loop(b, size, func() { check.Lint(api) })
	})
}

// BenchmarkGenerate plans the package and prints it.
func BenchmarkGenerate(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		api := load(b, r)
		_, size := generate(b, api)
		meter.Loop(b, size, func() { generate(b, api) })
	})
}

// BenchmarkWrite writes the package into a folder that is not there yet.
func BenchmarkWrite(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		files, size := generate(b, load(b, r))
		dir, n := b.TempDir(), 0
		meter.Loop(b, size, func() {
			n++
			write(b, filepath.Join(dir, fmt.Sprint(n)), files)
		})
	})
}

// BenchmarkWriteSame finds that the folder has it all.
func BenchmarkWriteSame(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		files, size := generate(b, load(b, r))
		dir := b.TempDir()
		write(b, dir, files)
		meter.Loop(b, size, func() { write(b, dir, files) })
	})
}

// BenchmarkAll is a whole run, from the pages to the folder.
func BenchmarkAll(b *testing.B) {
	roots(b, func(b *testing.B, r meter.Root) {
		_, _, size := r.InMemory(b)
		dir, n := b.TempDir(), 0
		meter.Loop(b, size, func() {
			n++
			files, _ := generate(b, load(b, r))
			write(b, filepath.Join(dir, fmt.Sprint(n)), files)
		})
	})
}

func load(b *testing.B, r meter.Root) *model.API {
	api, _, err := parser.Load(r.FS(b), parser.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return api
}

// generate returns the files of a package and how many bytes of Go they have.
func generate(b *testing.B, api *model.API) (files map[string][]byte, size int64) {
	files, _, err := gen.Generate(api, gen.Options{Package: "api"})
	if err != nil {
		b.Fatal(err)
	}
	for name, data := range files {
		if filepath.Ext(name) == ".go" {
			size += int64(len(data))
		}
	}
	return files, size
}

func write(b *testing.B, dir string, files map[string][]byte) {
	if _, err := outdir.Write(dir, files, outdir.Options{}); err != nil {
		b.Fatal(err)
	}
}
