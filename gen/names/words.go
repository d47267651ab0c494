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
// abbreviation (APIs). Words keep their case; none is empty.
func Words(s string) []string {
	var words []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return !isNameRune(r) }) {
		words = appendCamel(words, []rune(part))
	}
	return words
}

// isNameRune reports whether r may stand in a Go identifier (but for "_",
// which separates words here). Invalid UTF-8 is no name.
func isNameRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// appendCamel appends the words of one run of letters and digits.
func appendCamel(words []string, part []rune) []string {
	start := 0
	for i := 1; i < len(part); i++ {
		if isWordStart(part, i) {
			words = append(words, string(part[start:i]))
			start = i
		}
	}
	return append(words, string(part[start:]))
}

// isWordStart reports whether a word begins at part[i], 0 < i < len(part).
func isWordStart(part []rune, i int) bool {
	if !unicode.IsUpper(part[i]) {
		return false
	}
	if !unicode.IsUpper(part[i-1]) {
		return true
	}
	if i+1 == len(part) || !unicode.IsLower(part[i+1]) {
		return false
	}
	return !isPluralS(part, i+1)
}

// isPluralS reports whether part[i] is the plural s of an abbreviation: it ends
// the name or an upper-case letter follows (the "s" of "APIsEnabled").
func isPluralS(part []rune, i int) bool {
	return part[i] == 's' && (i+1 == len(part) || unicode.IsUpper(part[i+1]))
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
	lower := strings.ToLower(word)
	if s, ok := spelled[lower]; ok {
		return s
	}
	upper := strings.ToUpper(word)
	if initialisms[upper] {
		return upper
	}
	if one, ok := strings.CutSuffix(upper, "S"); ok && initialisms[one] {
		return one + "s"
	}
	r, n := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[n:]
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
