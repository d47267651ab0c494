// Package names makes Go identifiers and file names out of the names that
// documentation uses, and settles who gets a name that two want.
package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file cuts names into words. Documentation writes names in every style
// there is: camelCase (roleScopeTagIds), kebab-case (mail-folder-id),
// snake_case (id_value), with blanks (path and filename), qualified
// (microsoft.graph.user), and values that were never meant as names (1.1,
// Not Ready). Digits belong to the word before them, as people read them:
// office365 Groups, win32 Lob App, x509 Certificate.

// Words cuts s into words: at every character that is neither letter nor
// digit, before an upper-case letter that follows a lower-case letter or a
// digit, and before the last letter of a run of upper-case letters that goes on
// in lower case (HTTPServer is HTTP, Server). A plural s stays with its
// abbreviation (APIs). A name that looks like another has letters spelt out
// ([Lookalike]). Words keep their case; none is empty.
func Words(s string) []string {
	if Lookalike(s) {
		s = spellOut(s)
	}
	var words []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return !isNameRune(r) }) {
		words = appendCamel(words, part)
	}
	return words
}

// isNameRune reports whether r may stand in a Go identifier (but for "_",
// which separates words here). Invalid UTF-8 is no name.
func isNameRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// appendCamel appends the words of one run of letters and digits.
func appendCamel(words []string, part string) []string {
	start, wasUpper := 0, false
	for i, r := range part {
		upper := unicode.IsUpper(r)
		if i > 0 && upper && (!wasUpper || endsRun(part[i+utf8.RuneLen(r):])) {
			words = append(words, part[start:i])
			start = i
		}
		wasUpper = upper
	}
	return append(words, part[start:])
}

// endsRun reports whether the letter in front of rest, the last of a run of
// upper-case letters, begins a word: rest goes on in lower case, and not with
// the plural s of an abbreviation, which ends the name or has an upper-case
// letter behind it (the "s" of "APIsEnabled").
func endsRun(rest string) bool {
	r, n := utf8.DecodeRuneInString(rest)
	if !unicode.IsLower(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[n:])
	return r != 's' || n < len(rest) && !unicode.IsUpper(next)
}

// initialisms are the words that Go writes in one case: the list of staticcheck,
// and UPN (user principal name). It is short on purpose: every addition renames
// what is already generated.
var initialisms = set(`ACL API ASCII CPU CSS DNS EOF GUID HTML HTTP HTTPS ID IP JSON QPS RAM RPC SLA SMTP
	SQL SSH TCP TLS TTL UDP UI GID UID UUID URI URL UTF8 VM XML XMPP XSRF XSS SIP RTP AMQP DB TS UPN`)

// spelled are words with a spelling of their own.
var spelled = map[string]string{"odata": "OData", "oauth": "OAuth", "ipv4": "IPv4", "ipv6": "IPv6", "ios": "IOS", "macos": "MacOS"}

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// title returns word as it stands inside an exported name.
func title(word string) string {
	if len(word) <= longestSpecial || !isASCII(word) {
		if s, ok := special(word); ok {
			return s
		}
	}
	r, n := utf8.DecodeRuneInString(word)
	if unicode.IsUpper(r) {
		return word
	}
	return string(unicode.ToUpper(r)) + word[n:]
}

// longestSpecial is the length of the longest word with a spelling of its own,
// an initialism in the plural. A word with letters that are not ASCII may be
// longer: ſ is a lower-case S.
const longestSpecial = len("HTTPSs")

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// special returns the spelling of a word that has one of its own.
func special(word string) (string, bool) {
	if s, ok := spelled[strings.ToLower(word)]; ok {
		return s, true
	}
	upper := strings.ToUpper(word)
	if initialisms[upper] {
		return upper, true
	}
	if one, ok := strings.CutSuffix(upper, "S"); ok && initialisms[one] {
		return one + "s", true
	}
	return "", false
}

// untitle returns word as it stands at the start of an unexported name.
func untitle(word string) string {
	t := title(word)
	if initialisms[strings.TrimSuffix(t, "s")] || initialisms[t] {
		return strings.ToLower(t)
	}
	if _, ok := spelled[strings.ToLower(word)]; ok {
		return strings.ToLower(t)
	}
	r, n := utf8.DecodeRuneInString(word)
	if isAllUpper(word) {
		return strings.ToLower(word)
	}
	return string(unicode.ToLower(r)) + word[n:]
}

// isAllUpper reports whether word has no lower-case letter.
func isAllUpper(word string) bool {
	return !strings.ContainsFunc(word, unicode.IsLower)
}
