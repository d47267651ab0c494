package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// progress returns a function that shows how many pages are read, nil if w is
// no terminal: a log has no use for a line that overwrites itself.
func progress(w io.Writer) func(done, total int) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || os.Getenv("TERM") == "dumb" {
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
		fmt.Fprint(w, line, "\r")
	}
}
