package diff

import "strings"

// This file says in which ways a change can break programs, and which version
// follows.

// A Class is a set of ways in which programs notice a change.
type Class uint8

const (
	// Source is a change after which a program that uses the generated package
	// may no longer compile.
	Source Class = 1 << iota
	// Wire is a change of what goes over the network: an old program and the new
	// service no longer understand each other.
	Wire
	// Behaviour is a change that compiles and decodes, and acts otherwise: other
	// permissions, other rules that validators check.
	Behaviour
	// Addition is something more that nobody has to use.
	Addition
	// Documentation is a change that only readers notice.
	Documentation
)

// classes are the names, the worst first.
var classes = []struct {
	class Class
	name  string
	title string
}{
	{Source, "source", "Breaking for source"},
	{Wire, "wire", "Breaking on the wire"},
	{Behaviour, "behaviour", "Behaviour"},
	{Addition, "addition", "Additions"},
	{Documentation, "documentation", "Documentation only"},
}

// Classes returns the names of all classes, the worst first.
func Classes() []string {
	var out []string
	for _, c := range classes {
		out = append(out, c.name)
	}
	return out
}

// ParseClass returns the class of that name.
func ParseClass(name string) (Class, bool) {
	for _, c := range classes {
		if c.name == name {
			return c.class, true
		}
	}
	return 0, false
}

// Names returns the names of the classes in c, the worst first.
func (c Class) Names() []string {
	var out []string
	for _, k := range classes {
		if c&k.class != 0 {
			out = append(out, k.name)
		}
	}
	return out
}

// String returns the names of the classes in c as "source, wire".
func (c Class) String() string { return strings.Join(c.Names(), ", ") }

// Worst returns the worst class in c, Documentation if c is empty.
func (c Class) Worst() Class {
	for _, k := range classes {
		if c&k.class != 0 {
			return k.class
		}
	}
	return Documentation
}

// rank orders classes, the worst first.
func (c Class) rank() int {
	for i, k := range classes {
		if c == k.class {
			return i
		}
	}
	return len(classes)
}

// A Version is a step of Semantic Versioning 2.0.0.
type Version int

const (
	None  Version = iota // nothing changed
	Patch                // documentation only
	Minor                // additions, other behaviour, deprecation (SemVer §7)
	Major                // breaking for source or on the wire (SemVer §8)
)

var versionNames = [...]string{"none", "patch", "minor", "major"}

// String returns "none", "patch", "minor" or "major".
func (v Version) String() string { return versionNames[v] }

// BeforeOne returns the step of a package that is still at version 0, where
// breaking changes raise the minor version (SemVer §4 lets anything change;
// this is how Go modules are mostly kept).
func (v Version) BeforeOne() Version {
	switch v {
	case Major:
		return Minor
	case Minor:
		return Patch
	}
	return v
}

// Next returns the step that changes ask for.
func Next(changes []Change) Version {
	v := None
	for _, c := range changes {
		v = max(v, c.Version())
	}
	return v
}

// Version returns the step that the change alone asks for.
func (c Change) Version() Version {
	switch {
	case c.Class&(Source|Wire) != 0:
		return Major
	case c.Class&(Behaviour|Addition) != 0, c.Kind == Deprecated:
		return Minor
	}
	return Patch
}

// Count returns the number of changes whose worst class is each.
func Count(changes []Change) map[Class]int {
	n := make(map[Class]int)
	for _, c := range changes {
		n[c.Class.Worst()]++
	}
	return n
}
