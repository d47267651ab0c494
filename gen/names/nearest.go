package names

import "strings"

// Nearest returns the candidate that differs from word in the fewest letters,
// at most a third of them, else one that begins with the other ("output",
// "out"); "" if there is none: then none was meant.
func Nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, found := len(word)/3+1, ""
	for _, c := range candidates {
		if abs(len(c)-len(word)) >= best {
			continue
		}
		if n := distance(word, strings.ToLower(c)); n < best {
			best, found = n, c
		}
	}
	for _, c := range candidates {
		if found == "" && min(len(c), len(word)) >= 3 && (strings.HasPrefix(word, strings.ToLower(c)) || strings.HasPrefix(strings.ToLower(c), word)) {
			found = c
		}
	}
	return found
}

func abs(n int) int { return max(n, -n) }

// distance counts the letters to insert, delete, replace or swap with the next
// one to make b of a (the optimal string alignment distance).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			differs := 1
			if x[i-1] == y[j-1] {
				differs = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+differs)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
