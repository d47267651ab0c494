package gen

// This file measures planning, which only this package can tell from printing.
// The other stages are measured in bench/stages.

import (
	"path"
	"testing"

	"github.com/docmill/docmill/bench/meter"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser"
)

// BenchmarkPlan decides every name, type and file of a package.
func BenchmarkPlan(b *testing.B) {
	eachAPI(b, func(b *testing.B, api *model.API, size int64) {
		meter.Loop(b, size, func() {
			if _, err := newPlan(api, Options{Package: "api"}); err != nil {
				b.Fatal(err)
			}
		})
	})
}

// eachAPI runs bench for each documentation folder, with the bytes of its Go.
func eachAPI(b *testing.B, bench func(b *testing.B, api *model.API, size int64)) {
	for _, r := range meter.Roots(b) {
		b.Run(r.Name, func(b *testing.B) {
			api, _, err := parser.Load(r.FS(), parser.Options{})
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
