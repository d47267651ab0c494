package rendered

import (
	"strconv"
	"strings"
)

// maxQuoted is how many lines a finding shows.
const maxQuoted = 4

// quoteAll lists lines for a message, the first few of many.
func quoteAll(lines []string) string {
	var out []string
	for i, s := range lines {
		if i == maxQuoted {
			return strings.Join(out, ", ") + ", …"
		}
		if r := []rune(s); len(r) > 40 {
			s = string(r[:40]) + "…"
		}
		out = append(out, strconv.Quote(s))
	}
	return strings.Join(out, ", ")
}

// count says "1 line", "2 lines".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
