package main

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf16"
)

// This file damages pages as a whole, or from somewhere on: as conversions,
// editors with an opinion and mail programs do.

// wholes are the mutations of much of a page at once.
var wholes = []mutation{
	{"text replaced", func(rnd *rand.Rand, page, _ []byte) []byte {
		r := replacements[rnd.IntN(len(replacements))]
		from := rnd.IntN(2) * rnd.IntN(len(page)) // everywhere, or from somewhere on
		return append(page[:from:from], bytes.ReplaceAll(page[from:], []byte(r[0]), []byte(r[1]))...)
	}},
	{"case changed", func(rnd *rand.Rand, page, _ []byte) []byte {
		change := []func([]byte) []byte{bytes.ToUpper, bytes.ToLower, bytes.ToTitle}[rnd.IntN(3)]
		from := rnd.IntN(len(page))
		to := from + rnd.IntN(len(page)-from) + 1
		return slices.Concat(page[:from], change(page[from:to]), page[to:])
	}},
	{"another encoding", func(rnd *rand.Rand, page, _ []byte) []byte { return encodings[rnd.IntN(len(encodings))](page) }},
	{"invisible characters", func(rnd *rand.Rand, page, _ []byte) []byte {
		c := []byte(invisible[rnd.IntN(len(invisible))])
		for range 1 + rnd.IntN(20) {
			page = slices.Insert(page, rnd.IntN(len(page)+1), c...)
		}
		return page
	}},
	{"columns swapped", func(rnd *rand.Rand, page, _ []byte) []byte {
		a, b := 1+rnd.IntN(3), 1+rnd.IntN(3)
		return eachLine(page, func(line string) string {
			cells := strings.Split(line, "|")
			if len(cells) > max(a, b) {
				cells[a], cells[b] = cells[b], cells[a]
			}
			return strings.Join(cells, "|")
		})
	}},
	{"levels of headings", func(rnd *rand.Rand, page, _ []byte) []byte {
		all := rnd.IntN(3) == 0
		return eachLine(page, func(line string) string {
			if title := strings.TrimLeft(line, "#"); title != line && (all || rnd.IntN(4) == 0) {
				return strings.Repeat("#", rnd.IntN(8)) + title
			}
			return line
		})
	}},
	{"wrapped", func(rnd *rand.Rand, page, _ []byte) []byte {
		w := wrappings[rnd.IntN(len(wrappings))]
		return slices.Concat([]byte(w[0]), bytes.ReplaceAll(page, []byte("\n"), []byte("\n"+w[1])), []byte(w[2]))
	}},
	{"tables in HTML", func(_ *rand.Rand, page, _ []byte) []byte {
		return eachLine(page, func(line string) string {
			if row, ok := strings.CutPrefix(line, "|"); ok {
				return "<table><tr><td>" + strings.ReplaceAll(row, "|", "</td><td>") + "</td></tr></table>"
			}
			return line
		})
	}},
	{"lines broken", func(rnd *rand.Rand, page, _ []byte) []byte {
		width := 20 + rnd.IntN(80)
		return eachLine(page, func(line string) string {
			for i := width; i < len(line); i += width {
				if at := strings.IndexByte(line[i:], ' '); at >= 0 {
					line = line[:i+at] + "\n" + line[i+at+1:]
				}
			}
			return line
		})
	}},
	{"order turned", func(rnd *rand.Rand, page, _ []byte) []byte {
		l := lines(page)
		from := rnd.IntN(len(l))
		slices.Reverse(l[from:min(len(l), from+1+rnd.IntN(60))])
		return join(l)
	}},
	{"line repeated", func(rnd *rand.Rand, page, _ []byte) []byte {
		l := lines(page)
		i := rnd.IntN(len(l))
		return join(slices.Insert(l, i, slices.Repeat(l[i:i+1], 500)...))
	}},
	{"page doubled", func(_ *rand.Rand, page, _ []byte) []byte { return slices.Concat(page, page) }},
	{"emptied", func(rnd *rand.Rand, page, _ []byte) []byte {
		front := page[:bytes.Index(page, []byte("\n#"))+1]
		return [][]byte{nil, []byte("\n"), []byte("\ufeff"), []byte(strings.Repeat(" \n", 100)), front}[rnd.IntN(5)]
	}},
}

// replacements are of what means something to readers of pages, and of what tools
// like to put right.
var replacements = [][2]string{
	{" ", "\t"},
	{" ", "\u00a0"},
	{" ", "\u3000"},
	{" ", "&nbsp;"},
	{" ", "  "},
	{" ", ""},
	{"\n", " "},
	{"\n", "  \n"},
	{"\n", "\\\n"},
	{"\n", "<br>\n"},
	{"\n", "\n\u200b"},
	{"\n", "\n\ufeff"},
	{"\n", "\n    "},
	{"\n", "\n\n\n\n"},
	{"|", ""},
	{"|", "\uff5c"},
	{"|", "\\|"},
	{"|", "||"},
	{"|", "\n|"},
	{"|", "\t"},
	{"|", ","},
	{"`", ""},
	{"`", "'"},
	{"```", "~~~"},
	{"```", "``"},
	{"```http", "```"},
	{"```json", "```http"},
	{"```", "````"},
	{"#", "##"},
	{"## ", "##"},
	{"\n#", "\n #"},
	{"\n#", "\n#\u00a0"},
	{"\n#", "\n**"},
	{"#", "&#35;"},
	{"&", "&amp;"},
	{"<", "&lt;"},
	{">", "&gt;"},
	{"<", ""},
	{"-->", ""},
	{"<!--", "<!- -"},
	{"--", "\u2014"},
	{"\"", "\u201d"},
	{"\"", "&quot;"},
	{"'", "\u2019"},
	{":", "\uff1a"},
	{"(", "\uff08"},
	{",", "\u3001"},
	{".", "\u3002"},
	{"/", "\\"},
	{"{", "<"},
	{"{", "{{"},
	{"[", "\\["},
	{"](", "] ("},
	{"](", "]["},
	{".md", ""},
	{"_", "\\_"},
	{"*", ""},
	{"-", "\u2010"},
	{"e", "e\u00ad"},
	{"i", "\u0456"},
	{"o", "\u200do"},
}

// encodings are others than UTF-8, or UTF-8 twice.
var encodings = []func([]byte) []byte{
	func(page []byte) []byte { return wide(page, binary.LittleEndian) },
	func(page []byte) []byte { return wide([]byte("\ufeff"+string(page)), binary.LittleEndian) },
	func(page []byte) []byte { return wide([]byte("\ufeff"+string(page)), binary.BigEndian) },
	func(page []byte) []byte { // Latin-1, with "?" for what it has not
		var out []byte
		for _, c := range string(page) {
			if c > 0xFF {
				c = '?'
			}
			out = append(out, byte(c))
		}
		return out
	},
	func(page []byte) []byte { // UTF-8 that was taken for Latin-1
		var out strings.Builder
		for _, c := range page {
			out.WriteRune(rune(c))
		}
		return []byte(out.String())
	},
	func(page []byte) []byte { // letters as references
		var out strings.Builder
		for _, c := range string(page) {
			if 'a' <= c && c <= 'z' {
				out.WriteString("&#x" + string("0123456789abcdef"[c>>4]) + string("0123456789abcdef"[c&15]) + ";")
			} else {
				out.WriteRune(c)
			}
		}
		return []byte(out.String())
	},
}

// wide returns a page in UTF-16.
func wide(page []byte, order binary.AppendByteOrder) (out []byte) {
	for _, u := range utf16.Encode([]rune(string(page))) {
		out = order.AppendUint16(out, u)
	}
	return out
}

// invisible are characters that nobody sees, or sees for others.
var invisible = []string{
	"\ufeff", "\u200b", "\u200c", "\u200d", "\u200e", "\u202e", "\u2066", "\u00ad", "\u2060", "\u180e", "\u00a0", "\u2009", "\u2028", "\u2029", "\u0085", "\v", "\f", "\x00", "\x1b[2J", "\x7f", "\u0301", "\U000e0041", "\ufe0f", "\ufffd",
}

// wrappings are what stands before a page, before each of its lines, and behind
// it.
var wrappings = [][3]string{
	{"> ", "> ", ""},
	{"> > ", "> > ", ""},
	{"- ", "- ", ""},
	{"- ", "  ", ""},
	{"1. ", "   ", ""},
	{"> - ", "> - ", ""},
	{"> - ", ">   ", ""},
	{"  ", "  ", ""},
	{"\t", "\t", ""},
	{strings.Repeat("> ", 30), strings.Repeat("> ", 30), ""},
	{"```\n", "", "\n```\n"},
	{"````markdown\n", "", "\n````\n"},
	{"<!--\n", "", "\n-->\n"},
	{"<pre>\n", "", "\n</pre>\n"},
	{"<details><summary>x</summary>\n\n", "", "\n</details>\n"},
	{"<div>\n", "", ""},
	{"{\n", "", "\n}\n"},
	{"| a |\n|---|\n| ", "| ", "|"},
	{"# [A](#tab/a)\n", "", "\n---\n"},
	{"::: zone pivot=\"a\"\n", "", "\n::: zone-end\n"},
	{"<<<<<<< HEAD\n", "", "\n=======\n>>>>>>> other\n"},
	{"", "+", ""},
	{"", "// ", ""},
}

// eachLine returns a page with its lines changed.
func eachLine(page []byte, change func(string) string) []byte {
	l := lines(page)
	for i := range l {
		l[i] = []byte(change(string(l[i])))
	}
	return join(l)
}
