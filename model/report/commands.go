package report

import (
	"unicode"
	"unicode/utf8"
)

// This file spoils what runners of workflows would take for commands of the job
// whose output they read, as a line of a page that a finding shows may be written
// to be. GitHub's runner obeys "::name …::" at the beginning of a line, blanks
// apart, and "##[name]" anywhere in it (actions/runner, ActionCommand.cs); that of
// Azure Pipelines "##vso[…]" anywhere, TeamCity "##teamcity[…]".

// commands finds the beginnings of commands in text that comes in pieces.
type commands struct {
	inside bool // of a line, behind its first character that is no blank
	colons int  // that the line begins with, while there is nothing else
	hashes int  // in a row, and then letters only
	named  bool // by letters behind the hashes
}

// spoil returns a piece of text with U+FFFD within each beginning of a command.
func (c *commands) spoil(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for _, r := range string(text) {
		if c.acts(r) {
			out = utf8.AppendRune(out, utf8.RuneError)
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// acts reports whether r makes what stands before it a command.
func (c *commands) acts(r rune) bool {
	letter := r < utf8.RuneSelf && unicode.IsLetter(r)
	acts := c.colons == 2 && letter || c.hashes >= 2 && r == '['
	switch {
	case r == '\n':
		*c = commands{}
		return false
	case r == '#' && !c.named:
		c.hashes++
	case letter && c.hashes > 0:
		c.named = true
	default:
		c.hashes, c.named = 0, false
		if r == '#' {
			c.hashes = 1
		}
	}
	switch {
	case r == ':' && !c.inside:
		c.colons++
	case c.colons > 0 || !unicode.IsSpace(r):
		c.inside, c.colons = true, 0
	}
	return acts
}
