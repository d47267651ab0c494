package config

import (
	"reflect"
	"slices"
	"strings"
)

// This file finds the key that a user meant: the one at this place that differs
// by a slip of the fingers, or the same word at the place where it belongs.

// unknown says that there is no such key in a struct, and which was meant.
func unknown(key string, in reflect.Type) string {
	text := "unknown key \"" + key + "\"; "
	valid := keys(in)
	if near := Nearest(key, valid); near != "" {
		return text + "did you mean \"" + near + "\"?"
	}
	for _, s := range Settings {
		// "off" of a target belongs to its rules; "rule-off" is the flag.
		if last := s.Key[strings.LastIndex(s.Key, ".")+1:]; last == key || s.Flag == key {
			return text + "did you mean \"" + s.Key + "\" of a target?"
		}
	}
	slices.Sort(valid)
	return text + "here can be: " + strings.Join(valid, ", ")
}

// Nearest returns the candidate that differs from word in the fewest letters,
// at most a third of them, else one that begins with the other ("output",
// "out"); "" if there is none: then none was meant.
func Nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, found := len(word)/3+1, ""
	for _, c := range candidates {
		if n := distance(word, c); n < best {
			best, found = n, c
		}
	}
	for _, c := range candidates {
		if found == "" && min(len(c), len(word)) >= 3 && (strings.HasPrefix(word, c) || strings.HasPrefix(c, word)) {
			found = c
		}
	}
	return found
}

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
