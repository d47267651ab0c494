// Package diff says what changed between two models of an API, and whom it
// breaks.
//
// It compares what documentation says, not how it says it: a page that moved, a
// row that changed places and a sentence that was reworded break nobody. What
// follows from a change elsewhere (every property whose type is gone) is told
// with its cause and not again.
package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// A Change is one thing that is otherwise in the newer documentation.
type Change struct {
	Kind *Kind
	// Class is a set: one change can break programs in two ways.
	Class Class
	// Subject is what changed, e.g. "microsoft.graph.group.visibility" or
	// "GET /groups/{id}"; of something renamed the new name.
	Subject string
	// From and To are what is documented, "" for what is not there.
	From, To string
	// Old and New are the places, zero where there is none.
	Old, New diag.Pos
	// Reason is a sentence: why Class is what it is.
	Reason string
	// Follows lists what is otherwise only because of this change, sorted.
	Follows []string
}

// Options are what [Diff] can use beside two models. The zero value will do.
type Options struct {
	// GoNames returns the Go names of both, by kind and documented key as
	// gen.Names lists them: "type microsoft.graph.group" is "Group". With them
	// a name that changed although its documentation did not is a change, too.
	// It is called if anything changed that names could depend on.
	GoNames func() (prev, next map[string]string)
	// OldText and NewText return the text of a file. With them a change of
	// wording has a line, else it has a file only.
	OldText, NewText func(file string) ([]byte, error)
	// MostCompared is how many words may be compared to find out what of a kind was
	// renamed, 0 for [MaxCompared]. With more nothing is taken for renamed.
	MostCompared int
}

// Diff returns what changed from prev to next, the worst first, then by kind
// and subject. Equal models give nothing.
func Diff(prev, next *model.API, opts Options) []Change {
	d := newDiffer(prev, next, opts)
	d.matchTypes()
	d.matchEnums()
	d.matchOps()
	d.countUses()
	d.api()
	for _, t := range prev.Types {
		d.typ(t)
	}
	for _, e := range prev.Enums {
		d.enum(e)
	}
	for _, o := range prev.Operations {
		d.op(o)
	}
	d.added()
	d.fold()
	d.goNames()
	d.files()
	d.foldWords()
	d.foldLinks()
	d.foldRenames()
	return d.result()
}

// A differ is the state of one Diff.
type differ struct {
	old, new *model.API
	opts     Options

	// pair leads from a type or enum to what it is on the other side, in either
	// direction; ops likewise.
	pair map[model.Ref]model.Ref
	ops  map[*model.Op]*model.Op

	oldUses, newUses *uses
	oldFiles         map[string]string // digests
	newFiles         map[string]string
	movedTo          map[string]string // by the old name, see movedPages
	arrived          map[string]bool   // the new names in movedTo
	included         map[string]bool

	changes []*Change
	// told are the changes that tell what became of a type or enum: that it came,
	// went or was renamed; else of an enum the first of a member.
	told map[model.Ref]*Change
	// follows are what has a cause, noted before all causes are known.
	follows []follower
	// quiet are changes that only readers notice and that mostly follow from
	// others: they are told of where nothing else is.
	quiet  []Change
	places [2]map[string]diag.Pos // by documented name, made when asked for
	// touched are the files in which a change stands, folded ones too.
	touched map[string]bool
}

// A follower is a change that follows from what became of a type or enum, the
// first of its causes of which there is something to tell, or from a row; else it
// is told itself.
type follower struct {
	causes []model.Ref
	row    string // the subject of a change of a property that explains it, too
	change Change
}

func newDiffer(prev, next *model.API, opts Options) *differ {
	opts.MostCompared = cmp.Or(opts.MostCompared, MaxCompared)
	return &differ{
		old: prev, new: next, opts: opts,
		pair: make(map[model.Ref]model.Ref), ops: make(map[*model.Op]*model.Op),
		oldFiles: digests(prev), newFiles: digests(next), included: included(prev, next),
		told: make(map[model.Ref]*Change), touched: make(map[string]bool),
	}
}

// add reports a change and returns it, to be made more precise.
func (d *differ) add(k *Kind, subject string, from, to string, prev, next diag.Pos) *Change {
	return d.report(k.change(subject, from, to, prev, next))
}

// report reports a change that its finder has judged.
func (d *differ) report(c Change) *Change {
	d.changes = append(d.changes, &c)
	d.touch(c.Old, c.New)
	return &c
}

func (d *differ) touch(prev, next diag.Pos) {
	d.touched[prev.File], d.touched[next.File] = true, true
}

// breaks adds to what c breaks, and says why.
func (c *Change) breaks(class Class, reason string) {
	c.Class |= class
	c.Reason = reason
}

// is sets what c breaks, and says why.
func (c *Change) is(class Class, reason string) { c.Class, c.Reason = class, reason }

// result returns the changes in their order.
func (d *differ) result() []Change {
	out := make([]Change, 0, len(d.changes))
	for _, c := range d.changes {
		slices.Sort(c.Follows)
		c.Follows = slices.Compact(c.Follows)
		out = append(out, *c)
	}
	slices.SortStableFunc(out, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Class.Worst().rank(), b.Class.Worst().rank()), strings.Compare(a.Kind.Code, b.Kind.Code),
			strings.Compare(a.Subject, b.Subject), a.Old.Compare(b.Old), a.New.Compare(b.New),
			strings.Compare(a.From, b.From), strings.Compare(a.To, b.To))
	})
	return out
}

// words levels out white space: lines of a cell that are broken otherwise say
// the same.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// sameWords reports whether two texts say the same in the same words.
func sameWords(a, b string) bool { return a == b || words(a) == words(b) }
