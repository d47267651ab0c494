package markdown

// This file finds the includes in a text.

import (
	"bytes"
	"strings"
)

// An include is one "[!INCLUDE [label](target)]".
type include struct {
	at     int // its offset
	size   int // bytes of the whole
	target string
}

// findIncludes returns the includes of text, also those in code and comments.
func (w *workspace) findIncludes(text []byte) []include {
	var out []include
	for i := 1; i < len(text); i++ { // "!" is rarer than "["
		j := bytes.IndexByte(text[i:], '!')
		if j < 0 {
			break
		}
		if i += j; text[i-1] != '[' {
			continue
		}
		if inc, ok := parseInclude(text[i-1:]); ok {
			inc.at = i - 1
			out = w.includes.append(out, inc)
		}
	}
	return out
}

// maxIncludeLine is how long an include may be, longer than any path: who looks
// for its end on a line of thousands reads the line as often.
const maxIncludeLine = 8 << 10

// parseInclude reads an include at the start of text. People write it with
// and without blanks, in both cases, with a title behind the path, and with
// the "-" of an older DocFX: [!include-[x](y "z")].
func parseInclude(text []byte) (include, bool) {
	const word = "[!include"
	if len(text) < len(word) || !bytes.EqualFold(text[:len(word)], []byte(word)) {
		return include{}, false
	}
	line, _, _ := bytes.Cut(text[:min(len(text), maxIncludeLine)], newline)
	rest := bytes.TrimLeft(line[len(word):], "- \t")
	if len(rest) == 0 || rest[0] != '[' {
		return include{}, false
	}
	i := bytes.Index(rest, []byte("]"))
	if i < 0 {
		return include{}, false
	}
	rest = bytes.TrimLeft(rest[i+1:], " \t")
	i = bytes.IndexByte(rest, ')')
	if i < 0 || rest[0] != '(' {
		return include{}, false
	}
	target := strings.TrimSpace(string(rest[1:i]))
	if j := strings.IndexAny(target, "\"'"); j > 0 {
		target = strings.TrimSpace(target[:j])
	}
	rest = bytes.TrimLeft(rest[i+1:], " \t")
	if len(rest) == 0 || rest[0] != ']' {
		return include{}, false
	}
	target = strings.TrimSuffix(strings.TrimPrefix(target, "<"), ">")
	return include{target: target, size: len(line) - len(rest) + 1}, target != ""
}
