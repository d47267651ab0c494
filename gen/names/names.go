package names

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxLen is the length, in bytes, that no identifier or file name exceeds.
const MaxLen = 160

// Exported returns the exported Go identifier for s, e.g. "RoleScopeTagIDs"
// for "roleScopeTagIds", and "" if s has neither letter nor digit. What starts
// with a digit or with a letter that has no upper case gets an X in front. A
// name that would be longer than MaxLen ends in letters computed from all of s.
func Exported(s string) string {
	name := titles(Words(s))
	if name == "" {
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) {
		name = "X" + name
	}
	return bound(name, s)
}

// Join returns the exported identifier that begins with the identifier name
// and goes on with what the parts say, e.g. "StateNotReady" for "State" and
// "Not Ready".
func Join(name string, parts ...string) string {
	all := name
	for _, p := range parts {
		all += titles(Words(p))
	}
	return bound(all, name+"\x00"+strings.Join(parts, "\x00"))
}

// titles returns the words as the continuation of an exported name.
func titles(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(title(w))
		if b.Len() > MaxLen {
			break
		}
	}
	return b.String()
}

// Local returns the unexported identifier for s, e.g. "mailFolderID" for
// "mail-folder-id", and "" if s has neither letter nor digit. A Go keyword or
// predeclared name gets "Value" behind it.
func Local(s string) string {
	name := Camel(s)
	if name == "" {
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsLetter(r) || unicode.IsUpper(r) {
		name = "x" + name
	}
	if IsReserved(name) {
		name += "Value"
	}
	return bound(name, s)
}

// Camel returns the words of s as one that begins in lower case, e.g.
// "mailFolders" for "MailFolders". It need not be an identifier.
func Camel(s string) string {
	words := Words(s)
	if len(words) == 0 {
		return ""
	}
	return bound(untitle(words[0])+titles(words[1:]), s)
}

// Unique returns the exported identifier name followed by letters computed
// from s: the last wish of whoever has to share every other name. Unlike a
// number, the letters depend on s alone and stay when other names come or go.
// Without a name, it is made from s.
func Unique(name, s string) string {
	if name == "" {
		name = cmp.Or(Exported(s), "X")
	}
	return cut(name, MaxLen-len(letters(s))) + letters(s)
}

// symbols are the words for characters that names lose otherwise.
var symbols = strings.NewReplacer(".", " dot ", "-", " dash ", "_", " underscore ", "+", " plus ", "/", " slash ", "*", " star ",
	"#", " sharp ", "&", " and ", "%", " percent ", "$", " dollar ", ":", " colon ", "@", " at ", "=", " equals ",
	"<", " less ", ">", " greater ", "!", " not ", " ", " space ")

// Spell returns s with its symbols put into words ("1.1" is "1 dot 1"), for
// names that would else be the same as others.
func Spell(s string) string { return symbols.Replace(s) }

// bound cuts a name that is too long, and makes it unique again.
func bound(name, s string) string {
	if len(name) <= MaxLen {
		return name
	}
	tail := letters(s)
	return cut(name, MaxLen-len(tail)) + tail
}

// cut returns at most the first n bytes of s, without splitting a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// letters returns six letters computed from s, the first in upper case.
func letters(s string) string {
	n := uint64(14695981039346656037) // FNV-1a
	for i := range len(s) {
		n = (n ^ uint64(s[i])) * 1099511628211
	}
	b := []byte("Xxxxxx")
	b[0] = 'A' + byte(n%26)
	for i := range b[1:] {
		n /= 26
		b[i+1] = 'a' + byte(n%26)
	}
	return string(b)
}

// predeclared are the names that Go declares in every file, sorted.
var predeclared = strings.Fields(`any append bool byte cap clear close comparable complex complex128 complex64 copy
	delete error false float32 float64 imag int int16 int32 int64 int8 iota len make max min new nil panic print println
	real recover rune string true uint uint16 uint32 uint64 uint8 uintptr`)

// IsReserved reports whether name is a Go keyword, a predeclared identifier,
// or one that Go gives a meaning in every package (init, main, _).
func IsReserved(name string) bool {
	if _, found := slices.BinarySearch(predeclared, name); found {
		return true
	}
	return token.IsKeyword(name) || name == "init" || name == "main" || name == "_"
}

// devices are the file names that Windows keeps for itself, whatever their
// extension; the go command refuses modules that contain one.
var devices = set(`con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9`)

// IsDevice reports whether Windows keeps the file name stem, which is in lower
// case, for itself.
func IsDevice(stem string) bool { return devices[stem] }

// File returns the Go file name for the identifier name: lower case, and
// without an underscore, since "_test", "_linux" and the like mean something to
// the go command. A name that taken refuses, or that Windows does, gets
// "_type" behind it. Digits of other scripts, which the go command refuses in a
// module's files, and letters of other scripts that have a case, of which each file
// system knows others, are written as their codes. Names that differ only by case
// share a file.
func File(name string, taken func(file string) bool) string {
	stem := cut(lettered(strings.ToLower(name)), MaxLen)
	if file := stem + ".go"; !devices[stem] && !taken(file) {
		return file
	}
	return stem + "_type.go"
}

// lettered returns s with "u00e9" for "é".
func lettered(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf || unicode.Is(unicode.Lo, r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "u%04x", r)
		}
	}
	return b.String()
}

// Singular returns the last word of a plural name in the singular, by the
// regular rules of English only: "groups" is "group", "policies" is "policy";
// what has no regular plural stays.
func Singular(s string) string {
	switch {
	case strings.HasSuffix(s, "ies") && len(s) > 4:
		return strings.TrimSuffix(s, "ies") + "y"
	case strings.HasSuffix(s, "sses"), strings.HasSuffix(s, "xes"), strings.HasSuffix(s, "ches"),
		strings.HasSuffix(s, "shes"), strings.HasSuffix(s, "uses"):
		return strings.TrimSuffix(s, "es")
	case strings.HasSuffix(s, "ss"), strings.HasSuffix(s, "us"), strings.HasSuffix(s, "is"), len(s) < 3:
		return s
	}
	return strings.TrimSuffix(s, "s")
}
