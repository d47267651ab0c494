package link

import (
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// each calls f for every operation, several at a time. f gets a linker with
// findings of its own, which are joined in the order of the operations. It may
// change its operation; what operations have in common it may only read.
func (l *linker) each(f func(l *linker, o *model.Op)) {
	const some = 32 // operations at a time
	ops := l.api.Operations
	found := make([]diag.List, (len(ops)+some-1)/some)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(found)) {
		workers.Go(func() {
			own := *l
			for i := int(next.Add(1)) - 1; i < len(found); i = int(next.Add(1)) - 1 {
				own.diags = nil
				for _, o := range ops[i*some : min((i+1)*some, len(ops))] {
					f(&own, o)
				}
				found[i] = own.diags
			}
		})
	}
	workers.Wait()
	for _, list := range found {
		l.diags = append(l.diags, list...)
	}
}
