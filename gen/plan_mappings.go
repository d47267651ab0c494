package gen

import (
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
)

// This file plans the Go types that the configuration has for documented ones:
// Edm.Guid: github.com/google/uuid.UUID.
//
// Such a type reads and writes itself as text (encoding.TextMarshaler and
// TextUnmarshaler), whether that text is a string or a number in JSON; what is
// an object stays what docmill makes of it. json.Marshaler would allow more,
// but calling it keeps the methods of every type of an API in every program.

// ParseType returns the import path and the name of a Go type as the
// configuration has it: "github.com/google/uuid.UUID", or "Money" for a type
// that stands in a file of one's own in the generated package.
func ParseType(text string) (path, name string, err error) {
	name = text
	if i := strings.LastIndexByte(text, '.'); i > strings.LastIndexByte(text, '/') {
		path, name = text[:i], text[i+1:]
		if path == "" || !isImportPath(path) {
			return "", "", fmt.Errorf("%q is no import path in %q", path, text)
		}
	}
	if !token.IsIdentifier(name) || !token.IsExported(name) {
		return "", "", fmt.Errorf("%q is no Go type: write the import path, a dot and an exported name, as in github.com/google/uuid.UUID", text)
	}
	return path, name, nil
}

// isImportPath reports whether s is an import path of the kinds that modules
// have.
func isImportPath(s string) bool {
	for _, part := range strings.Split(s, "/") {
		if part == "" || strings.Trim(part, ".") == "" || strings.ContainsFunc(part, func(r rune) bool {
			return r >= 0x80 || !strings.ContainsRune("-._~", r) && !isNameByte(byte(r))
		}) {
			return false
		}
	}
	return true
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// textPrims are the primitives whose values are text in JSON, numberPrims those
// whose values are numbers.
var (
	textPrims = []model.Prim{
		model.String, model.GUID, model.Date, model.DateTimeOffset, model.TimeOfDay, model.Duration, model.Binary,
	}
	numberPrims = []model.Prim{
		model.Byte, model.SByte, model.Int16, model.Int32, model.Int64, model.Single, model.Double, model.Decimal,
	}
)

// primNames returns the keys of the primitives that can be mapped.
func primNames() []string {
	var out []string
	for _, prim := range slices.Concat(textPrims, numberPrims) {
		out = append(out, string(prim))
	}
	return out
}

// primKeys returns the keys of a primitive: Edm.Guid, Guid.
func primKeys(prim model.Prim) []string {
	return []string{string(prim), strings.TrimPrefix(string(prim), "Edm.")}
}

// readTypes checks the types of the configuration and decides how their
// packages are called.
func (p *planner) readTypes() error {
	var err error
	if p.types, err = newPinSet("types", p.opts.Types); err != nil {
		return err
	}
	paths := make(map[string]bool)
	for _, key := range slices.Sorted(maps.Keys(p.opts.Types)) {
		path, name, err := ParseType(p.opts.Types[key])
		if err != nil {
			return fmt.Errorf("gen: types: %s: %w", key, err)
		}
		if path == "" {
			p.take(name)
			continue
		}
		paths[path] = true
	}
	for prim := range prims {
		for _, key := range primKeys(prim) {
			if _, ok := p.types.values[key]; ok && !slices.Contains(textPrims, prim) && !slices.Contains(numberPrims, prim) {
				return fmt.Errorf("gen: types: %s is neither text nor a number", key)
			}
		}
	}
	p.nameImports(slices.Sorted(maps.Keys(paths)))
	return nil
}

// importLocals are names in generated functions, which would hide an import.
var importLocals = []string{"x", "v", "t", "c", "a", "data", "member", "odataType", "testing", "encoding", "newT"}

// nameImports gives each imported package a name that nothing in the generated
// package has: its last part, else that with "pkg" behind it.
func (p *planner) nameImports(paths []string) {
	var wishes []names.Wish
	for _, path := range paths {
		wishes = append(wishes, names.Wish{Name: importName(path)})
	}
	isTaken := func(name string) bool {
		return p.isTaken(name) || slices.Contains(methodLocals, name) || slices.Contains(importLocals, name)
	}
	given := names.Assign(wishes, isTaken, func(i int) []string {
		return []string{wishes[i].Name + "pkg", names.Local(names.Unique(wishes[i].Name, paths[i]))}
	})
	p.imports = make(map[string]string, len(paths))
	for i, path := range paths {
		p.imports[path] = given[i]
	}
	p.take(given...)
}

// isImport reports whether a package is imported as name.
func (p *planner) isImport(name string) bool {
	for _, used := range p.imports {
		if used == name {
			return true
		}
	}
	return false
}

// importName returns what a package is probably called.
func importName(path string) string {
	parts := strings.Split(path, "/")
	last := parts[len(parts)-1]
	if n := len(parts); n > 1 && isVersion(last) {
		last = parts[n-2]
	}
	last, _, _ = strings.Cut(last, ".")
	return strings.ToLower(names.Local(last))
}

// isVersion reports whether s is the version at the end of a module's path.
func isVersion(s string) bool {
	return len(s) > 1 && s[0] == 'v' && strings.Trim(s[1:], "0123456789") == ""
}

// mapped returns the Go type that the configuration has for a value of type r
// of a property that goes by the keys, if it has one.
func (p *planner) mapped(r model.Ref, keys ...string) (t goType, number, ok bool) {
	if len(p.types.values) == 0 {
		return goType{}, false, false // nearly always
	}
	switch r := r.(type) {
	case model.Prim:
		number = slices.Contains(numberPrims, r)
		if !number && !slices.Contains(textPrims, r) {
			p.refuseMapping("neither text nor a number", keys)
			return goType{}, false, false
		}
		keys = append(slices.Clone(keys), primKeys(r)...)
	case *model.Enum:
		keys = append(slices.Clone(keys), r.Name)
	case *model.Type:
		p.refuseMapping("an object", append(slices.Clone(keys), r.Name))
		return goType{}, false, false
	default:
		p.refuseMapping("no single value", keys)
		return goType{}, false, false
	}
	text, _, ok := p.types.find(keys...)
	if !ok {
		return goType{}, false, false
	}
	path, name, _ := ParseType(text) // readTypes did
	t = goType{pkg: path, name: name}
	p.use(t)
	return t, number, true
}

// refuseMapping notes an error if the configuration has a type for one of keys.
func (p *planner) refuseMapping(what string, keys []string) {
	if _, key, ok := p.types.find(keys...); ok {
		p.fail("gen: types: %s is %s; only what is text or a number in JSON can have a type of your own", key, what)
	}
}

// mappedText is mapped for what stands outside of a struct, where only text can
// be told by its type.
func (p *planner) mappedText(r model.Ref) (goType, bool) {
	if _, isObject := r.(*model.Type); isObject || r == nil || r == model.Any {
		return goType{}, false
	}
	t, number, ok := p.mapped(r)
	return t, ok && !number
}
