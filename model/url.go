package model

import (
	"iter"
	"net/url"
	"strings"
)

// This file takes the path and the query of a URL apart, as people write them in
// examples (match.go).

// A URLValue is what stands in a URL for a placeholder.
type URLValue struct {
	Text   string // decoded and without quotes
	Quoted bool   // it was an OData string literal: 'D7'
}

// A urlPart is what stands between two slashes: "name", "name(args)", or what
// is left of it, "(args)".
type urlPart struct {
	name   string
	call   bool // there were parentheses
	args   []URLArg
	colons bool // a colon followed: "root:" of root:/a/b:/content
}

// A URLArg is an argument in parentheses, as a URL has it.
type URLArg struct {
	Name  string // "" if the URL gives none
	Value URLValue
}

// URLArgs reads what stands between the parentheses of a function or key.
func URLArgs(text string) []URLArg {
	var out []URLArg
	for arg := range cutOutside(text, ',') {
		if arg != "" {
			out = append(out, parseURLArg(arg))
		}
	}
	return out
}

// urlParts cuts a path at the slashes that stand outside of quotes.
func urlParts(path string) []urlPart {
	out := make([]urlPart, 0, strings.Count(path, "/")+1)
	for text := range cutOutside(path, '/') {
		if text == "" {
			continue
		}
		var p urlPart
		text, p.colons = strings.CutSuffix(text, ":")
		text = unescaped(text)
		p.name = text
		if open := strings.IndexByte(text, '('); open >= 0 && strings.HasSuffix(text, ")") {
			p.name, p.call = text[:open], true
			p.args = URLArgs(text[open+1 : len(text)-1])
		}
		out = append(out, p)
	}
	return out
}

// unescaped returns text with its %XX decoded, as it is if they are wrong.
func unescaped(text string) string {
	if strings.IndexByte(text, '%') < 0 {
		return text
	}
	if decoded, err := url.PathUnescape(text); err == nil {
		return decoded
	}
	return text
}

// cutOutside cuts s at each sep that stands outside of quotes and parentheses.
// An apostrophe or a parenthesis that is never closed is an ordinary character.
func cutOutside(s string, sep byte) iter.Seq[string] {
	return func(yield func(string) bool) {
		depth, quoted, from := 0, false, 0
		lastQuote, lastParen := strings.LastIndexByte(s, '\''), strings.LastIndexByte(s, ')')
		for i := range len(s) {
			switch c := s[i]; {
			case c == '\'':
				quoted = !quoted && i < lastQuote
			case quoted:
			case c == '(' && i < lastParen:
				depth++
			case c == ')' && depth > 0:
				depth--
			case c == sep && depth == 0:
				if !yield(s[from:i]) {
					return
				}
				from = i + 1
			}
		}
		yield(s[from:])
	}
}

// parseURLArg reads 'x', ns.color'x', x or name=x.
func parseURLArg(text string) URLArg {
	var a URLArg
	text = strings.TrimSpace(text)
	if name, value, ok := strings.Cut(text, "="); ok && !strings.ContainsAny(name, "'{<") {
		a.Name, text = strings.TrimSpace(name), strings.TrimSpace(value)
	}
	a.Value.Text = text
	if open := strings.IndexByte(text, '\''); open >= 0 && len(text) > open+1 && strings.HasSuffix(text, "'") {
		a.Value = URLValue{strings.ReplaceAll(text[open+1:len(text)-1], "''", "'"), true}
	}
	return a
}

// SplitQuery returns the parameters of a URL's query, decoded. An "&" in quotes
// or parentheses separates nothing, though a URL should have it as %26.
func SplitQuery(query string) [][2]string {
	var out [][2]string
	for pair := range cutOutside(query, '&') {
		if name, value, _ := strings.Cut(strings.TrimSpace(pair), "="); pair != "" {
			out = append(out, [2]string{unescaped(name), unescaped(value)})
		}
	}
	return out
}
