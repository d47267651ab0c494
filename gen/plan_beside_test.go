package gen

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"testing"

	"github.com/docmill/docmill/model/diag"
)

// TestBeside notes something of each thing, and wants it in the order of the
// things, however many are at work.
func TestBeside(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, workers := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(workers)
		for _, n := range []int{0, 1, 16, 17, 1000} {
			p := &planner{}
			p.diags.Add(diag.NameClash, diag.Pos{}, "before")
			done := make([]bool, n)
			p.beside(n, func(p *planner, i int) {
				done[i] = true
				p.memo.goName(fmt.Sprint("thing ", i%3))
				p.use(goType{pkg: "p", name: fmt.Sprint("T", i%5)})
				if i%10 == 9 {
					p.diags.Add(diag.NameClash, diag.Pos{}, "%d", i)
					p.fail("thing %d", i)
				}
			})
			if slices.Contains(done, false) {
				t.Fatalf("%d of %d: not all are planned", workers, n)
			}
			for k, d := range p.diags[1:] {
				if d.Msg != fmt.Sprint(10*k+9) {
					t.Fatalf("%d of %d: finding %d is %q", workers, n, k, d.Msg)
				}
			}
			if len(p.diags) != 1+n/10 || len(p.mappings) != min(n, 5) || n > 9 && p.err.Error() != "thing 9" {
				t.Errorf("%d of %d: %d findings, types %v, error %v", workers, n, len(p.diags), p.mappings, p.err)
			}
		}
	}
}

// TestAnyProcessors wants the same plan and findings on any number of processors.
func TestAnyProcessors(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, name := range []string{"calls.txt", "clashes.txt", "polymorphic.txt"} {
		var want string
		for _, n := range []int{1, 2, 7} {
			runtime.GOMAXPROCS(n)
			list, diags, err := Names(readGolden(t, name), Options{Package: "sample"})
			if err != nil {
				t.Fatal(err)
			}
			var plan bytes.Buffer
			if err := PrintPlan(&plan, readGolden(t, name), Options{Package: "sample"}); err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprint(list, diags, plan.String())
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("%s: another plan on %d processors", name, n)
			}
		}
	}
}
