package runtime

import (
	"net/url"
	"strings"
)

// This file checks the forms of strings that the documentation names. The
// checks are generous: they find what is certainly wrong, such as a name where
// a GUID belongs, and leave the rest to the service.

// hasFormat reports whether s has the format, if that is a known one. It is no
// table of functions, because every program would initialize and link that.
func hasFormat(s, format string) bool {
	ok := true
	switch format {
	case "date":
		_, ok = parseDate([]byte(s))
	case "date-time":
		_, ok = parseTime([]byte(s))
	case "duration":
		ok = isDuration(s)
	case "email":
		ok = isEmail(s)
	case "guid":
		ok = isGUID(s)
	case "url":
		ok = isURL(s)
	}
	return ok
}

// isDuration reports whether s is an ISO 8601 duration, e.g. "P1Y2M3DT4H5M6.7S".
func isDuration(s string) bool {
	s = strings.TrimPrefix(s, "-")
	s, ok := strings.CutPrefix(s, "P")
	date, clock, hasClock := strings.Cut(s, "T")
	return ok && s != "" && hasClock == (clock != "") && hasDesignators(date, "YMWD") && hasDesignators(clock, "HMS")
}

// hasDesignators reports whether s is a list of numbers that are each followed
// by one of the letters, in their order.
func hasDesignators(s, letters string) bool {
	for s != "" {
		end := strings.IndexAny(s, letters)
		if end <= 0 || strings.Trim(s[:end], "0123456789.,") != "" || s[0] < '0' || s[0] > '9' {
			return false
		}
		letters = letters[strings.IndexByte(letters, s[end])+1:]
		s = s[end+1:]
	}
	return true
}

// isEmail reports whether s is one address without display name.
func isEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	return at > 0 && at < len(s)-1 && len(s) <= 320 && !strings.ContainsAny(s, " \t\r\n<>,;")
}

// isGUID reports whether s is a GUID, e.g. "01234567-89ab-cdef-0123-456789ABCDEF".
func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range []byte(s) {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
		} else if !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f') {
			return false
		}
	}
	return true
}

// isURL reports whether s is an absolute URL.
func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && (u.Host != "" || u.Opaque != "" || u.Path != "")
}
