package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// This file decides what only people see who sit in front of a terminal:
// progress and colours. A pipe, a file and a log get plain text.

// isTerminal reports whether w is a terminal that can do more than print.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"
}

// colors reports whether to colour what goes to w. The user can switch colours
// off for all programs (https://no-color.org).
func (e *env) colors(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && e.terminal(w)
}

// progress returns a function that shows on standard error how many pages are
// read, nil if that is no terminal: a log has no use for a line that overwrites
// itself.
func (e *env) progress() func(done, total int) {
	if !e.terminal(e.rawErr) {
		return nil
	}
	last := -1
	return func(done, total int) {
		percent := done * 100 / total
		if percent == last {
			return
		}
		last = percent
		line := fmt.Sprintf("reading pages: %d of %d", done, total)
		if done == total {
			line = strings.Repeat(" ", len(line)) + "\r"
		}
		fmt.Fprint(e.rawErr, line, "\r")
	}
}
