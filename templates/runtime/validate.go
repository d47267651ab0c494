package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file checks values against the rules that the documentation states.
// Generated Validate methods pass names, values and limits; everything that
// decides is here. Absent and null values break no rule but those about being
// absent or null.

// A Rule is a kind of documented rule. errors.Is(err, RuleMaxLength) reports
// whether err says that such a rule is broken.
type Rule string

// The rules.
const (
	RuleRequired     Rule = "required"
	RuleReadOnly     Rule = "read-only"
	RuleNotUpdatable Rule = "not-updatable"
	RuleNotNull      Rule = "not-null"
	RuleOneOf        Rule = "one-of"
	RuleEnum         Rule = "enum" // always a warning: enums grow
	RuleMaxLength    Rule = "max-length"
	RuleRange        Rule = "range"
	RuleMaxItems     Rule = "max-items"
	RuleFormat       Rule = "format"
	RuleExclusive    Rule = "exclusive"
)

// Error makes a Rule a target for errors.Is.
func (r Rule) Error() string { return "rule " + string(r) }

// A ValidationError is one value that breaks a documented rule.
type ValidationError struct {
	Type     string // documented name of the type that has the member, e.g. "group"
	Path     string // from the validated value, e.g. "attachments[2].name"
	Rule     Rule
	Value    any    // the value that breaks the rule, nil if absent or null
	Message  string // what is wrong, e.g. "is longer than 64 characters"
	Sentence string // the page's own words, "" if not kept
	Page     string // where they stand, "" if not kept
	// Warning is set for rules that the API may outgrow.
	Warning bool
}

// Error returns path, value and message on one line, and the page's sentence.
func (e *ValidationError) Error() string {
	var b strings.Builder
	b.WriteString(e.Path)
	if e.Value != nil {
		b.WriteString(" " + shown(e.Value))
	}
	b.WriteString(" " + e.Message)
	if e.Sentence != "" {
		fmt.Fprintf(&b, ": %q", e.Sentence)
	}
	if e.Page != "" {
		b.WriteString(" (" + e.Page + ")")
	}
	return b.String()
}

// shown returns the beginning of a value.
func shown(v any) string {
	const limit = 60
	s := fmt.Sprint(v)
	if reflect.ValueOf(v).Kind() == reflect.String {
		s = strconv.Quote(s)
	}
	if len(s) > limit {
		s = strings.ToValidUTF8(s[:limit], "") + "…"
	}
	return s
}

// Is reports whether target is the rule that is broken.
func (e *ValidationError) Is(target error) bool {
	r, ok := target.(Rule)
	return ok && r == e.Rule
}

// because adds the sentence that states the rule, and its page. e may be nil,
// so that it can be chained to each rule.
func (e *ValidationError) because(sentence, page string) {
	if e != nil {
		e.Sentence, e.Page = sentence, page
	}
}

// ValidationErrors is what Validate methods return: the broken rules in the
// order of the type's members.
type ValidationErrors []*ValidationError

// Error returns all broken rules, one on each line.
func (e ValidationErrors) Error() string {
	lines := make([]string, len(e))
	for i, v := range e {
		lines[i] = v.Type + ": " + v.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the single errors, for errors.As and errors.Is.
func (e ValidationErrors) Unwrap() []error {
	out := make([]error, len(e))
	for i, v := range e {
		out[i] = v
	}
	return out
}

// withoutWarnings returns the errors that are no warnings, nil if there are
// none. The client asks for it.
func (e ValidationErrors) withoutWarnings() error {
	out := slices.DeleteFunc(slices.Clone(e), func(v *ValidationError) bool { return v.Warning })
	if len(out) == 0 {
		return nil
	}
	return out
}

// A validation collects the broken rules of one value. Its rule methods take
// the member's JSON name and its value, an Opt, slice or plain value, and
// return the broken rule, or nil. Those with a function inside are not inlined:
// it would be compiled again for each rule of each type.
type validation struct {
	typ  string
	errs ValidationErrors
}

// newValidation starts the validation of a value of the documented type typ.
func newValidation(typ string) *validation { return &validation{typ: typ} }

// err returns the broken rules as ValidationErrors, nil if there are none.
func (v *validation) err() error {
	if len(v.errs) == 0 {
		return nil
	}
	return v.errs
}

func (v *validation) add(path string, rule Rule, value any, format string, args ...any) *ValidationError {
	e := &ValidationError{Type: v.typ, Path: path, Rule: rule, Value: value, Message: fmt.Sprintf(format, args...)}
	v.errs = append(v.errs, e)
	return e
}

// stateOf returns what value holds and whether it is there. Of types that are
// no Opt the zero value is absent.
func stateOf(value any) (any, presence) {
	if o, ok := value.(optionalValue); ok {
		return o.value()
	}
	if value == nil || reflect.ValueOf(value).IsZero() {
		return nil, absent
	}
	return value, present
}

// each calls check for a value that is present, or for each element if it is a
// slice, and returns the first broken rule.
func (v *validation) each(path string, value any, check func(path string, v reflect.Value) *ValidationError) *ValidationError {
	x, state := stateOf(value)
	if state != present {
		return nil
	}
	rv := reflect.ValueOf(x)
	if rv.Kind() != reflect.Slice || rv.Type().Elem().Kind() == reflect.Uint8 {
		return check(path, rv)
	}
	var first *ValidationError
	for i := range rv.Len() {
		if e := check(fmt.Sprintf("%s[%d]", path, i), rv.Index(i)); first == nil {
			first = e
		}
	}
	return first
}

// eachString is each for strings of any type; it passes over other values.
func (v *validation) eachString(path string, value any, check func(path, s string) *ValidationError) *ValidationError {
	return v.each(path, value, func(path string, v reflect.Value) *ValidationError {
		if v.Kind() != reflect.String {
			return nil
		}
		return check(path, v.String())
	})
}

// required: the member must have a value.
func (v *validation) required(name string, value any) *ValidationError {
	if _, state := stateOf(value); state == present {
		return nil
	}
	return v.add(name, RuleRequired, nil, "is required")
}

// readOnly: only the service sets the member.
func (v *validation) readOnly(name string, value any) *ValidationError {
	return v.mustBeAbsent(name, value, RuleReadOnly, "is read-only")
}

// notUpdatable: the member cannot be changed once the entity exists.
func (v *validation) notUpdatable(name string, value any) *ValidationError {
	return v.mustBeAbsent(name, value, RuleNotUpdatable, "cannot be changed")
}

func (v *validation) mustBeAbsent(name string, value any, rule Rule, msg string) *ValidationError {
	x, state := stateOf(value)
	if state == absent {
		return nil
	}
	return v.add(name, rule, x, "%s", msg)
}

// notNull: the member cannot be cleared.
func (v *validation) notNull(name string, value any) *ValidationError {
	if _, state := stateOf(value); state != null {
		return nil
	}
	return v.add(name, RuleNotNull, nil, "cannot be null")
}

// oneOf: the values that are possible.
//
//go:noinline
func (v *validation) oneOf(name string, value any, allowed ...string) *ValidationError {
	return v.eachString(name, value, func(path, s string) *ValidationError {
		if slices.Contains(allowed, s) {
			return nil
		}
		return v.add(path, RuleOneOf, s, "is not one of %s", strings.Join(allowed, ", "))
	})
}

// enum: the documented members of the value's enum type. Enums are open, so a
// broken rule is a warning.
//
//go:noinline
func (v *validation) enum(name string, value any) *ValidationError {
	return v.each(name, value, func(path string, rv reflect.Value) *ValidationError {
		k, ok := rv.Interface().(interface{ Known() bool })
		if !ok || k.Known() {
			return nil
		}
		e := v.add(path, RuleEnum, rv.String(), "is no documented value")
		e.Warning = true
		return e
	})
}

// maxLength: the number of characters.
//
//go:noinline
func (v *validation) maxLength(name string, value any, limit int) *ValidationError {
	return v.eachString(name, value, func(path, s string) *ValidationError {
		if utf8.RuneCountInString(s) <= limit {
			return nil
		}
		return v.add(path, RuleMaxLength, s, "is longer than %d characters", limit)
	})
}

// between: a number from lo to hi.
//
//go:noinline
func (v *validation) between(name string, value any, lo, hi float64) *ValidationError {
	return v.number(name, value, func(n float64) bool { return lo <= n && n <= hi }, "is not between %v and %v", lo, hi)
}

// atLeast: a number not below lo.
//
//go:noinline
func (v *validation) atLeast(name string, value any, lo float64) *ValidationError {
	return v.number(name, value, func(n float64) bool { return lo <= n }, "is less than %v", lo)
}

// atMost: a number not above hi.
//
//go:noinline
func (v *validation) atMost(name string, value any, hi float64) *ValidationError {
	return v.number(name, value, func(n float64) bool { return n <= hi }, "is more than %v", hi)
}

func (v *validation) number(name string, value any, fits func(float64) bool, format string, limits ...any) *ValidationError {
	return v.each(name, value, func(path string, rv reflect.Value) *ValidationError {
		if n, ok := numberOf(rv); !ok || fits(n) {
			return nil
		}
		return v.add(path, RuleRange, rv.Interface(), format, limits...)
	})
}

// numberOf returns the value of a number of any type.
func numberOf(v reflect.Value) (float64, bool) {
	switch {
	case v.CanInt():
		return float64(v.Int()), true
	case v.CanUint():
		return float64(v.Uint()), true
	case v.CanFloat():
		return v.Float(), true
	}
	n, ok := v.Interface().(json.Number)
	if !ok {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil
}

// maxItems: the number of elements of a collection.
func (v *validation) maxItems(name string, value any, limit int) *ValidationError {
	rv := reflect.ValueOf(value)
	if rv.Kind() != reflect.Slice || rv.Len() <= limit {
		return nil
	}
	return v.add(name, RuleMaxItems, rv.Len(), "elements are more than %d", limit)
}

// format: a form that strings must have, one of "date-time", "duration",
// "email", "guid" and "url". Other names check nothing.
//
//go:noinline
func (v *validation) format(name string, value any, format string) *ValidationError {
	return v.eachString(name, value, func(path, s string) *ValidationError {
		valid := formats[format]
		if valid == nil || valid(s) {
			return nil
		}
		return v.add(path, RuleFormat, s, "is no %s", format)
	})
}

// exclusive: at most one of the members may be there.
func (v *validation) exclusive(names []string, values ...any) *ValidationError {
	var set []string
	for i, value := range values {
		if _, state := stateOf(value); state == present {
			set = append(set, names[i])
		}
	}
	if len(set) < 2 {
		return nil
	}
	return v.add(set[1], RuleExclusive, nil, "cannot be set together with %s", set[0])
}

// object validates a member that is itself a generated type.
func (v *validation) object(name string, value any) {
	x, state := stateOf(value)
	if state == present {
		v.nested(name, x)
	}
}

// objects validates the elements of a collection of generated types.
func (v *validation) objects(name string, value any) {
	rv := reflect.ValueOf(value)
	if rv.Kind() != reflect.Slice {
		return
	}
	for i := range rv.Len() {
		v.nested(fmt.Sprintf("%s[%d]", name, i), rv.Index(i).Interface())
	}
}

// nested adds the broken rules of x below path.
func (v *validation) nested(path string, x any) {
	val, ok := x.(interface{ Validate() error })
	if !ok || reflect.ValueOf(x).IsZero() {
		return
	}
	var list ValidationErrors
	if !errors.As(val.Validate(), &list) {
		return
	}
	for _, e := range list {
		inner := *e
		inner.Path = path + "." + e.Path
		v.errs = append(v.errs, &inner)
	}
}
