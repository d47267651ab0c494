package runtime

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// This file checks the values of generated structs against the documented
// rules. Validate methods pass a table; everything that decides is here and in
// check.go. Absent values break no rule but the one that something is required.

// A ValidationError is one value that breaks a documented rule.
type ValidationError struct {
	Type     string // Go type that has the member, e.g. "Group"
	Path     string // from the validated value, e.g. "attachments[2].name"
	Rule     Rule   // that is broken
	Value    any    // the value that breaks the rule, nil if absent or null
	Message  string // what is wrong, e.g. "is longer than 64 characters"
	Sentence string // the page's own words, "" if the rule has none
	Page     string // page and line of the rule, "" if it has none
	// Warning is set for rules that the API may outgrow.
	Warning bool
}

// Error returns path, value and message on one line, and the page's sentence.
func (e *ValidationError) Error() string {
	var b strings.Builder
	b.WriteString(e.Path)
	b.WriteString(shown(e.Value))
	b.WriteString(" " + e.Message)
	if e.Sentence != "" {
		fmt.Fprintf(&b, ": %q", e.Sentence)
	}
	if e.Page != "" {
		b.WriteString(" (" + e.Page + ")")
	}
	return b.String()
}

// shown returns a blank and the beginning of a value, "" for what has no short
// form.
func shown(v any) string {
	const limit = 60
	s := fmt.Sprint(v)
	switch reflect.ValueOf(v).Kind() {
	case reflect.Invalid, reflect.Pointer, reflect.Slice:
		return ""
	case reflect.String:
		s = strconv.Quote(s)
	}
	if len(s) > limit {
		s = strings.ToValidUTF8(s[:limit], "") + "…"
	}
	return " " + s
}

// Is reports whether target is the rule that is broken.
func (e *ValidationError) Is(target error) bool {
	r, ok := target.(Rule)
	return ok && r == e.Rule
}

// ValidationErrors is what Validate methods and [Operation.ValidateBody]
// return: the broken rules, warnings among them.
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

// WithoutWarnings returns the errors that are no warnings, nil if there are
// none.
func (e ValidationErrors) WithoutWarnings() error {
	return slices.DeleteFunc(slices.Clone(e), func(v *ValidationError) bool { return v.Warning }).orNil()
}

func (e ValidationErrors) orNil() error {
	if len(e) == 0 {
		return nil
	}
	return e
}

// validate is what Validate methods return: it checks the values in x, a
// pointer to a generated struct, against rules, and the objects in x by their
// own Validate methods.
func validate(x any, rules []MemberRule) error {
	v, ok := newValidation(x)
	if !ok {
		return nil
	}
	for i := range rules {
		v.rule(&rules[i])
	}
	for i := range v.plan.fields {
		v.inner(&v.plan.fields[i])
	}
	return v.errs.orNil()
}

// A validation collects the rules that one struct breaks.
type validation struct {
	x    reflect.Value // the struct
	plan *plan
	errs ValidationErrors
}

// newValidation starts the validation of x; it returns false if x is no
// pointer to a generated struct, or nil.
func newValidation(x any) (*validation, bool) {
	p := reflect.ValueOf(x)
	if p.Kind() != reflect.Pointer || p.IsNil() || !isGenerated(p.Type().Elem()) {
		return nil, false
	}
	return &validation{x: p.Elem(), plan: planOf(p.Type().Elem())}, true
}

// add notes that a value breaks r.
func (v *validation) add(path string, r *MemberRule, value any, format string, args ...any) {
	v.errs = append(v.errs, &ValidationError{
		Type: v.plan.name, Path: path, Rule: r.Rule, Value: value, Message: fmt.Sprintf(format, args...),
		Sentence: r.Sentence, Page: r.Source, Warning: r.Rule.IsWarning(),
	})
}

// member returns the value of a member and whether it is there.
func (v *validation) member(name string) (reflect.Value, presence) {
	i, ok := v.plan.byName[name]
	if !ok {
		return reflect.Value{}, absent
	}
	f := &v.plan.fields[i]
	field, at := v.x.Field(f.index), v.x.Addr().UnsafePointer()
	switch {
	case f.opt:
		return f.val.at(f.of(at)), *f.presence(at)
	case v.extraIs(name, "null"): // a collection that is null
		return field, null
	case f.isAbsent(at):
		return field, absent
	case f.val.kind == kindRaw && string(field.Bytes()) == "null":
		return field, null
	}
	return field, present
}

// extraIs reports whether Extra has the member, with the value if that is not "".
func (v *validation) extraIs(name, value string) bool {
	if v.plan.extra < 0 {
		return false
	}
	raw, ok := v.x.Field(v.plan.extra).Interface().(Extra)[name]
	return ok && (value == "" || string(raw) == value)
}

// inner checks the objects in a member, which have rules of their own.
func (v *validation) inner(f *field) {
	val := f.val
	for val.kind == kindSlice {
		val = val.elem
	}
	if val.kind != kindObject && val.kind != kindAny {
		return
	}
	if x, state := v.member(f.name); state == present {
		v.nested(f.name, x)
	}
}

// nested adds the broken rules of the objects in x below path.
func (v *validation) nested(path string, x reflect.Value) {
	if x.Kind() == reflect.Slice {
		for i := range x.Len() {
			v.nested(fmt.Sprintf("%s[%d]", path, i), x.Index(i))
		}
		return
	}
	if x.IsNil() {
		return
	}
	val, ok := x.Interface().(interface{ Validate() error })
	if !ok {
		return
	}
	list, _ := val.Validate().(ValidationErrors)
	for _, e := range list {
		inner := *e
		inner.Path = path + "." + e.Path
		v.errs = append(v.errs, &inner)
	}
}
