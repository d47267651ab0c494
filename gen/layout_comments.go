package gen

import (
	"bytes"
	"go/doc/comment"
	"strings"
)

// This file writes doc comments as gofmt does.

// isPlainDoc reports whether gofmt leaves a comment as it is because there is
// nothing in it but paragraphs of plain words, lines of code between them and, at
// its end, a directive.
func isPlainDoc(lines [][]byte) bool {
	n := len(lines)
	if isDirective(lines[n-1]) {
		if n == 1 {
			return true
		}
		if n--; !bytes.Equal(lines[n-1], []byte("//")) {
			return false
		}
		n--
	}
	start := 0 // of the paragraph
	for i, text := range lines[:n] {
		if len(text) == len("//") {
			if i == start || i+1 == n {
				return false
			}
			start = i + 1
			continue
		}
		if isCodeLine(text) {
			if i == 0 || len(lines[i-1]) > len("//") || i+1 < n && len(lines[i+1]) > len("//") {
				return false
			}
			continue
		}
		if !isPlainLine(text) || i == start && start > 0 && (i+1 == n || len(lines[i+1]) == len("//")) && isHeadingLike(text) {
			return false
		}
	}
	return n > 0
}

// isPlainLine reports whether a comment line begins like a sentence or with what
// may stand within one, and is no definition of a link.
func isPlainLine(text []byte) bool {
	if len(text) < len("// x") || text[2] != ' ' {
		return false
	}
	c := text[3] | 0x20
	return ('a' <= c && c <= 'z' || bytes.IndexByte([]byte("([\"/$"), text[3]) >= 0) && !bytes.Contains(text, []byte("]:")) && !bytes.Contains(text, []byte("``")) && !bytes.Contains(text, []byte("''")) &&
		!bytes.ContainsAny(text, "\t\r\v\f")
}

// isCodeLine reports whether a comment line is code, and no item of a list.
func isCodeLine(text []byte) bool {
	return len(text) > len("//\tx") && text[2] == '\t' && 'A' <= text[3] && text[3] <= 'Z'
}

// isHeadingLike reports whether a line alone between paragraphs may be a
// heading: one that ends without a full stop and has no colon.
func isHeadingLike(text []byte) bool {
	last := text[len(text)-1]
	return (isNamePart(last) || last == ')') && !bytes.ContainsAny(text, ":")
}

// isDirective reports whether a comment line is for a tool. Text of documentation
// never is: a blank stands in front of it.
func isDirective(text []byte) bool {
	return len(text) > 2 && 'a' <= text[2] && text[2] <= 'z'
}

// docLines returns a doc comment as gofmt writes it, directives last.
func docLines(lines [][]byte) [][]byte {
	var text strings.Builder
	var directives [][]byte
	for _, c := range lines {
		if isDirective(c) {
			directives = append(directives, c)
			continue
		}
		text.Write(bytes.TrimPrefix(c[len("//"):], []byte(" ")))
		text.WriteByte('\n')
	}
	if text.Len() == 0 {
		return lines
	}
	var out [][]byte
	var parser comment.Parser
	var printer comment.Printer
	for line := range bytes.Lines(printer.Comment(parser.Parse(text.String()))) {
		line = bytes.TrimSuffix(line, newline)
		switch {
		case len(line) == 0:
			out = append(out, []byte("//"))
		case line[0] == '\t':
			out = append(out, append([]byte("//"), line...))
		default:
			out = append(out, append([]byte("// "), line...))
		}
	}
	if len(directives) > 0 {
		out = append(append(out, []byte("//")), directives...)
	}
	return out
}
