package gen

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file makes the first sentence of a doc comment begin with the name of
// what it documents, as Go readers expect, out of what pages begin with:
//
//	Represents a user.                        User represents a user.
//	The user resource represents a person.    User represents a person.
//	An item in a drive.                       DriveItem is an item in a drive.
//	Entity that represents a connector.       Connector is the entity that represents a connector.
//	Settings for the mailbox of a user.       MailboxSettings holds settings for the mailbox of a user.
//	Update the properties of a user.          Update updates the properties of a user.
//
// Anything else keeps its own words in a paragraph behind a plain sentence.
// English only: a page in another language always takes the last way, where
// nothing can go wrong.

// verbs are the verbs that descriptions of types begin with, in the third
// person.
var verbs = strings.Fields(`represents contains describes specifies provides defines indicates encapsulates identifies
	exposes holds stores lists allows enables configures supports maps groups details inherits includes determines
	manages tracks returns acts serves captures refers is are was has have can`)

// commands are the verbs that descriptions of operations begin with.
var commands = strings.Fields(`get list read retrieve create update delete add remove assign check send return replace set
	restore copy revoke clear refresh reset uninstall install unfollow follow validate upgrade reply search query move
	invite publish start stop cancel accept decline forward find export import renew reauthorize merge archive unarchive
	clone complete enable disable activate deactivate grant share answer reject redirect transfer mute unmute record play
	subscribe insert append apply evaluate generate parse process provision register request resize sort sync synchronize
	upload download undo unblock block wipe lock locate shut reboot retire scan bypass approve deny dismiss confirm
	initiate convert calculate preview change close open reopen mark hide show pin unpin discard extract
	promote rename report submit recall reassign release acquire attach detach fetch lookup look make modify patch post
	perform recover suggest translate recalculate reprocess enroll allow commit unset unassign abort autofit reapply put use verify test trigger instantiate protect unprotect snooze log map delta track view`)

// typeComment returns the comment of a type.
func typeComment(name string, t *model.Type) docText {
	text := []string{lead(name, t.Doc, name+" is the type "+t.Name+".")}
	if t.Deprecated && !strings.Contains(t.Doc, "Deprecated: ") {
		text = append(text, "Deprecated: the page marks it as deprecated.")
	}
	return docText{text: append(text, source(t.Pages))}
}

// enumComment returns the comment of an enum.
func enumComment(name string, e *model.Enum) docText {
	var pages []string
	if e.Page != "" {
		pages = append(pages, e.Page)
	}
	var more string
	if e.Flags {
		more = "A value is a set of members: their names, joined by commas."
	}
	return docText{text: []string{lead(name, e.Doc, name+" is the enumeration "+e.Name+"."), more, source(pages)}}
}

// source names the pages that something is described on.
func source(pages []string) string {
	const most = 3
	switch {
	case len(pages) == 0:
		return ""
	case len(pages) > most:
		return fmt.Sprintf("Source: %s and %s", strings.Join(pages[:most], ", "), count(len(pages)-most, "other page"))
	}
	return "Source: " + strings.Join(pages, ", ")
}

// lead returns doc as the description of name.
func lead(name, doc, fallback string) string {
	doc = strings.TrimSpace(doc)
	first, rest := firstSentence(doc)
	first = cleanLine(first)
	if first == "" || isPlaceholder(first) {
		return fallback
	}
	if s, ok := nameSentence(name, first); ok {
		return s + rest
	}
	return fallback + "\n\n" + doc
}

// isPlaceholder reports whether a description says only that there is none.
func isPlaceholder(s string) bool {
	return strings.EqualFold(strings.Trim(s, ". "), "not yet documented")
}

// nameSentence returns the sentence with name as its subject, and whether it
// could tell how.
func nameSentence(name, s string) (string, bool) {
	words := strings.Fields(s)
	first := strings.ToLower(words[0])
	switch {
	case len(words) < 2:
		return "", false
	case strings.EqualFold(strings.Trim(words[0], "*`"), name) && isVerbWord(words[1]):
		return name + " " + strings.Join(words[1:], " "), true
	case isVerbWord(first) && first != "can" && first != "are" && first != "is":
		return name + " " + first + " " + strings.Join(words[1:], " "), true
	case first == "the" || first == "a" || first == "an" || first == "this":
		return articleSentence(name, words)
	case relative(words[1]) || slices.Contains([]string{"of", "for", "about", "to", "as"}, words[1]):
		if verbAt(words) >= 0 {
			return "", false // a sentence of its own
		}
		return name + nounVerb(first) + lowerFirst(s), true
	}
	return "", false
}

// nounVerb joins a name and a noun without an article: one of something it is,
// several or an uncountable it holds.
func nounVerb(noun string) string {
	if strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") || noun == "information" {
		return " holds "
	}
	return " is the "
}

// articleSentence handles what begins with an article: a sentence whose
// subject is the type itself ("The user resource represents ..."), or only its
// noun ("An item in a drive.").
func articleSentence(name string, words []string) (string, bool) {
	verb := verbAt(words)
	switch {
	case verb < 0 && words[0] != "This":
		return name + " is " + lowerFirst(strings.Join(words, " ")), true
	case verb < 0:
		return "", false
	case verb == 1 && words[0] == "This", 1 < verb && verb <= 4 && isSelf(name, words[1:verb]):
		return name + " " + strings.Join(words[verb:], " "), true
	}
	return "", false
}

// isSelf reports whether the subject of a sentence is the type itself: its
// name, perhaps followed by what it is, or only that ("This resource").
func isSelf(name string, subject []string) bool {
	kinds := []string{"resource", "object", "type", "entity", "class", "complex", "facet", "enumeration"}
	last := subject[len(subject)-1]
	whole := strings.ReplaceAll(strings.Join(subject, ""), "*", "")
	for len(subject) > 0 && slices.Contains(kinds, subject[len(subject)-1]) {
		subject = subject[:len(subject)-1]
	}
	if strings.EqualFold(whole, name) || len(subject) == 0 {
		return true
	}
	joined := strings.ReplaceAll(strings.Join(subject, ""), "*", "")
	return slices.Contains(kinds, last) && strings.EqualFold(joined, name)
}

// verbAt returns the index of the verb of a main clause, -1 if there is none
// before a relative clause, which has a verb of its own.
func verbAt(words []string) int {
	for i, w := range words {
		w = strings.Trim(w, ",;:.")
		if relative(w) {
			return -1
		}
		if i > 0 && isVerbWord(w) {
			return i
		}
	}
	return -1
}

func isVerbWord(w string) bool { return slices.Contains(verbs, w) }

func relative(w string) bool {
	return slices.Contains([]string{"that", "which", "who", "whose", "where", "used", "containing", "representing"}, w)
}

// methodLead returns doc as the description of a method, and whether it could
// tell how. If not, the text has its own words.
func methodLead(name, doc string) (text string, ok bool) {
	doc = strings.TrimSpace(doc)
	first, rest := firstSentence(doc)
	words := strings.Fields(cleanLine(first))
	if len(words) > 5 && words[0] == "Use" && words[1] == "this" && words[3] == "to" { // Use this API to create ...
		words = words[4:]
	}
	if len(words) < 2 || isPlaceholder(first) {
		return "", false
	}
	lead := name + " "
	if len(words) > 2 && strings.HasSuffix(words[0], "ly") { // Permanently delete ...
		if adverb := words[0]; verbOf(words[1:]) != "" {
			lead += strings.ToLower(adverb) + " "
			words = words[1:]
		}
	}
	verb := verbOf(words)
	if verb == "" {
		return doc, false
	}
	return lead + verb + " " + strings.Join(words[1:], " ") + rest, true
}

// verbOf returns the verb that a sentence begins with, in the third person, ""
// if it begins with something else.
func verbOf(words []string) string {
	verb := strings.ToLower(words[0])
	switch {
	case slices.Contains(commands, verb):
		return thirdPerson(verb)
	case isThirdPerson(verb):
		return verb
	case !beforeArticle(words) || slices.Contains(function, verb):
		return ""
	case strings.HasSuffix(verb, "s") && !strings.HasSuffix(verb, "ss"):
		return verb
	}
	return thirdPerson(verb)
}

// beforeArticle reports whether an article follows the first word. Then that
// is a verb (Unmerge the cells), or one of the few function words: after a
// noun there is no article.
func beforeArticle(words []string) bool {
	return len(words) > 1 && slices.Contains([]string{"a", "an", "the"}, words[1]) &&
		strings.IndexFunc(words[0], func(r rune) bool { return r > 'z' || r < 'A' }) < 0
}

// function lists the words that stand before an article without being a verb.
var function = strings.Fields(`about after against all among and as at because before below beside besides between both but by despite
	during even except for from given half if in inside instead into is just like near nor not of off on once one only onto or out outside
	over per plus rather since so such than that then these this those though through to toward towards under unless unlike until upon
	was were what when whenever where whereas wherever whether which while with within without`)

// isThirdPerson reports whether w is a command in the third person.
func isThirdPerson(w string) bool { return slices.Contains(thirdPersons, w) }

// thirdPersons are the commands in the third person.
var thirdPersons = func() []string {
	out := make([]string, len(commands))
	for i, c := range commands {
		out[i] = thirdPerson(c)
	}
	return out
}()

// thirdPerson returns "updates" for "update".
func thirdPerson(verb string) string {
	switch {
	case strings.HasSuffix(verb, "y") && !strings.ContainsAny(verb[len(verb)-2:len(verb)-1], "aeiou"):
		return verb[:len(verb)-1] + "ies"
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "x"), verb == "undo":
		return verb + "es"
	}
	return verb + "s"
}

// glued is a sentence at the end that a generator of pages appends without a
// full stop in front: "Name of the app Inherited from managedApp".
var glued = regexp.MustCompile(`([\pL\pN)])\s+(Inherited from \S+)$`)

// fieldComment returns the comment of a field: the page's words as they are.
func fieldComment(f *model.Field) docText {
	doc := strings.TrimSpace(f.Doc)
	if strings.Contains(doc, "Inherited from ") {
		doc = glued.ReplaceAllString(doc, "$1. $2")
	}
	if isPlaceholder(doc) {
		doc = ""
	}
	if f.Deprecated && !strings.Contains(doc, "Deprecated: ") {
		return docText{text: []string{doc, "Deprecated: the page marks it as deprecated."}}
	}
	return docText{text: []string{doc}}
}

// memberComment returns what the comment of an enum's constant says.
func memberComment(m *model.Member) string {
	doc := strings.TrimSpace(m.Doc)
	if isPlaceholder(doc) {
		doc = ""
	}
	return doc
}
