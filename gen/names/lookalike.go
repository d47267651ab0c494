package names

import (
	"fmt"
	"strings"
	"unicode"
)

// This file tells names apart that look the same: "scope" and "sсope", whose
// second letter is Cyrillic. Somebody who writes documentation so, by a wrong
// keyboard or on purpose, has readers of Go take one thing for another. So the
// letters that deceive are spelt out (ScU0441ope); names that are plainly of
// another script, or Latin with accents, are left alone. It knows the scripts
// that share letters with Latin, and compatibility forms; it is no full table of
// confusable characters (Unicode TS 39).

// shared are the scripts that share shapes with Latin.
var shared = []*unicode.RangeTable{unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee, unicode.Coptic, unicode.Lisu}

// twins are the letters of those scripts that look like Latin ones.
const twins = "аАВвеЕгЗіІїјЈкКмМнНоОрРсСтТуУхХѕЅһҺԁԛԜԝүҮ" + "αΑΒΕΖΗΙΚΜΝΟΡΤΥΧνογικρυχϲϳ" + "օսցհոյԼՍՏ"

// forms are letters and digits that are a form of others, or cannot be seen.
var forms = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x0131, 0x0131, 1}, // dotless i
		{0x017f, 0x017f, 1}, // long s
		{0x115f, 0x1160, 1}, // fillers of Hangul
		{0x2100, 0x214f, 1}, // letterlike symbols
		{0x3164, 0x3164, 1}, // filler of Hangul
		{0xfb00, 0xfb06, 1}, // ligatures
		{0xff10, 0xff5a, 1}, // of full width
		{0xffa0, 0xffa0, 1}, // filler of Hangul
	},
	R32: []unicode.Range32{{0x1d400, 0x1d7ff, 1}}, // of mathematics
}

// Lookalike reports whether s looks like another name: it mixes Latin letters
// with those of a script that has some of the same shape, has nothing but such,
// or has letters that are a form of others or cannot be seen.
func Lookalike(s string) bool {
	if isASCII(s) {
		return false
	}
	latin, other, plain := false, false, false
	for _, r := range s {
		switch {
		case !isNameRune(r):
		case unicode.Is(forms, r):
			return true
		case unicode.In(r, shared...):
			other, plain = true, plain || !strings.ContainsRune(twins, r)
		case unicode.Is(unicode.Latin, r):
			latin = true
		}
	}
	return other && (latin || !plain)
}

// spellOut returns a name that looks like another with the letters that do as
// their numbers in Unicode.
func spellOut(s string) string {
	var b strings.Builder
	for _, r := range s {
		if isNameRune(r) && (unicode.Is(forms, r) || unicode.In(r, shared...)) {
			fmt.Fprintf(&b, "U%04X", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
