package main

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
)

// This file damages parts of pages: as editors, merges and broken disks do, and
// as somebody does who wants the reader to stumble.

// A mutation returns page damaged; other is a page to take from.
type mutation struct {
	name string
	do   func(rnd *rand.Rand, page, other []byte) []byte
}

// mutations are all there are.
var mutations = slices.Concat(parts, wholes)

// parts are the mutations of parts of a page. Those of lines and tables come
// first because most of what is read of a page stands in lines and tables.
var parts = []mutation{
	{"line cut", func(rnd *rand.Rand, page, _ []byte) []byte {
		l := lines(page)
		i := rnd.IntN(len(l))
		return join(slices.Delete(l, i, min(len(l), i+1+rnd.IntN(4))))
	}},
	{"line doubled", func(rnd *rand.Rand, page, _ []byte) []byte {
		l := lines(page)
		i := rnd.IntN(len(l))
		return join(slices.Insert(l, i, slices.Repeat(l[i:i+1], 1+rnd.IntN(3))...))
	}},
	{"lines swapped", func(rnd *rand.Rand, page, _ []byte) []byte {
		l := lines(page)
		i, j := rnd.IntN(len(l)), rnd.IntN(len(l))
		l[i], l[j] = l[j], l[i]
		return join(l)
	}},
	{"lines of another page", func(rnd *rand.Rand, page, other []byte) []byte {
		l, o := lines(page), lines(other)
		from := rnd.IntN(len(o))
		return join(slices.Insert(l, rnd.IntN(len(l)), o[from:min(len(o), from+1+rnd.IntN(20))]...))
	}},
	{"half of another page", func(rnd *rand.Rand, page, other []byte) []byte {
		return slices.Concat(page[:rnd.IntN(len(page)+1)], other[rnd.IntN(len(other)+1):])
	}},
	{"truncated", func(rnd *rand.Rand, page, _ []byte) []byte { return page[:rnd.IntN(len(page)+1)] }},
	{"bits flipped", func(rnd *rand.Rand, page, _ []byte) []byte {
		for range 1 + rnd.IntN(8) {
			page[rnd.IntN(len(page))] ^= 1 << rnd.IntN(8)
		}
		return page
	}},
	{"bytes cut", func(rnd *rand.Rand, page, _ []byte) []byte {
		i := rnd.IntN(len(page))
		return slices.Delete(page, i, min(len(page), i+1+rnd.IntN(30)))
	}},
	{"cells swapped", onRows(func(rnd *rand.Rand, a, b []string) {
		i, j := rnd.IntN(len(a)), rnd.IntN(len(b))
		a[i], b[j] = b[j], a[i]
	})},
	{"cells moved", onRows(func(rnd *rand.Rand, a, _ []string) {
		first := a[0]
		copy(a, a[1:])
		a[len(a)-1] = first
	})},
	{"cell emptied", onRows(func(rnd *rand.Rand, a, _ []string) { a[rnd.IntN(len(a))] = " " })},
	{"cells run together", onRows(func(rnd *rand.Rand, a, _ []string) {
		i := rnd.IntN(len(a))
		a[i], a[len(a)-1-i] = a[i]+a[len(a)-1-i], ""
	})},
	{"includes doubled", func(rnd *rand.Rand, page, _ []byte) []byte {
		l := lines(page)
		for i := len(l) - 1; i >= 0; i-- {
			if bytes.Contains(bytes.ToUpper(l[i]), []byte("[!INCLUDE")) {
				l = slices.Insert(l, rnd.IntN(len(l)), l[i])
			}
		}
		return join(l)
	}},
	{"tables merged", func(_ *rand.Rand, page, _ []byte) []byte {
		l := lines(page)
		return join(slices.DeleteFunc(l, func(line []byte) bool { // what stands between them and below their titles
			text := bytes.TrimSpace(line)
			return len(text) == 0 || bytes.HasPrefix(text, []byte("#")) || bytes.HasPrefix(bytes.TrimLeft(text, "|"), []byte(":--"))
		}))
	}},
	{"front matter doubled", func(rnd *rand.Rand, page, other []byte) []byte {
		_, rest, _ := bytes.Cut(other, []byte("---\n"))
		front, _, ok := bytes.Cut(rest, []byte("---\n"))
		if !ok {
			front = []byte("title: x\n")
		}
		l := lines(page)
		at := rnd.IntN(2) * rnd.IntN(len(l)) // at the beginning, or anywhere
		return join(slices.Insert(l, at, []byte("---\n"+string(front)+"---")))
	}},
	{"other ends of lines", func(rnd *rand.Rand, page, _ []byte) []byte {
		end := []string{"\r", "\r\n", "\n\r", "\u2028", "\n\n"}[rnd.IntN(5)]
		from := rnd.IntN(2) * rnd.IntN(len(page)) // all, or from somewhere on
		return append(slices.Clone(page[:from]), bytes.ReplaceAll(page[from:], []byte("\n"), []byte(end))...)
	}},
	{"lines indented", func(rnd *rand.Rand, page, _ []byte) []byte {
		l := lines(page)
		with := []string{"\t", "    ", "> ", "- ", "\ufeff", "<div>"}[rnd.IntN(6)]
		from := rnd.IntN(len(l))
		for i := from; i < min(len(l), from+1+rnd.IntN(40)); i++ {
			l[i] = append([]byte(with), l[i]...)
		}
		return join(l)
	}},
	{"left open", func(rnd *rand.Rand, page, _ []byte) []byte {
		ends := []string{"```\n", "-->", "]", ")", "|\n", "---\n", "</", "}"}
		end := []byte(ends[rnd.IntN(len(ends))])
		return bytes.ReplaceAll(page, end, nil)
	}},
	{"markup put in", func(rnd *rand.Rand, page, _ []byte) []byte {
		return slices.Insert(page, rnd.IntN(len(page)+1), []byte(markup[rnd.IntN(len(markup))])...)
	}},
	{"markup taken out", func(rnd *rand.Rand, page, _ []byte) []byte {
		var at []int
		for i, c := range page {
			if strings.IndexByte("|`#<>[](){}-*\":,/", c) >= 0 {
				at = append(at, i)
			}
		}
		if len(at) == 0 {
			return page
		}
		i := at[rnd.IntN(len(at))]
		return slices.Delete(page, i, i+1)
	}},
}

// markup is what means something to a reader of pages.
var markup = []string{
	"|", "||", "\n", "\n\n", "\r", "\t", "`", "```", "```\n", "~~~\n", "<!--", "-->", "<!-- {", "}-->", "{", "}", "\"", "'", "\\", "# ", "\n## ", "\n### Properties\n", "> ", "> [!NOTE]\n", "- ", "1. ", "    ",
	"[", "](", "[!INCLUDE [a](", "](#tab/", "\n---\n", "\n***\n", "<br>", "<br/>", "<table>", "</td>", "<a name=\"", "::: zone", "&nbsp;", "&#0;", "\x00", "\xff\xfe", "\xef\xbb\xbf", "\u2028", "\u00a0", "\u200b",
	"{id}", "/{", "(", ")", "/", "?$filter=", "GET ", "\nPOST /", "HTTP/1.1 200 OK\n", "Collection(", " collection", "microsoft.graph.", "@odata.type", "null", "func init() {", "*/", "//go:generate x",
}

// onRows returns a mutation of two rows of tables: the cells of a, which has
// some, and of b, which may be the same row.
func onRows(edit func(rnd *rand.Rand, a, b []string)) func(*rand.Rand, []byte, []byte) []byte {
	return func(rnd *rand.Rand, page, _ []byte) []byte {
		l := lines(page)
		var rows []int
		for i := range l {
			if bytes.Count(l[i], []byte("|")) > 2 {
				rows = append(rows, i)
			}
		}
		if len(rows) == 0 {
			return page
		}
		i, j := rows[rnd.IntN(len(rows))], rows[rnd.IntN(len(rows))]
		a, b := strings.Split(string(l[i]), "|"), strings.Split(string(l[j]), "|")
		edit(rnd, a, b)
		l[i] = []byte(strings.Join(a, "|"))
		if i != j {
			l[j] = []byte(strings.Join(b, "|"))
		}
		return join(l)
	}
}

// mutate returns a damaged copy of page, and counts what was done to it.
func mutate(rnd *rand.Rand, page, other []byte, count map[string]int) []byte {
	page = slices.Clone(page)
	for range 1 + rnd.IntN(4) {
		m := mutations[rnd.IntN(len(mutations))]
		if len(page) == 0 || len(other) == 0 {
			return page
		}
		page = slices.Clone(m.do(rnd, page, other))
		count[m.name]++
	}
	return page
}

// lines returns the lines of a page without their ends, at least one.
func lines(page []byte) [][]byte { return bytes.Split(page, []byte("\n")) }

func join(l [][]byte) []byte { return bytes.Join(l, []byte("\n")) }
