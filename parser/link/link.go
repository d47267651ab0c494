// Package link makes one API out of many pages: it finds out which names mean
// the same thing, joins what several pages say about it, settles where they
// contradict each other, and reports both sides.
//
// The result does not depend on the order of the pages, and it never dangles:
// what does not resolve is [model.Any] and a finding.
package link

import (
	"slices"
	"strings"
	"sync"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// Pages links pages. The pages themselves are not changed. No type inherits from more
// than mostBases others, usually [MaxBases].
func Pages(pages []*model.Page, mostBases int) (*model.API, diag.List) {
	l := newLinker(pages)
	l.indexFiles()            // files.go: which page a link leads to
	l.readCells()             // spelling.go: how names are written most often, and where links lead
	l.defaultNamespace()      // namespace.go
	l.declareTypes()          // types.go: one node for each full name
	l.declareEnums()          // enums.go
	l.inlineEnums()           // inline.go: enums that only lists in prose give
	l.bodyTypes()             // bodytypes.go: types that only operations' pages describe
	l.enumMembers()           // enums.go: unite the lists of each enum
	l.linkBases(mostBases)    // bases.go
	l.linkFields()            // fields.go
	l.linkOperations()        // operations.go
	calls := l.collectCalls() // calls.go: begins to look which requests are the same
	l.inferBases()            // infer.go: bases that only examples show
	l.decideKinds()           // kinds.go: entity or complex, and whose a field is
	l.findBaseURL()           // baseurl.go
	l.linkClouds()            // clouds.go
	l.judgeExamples(calls())  // examples.go: what operations return, what each example sends, whether it fits
	return l.finish()
}

// A linker is the state of one run of [Pages].
type linker struct {
	pages []*model.Page // sorted by path
	diags diag.List
	api   *model.API
	ns    string // default namespace

	nodes  map[*model.Page]*pageNode
	files  map[string]*model.Page // by folded path
	tails  map[string]tail        // by the last one and two parts of the folded path
	spell  spellings
	spaces folded[bool] // namespaces that some page uses

	used     folded[bool]                             // names, and "#" with anchors, that cells use as types
	blockPos map[*model.Response]diag.Pos             // where the annotation of a response stands
	values   map[*model.FieldClaim][]model.ValueClaim // of sections, beside the rows' own

	types nodes[typeNode]
	enums nodes[enumNode]

	ops      []*opNode
	requests []request // of all operations, in their order, while they are compared (calls.go)

	lock *sync.Mutex // of what several calls change at a time, see [each]

	byMembers map[string][]*enumNode // by their key, see [memberSet]
	byMember  map[string][]*enumNode // by folded name
}

// A pageNode is what is known of one page.
type pageNode struct {
	types  []*typeNode        // that it declares, in page order
	enums  []*enumNode        // likewise
	links  map[string]*target // what links in its folder lead to
	spaces []string           // in which its bare names are looked up, nearest first
	listed []listed           // cells that may name an enum (inline.go)
	bodies []bodyCell         // cells that may name a type without a page (bodytypes.go)
}

func newLinker(pages []*model.Page) *linker {
	l := &linker{
		pages:    slices.Clone(pages),
		api:      &model.API{},
		spaces:   make(folded[bool]),
		used:     make(folded[bool]),
		blockPos: make(map[*model.Response]diag.Pos),
		values:   make(map[*model.FieldClaim][]model.ValueClaim),
		types:    nodes[typeNode]{folded: make(folded[*typeNode])},
		enums:    nodes[enumNode]{folded: make(folded[*enumNode])},
		lock:     new(sync.Mutex),
	}
	slices.SortStableFunc(l.pages, func(a, b *model.Page) int { return strings.Compare(a.Path, b.Path) })
	l.originals() // originals.go: names as they were before translation
	nodes := make([]pageNode, len(l.pages))
	l.nodes = make(map[*model.Page]*pageNode, len(l.pages))
	for i, p := range l.pages {
		l.nodes[p] = &nodes[i]
	}
	return l
}

// finish orders everything by name.
func (l *linker) finish() (*model.API, diag.List) {
	for _, n := range l.types.all() {
		l.api.Types = append(l.api.Types, n.out)
		slices.SortFunc(n.out.Derived, func(a, b *model.Type) int { return strings.Compare(a.Name, b.Name) })
	}
	for _, n := range l.enums.all() {
		l.api.Enums = append(l.api.Enums, n.out)
	}
	slices.SortFunc(l.api.Types, func(a, b *model.Type) int { return strings.Compare(a.Name, b.Name) })
	slices.SortFunc(l.api.Enums, func(a, b *model.Enum) int { return strings.Compare(a.Name, b.Name) })
	slices.SortFunc(l.api.Operations, func(a, b *model.Op) int { return strings.Compare(a.ID, b.ID) })
	l.api.Pages = l.pages
	l.diags.Sort()
	return l.api, l.diags
}
