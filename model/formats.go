package model

import (
	"net/url"
	"regexp"
	"strings"
	"time"
)

// This file says which strings have the forms that pages name. It must accept
// what the generated code accepts (templates/runtime/formats.go).

var (
	guidForm     = regexp.MustCompile(`^(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	durationForm = regexp.MustCompile(`^-?P(?:\d[\d.,]*Y)?(?:\d[\d.,]*M)?(?:\d[\d.,]*W)?(?:\d[\d.,]*D)?(?:T(?:\d[\d.,]*H)?(?:\d[\d.,]*M)?(?:\d[\d.,]*S)?)?$`)
)

// hasFormat reports whether s has the form; forms that are not known, all
// strings have.
func hasFormat(form, s string) bool {
	switch form {
	case "guid":
		return guidForm.MatchString(s)
	case "duration":
		return durationForm.MatchString(s) && !strings.HasSuffix(s, "P") && !strings.HasSuffix(s, "T")
	case "date-time":
		_, err := time.Parse(time.RFC3339, s)
		return err == nil
	case "date":
		_, err := time.Parse(time.DateOnly, s)
		return err == nil
	case "email":
		at := strings.LastIndexByte(s, '@')
		return at > 0 && at < len(s)-1 && len(s) <= 320 && !strings.ContainsAny(s, " \t\r\n<>,;")
	case "url":
		u, err := url.Parse(s)
		return err == nil && u.Scheme != "" && (u.Host != "" || u.Opaque != "" || u.Path != "")
	}
	return true
}
