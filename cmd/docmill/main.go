// Docmill makes Go packages from API reference pages written in Markdown.
package main

import "os"

func main() {
	os.Exit(runSpending(spendMemory(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
