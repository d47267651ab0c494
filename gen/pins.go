package gen

import (
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"
	"sync"

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
	mu     sync.Mutex        // of used
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
			s.mu.Lock()
			s.used[k] = true
			s.mu.Unlock()
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

// pinned returns the name that one of keys is pinned to, the zero pin if none is.
func (p *planner) pinned(keys ...string) pin {
	name, key, _ := p.renames.find(keys...)
	return pin{name, key}
}

// pinLines returns the lines of the configuration that call owners what they are
// called, "" if there are none.
func pinLines(owners []*wish) string {
	slices.SortStableFunc(owners, func(a, b *wish) int { return strings.Compare(a.owner.String(), b.owner.String()) })
	text := ""
	for _, w := range owners {
		if key := w.key.String(); key != "" && CheckName(*w.to) == nil {
			text += "  " + pinLine(key, *w.to) + "\n"
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
func (p *planner) fix(wishes []wish, taken func(string) bool) ([]wish, func(string) bool) {
	var free []wish
	fixed := make(map[string]string) // key by name
	for i := range wishes {
		w := &wishes[i]
		if w.pin.name == "" && w.key != (label{}) {
			w.pin = p.pinned(w.key.String())
		}
		if w.pin.name == "" {
			free = append(free, *w)
			continue
		}
		switch other, twice := fixed[w.pin.name]; {
		case twice && other == w.pin.key:
			p.fail("gen: rename: %s: the name %s would be given twice", w.pin.key, w.pin.name)
		case twice:
			p.fail("gen: rename: %s and %s cannot both be called %s", other, w.pin.key, w.pin.name)
		case taken(w.pin.name):
			p.fail("gen: rename: %s cannot be called %s, %s", w.pin.key, w.pin.name, p.whose(w.pin.name))
		}
		fixed[w.pin.name] = w.pin.key
		*w.to = w.pin.name
	}
	return free, func(name string) bool { return fixed[name] != "" || taken(name) }
}

// whose says why a name is taken.
func (p *planner) whose(name string) string {
	if full := p.typeCalled(name); full != "" {
		return "which is the name of " + full
	}
	return "which the generated package needs itself"
}

// typeCalled returns the documented name of the type called name, "" if there
// is none.
func (p *planner) typeCalled(name string) string {
	for full, goName := range p.typeNames {
		if goName == name {
			return full
		}
	}
	return ""
}

// fail notes the first error.
func (p *planner) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

// checkPins wants every key of the configuration to be of something.
func (p *planner) checkPins() error {
	if len(p.renames.values)+len(p.types.values) == 0 {
		return nil
	}
	named := p.listNames()
	known := make([]string, 0, len(named))
	var typed []string
	for _, n := range named {
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
