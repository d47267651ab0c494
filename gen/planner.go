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
)

// This file holds the steps of planning, and what one knows of the others.

// A planner is the state of one run of newPlan.
type planner struct {
	plan
	api      *model.API
	runtime  *declarations
	memo     *memo
	taken    map[string]bool // names nobody may get
	endpoint []*endpoint
	services []*service

	// What model values are called.
	typeNames  map[string]string        // full name of a type or enum to Go name
	members    map[*model.Enum][]string // the constants of an enum, "" for a member listed before
	cloudNames []string                 // the variables of the clouds
	// What the configuration says, see pins.go.
	renames, types *pinSet
	structs        map[*model.Type]*structPlan
	anys           map[*model.Type]*anyPlan
	given          *givenNames // in a whole, every name that assign gave out
	whole          *planner    // of what the API is a part of, nil if it is whole; its names are decided
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
		p.whole.renames, p.whole.types, p.whole.imports, p.whole.taken = p.renames, p.types, p.imports, maps.Clone(p.taken)
		p.whole.given = &givenNames{names: make(map[givenTo]string)}
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
	p := &planner{
		plan: plan{opts: opts, baseURL: api.BaseURL}, api: api, runtime: runtime, memo: newMemo(), taken: make(map[string]bool),
		typeNames: make(map[string]string), members: make(map[*model.Enum][]string), cloudNames: make([]string, len(api.Clouds)),
		structs: make(map[*model.Type]*structPlan), anys: make(map[*model.Type]*anyPlan),
	}
	p.take(runtime.names...)
	p.take("Operations", "defaultBaseURL", "defaultOptions", "mapsTypes", "mappedType")
	p.take("TestTypes", "allTypes", "TestExamples", "replayCases") // tests are of the package
	return p
}

// take keeps names from everybody.
func (p *planner) take(names ...string) {
	for _, name := range names {
		p.taken[name] = true
	}
}

// isTaken reports whether nobody may get a name any more.
func (p *planner) isTaken(name string) bool { return p.taken[name] }

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
