package sample

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/model"
)

// This file tells placeholders from values. Examples are often made by a
// program from the list of properties, and nobody puts values in:
//
//	"startDateTime": "datetime-value"     "serialNumber": "Serial Number value"
//	"issuedDate": "String (timestamp)"    "isEnabled": "Boolean"     "id": "<id>"
//
// Such a text contradicts its table, and yet says nothing about it: the table
// may be right. A property that may be any text is not looked at, so that
// "String" can be a value.

// placeholder reports whether text, the value of a member called name, stands
// for a value rather than being one.
func placeholder(name, text string) bool {
	switch {
	case strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">"), strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}"):
		return !strings.ContainsAny(text[1:len(text)-1], `<>{}"`)
	case strings.HasSuffix(text, "..."), strings.HasSuffix(text, "…"): // shortened
		return true
	case strings.HasSuffix(text, "-value"):
		return !strings.Contains(text, " ")
	}
	if letters(text) == letters(name)+"value" {
		return true
	}
	word, rest, _ := strings.Cut(text, " ")
	return typeWord(word) && (rest == "" || rest == "identifier" || strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")"))
}

// typeWord reports whether word is the name of a primitive type.
func typeWord(word string) bool {
	return slices.ContainsFunc(prims, func(p model.Prim) bool { return strings.EqualFold(model.ShortName(string(p)), word) })
}

var prims = []model.Prim{
	model.String, model.Boolean, model.Byte, model.SByte, model.Int16, model.Int32, model.Int64, model.Single, model.Double, model.Decimal,
	model.GUID, model.Date, model.DateTimeOffset, model.TimeOfDay, model.Duration, model.Binary, model.Stream,
}

// letters returns the letters and digits of s in lower case.
func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, s)
}

// isAboutText reports whether rules of a kind say what a text must be.
func isAboutText(k model.RuleKind) bool {
	return k == model.OneOf || k == model.Format || k == model.UnknownName
}

// lastName returns the last name in a path such as "attachments[2].name".
func lastName(path string) string {
	name := path[strings.LastIndexByte(path, '.')+1:]
	name, _, _ = strings.Cut(name, "[")
	return name
}
