package report

import (
	"io"
	"sync"
	"unicode/utf8"

	"github.com/docmill/docmill/model/diag"
)

// This file keeps text that comes from documentation from acting on whoever
// reads it: on a terminal, which obeys escape sequences, on people, whom
// controls of the direction of text show another order than there is, and on
// runners of workflows, which look for commands in what programs print.

// quiet replaces what would act on a terminal by U+FFFD. Other than printable,
// it leaves blanks as they are: names have unusual ones.
func quiet(s string) string { return string(appendQuiet(nil, []byte(s), false)) }

// appendQuiet appends text to out, quiet. Line ends stay if lines is set.
func appendQuiet(out, text []byte, lines bool) []byte {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case ' ' <= r && r < 0x7f: // of ASCII nothing acts that is printed
			out = append(out, byte(r))
		case r == '\t', lines && r == '\n', lines && r == '\r' && len(text) > 1 && text[1] == '\n':
			out = append(out, text[0])
		case diag.Acts(r), r == utf8.RuneError:
			out = utf8.AppendRune(out, utf8.RuneError)
		default:
			out = append(out, text[:size]...)
		}
		text = text[size:]
	}
	return out
}

// A Quiet is a writer of text for people: what acts on a terminal is replaced by
// U+FFFD, but for tabs and line ends, and what begins a command of a workflow has
// one in it. All commands print through one, unless they print a format for
// programs. It can be used by several goroutines.
type Quiet struct {
	mu       sync.Mutex
	w        io.Writer
	rest     []byte // the beginning of a character, or of a line end
	commands commands
}

// NewQuiet returns a Quiet that writes to w.
func NewQuiet(w io.Writer) *Quiet { return &Quiet{w: w} }

// Write implements [io.Writer]. The end of text that may go on with the next
// call is kept until then.
func (q *Quiet) Write(text []byte) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	all := append(q.rest, text...)
	end := len(all)
	for i := 1; i <= min(utf8.UTFMax, len(all)); i++ {
		if b := all[len(all)-i]; utf8.RuneStart(b) {
			if !utf8.FullRune(all[len(all)-i:]) || b == '\r' && i == 1 {
				end = len(all) - i
			}
			break
		}
	}
	out := q.commands.spoil(appendQuiet(nil, all[:end], true))
	q.rest = append([]byte(nil), all[end:]...)
	if _, err := q.w.Write(out); err != nil {
		return 0, err
	}
	return len(text), nil
}

// Flush writes what is left, when nothing follows.
func (q *Quiet) Flush() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.rest) == 0 {
		return nil
	}
	_, err := q.w.Write(q.commands.spoil(appendQuiet(nil, q.rest, true)))
	q.rest = nil
	return err
}
