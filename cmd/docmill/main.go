// Docmill makes Go packages from API reference pages written in Markdown.
package main

import (
	"os"

	"github.com/docmill/docmill/spend"
)

func main() {
	os.Exit(runSpending(spend.Memory(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
