package model

import "github.com/docmill/docmill/model/diag"

// RuleKind is one kind of constraint. Its text is the code by which users
// switch rules off.
type RuleKind string

const (
	Required     RuleKind = "required"      // where a thing is created, an action called
	ReadOnly     RuleKind = "read-only"     // only the service sets it
	NotUpdatable RuleKind = "not-updatable" // set when the thing is created, or never
	NotNull      RuleKind = "not-null"
	OneOf        RuleKind = "one-of"     // the Values of the field
	MaxLength    RuleKind = "max-length" // Max, in characters
	Range        RuleKind = "range"      // Min and Max, either may be nil
	MaxItems     RuleKind = "max-items"  // Max
	Format       RuleKind = "format"     // Text: guid, url, email, date, date-time, duration
	Exclusive    RuleKind = "exclusive"  // Text: the member that excludes this one

	// No sentence states these: a member that the operation's own table does
	// not list, and a value that is none of its enum's members.
	NotAccepted RuleKind = "not-accepted"
	UnknownName RuleKind = "enum"
)

// RuleKinds lists all kinds.
var RuleKinds = []RuleKind{
	Required, ReadOnly, NotUpdatable, NotNull, OneOf, MaxLength, Range, MaxItems, Format, Exclusive, NotAccepted, UnknownName,
}

// Agrees reports whether a rule is in keeping with what all of a row says of its
// values: "Optional. Required." states nothing.
func (k RuleKind) Agrees(required, nullable Tri) bool {
	switch k {
	case Required:
		return required == Yes
	case NotNull:
		return nullable == No
	}
	return true
}

// A Constraint is a rule about values that a page states. It keeps its
// sentence and place, so that an error can cite them and a wrong one can be
// found and switched off.
type Constraint struct {
	Kind     RuleKind
	Min, Max *float64
	Text     string
	Sentence string // as on the page, white space folded
	Pos      diag.Pos
}
