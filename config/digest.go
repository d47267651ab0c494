package config

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
)

// Digest returns the SHA-256, in hexadecimal, of what t says about the files to
// make: the same on every machine, in whatever order lists are. Settings that
// are empty do not count, so that a later docmill with more of them finds the
// same; nor does what only says where things are, or what to think of findings.
// dialect is the content of the file of words, if there is one.
func (t *Target) Digest(dialect []byte) string {
	h := sha256.New()
	for _, s := range Settings {
		if s.Path || s.Key == "sample" || s.Group == Judging {
			continue
		}
		v := s.field(t)
		if v.IsZero() || v.Kind() == reflect.Map && v.Len() == 0 {
			continue
		}
		if list, ok := v.Interface().([]string); ok {
			v = reflect.ValueOf(slices.Sorted(slices.Values(list)))
		}
		text, err := json.Marshal(v.Interface()) // sorts the keys of maps
		if err != nil {
			panic("config: " + s.Key + ": " + err.Error())
		}
		fmt.Fprintf(h, "%s %s\n", s.Key, text)
	}
	if len(dialect) > 0 {
		io.WriteString(h, "dialect\n")
		h.Write(dialect)
	}
	return hex.EncodeToString(h.Sum(nil))
}
