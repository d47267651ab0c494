package gen

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file plans side by side what does not depend on one another: types,
// endpoints, services, examples. Who plans one thing changes that thing alone,
// and what is found on the way is put together in the order of the things, so
// that a plan does not show who was at work when.

// A notebook is what planners find beside what they decide.
type notebook struct {
	diags    diag.List
	err      error      // the first thing that cannot be as the configuration says
	mappings []goType   // types of the configuration that are used, sorted
	wished   []diag.Pos // where those stand who wished for names, of a part
}

// add puts what was found later behind what was found before.
func (n *notebook) add(later *notebook) {
	n.diags = append(n.diags, later.diags...)
	n.wished = append(n.wished, later.wished...)
	if n.err == nil {
		n.err = later.err
	}
	for _, t := range later.mappings {
		n.use(t)
	}
}

// use notes that a type of the configuration is used.
func (n *notebook) use(t goType) {
	order := func(a, b goType) int { return strings.Compare(a.pkg+"."+a.name, b.pkg+"."+b.name) }
	if at, found := slices.BinarySearchFunc(n.mappings, t, order); !found {
		n.mappings = slices.Insert(n.mappings, at, t)
	}
}

// beside plans the things 0 to n-1, as many at a time as there are processors.
// The planner that plan gets is a copy for its notes and its memo; nothing else
// in it may be changed, only what belongs to thing i alone.
func (p *planner) beside(n int, plan func(p *planner, i int)) {
	const some = 16 // are planned by one at a time
	found := make([]notebook, (n+some-1)/some)
	inParallel(len(found), func() func(int) {
		mine := *p
		mine.memo = newMemo()
		return func(k int) {
			mine.notebook = notebook{}
			for i := k * some; i < min(n, (k+1)*some); i++ {
				plan(&mine, i)
			}
			found[k] = mine.notebook
		}
	})
	for k := range found {
		p.add(&found[k])
	}
}

// inParallel has the numbers 0 to n-1 worked on, each once, as many at a time as
// there are processors. Each goroutine does what worker returns, which may have
// things of its own.
func inParallel(n int, worker func() (work func(i int))) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			work := worker()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	workers.Wait()
}

// A memo remembers which Go names were made of documented names: most stand in
// many places. One goroutine at a time has it.
type memo struct {
	exported, camel, local, files map[string]string
	keys                          map[[2]string]string // by owner and key
	rows                          map[*model.Op]map[string]int
}

func newMemo() *memo {
	return &memo{
		exported: make(map[string]string), camel: make(map[string]string), local: make(map[string]string),
		files: make(map[string]string), keys: make(map[[2]string]string),
		rows: make(map[*model.Op]map[string]int),
	}
}

// rowsOf returns the indexes of an operation's parameters by name, without braces
// and whatever the case.
func (m *memo) rowsOf(op *model.Op) map[string]int {
	rows := m.rows[op]
	if rows == nil {
		rows = make(map[string]int, len(op.Params))
		for i, param := range op.Params {
			name := model.FoldCase(strings.Trim(param.Name, "{}"))
			if _, ok := rows[name]; !ok {
				rows[name] = i
			}
		}
		m.rows[op] = rows
	}
	return rows
}

// exportedName returns [names.Exported] of s.
func (m *memo) exportedName(s string) string { return remembered(m.exported, s, names.Exported) }

// goName returns the exported name of s, whatever s is.
func (m *memo) goName(s string) string {
	if name := m.exportedName(s); name != "" {
		return name
	}
	return names.Unique("", s)
}

// fileName returns [names.File] of the name of a type.
func (p *planner) fileName(name string) string {
	return remembered(p.memo.files, name, func(name string) string { return names.File(name, p.isRuntimeFile) })
}

// camelName returns [names.Camel] of s.
func (m *memo) camelName(s string) string { return remembered(m.camel, s, names.Camel) }

// localName returns [names.Local] of s.
func (m *memo) localName(s string) string { return remembered(m.local, s, names.Local) }

// joined returns [names.Join] of a name and one that is exported.
func (m *memo) joined(name, exported string) string {
	if all := name + m.exportedName(exported); len(all) <= names.MaxLen {
		return all
	}
	return names.Join(name, exported)
}

// keyName returns [keyName] of owner and key.
func (m *memo) keyName(owner, key string) string {
	name, ok := m.keys[[2]string{owner, key}]
	if !ok {
		name = keyName(owner, key)
		m.keys[[2]string{owner, key}] = name
	}
	return name
}

func remembered(known map[string]string, s string, make func(string) string) string {
	name, ok := known[s]
	if !ok {
		name = make(s)
		known[s] = name
	}
	return name
}
