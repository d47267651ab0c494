package runtime

import "strings"

// This file holds the documented rules as data. A rule is five strings that the
// compiler lays out and nobody initializes; what they mean is in validate.go.

// A Rule is a kind of documented rule. errors.Is(err, RuleMaxLength) reports
// whether err says that such a rule is broken.
type Rule string

// The rules. Those that the API may outgrow are warnings: what the pages list
// may be incomplete.
const (
	RuleRequired     Rule = "required"
	RuleReadOnly     Rule = "read-only"
	RuleNotUpdatable Rule = "not-updatable"
	RuleNotAccepted  Rule = "not-accepted" // a warning
	RuleNotNull      Rule = "not-null"
	RuleOneOf        Rule = "one-of" // a warning
	RuleEnum         Rule = "enum"   // a warning
	RuleMaxLength    Rule = "max-length"
	RuleRange        Rule = "range"
	RuleMaxItems     Rule = "max-items"
	RuleFormat       Rule = "format"
	RuleExclusive    Rule = "exclusive"
)

// Error makes a Rule a target for errors.Is.
func (r Rule) Error() string { return "rule " + string(r) }

// IsWarning reports whether r is a rule that the API may outgrow.
func (r Rule) IsWarning() bool { return r == RuleEnum || r == RuleOneOf || r == RuleNotAccepted }

// A MemberRule is a rule about one member of a JSON object.
type MemberRule struct {
	Member string // JSON name
	Rule   Rule   // what is asked of it
	// Arg is what the rule compares with: "64" for lengths and numbers of
	// items, "1..9", "1.." or "..9" for ranges, the name of a form, one-of's
	// values separated by newlines, the member that excludes this one.
	Arg      string
	Sentence string // that states the rule, "" if it is in a list or a type
	Source   string // page and line, e.g. "resources/group.md:154"
}

// limits returns the ends of the range in r.Arg, "" for an open one.
func (r *MemberRule) limits() (lo, hi string) {
	lo, hi, _ = strings.Cut(r.Arg, "..")
	return lo, hi
}

// BodyRules are what an operation asks of the members of its body, beyond the
// rules about values that the body's type has itself.
type BodyRules struct {
	// Type is the Go type of the bodies the rules are for, e.g. "Group".
	Type string
	// Accepted lists the members that the operation takes, nil if the page has
	// no list.
	Accepted []string
	Source   string       // of the list
	Rules    []MemberRule // what is asked of single members
}
