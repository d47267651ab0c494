package dialect

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
)

// This file reads vocabulary files. Their faults are a user's, so each error
// says where it is, line and column, and what would be right.

func empty() *Dialect {
	return &Dialect{terms: newWords(), own: newWords(), byName: make(map[string][]int), filter: new(lazyFilter)}
}

// over returns a copy of d to add words to.
func (d *Dialect) over() *Dialect {
	out := &Dialect{
		Locale: d.Locale, codes: slices.Clone(d.codes), terms: d.terms.clone(), own: d.own.clone(),
		phrases: slices.Clone(d.phrases), byName: make(map[string][]int), clouds: slices.Clone(d.clouds),
		filter: new(lazyFilter),
	}
	for name, at := range d.byName {
		out.byName[name] = slices.Clone(at)
	}
	return out
}

// A file is a vocabulary file that was read.
type file struct {
	codes   []string // of its locale line, nil if it has none
	terms   []entry
	phrases []*phrase
	clouds  []cloud
}

// An entry is a word of a term.
type entry struct{ name, text string }

// add puts the words of a file over those of d, which has none of them in its
// own language yet.
func (d *Dialect) add(f *file) {
	if f.codes != nil {
		d.codes, d.Locale = f.codes, f.codes[0]
	}
	for _, e := range f.terms {
		if _, known := d.terms.terms[e.text]; !known {
			d.own.add(e.text, e.name)
		}
		d.terms.add(e.text, e.name)
	}
	for _, e := range f.phrases {
		d.byName[e.name] = append(d.byName[e.name], len(d.phrases))
		d.phrases = append(d.phrases, e)
	}
	for _, c := range f.clouds {
		d.addCloud(c)
	}
}

// A fileReader reads a vocabulary file.
type fileReader struct {
	out  *file
	seen map[string]string // the words so far, with their terms
	// known, if not nil, is the vocabulary whose canonical names a file may
	// use: any other would never be asked for.
	known *Dialect
	// builtin is set for docmill's own files. A test compiles their
	// expressions; a run compiles those that it needs.
	builtin bool
}

// read reads a vocabulary. The error says file:line:col.
func (r *fileReader) read(in io.Reader, path string) (*file, error) {
	r.out, r.seen = new(file), make(map[string]string)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, math.MaxInt) // of a file that is in memory
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimPrefix(lines.Text(), "\ufeff")
		if col, err := r.line(text); err != nil {
			return nil, fmt.Errorf("%s:%d:%d: %w", path, n, col+1, err)
		}
	}
	return r.out, lines.Err()
}

// line reads one line: "locale a; b", "term a = b; c", "phrase a = regexp",
// "cloud a = b; c", a comment that starts with "#", or nothing. With an error it returns the
// offset it is about.
func (r *fileReader) line(s string) (int, error) {
	body := strings.TrimRightFunc(s, isSpace)
	rest := strings.TrimLeftFunc(body, isSpace)
	if rest == "" || rest[0] == '#' {
		return 0, nil
	}
	at := func(part string) int { return len(body) - len(part) }
	kind, rest, _ := strings.Cut(rest, " ")
	start := at(rest) - len(kind) - 1
	switch kind {
	case "locale":
		for code := range strings.SplitSeq(rest, ";") {
			r.out.codes = append(r.out.codes, strings.ToLower(strings.TrimSpace(code)))
		}
		return 0, nil
	case "term", "phrase", "cloud":
	default:
		return max(start, 0), fmt.Errorf("unknown kind of line %q; want locale, term, phrase or cloud%s", kind, nearest(kind, []string{"locale", "term", "phrase", "cloud"}))
	}
	name, value, ok := strings.Cut(rest, "=")
	name, value = strings.TrimSpace(name), strings.TrimLeftFunc(value, isSpace)
	if !ok || name == "" || value == "" {
		return at(rest), fmt.Errorf("want %q or %q", "term NAME = WORD; WORD", "phrase NAME = PATTERN")
	}
	if kind == "cloud" {
		r.out.clouds = append(r.out.clouds, newCloud(name, value))
		return 0, nil
	}
	if err := r.checkName(kind, name); err != nil {
		return at(strings.TrimLeftFunc(rest, isSpace)), err
	}
	if kind == "phrase" {
		return at(value), r.phrase(name, value)
	}
	return r.term(name, value, at(value))
}

// term adds the words of a term. A word may not belong to two terms of one
// file. The term's own name is one of its words.
func (r *fileReader) term(name, value string, at int) (int, error) {
	words := strings.Split(value, ";")
	if r.known == nil {
		words = append(words, name)
	}
	for _, raw := range words {
		word := fold(raw)
		if old, ok := r.seen[word]; ok && old != name {
			return at + len(raw) - len(strings.TrimLeftFunc(raw, isSpace)), fmt.Errorf("%q is a word for %q and for %q", word, old, name)
		}
		at += len(raw) + 1
		if word == "" {
			continue
		}
		r.seen[word] = name
		r.out.terms = append(r.out.terms, entry{name: name, text: word})
	}
	return 0, nil
}

func (r *fileReader) phrase(name, pattern string) error {
	if !r.builtin {
		if _, err := regexp.Compile(pattern); err != nil {
			return err
		}
	}
	r.out.phrases = append(r.out.phrases, &phrase{name: name, pattern: pattern})
	return nil
}

// checkName reports a canonical name that no reader asks for.
func (r *fileReader) checkName(kind, name string) error {
	if r.known == nil {
		return nil
	}
	plain := strings.TrimSuffix(name, " collection")
	if kind == "phrase" && r.known.byName[plain] != nil || kind == "term" && r.known.terms.terms[fold(plain)] == plain {
		return nil
	}
	names := r.known.names(kind)
	if slices.Contains(names, plain) {
		return nil
	}
	return fmt.Errorf("unknown %s %q%s", kind, name, nearest(name, names))
}

// names returns the canonical names of a kind, sorted.
func (d *Dialect) names(kind string) []string {
	if kind == "phrase" {
		return slices.Sorted(maps.Keys(d.byName))
	}
	all := slices.Sorted(maps.Values(d.terms.terms))
	return slices.Compact(all)
}

// nearest returns "; did you mean …?" for the name that is spelt most alike,
// the first of several; "" if none is close.
func nearest(name string, names []string) string {
	best, at := len(name)/2+1, ""
	for _, n := range names {
		if d := distance(strings.ToLower(name), strings.ToLower(n)); d < best {
			best, at = d, n
		}
	}
	if at == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", at)
}

// distance is the number of bytes to insert, delete or replace to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := cmp.Compare(a[i], b[j])
			next := min(row[j]+1, row[j+1]+1, diagonal+cost*cost)
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}
