package gen

import (
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
)

// This file holds what the configuration says about single things: names that
// are pinned (Options.Rename) and Go types (Options.Types), by documented name.
// docs/names.md has the grammar of the keys.

// CheckName returns an error if name is none that something can be renamed to.
func CheckName(name string) error {
	if !token.IsIdentifier(name) || !token.IsExported(name) || len(name) > names.MaxLen {
		return fmt.Errorf("%q is no exported Go name", name)
	}
	return nil
}

// plainKinds are the kinds of names whose keys need no word in front.
var plainKinds = []string{"type", "property", "member", "service", "method", "parameter"}

// Pin returns the key under which the configuration pins n.
func (n Name) Pin() string {
	if slices.Contains(plainKinds, n.Kind) {
		return n.Key
	}
	return n.Kind + " " + n.Key
}

// pinKey returns a key in the form in which keys are compared: paths are the
// same whatever their placeholders are called and in whichever letter case.
func pinKey(key string) string {
	if !strings.Contains(key, "/") {
		return key
	}
	return strings.ToLower(lineKey(key))
}

// A pinSet is one of the maps of the configuration.
type pinSet struct {
	what   string            // "rename", "types"
	values map[string]string // by pinKey
	keys   map[string]string // as written, by pinKey
	used   map[string]bool   // by pinKey
}

func newPinSet(what string, m map[string]string) (*pinSet, error) {
	s := &pinSet{what: what, values: make(map[string]string), keys: make(map[string]string), used: make(map[string]bool)}
	for _, key := range slices.Sorted(maps.Keys(m)) {
		k := pinKey(key)
		if other, ok := s.keys[k]; ok {
			return nil, fmt.Errorf("gen: %s: %q and %q mean the same", what, other, key)
		}
		s.values[k], s.keys[k] = m[key], key
	}
	return s, nil
}

// find returns the value of the first of keys that has one.
func (s *pinSet) find(keys ...string) (value, key string, ok bool) {
	if len(s.values) == 0 {
		return "", "", false // nearly always, and keys are many
	}
	for _, key := range keys {
		k := pinKey(key)
		if v, ok := s.values[k]; ok {
			s.used[k] = true
			return v, s.keys[k], true
		}
	}
	return "", "", false
}

// unused returns an error about a key that nothing is documented as, and the
// one of known that was probably meant.
func (s *pinSet) unused(known []string) error {
	for _, k := range slices.Sorted(maps.Keys(s.values)) {
		if s.used[k] || slices.ContainsFunc(known, func(key string) bool { return pinKey(key) == k || "Edm."+k == key }) {
			continue
		}
		hint := "docmill show --stage=names lists what there is"
		if near := names.Nearest(s.keys[k], known); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return fmt.Errorf("gen: %s: nothing to generate is documented as %q; %s", s.what, s.keys[k], hint)
	}
	return nil
}

// readPins checks what the configuration says.
func (p *planner) readPins() error {
	for _, key := range slices.Sorted(maps.Keys(p.opts.Rename)) {
		if err := CheckName(p.opts.Rename[key]); err != nil {
			return fmt.Errorf("gen: rename: %s: %w", key, err)
		}
	}
	var err error
	if p.renames, err = newPinSet("rename", p.opts.Rename); err != nil {
		return err
	}
	return p.readTypes()
}

// pin gives owner the name that one of keys is pinned to, if one is.
func (p *planner) pin(owner string, keys ...string) (name string, ok bool) {
	p.keys[owner] = keys[0]
	name, key, ok := p.renames.find(keys...)
	if ok {
		p.pinned[owner] = pin{name, key}
	}
	return name, ok
}

// lines returns the lines of the configuration that call owners what they are
// called, "" if there are none.
func (p *planner) lines(owners []string, byOwner map[string]string) string {
	text := ""
	for _, owner := range slices.Sorted(slices.Values(owners)) {
		if key, name := p.keys[owner], byOwner[owner]; key != "" && CheckName(name) == nil {
			text += "  " + pinLine(key, name) + "\n"
		}
	}
	if text == "" {
		return ""
	}
	return "rename:\n" + text
}

// A pin is a name that the configuration gives, and its key.
type pin struct{ name, key string }

// fix gives the wishes with pinned names those names. It returns the other
// wishes, and what is taken for them.
func (p *planner) fix(wishes []names.Wish, taken []string, byOwner map[string]string) ([]names.Wish, []string) {
	var free []names.Wish
	fixed := make(map[string]string) // key by name
	reserved := taken
	taken = slices.Clone(taken)
	for _, w := range wishes {
		pin, ok := p.pinned[w.Owner]
		if !ok {
			free = append(free, w)
			continue
		}
		switch other, twice := fixed[pin.name]; {
		case twice && other == pin.key:
			p.fail("gen: rename: %s: the name %s would be given twice", pin.key, pin.name)
		case twice:
			p.fail("gen: rename: %s and %s cannot both be called %s", other, pin.key, pin.name)
		case slices.Contains(reserved, pin.name):
			p.fail("gen: rename: %s cannot be called %s, %s", pin.key, pin.name, p.whose(pin.name))
		}
		fixed[pin.name] = pin.key
		byOwner[w.Owner] = pin.name
		taken = append(taken, pin.name)
	}
	return free, taken
}

// whose says why a name is taken.
func (p *planner) whose(name string) string {
	if full := p.typeCalled(name); full != "" {
		return "which is the name of " + full
	}
	return "which the generated package needs itself"
}

// fail notes the first error.
func (p *planner) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

// checkPins wants every key of the configuration to be of something.
func (p *planner) checkPins() error {
	known := make([]string, 0, len(p.named))
	var typed []string
	for _, n := range p.named {
		switch n.Kind {
		case "argument", "file":
			continue
		case "type", "property", "parameter":
			typed = append(typed, n.Pin())
		}
		known = append(known, n.Pin())
	}
	more := p.keysOfWhole()
	if err := p.renames.unused(append(known, more...)); err != nil {
		return err
	}
	return p.types.unused(slices.Concat(typed, primNames(), more))
}

// keysOfWhole returns the keys of types and members that the API is a part of: a
// configuration may name what is not selected. Services and methods were named
// in the whole.
func (p *planner) keysOfWhole() []string {
	if p.whole == nil {
		return nil
	}
	var out []string
	for _, t := range p.whole.api.Types {
		out = append(out, t.Name)
		for _, f := range t.Fields {
			out = append(out, t.Name+"."+f.Name)
		}
	}
	for _, e := range p.whole.api.Enums {
		out = append(out, e.Name)
		for _, m := range e.Members {
			out = append(out, e.Name+"."+m.Name)
		}
	}
	return out
}
