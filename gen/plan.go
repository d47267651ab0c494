package gen

import (
	"errors"
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/templates"
)

// This file holds the plan: what will be written, under which names. The plan
// decides, the emitters print; an emitter that would have to ask what
// something means lacks a field here.
//
// Names are given out in two rounds, each for the whole package at once:
// first types and enums, then everything whose name is made from others
// (services, operations, constants). So no operation can take the name of a
// type, and types are called the same whatever is emitted beside them. Every
// wish depends on the thing it is for alone: a page that comes or goes renames
// nothing, unless it wants the very same name.

// A plan is everything that varies in a generated package.
type plan struct {
	opts        Options
	baseURL     string
	structs     []*structPlan      // sorted by name
	enums       []*enumPlan        // sorted by name
	services    []*servicePlan     // sorted by name
	scopes      []constPlan        // sorted by name
	clouds      []constPlan        // sorted by name; value is the base URL, doc the documented name
	examples    []*exampleFilePlan // sorted by name
	exampleRows []*exampleRow      // sorted by operation
	routes      []*routePlan       // of the server for tests, in the order of Operations
	files       []*filePlan        // sorted by name
	needs       []templates.Need
	diags       diag.List
	// serverFiles are the examples that the server for tests answers with, by
	// file name.
	serverFiles map[string]string
	named       []Name            // what is documented, and what it is called
	imports     map[string]string // names of imported packages, by path
	mappings    []goType          // types of the configuration that are used, sorted
}

// A structPlan is a Go struct: a documented type, or the parameters of an
// action.
type structPlan struct {
	name   string
	full   string // documented name, "" for parameters
	file   string
	doc    docText
	fields []fieldPlan
	// odataType is the documented name where values must carry it because a
	// base exists, "" otherwise.
	odataType string
	dispatch  []dispatchPlan
	as        []asPlan
	any       *anyPlan // nil unless values of descendants stand for it somewhere
	rules     []rulePlan
	request   bool // parameters: sent, never received with an @odata.type
}

// A fieldPlan is one field of a struct.
type fieldPlan struct {
	name string
	json string // member name
	typ  goType
	doc  docText
	// number: the configuration has a type for what is a number in JSON.
	number bool
}

// A dispatchPlan says which function makes the values of some members.
type dispatchPlan struct {
	members []string
	newFunc string
}

// An asPlan is the method that turns a value into its base type.
type asPlan struct{ method, base string }

// An anyPlan is the interface that a type and its descendants implement.
type anyPlan struct {
	name    string
	newFunc string
	method  string   // As…
	base    string   // the declared type's Go name
	lists   []string // all implementing Go types, the base first
	cases   []anyCase
	used    bool
}

// An anyCase is one descendant: the name on the wire, and its Go type.
type anyCase struct{ odataType, name string }

// A rulePlan is one rule about a member. call is its code, or "nested" for a
// member that has rules inside.
type rulePlan struct {
	call     string
	member   string
	arg      string // what it compares with, as the runtime reads it
	sentence string // the page's words, "" for none
	source   string // page and line
}

// A bodyRulesPlan is what an operation asks of bodies of one type.
type bodyRulesPlan struct {
	typ      string   // Go name
	accepted []string // nil if the page has no list
	source   string   // of the list
	rules    []rulePlan
}

// An enumPlan is a string type with constants.
type enumPlan struct {
	name, full, file string
	doc              docText
	flags            bool
	consts           []constPlan // in page order
}

// A constPlan is a string constant, and what its comment says.
type constPlan struct{ name, value, doc string }

// A filePlan is one Go file.
type filePlan struct {
	name     string
	enums    []*enumPlan
	structs  []*structPlan
	services []*servicePlan
	special  func(p *plan, f *fileWriter) // for a file with a writer of its own
}

// A planner is the state of one run of newPlan.
type planner struct {
	plan
	api      *model.API
	runtime  *declarations
	taken    []string // names nobody may get
	endpoint []*endpoint
	services []*service

	// What model values are called.
	typeNames map[string]string // full name of a type or enum to Go name
	names     map[string]string // any other owner to Go name
	// What the configuration says, see pins.go.
	renames, types *pinSet
	pinned         map[string]pin    // by owner
	keys           map[string]string // in the configuration, by owner
	err            error             // the first thing that cannot be as the configuration says
	structs        map[*model.Type]*structPlan
	anys           map[*model.Type]*anyPlan
	requests       map[string]*structPlan         // by requestKey
	bodies         map[*structPlan][]*model.Field // of requests
	sharing        map[string][]*endpoint         // by requestKey: those that have one struct
	first          map[string]*endpoint           // by requestKey: the one that the struct is called after
	aliases        map[*endpoint]*aliasPlan       // of requests
	methods        map[*endpoint]*methodPlan
	pos            map[string]diag.Pos // by owner
	given          map[string]string   // in a whole, every name that assign gave out, by kind and owner
	whole          *planner            // of what the API is a part of, nil if it is whole; its names are decided
	quiet          map[string]bool     // owners who need not be told that others want the same
}

// newPlan decides everything.
func newPlan(api *model.API, opts Options) (*plan, error) {
	p, err := newPlanned(api, opts)
	if err != nil {
		return nil, err
	}
	return &p.plan, nil
}

// newPlanned decides everything, step by step, and returns what is known then.
func newPlanned(api *model.API, opts Options) (*planner, error) {
	p, err := namedPlanner(api, opts)
	if err != nil {
		return nil, err
	}
	p.fillEnums()
	p.fillStructs()
	p.fillServices()
	p.fillScopes()
	p.fillClouds()
	p.fillRules()
	p.fillExamples()
	p.fillRoutes()
	p.layFiles()
	p.listNames()
	if p.err != nil {
		return nil, p.err
	}
	return p, p.checkPins()
}

// namedPlanner gathers what there is and names it.
func namedPlanner(api *model.API, opts Options) (*planner, error) {
	if !token.IsIdentifier(opts.Package) || names.IsReserved(opts.Package) {
		return nil, fmt.Errorf("gen: %q is no name for a Go package", opts.Package)
	}
	for _, name := range opts.Emit {
		if !slices.Contains(Emitters, name) {
			return nil, fmt.Errorf("gen: nothing to emit is called %q; there are %s", name, strings.Join(Emitters, ", "))
		}
	}
	if slices.Contains(opts.Emit, "server") && (opts.Import == "" || !slices.Contains(opts.Emit, "client")) {
		return nil, errors.New("gen: the server for tests needs the client and its import path")
	}
	if opts.Import != "" && !isImportPath(opts.Import) {
		return nil, fmt.Errorf("gen: %q is no import path", opts.Import)
	}
	runtime, err := readRuntime()
	if err != nil {
		return nil, err
	}
	p := newPlanner(api, opts, runtime)
	if err := p.readPins(); err != nil {
		return nil, err
	}
	if opts.Whole != nil {
		p.whole = newPlanner(opts.Whole, opts, runtime)
		p.whole.renames, p.whole.types, p.whole.imports, p.whole.taken = p.renames, p.types, p.imports, p.taken
		p.whole.given = make(map[string]string)
		if err := p.whole.nameAll(); err != nil {
			return nil, err
		}
	}
	if err := p.nameAll(); err != nil {
		return nil, err
	}
	if p.whole != nil {
		p.clashesOfWhole()
	}
	return p, nil
}

func newPlanner(api *model.API, opts Options, runtime *declarations) *planner {
	return &planner{
		plan: plan{opts: opts, baseURL: api.BaseURL}, api: api, runtime: runtime, taken: append(runtime.names, "Operations", "defaultBaseURL", "defaultOptions", "mapsTypes", "mappedType"), pinned: make(map[string]pin), keys: make(map[string]string),
		typeNames: make(map[string]string), names: make(map[string]string), pos: make(map[string]diag.Pos), quiet: make(map[string]bool),
		structs: make(map[*model.Type]*structPlan), anys: make(map[*model.Type]*anyPlan), requests: make(map[string]*structPlan),
		methods: make(map[*endpoint]*methodPlan), bodies: make(map[*structPlan][]*model.Field), aliases: make(map[*endpoint]*aliasPlan),
	}
}

// nameAll decides what all types, enums, services, methods and constants are
// called.
func (p *planner) nameAll() error {
	p.nameTypes()
	p.gatherEndpoints() // which there are, and what each takes and returns
	p.sharePages()
	p.growServices() // the tree, the methods and their names within a service
	p.nameRest()     // everything in the package that is made from other names
	p.lookalikes()
	return p.err
}

// emits reports whether to write what is called name. Examples are tests of the
// client and go with it.
func (p *plan) emits(name string) bool {
	if len(p.opts.Emit) == 0 {
		return name != "server"
	}
	return slices.Contains(p.opts.Emit, name) && (name != "examples" || p.emits("client"))
}

// assign gives out names and reports who did not get the first wish. what is
// the kind of thing, for the message. In a part everyone is called as in the
// whole: a name that is shared or lost there is not free in the part.
func (p *planner) assign(wishes []names.Wish, taken []string, what string) map[string]string {
	given := p.givenByWhole(wishes, what)
	if len(given) > 0 {
		wishes = slices.DeleteFunc(slices.Clone(wishes), func(w names.Wish) bool { return given[w.Owner] != "" })
		taken = slices.AppendSeq(slices.Clip(taken), maps.Values(given))
	}
	byOwner := make(map[string]string)
	free, taken := p.fix(wishes, taken, byOwner)
	assigned, clashes := names.Assign(free, taken)
	maps.Copy(byOwner, assigned)
	for owner, name := range byOwner {
		if p.given != nil {
			p.given[what+" "+owner] = name
		}
	}
	maps.Copy(byOwner, given)
	if len(clashes) == 0 {
		return byOwner
	}
	wanted := make(map[string][]string)
	for _, w := range wishes {
		if pin, ok := p.pinned[w.Owner]; ok {
			wanted[pin.name] = append(wanted[pin.name], w.Owner)
			continue
		}
		for _, name := range w.Names {
			wanted[name] = append(wanted[name], w.Owner)
		}
	}
	for _, w := range clashes {
		p.reportClash(w, wanted, byOwner, what)
	}
	return byOwner
}

// givenByWhole returns what those who wish for names are called in the whole.
func (p *planner) givenByWhole(wishes []names.Wish, what string) map[string]string {
	if p.whole == nil {
		return nil
	}
	out := make(map[string]string)
	for _, w := range wishes {
		if name, ok := p.whole.given[what+" "+w.Owner]; ok {
			out[w.Owner] = name
		}
	}
	return out
}

// clashesOfWhole reports who in the part is called otherwise because of
// something in the whole.
func (p *planner) clashesOfWhole() {
	mine := make(map[diag.Pos]bool)
	for _, pos := range p.pos {
		mine[pos] = true
	}
	for _, d := range p.whole.diags {
		if d.Rule == diag.NameClash && mine[d.Pos] {
			p.diags = append(p.diags, d)
		}
	}
}

// reportClash says that w.Owner is called got, and who else wanted its first
// wish.
// The lines to paste keep all of them as they are called now.
func (p *planner) reportClash(w names.Wish, wanted map[string][]string, byOwner map[string]string, what string) {
	got := byOwner[w.Owner]
	best := slices.IndexFunc(w.Names, func(s string) bool { return s != "" })
	if best < 0 || w.Names[best] == got {
		return
	}
	others := slices.DeleteFunc(slices.Clone(wanted[w.Names[best]]), func(o string) bool { return o == w.Owner })
	slices.Sort(others)
	others = slices.Compact(others)
	if p.quiet[w.Owner] && len(others) > 0 {
		return
	}
	reason := "which the generated package needs itself"
	if owner := p.typeCalled(w.Names[best]); what == "declaration" && owner != "" {
		reason = "which belongs to " + owner
	} else if what == "operation" && len(others) == 0 {
		reason = "which leads to the paths below"
	} else if len(others) > 0 {
		reason = "which is also wanted by " + strings.Join(others[:min(3, len(others))], ", ")
	}
	p.diags.Add(diag.NameClash, p.pos[w.Owner], "%s %s cannot have the Go name %s, %s; it is called %s", what, w.Owner, w.Names[best], reason, got)
	p.diags[len(p.diags)-1].Paste = p.lines(append(others, w.Owner), byOwner)
}

// typeCalled returns the documented name of the type called name, "" if there
// is none.
func (p *planner) typeCalled(name string) string {
	for full, goName := range p.typeNames {
		if goName == name {
			return full
		}
	}
	return ""
}
