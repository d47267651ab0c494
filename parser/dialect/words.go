package dialect

import "maps"

// This file finds the term that a text is a word for. Every name, type and value of
// a page is asked about, and hardly any is such a word: so most answers are given
// by the first letter and the length.

// words are the terms by their words.
type words struct {
	terms map[string]string // by words, folded
	// longest is the length of the longest word, and lengths has for each first byte
	// of words the bits of their lengths modulo 64.
	longest int
	lengths [256]uint64
}

func newWords() words { return words{terms: make(map[string]string)} }

func (w *words) clone() words {
	out := *w
	out.terms = maps.Clone(w.terms)
	return out
}

// add adds a word, which is folded and not empty.
func (w *words) add(word, term string) {
	w.terms[word] = term
	w.longest = max(w.longest, len(word))
	w.lengths[word[0]] |= 1 << (len(word) % 64)
}

// find returns the term that a text is a word for, and false if it is none. Marks
// at its end count only if a word has them.
func (w *words) find(s string) (string, bool) {
	var buf [64]byte
	n, blank := 0, false
	for i := range len(s) {
		c := plain[s[i]]
		switch {
		case c == 0:
			return w.search([]byte(fold(s)))
		case c == ' ':
			blank = true
			continue
		case n >= w.longest && isWord(c):
			return "", false
		case n > len(buf)-2:
			return w.search([]byte(fold(s)))
		case blank && n > 0:
			buf[n] = ' '
			n++
		}
		buf[n] = c
		n++
		blank = false
	}
	return w.search(buf[:n])
}

// plain is the lower case of the bytes of ASCII; all white space is a blank. Others
// are 0, as is what no word has.
var plain = func() (table [256]byte) {
	for c := byte(1); c < 0x80; c++ {
		if table[c] = small(c); isSpace(rune(c)) {
			table[c] = ' '
		}
	}
	return table
}()

// search is find for a folded text.
func (w *words) search(word []byte) (string, bool) {
	if term, ok := w.get(word); ok {
		return term, true
	}
	n := len(word)
	for n > 0 && (word[n-1] == ':' || word[n-1] == '.' || word[n-1] == ',' || word[n-1] == ' ') {
		n--
	}
	if n == len(word) {
		return "", false
	}
	return w.get(word[:n])
}

// has reports whether a folded text is one of the words as it is.
func (w *words) has(word string) bool {
	if word == "" || w.lengths[word[0]]&(1<<(len(word)%64)) == 0 {
		return false
	}
	_, ok := w.terms[word]
	return ok
}

func (w *words) get(word []byte) (string, bool) {
	if len(word) == 0 || w.lengths[word[0]]&(1<<(len(word)%64)) == 0 {
		return "", false
	}
	term, ok := w.terms[string(word)]
	return term, ok
}
