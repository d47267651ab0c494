package gen

// This file measures planning, which only this package can tell from printing.
// The other stages are measured in bench/stages.

import (
	"go/format"
	"path"
	"testing"

	"github.com/docmill/docmill/bench/meter"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser"
)

// BenchmarkPlan decides every name, type and file of a package.
func BenchmarkPlan(b *testing.B) {
	eachAPI(b, func(b *testing.B, api *model.API, size int64) {
		meter.Loop(b, size, func() { planned(b, api) })
	})
}

// BenchmarkPrint prints what is planned.
func BenchmarkPrint(b *testing.B) {
	eachAPI(b, func(b *testing.B, api *model.API, size int64) {
		p := planned(b, api)
		meter.Loop(b, size, func() {
			if _, err := printAll(p); err != nil {
				b.Fatal(err)
			}
		})
	})
}

// BenchmarkLayOut lays out the Go that jennifer prints, on one processor.
func BenchmarkLayOut(b *testing.B) {
	eachRaw(b, func(b *testing.B, src []byte) {
		if _, ok := layOut(src); !ok {
			b.Fatal("left to package format")
		}
	})
}

// BenchmarkFormat is what package format takes for the same.
func BenchmarkFormat(b *testing.B) {
	eachRaw(b, func(b *testing.B, src []byte) {
		if _, err := format.Source(src); err != nil {
			b.Fatal(err)
		}
	})
}

// eachRaw runs f with each planned file as jennifer prints it.
func eachRaw(b *testing.B, f func(b *testing.B, src []byte)) {
	eachAPI(b, func(b *testing.B, api *model.API, _ int64) {
		var all [][]byte
		var size int64
		for _, file := range goFiles(planned(b, api)) {
			src, err := file.raw(new(scratch))
			if err != nil {
				b.Fatal(err)
			}
			all = append(all, src)
			size += int64(len(src))
		}
		meter.Loop(b, size, func() {
			for _, src := range all {
				f(b, src)
			}
		})
	})
}

func planned(b *testing.B, api *model.API) *plan {
	p, err := newPlan(api, Options{Package: "api"})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// eachAPI runs bench for each documentation folder, with the bytes of its Go.
func eachAPI(b *testing.B, bench func(b *testing.B, api *model.API, size int64)) {
	for _, r := range meter.Roots(b) {
		b.Run(r.Name, func(b *testing.B) {
			api, _, err := parser.Load(r.FS(b), parser.Options{})
			if err != nil {
				b.Fatal(err)
			}
			files, _, err := Generate(api, Options{Package: "api"})
			if err != nil {
				b.Fatal(err)
			}
			var size int64
			for name, data := range files {
				if path.Ext(name) == ".go" {
					size += int64(len(data))
				}
			}
			bench(b, api, size)
		})
	}
}
