package gen

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"

	"github.com/docmill/docmill/model"
)

// This file measures how much Go each documented thing is, so that users see
// what a selection costs before they make it. The Go of the whole API is
// printed once, as Generate prints it, and each declaration is charged to what
// it is for: the bytes from the end of the declaration before it to its own
// end, its comment with it.

// Sizes are the sizes of the Go of an API in bytes, tests and examples aside.
type Sizes struct {
	// Fixed is what a package has whatever is selected: the runtime.
	Fixed  int
	pieces []int            // their bytes: Go that a package has if it has any of the things it is for
	things map[string][]int // the pieces of a type, an enum or a request
}

// Measure returns the sizes of the Go that Generate writes for api.
func Measure(api *model.API, opts Options) (*Sizes, error) {
	opts.Emit = slices.DeleteFunc(slices.Clone(opts.Emit), func(part string) bool { return part == "examples" || part == "server" })
	if len(opts.Emit) == 0 {
		opts.Emit = []string{"validators", "client"}
	}
	p, err := newPlanned(api, opts)
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte)
	if err := copyRuntime(&p.plan, files); err != nil {
		return nil, err
	}
	s := &Sizes{}
	for _, src := range files {
		s.Fixed += len(src)
	}
	if err := run(printTasks(goFiles(&p.plan)), files); err != nil {
		return nil, err
	}
	m := newMeasurer(p)
	for _, f := range p.files {
		if err := m.file(f.name, files[f.name]); err != nil {
			return nil, err
		}
	}
	s.Fixed += m.fixed
	s.pieces, s.things = m.pieces, m.things
	return s, nil
}

// Add returns how much Go some things need: types and enums by full name, and
// requests by their [model.Endpoint.Key].
func (s *Sizes) Add(types, requests []string) int {
	counted := make(map[int]bool)
	sum := 0
	s.each(types, requests, func(id int) {
		if !counted[id] {
			counted[id] = true
			sum += s.pieces[id]
		}
	})
	return sum
}

// Pieces returns the numbers of the pieces of Go that a type or an enum, by full name,
// or a request, by its [model.Endpoint.Key], needs.
func (s *Sizes) Pieces(thing string) []int { return s.things[thing] }

// Bytes returns how large each piece is, by number.
func (s *Sizes) Bytes() []int { return s.pieces }

// Have says that a package has these things already, and what they need is not
// to be counted any more.
func (s *Sizes) Have(types, requests []string) {
	s.each(types, requests, func(id int) { s.pieces[id] = 0 })
}

func (s *Sizes) each(types, requests []string, f func(id int)) {
	for _, list := range [][]string{types, requests} {
		for _, thing := range list {
			for _, id := range s.things[thing] {
				f(id)
			}
		}
	}
}

// A measurer charges declarations to pieces.
type measurer struct {
	pieces []int
	things map[string][]int
	fixed  int
	// What a declaration is charged to, by name: of types, variables and
	// constants, and "Type.Method" of methods. What has no entry follows the
	// declaration before it.
	byName map[string]int
}

// none is no piece: what a package always has.
const none = -1

func newMeasurer(p *planner) *measurer {
	m := &measurer{byName: make(map[string]int), things: make(map[string][]int)}
	for _, s := range p.plan.structs {
		if !s.request {
			m.name(m.piece(s.full), s.name)
		}
	}
	for _, e := range p.enums {
		m.name(m.piece(e.full), e.name)
	}
	scopes := make(map[string][]string)
	shared := make(map[string][]string) // requests by the struct of their parameters
	below := make(map[*service][]string)
	for _, s := range p.services {
		for _, e := range s.ends {
			for at := s; at != nil; at = at.parent {
				below[at] = append(below[at], e.request)
			}
		}
	}
	for _, s := range p.services {
		name, parent := s.typeName, "Client"
		if s.parent != nil {
			parent = s.parent.typeName
		}
		id := m.piece(below[s]...)
		m.name(id, name)
		m.name(id, parent+"."+s.accessor)
		for _, e := range s.ends {
			m.endpoint(p, name, e, scopes, shared)
		}
	}
	for _, c := range p.scopes {
		m.name(m.piece(scopes[c.value]...), c.name)
	}
	for name, requests := range shared {
		m.name(m.piece(requests...), name)
	}
	m.byName["Operations"], m.byName["allOperations"] = none, none
	return m
}

// endpoint adds the piece of an endpoint, and notes which scopes and parameters
// it has in common with others.
func (m *measurer) endpoint(p *planner, service string, e *endpoint, scopes, shared map[string][]string) {
	key, plan := e.request, e.plan
	line := len("\t&,\n") + len(plan.op.name) // in allOperations
	id := m.piece(key)
	m.charge(id, line)
	m.fixed -= line
	m.name(id, service+"."+plan.name)
	if plan.page != "" {
		m.name(id, service+"."+plan.page)
	}
	m.name(id, plan.op.name)
	if plan.alias != nil {
		m.name(id, plan.alias.name)
	}
	if plan.body == bodyFields {
		shared[e.shared.plan.name] = append(shared[e.shared.plan.name], key)
	}
	for _, table := range plan.op.permissions {
		for _, g := range table.grants {
			for _, scope := range slices.Concat(g.anyOf...) {
				scopes[scope] = append(scopes[scope], key)
			}
		}
	}
}

// piece adds a piece that some things have.
func (m *measurer) piece(things ...string) int {
	id := len(m.pieces)
	m.pieces = append(m.pieces, 0)
	for _, thing := range things {
		m.things[thing] = append(m.things[thing], id)
	}
	return id
}

func (m *measurer) name(id int, name string) { m.byName[name] = id }

func (m *measurer) charge(id, bytes int) {
	if id == none {
		m.fixed += bytes
	} else {
		m.pieces[id] += bytes
	}
}

// file charges the declarations of one file. Its head goes with the first.
func (m *measurer) file(name string, src []byte) error {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("gen: measure %s: %w", name, err)
	}
	at, current := 0, none
	take := func(name string, end token.Pos) {
		if id, ok := m.byName[name]; ok {
			current = id
		}
		to := fset.Position(end).Offset
		m.charge(current, to-at)
		at = to
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			take(funcName(d), d.End())
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					take(s.Name.Name, s.End())
				case *ast.ValueSpec:
					take(s.Names[0].Name, s.End())
				}
			}
		}
	}
	m.charge(current, len(src)-at)
	return nil
}

// funcName returns "Func" or "Type.Method".
func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if id, ok := typ.(*ast.Ident); ok {
		return id.Name + "." + d.Name.Name
	}
	return d.Name.Name
}
