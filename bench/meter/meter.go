// Package meter is what the benchmarks of the stages have in common: which
// pages they measure, and what they report beside time and allocations.
package meter

import (
	"cmp"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/docmill/docmill/bench/usage"
	"github.com/docmill/docmill/parser/markdown"
	"github.com/docmill/docmill/parser/rootfs"
	"github.com/docmill/docmill/spend"
)

// A Root is a documentation folder.
type Root struct {
	Name string // of the sub-benchmark, e.g. "v1.0"
	Dir  string
}

// Roots returns the folders to measure: those that DOCMILL_BENCH lists (as PATH
// does; relative ones are below the checkout), else v1.0 and beta of graph-2021 where
// corpora are at hand.
func Roots(b *testing.B) []Root {
	b.Helper()
	if list := os.Getenv("DOCMILL_BENCH"); list != "" {
		var out []Root
		for _, dir := range filepath.SplitList(list) {
			if !filepath.IsAbs(dir) {
				dir = filepath.Join(checkout(b), dir)
			}
			out = append(out, Root{filepath.Base(dir), dir})
		}
		return out
	}
	corpora := cmp.Or(os.Getenv("DOCMILL_CORPUS"), filepath.Join(checkout(b), "..", "shared", "corpus"))
	var out []Root
	for _, version := range []string{"v1.0", "beta"} {
		dir := filepath.Join(corpora, "graph-2021", "api-reference", version)
		if _, err := os.Stat(dir); err != nil {
			b.Skip("no pages to measure: set DOCMILL_BENCH to folders of documentation")
		}
		out = append(out, Root{version, dir})
	}
	return out
}

// checkout returns the folder of go.mod: benchmarks run in those of packages.
func checkout(b *testing.B) string {
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			err = fs.ErrNotExist
		}
		dir = filepath.Dir(dir)
	}
	b.Fatal("no go.mod above: ", err)
	return ""
}

// FS returns the folder on disk, as docmill reads it.
func (r Root) FS(b *testing.B) fs.FS {
	b.Helper()
	fsys, err := rootfs.Open(r.Dir, new(markdown.Limits))
	if err != nil {
		b.Fatal(err)
	}
	return fsys
}

// InMemory returns the files of the folder, the names of the pages among them,
// and how many bytes these have.
func (r Root) InMemory(b *testing.B) (mem fstest.MapFS, pages []string, size int64) {
	b.Helper()
	mem = make(fstest.MapFS)
	fsys := r.FS(b)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		mem[name] = &fstest.MapFile{Data: data}
		if path.Ext(name) == ".md" && !strings.HasPrefix(name, "includes/") {
			pages = append(pages, name)
			size += int64(len(data))
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return mem, pages, size
}

// spendOnce has the collector run as rarely as it does in docmill, unless GOGC or
// GOMEMLIMIT are set.
var spendOnce = sync.OnceFunc(func() { spend.Memory() })

// Loop runs f as often as b wants and reports, beside what -benchmem does, MB/s
// of size, the processor time of one run of all that the process does (so that
// of the collector, too), and by how much the heap was at most larger than
// before.
func Loop(b *testing.B, size int64, f func()) {
	b.Helper()
	b.ReportAllocs()
	b.SetBytes(size)
	spendOnce()
	runtime.GC()
	before := heap()
	stop := make(chan struct{})
	var peak uint64
	var sampler sync.WaitGroup
	sampler.Go(func() {
		for tick := time.NewTicker(2 * time.Millisecond); ; {
			select {
			case <-stop:
				tick.Stop()
				return
			case <-tick.C:
				peak = max(peak, heap())
			}
		}
	})
	start := usage.Processor()
	for b.Loop() {
		f()
	}
	spent := usage.Processor() - start
	close(stop)
	sampler.Wait()
	b.ReportMetric(float64(spent.Nanoseconds())/float64(b.N)/1e6, "cpu-ms/op")
	b.ReportMetric(float64(max(peak, before)-before)/(1<<20), "peak-MB")
}

// heap returns the bytes of objects in the heap, dead ones that the collector
// has not swept included.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// Each calls f with each element of list, as many at a time as there are
// processors, as docmill reads pages.
func Each[T any](list []T, f func(T)) {
	next := make(chan T, len(list))
	for _, x := range list {
		next <- x
	}
	close(next)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for x := range next {
				f(x)
			}
		})
	}
	workers.Wait()
}
