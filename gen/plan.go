package gen

import (
	"sync/atomic"

	"github.com/docmill/docmill/model"
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
	notebook
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
	// serverFiles are the examples that the server for tests answers with, by
	// file name.
	serverFiles map[string]string
	imports     map[string]string // names of imported packages, by path
}

// A structPlan is a Go struct: a documented type, or the parameters of an
// action.
type structPlan struct {
	name    string
	full    string // documented name, "" for parameters
	file    string
	doc     docText
	fields  []fieldPlan
	members []*model.Field // as documented
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
	used    atomic.Bool
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
