package model

import "github.com/docmill/docmill/model/diag"

// RuleKind is one kind of constraint.
type RuleKind string

const (
	NotUpdatable RuleKind = "not-updatable"
	MaxLength    RuleKind = "max-length" // Max, in characters
	Range        RuleKind = "range"      // Min and Max, either may be nil
	MaxItems     RuleKind = "max-items"  // Max
	Format       RuleKind = "format"     // Text: guid, url, email, date-time, duration
)

// A Constraint is a rule about values that a page states in prose. It keeps
// its sentence and place, so that an error can cite them and a wrong one can
// be found and switched off.
type Constraint struct {
	Kind     RuleKind
	Min, Max *float64
	Text     string
	Sentence string
	Pos      diag.Pos
}
