package cell

import "fmt"

// A byteSet is a set of bytes. It tells of each byte of a text whether it is one.
type byteSet [256]bool

func bytesOf(s string) (set byteSet) {
	for i := range len(s) {
		set[s[i]] = true
	}
	return set
}

// A SyntaxError says where a cell or line leaves its grammar.
type SyntaxError struct {
	Offset int // in bytes, from the start of the text that was parsed
	Err    error
}

// Error returns the reason and the offset it was found at.
func (e *SyntaxError) Error() string { return fmt.Sprintf("%v (at offset %d)", e.Err, e.Offset) }

// Unwrap returns the reason.
func (e *SyntaxError) Unwrap() error { return e.Err }
