package runtime

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// This file is copied as a test. It says when two JSON texts say the same.

// sameJSON compares two JSON texts: members and their values, whatever the
// order of members and the spelling of numbers, times, GUIDs and binary data. The
// second may have an @odata.type where the first has none.
func sameJSON(want, got []byte) error {
	a, err := parseJSON(want)
	if err != nil {
		return err
	}
	b, err := parseJSON(got)
	if err != nil {
		return err
	}
	if path, ok := sameValue(a, b); !ok {
		return fmt.Errorf("differs at %s after decoding and encoding: %s", path, got)
	}
	return nil
}

func parseJSON(text []byte) (v any, err error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	err = dec.Decode(&v)
	return v, err
}

// sameValue returns where a and b first differ, and whether they are the same.
func sameValue(a, b any) (path string, same bool) {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		return sameObject(a, b, ok)
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return "", false
		}
		for i := range a {
			if path, ok := sameValue(a[i], b[i]); !ok {
				return fmt.Sprintf("[%d]%s", i, path), false
			}
		}
		return "", true
	case json.Number:
		b, ok := b.(json.Number)
		return "", ok && sameNumber(string(a), string(b))
	case string:
		b, ok := b.(string)
		return "", ok && (a == b || sameTime(a, b) || sameBinary(a, b) || sameGUID(a, b))
	}
	return "", a == b
}

func sameObject(a, b map[string]any, ok bool) (path string, same bool) {
	if !ok {
		return "", false
	}
	for name, x := range a {
		y, ok := b[name]
		if !ok {
			return "." + name, false
		}
		if path, ok := sameValue(x, y); !ok {
			return "." + name + path, false
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok && name != "@odata.type" {
			return "." + name, false
		}
	}
	return "", true
}

// sameNumber compares integers exactly and fractions as floating-point
// numbers of either width.
func sameNumber(a, b string) bool {
	x, ok1 := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	if ok1 && ok2 && x.Cmp(y) == 0 {
		return true
	}
	if !strings.ContainsAny(a, ".eE") {
		return false
	}
	f, _ := strconv.ParseFloat(a, 64)
	g, _ := strconv.ParseFloat(b, 64)
	return f == g || float32(f) == float32(g)
}

// sameTime compares times whatever their fraction's digits.
func sameTime(a, b string) bool {
	if x, ok := parseTime([]byte(a)); ok {
		y, ok := parseTime([]byte(b))
		_, xo := x.Zone()
		_, yo := y.Zone()
		return ok && x.Equal(y) && xo == yo
	}
	x, ok1 := parseTimeOfDay([]byte(a))
	y, ok2 := parseTimeOfDay([]byte(b))
	return ok1 && ok2 && x == y
}

// sameBinary compares binary data whatever the alphabet and padding.
func sameBinary(a, b string) bool {
	y, err := base64.StdEncoding.DecodeString(b)
	x, ok := parseBase64([]byte(a))
	return ok && err == nil && len(x) > 0 && bytes.Equal(x, y)
}

// sameGUID compares GUIDs, which types of the configuration write in one letter
// case.
func sameGUID(a, b string) bool {
	return len(a) == len("01234567-89ab-cdef-0123-456789abcdef") && strings.EqualFold(a, b)
}
