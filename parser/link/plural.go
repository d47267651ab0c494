package link

// This file reads plurals. Writers say "returns a **vendors** object" where the
// type is vendor, name a type after its collection ("countriesRegions" for
// countryRegion), or title a page in the plural and cite it in the singular.
// Inflected forms are tried only after everything else has failed, so they
// cannot take a name away from a type that has it.

import (
	"strings"
	"unicode"

	"github.com/docmill/docmill/model"
)

// inflected looks up the singular or plural forms of a bare name on page p. An
// enum is none of them: its members would have been cited with it.
func (l *linker) inflected(p *model.Page, name string) model.Ref {
	for _, form := range []string{singular(name), singularWords(name), name + "s"} {
		if t, ok := l.byName(p, form).(*model.Type); ok && form != name {
			return t
		}
	}
	return nil
}

// isPlural reports whether name is a plural of the type's short name.
func isPlural(name string, t *model.Type) bool {
	short := model.ShortName(t.Name)
	return !strings.EqualFold(name, short) &&
		(strings.EqualFold(singular(name), short) || strings.EqualFold(singularWords(name), short))
}

// singular returns the singular of a noun, or of the last word of a compound.
func singular(name string) string {
	low := fold(name)
	switch {
	case strings.HasSuffix(low, "ies"):
		return name[:len(name)-3] + "y"
	case strings.HasSuffix(low, "sses"), strings.HasSuffix(low, "xes"), strings.HasSuffix(low, "ches"):
		return name[:len(name)-2]
	case strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss"):
		return name[:len(name)-1]
	default:
		return name
	}
}

// singularWords returns name with each of its camel-case words in the singular.
func singularWords(name string) string {
	var b strings.Builder
	start := 0
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteString(singular(name[start:i]))
			start = i
		}
	}
	b.WriteString(singular(name[start:]))
	return b.String()
}
