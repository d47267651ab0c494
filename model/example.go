package model

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strings"
)

// Digest returns a digest of what the example shows, 32 hexadecimal digits:
// its title and both messages, white space levelled out.
func (e *Example) Digest() string {
	if e.Sum != "" {
		return e.Sum
	}
	h := sha256.New()
	words(h, e.Title)
	for _, m := range []*Message{e.Request, e.Response} {
		if m == nil {
			words(h, "")
			continue
		}
		words(h, fmt.Sprint(m.Method, " ", m.URL, " ", m.Status))
		for _, field := range m.Header {
			words(h, field[0]+": "+field[1])
		}
		words(h, m.Body)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// words writes the words of s, so that other texts write something else.
func words(h hash.Hash, s string) {
	for word := range strings.FieldsSeq(s) {
		h.Write([]byte(word + " "))
	}
	h.Write([]byte{0})
}
