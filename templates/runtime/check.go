package runtime

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file says what each documented rule means.

// rule checks one rule about a member.
func (v *validation) rule(r *MemberRule) {
	x, state := v.member(r.Member)
	switch r.Rule {
	case RuleRequired:
		if state != present && !v.extraIs(r.Member+"@odata.bind", "") {
			v.add(r.Member, r, nil, "is required")
		}
	case RuleReadOnly:
		v.mustBeAbsent(r, x, state, "is read-only")
	case RuleNotUpdatable:
		v.mustBeAbsent(r, x, state, "cannot be changed")
	case RuleNotAccepted:
		v.mustBeAbsent(r, x, state, "is none of the members that the operation takes")
	case RuleNotNull:
		if state == null {
			v.add(r.Member, r, nil, "cannot be null")
		}
	case RuleExclusive:
		if _, other := v.member(r.Arg); state == present && other == present {
			v.add(r.Member, r, x.Interface(), "cannot be set together with %s", r.Arg)
		}
	case RuleMaxItems:
		if limit, err := strconv.Atoi(r.Arg); err == nil && state == present && x.Kind() == reflect.Slice && x.Len() > limit {
			v.add(r.Member, r, x.Len(), "elements are more than %d", limit)
		}
	default:
		if state == present {
			v.value(r.Member, r, x)
		}
	}
}

func (v *validation) mustBeAbsent(r *MemberRule, x reflect.Value, state presence, msg string) {
	switch state {
	case present:
		v.add(r.Member, r, x.Interface(), "%s", msg)
	case null:
		v.add(r.Member, r, nil, "%s", msg)
	}
}

// value checks one rule about a value, or about each element of a collection.
func (v *validation) value(path string, r *MemberRule, x reflect.Value) {
	if x.Kind() == reflect.Slice {
		if x.Type().Elem().Kind() != reflect.Uint8 {
			for i := range x.Len() {
				v.value(fmt.Sprintf("%s[%d]", path, i), r, x.Index(i))
			}
		}
		return
	}
	if msg := broken(r, x); msg != "" {
		v.add(path, r, x.Interface(), "%s", msg)
	}
}

// broken says how a value breaks r, "" if it keeps to it. Rules say nothing
// about values of a kind that they are not for.
func broken(r *MemberRule, x reflect.Value) string {
	if r.Rule == RuleRange {
		return outside(r, x)
	}
	if x.Kind() != reflect.String || x.String() == "" {
		return ""
	}
	s := x.String()
	switch r.Rule {
	case RuleMaxLength:
		if limit, err := strconv.Atoi(r.Arg); err == nil && utf8.RuneCountInString(s) > limit {
			return fmt.Sprintf("is longer than %d characters", limit)
		}
	case RuleFormat:
		if !hasFormat(s, r.Arg) {
			return "is no " + r.Arg
		}
	case RuleOneOf:
		values := strings.Split(r.Arg, "\n")
		if !areKnown(s, func(name string) bool { return slices.Contains(values, name) }) {
			return "is none of " + strings.Join(values, ", ")
		}
	case RuleEnum:
		if !isMember(x) {
			return "is no documented value"
		}
	}
	return ""
}

// outside says on which side of the range in r a number is, "" if it is in it.
func outside(r *MemberRule, x reflect.Value) string {
	n, ok := numberOf(x)
	if !ok {
		return ""
	}
	lo, hi := r.limits()
	if limit, err := strconv.ParseFloat(lo, 64); err == nil && n < limit {
		return "is less than " + lo
	}
	if limit, err := strconv.ParseFloat(hi, 64); err == nil && n > limit {
		return "is more than " + hi
	}
	return ""
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

// isMember reports whether a value of an enum type is documented.
func isMember(x reflect.Value) bool {
	if _, ok := x.Interface().(interface{ Known() bool }); !ok {
		return true
	}
	return areKnown(x.String(), func(name string) bool {
		return reflect.ValueOf(name).Convert(x.Type()).Interface().(interface{ Known() bool }).Known()
	})
}

// areKnown reports whether s is a known name or a list of them. Pages and
// services are generous with names: "HTML" for "html", and comma-separated
// lists where only single names are documented.
func areKnown(s string, known func(string) bool) bool {
	for name := range strings.SplitSeq(s, ",") {
		if name = strings.TrimSpace(name); name != "" && !slices.ContainsFunc(letterCases(name), known) {
			return false
		}
	}
	return true
}

// letterCases returns name in the letter cases that names have.
func letterCases(name string) []string {
	_, n := utf8.DecodeRuneInString(name)
	first, rest := name[:n], name[n:]
	return []string{
		name, strings.ToLower(name), strings.ToUpper(name), strings.ToLower(first) + rest,
		strings.ToUpper(first) + rest, strings.ToUpper(first) + strings.ToLower(rest),
	}
}
