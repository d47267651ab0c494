package config

import (
	"reflect"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
)

// This file finds the key that a user meant: the one at this place that differs
// by a slip of the fingers, or the same word at the place where it belongs.

// unknown says that there is no such key in a struct, and which was meant.
func unknown(key string, in reflect.Type) string {
	text := "unknown key \"" + key + "\"; "
	valid := keys(in)
	if near := names.Nearest(key, valid); near != "" {
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
