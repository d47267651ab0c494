package main

import (
	"fmt"
	"io/fs"
	"maps"
	"runtime/debug"
	"slices"
	"time"

	"github.com/docmill/docmill/bench/usage"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/check"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser"
)

// This file says what must hold of damaged pages.

// slow is how long a page may take.
const slow = time.Second

// A result is what became of one set.
type result struct {
	Set      uint64
	Pages    int
	Bytes    int
	Mutated  map[string]int
	Longest  time.Duration // of a page
	Findings int
	Units    int // of pages, with a fate
	Types    int // in the package, with enums
	Ops      int
	Go       int // bytes
	Built    bool
	// Faults are what must not be: kind, then where and what.
	Faults [][2]string
}

func (r *result) fault(kind, format string, args ...any) {
	r.Faults = append(r.Faults, [2]string{kind, fmt.Sprintf(format, args...)})
}

// guard does something and makes a fault of its panic.
func (r *result) guard(what string, do func()) {
	defer func() {
		if p := recover(); p != nil {
			r.fault("panic", "%s: %v\n%s", what, p, debug.Stack())
		}
	}()
	do()
}

// judge checks a set: each page alone, the pages together, the package made of
// them, with the go command too if build is set.
func judge(s *set, number uint64, build bool) *result {
	r := &result{Set: number, Pages: len(s.pages), Mutated: s.did}
	for _, name := range slices.Sorted(maps.Keys(s.pages)) {
		r.Bytes += len(s.pages[name].Data)
		r.guard(name, func() { r.page(s, name) })
	}
	if len(r.Faults) == 0 {
		r.guard("account", func() { r.account(s) })
		r.guard("package", func() { r.generate(s, build) })
	}
	return r
}

// page reads one page. Collecting the garbage of others adds to the time, so the
// least of three counts.
func (r *result) page(s *set, name string) {
	least := time.Hour
	for range 3 {
		start := usage.Processor()
		page, diags, err := parser.Page(s, name, parser.Options{})
		least = min(least, usage.Processor()-start)
		if err != nil || page == nil && len(diags) == 0 {
			r.fault("unread", "%s: %v", name, err)
		}
		if least < slow/4 {
			break
		}
	}
	if least >= slow {
		r.fault("slow", "%s: %v", name, least)
	}
	r.Longest = max(r.Longest, least)
}

// account wants everything on the pages to be a fact, to have a finding, or to
// be passed over for a reason.
func (r *result) account(s *set) {
	entries, err := parser.Accounts(s, parser.Options{})
	if err != nil {
		r.fault("unread", "%v", err)
	}
	r.Units = len(entries)
	for _, e := range entries {
		if e.Fate == parser.Unaccounted {
			r.fault("lost", "%s: %s under %q: %s", e.Pos, e.Kind, e.Section, e.Text)
		}
	}
}

// generate makes a package of the pages.
func (r *result) generate(s *set, build bool) {
	api, diags, err := parser.Load(fs.FS(s), parser.Options{})
	if err != nil {
		r.fault("unread", "%v", err)
		return
	}
	diags = append(diags, check.Lint(api)...)
	files, more, err := gen.Generate(api, gen.Options{Package: "mutated", Emit: gen.Emitters, Import: importPath})
	if err != nil {
		r.fault("not generated", "%v", err)
		return
	}
	r.count(api, append(diags, more...), files)
	for _, why := range typeFaults(files) {
		r.fault("does not compile", "%s", why)
	}
	if build {
		r.Built = true
		if err := vet(files); err != nil {
			r.fault("go vet", "%v", err)
		}
	}
}

func (r *result) count(api *model.API, diags diag.List, files map[string][]byte) {
	r.Findings, r.Types, r.Ops = len(diags), len(api.Types)+len(api.Enums), len(api.Operations)
	for _, text := range files {
		r.Go += len(text)
	}
}
