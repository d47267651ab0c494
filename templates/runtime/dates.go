package runtime

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// This file holds the types for dates and times that package time has none
// for, and the parser for date-times. time.Parse would do, but it takes the
// local zone where the offset happens to be the same, so a value would differ
// from machine to machine.

// A Date is a calendar date without time or zone, "2006-01-02" in JSON.
type Date struct {
	Year  int        // e.g. 2006
	Month time.Month // January is 1
	Day   int        // of the month, from 1
}

// DateOf returns the date on which t falls in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// String returns the date as "2006-01-02".
func (d Date) String() string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// In returns midnight of the date in loc.
func (d Date) In(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// MarshalText returns the date as "2006-01-02". It fails for dates that do not
// exist, such as the zero Date.
func (d Date) MarshalText() ([]byte, error) {
	if !d.valid() {
		return nil, fmt.Errorf("date %s does not exist", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText parses "2006-01-02".
func (d *Date) UnmarshalText(text []byte) error {
	v, ok := parseDate(text)
	if !ok {
		return fmt.Errorf("%q is no date such as 2006-01-02", text)
	}
	*d = v
	return nil
}

func (d Date) valid() bool {
	return d.Year >= 0 && d.Year <= 9999 && DateOf(d.In(time.UTC)) == d
}

// A TimeOfDay is a time on the clock without date or zone, "15:04:05.999" in
// JSON.
type TimeOfDay struct {
	Hour, Minute, Second int // 0 to 23, 59 and 59
	Nanosecond           int // 0 to 999,999,999
}

// String returns the time as "15:04:05", with a fraction only if it has one.
func (t TimeOfDay) String() string {
	s := fmt.Sprintf("%02d:%02d:%02d", t.Hour, t.Minute, t.Second)
	if t.Nanosecond != 0 {
		s += strings.TrimRight(fmt.Sprintf(".%09d", t.Nanosecond), "0")
	}
	return s
}

// MarshalText returns the time as String does. It fails for times that do not
// exist.
func (t TimeOfDay) MarshalText() ([]byte, error) {
	if !t.valid() {
		return nil, fmt.Errorf("time of day %s does not exist", t)
	}
	return []byte(t.String()), nil
}

// UnmarshalText parses "15:04", "15:04:05" and "15:04:05.999".
func (t *TimeOfDay) UnmarshalText(text []byte) error {
	v, ok := parseTimeOfDay(text)
	if !ok {
		return fmt.Errorf("%q is no time of day such as 15:04:05", text)
	}
	*t = v
	return nil
}

func (t TimeOfDay) valid() bool {
	return 0 <= t.Hour && t.Hour < 24 && 0 <= t.Minute && t.Minute < 60 &&
		0 <= t.Second && t.Second < 60 && 0 <= t.Nanosecond && t.Nanosecond < 1e9
}

// A Duration is a length of time in ISO 8601 form, e.g. "P1DT2H", as received.
// It is not a time.Duration because months and years have no fixed length.
type Duration string

// DurationOf returns d in ISO 8601 form, in seconds: "PT90S".
func DurationOf(d time.Duration) Duration {
	sign := ""
	if d < 0 {
		sign = "-"
	}
	// The absolute value of the smallest Duration does not fit, so the digits
	// are cut from the signed parts.
	sec, nsec := int64(d/time.Second), int64(d%time.Second)
	out := sign + "PT" + strings.TrimPrefix(strconv.FormatInt(sec, 10), "-")
	if nsec != 0 {
		out += strings.TrimRight(fmt.Sprintf(".%09d", max(nsec, -nsec)), "0")
	}
	return Duration(out + "S")
}

var errNoDuration = errors.New("not an ISO 8601 duration of weeks, days, hours, minutes and seconds")

// Parse returns the duration as a time.Duration, taking a day as 24 hours. It
// fails if d has years or months, which have no fixed length, or is too long.
func (d Duration) Parse() (time.Duration, error) {
	s, neg := strings.CutPrefix(string(d), "-")
	s, ok := strings.CutPrefix(s, "P")
	if !ok || s == "" {
		return 0, fmt.Errorf("%q: %w", string(d), errNoDuration)
	}
	date, clock, hasClock := strings.Cut(s, "T")
	a, ok1 := parseDesignators(date, "WD", []time.Duration{7 * 24 * time.Hour, 24 * time.Hour})
	b, ok2 := parseDesignators(clock, "HMS", []time.Duration{time.Hour, time.Minute, time.Second})
	if !ok1 || !ok2 || hasClock && clock == "" || a+b < 0 {
		return 0, fmt.Errorf("%q: %w", string(d), errNoDuration)
	}
	if neg {
		return -(a + b), nil
	}
	return a + b, nil
}

// parseDesignators adds up numbers that are each followed by one of the
// letters, in their order. Only a last one may have a fraction.
func parseDesignators(s, letters string, units []time.Duration) (time.Duration, bool) {
	var sum time.Duration
	for s != "" {
		end := strings.IndexAny(s, letters)
		if end <= 0 {
			return 0, false
		}
		i := strings.IndexByte(letters, s[end])
		whole, fraction, hasFraction := strings.Cut(s[:end], ".")
		n, err := strconv.ParseUint(whole, 10, 62)
		if err != nil || n > uint64(1<<63-1)/uint64(units[i]) || hasFraction && end+1 < len(s) {
			return 0, false
		}
		part := time.Duration(n) * units[i]
		if hasFraction {
			nsec, ok := parseFraction([]byte(fraction))
			if !ok {
				return 0, false
			}
			part += time.Duration(float64(nsec) / 1e9 * float64(units[i]))
		}
		if sum += part; sum < 0 || part < 0 {
			return 0, false
		}
		s, letters, units = s[end+1:], letters[i+1:], units[i+1:]
	}
	return sum, true
}

// parseDate parses "2006-01-02".
func parseDate(b []byte) (Date, bool) {
	if len(b) != 10 || b[4] != '-' || b[7] != '-' {
		return Date{}, false
	}
	y, ok1 := digits(b[:4])
	m, ok2 := digits(b[5:7])
	day, ok3 := digits(b[8:])
	d := Date{y, time.Month(m), day}
	return d, ok1 && ok2 && ok3 && d.valid()
}

// parseTimeOfDay parses "15:04", "15:04:05" and "15:04:05.999".
func parseTimeOfDay(b []byte) (TimeOfDay, bool) {
	if len(b) != 5 && (len(b) < 8 || b[5] != ':') || b[2] != ':' {
		return TimeOfDay{}, false
	}
	var t TimeOfDay
	ok3, ok4 := true, true
	h, ok1 := digits(b[:2])
	m, ok2 := digits(b[3:5])
	t.Hour, t.Minute = h, m
	if len(b) > 5 {
		t.Second, ok3 = digits(b[6:8])
	}
	if len(b) > 8 {
		if b[8] != '.' {
			return TimeOfDay{}, false
		}
		t.Nanosecond, ok4 = parseFraction(b[9:])
	}
	return t, ok1 && ok2 && ok3 && ok4 && t.valid()
}

// parseTime parses a date-time with an offset: RFC 3339 with any number of
// fraction digits, of which those beyond nanoseconds are cut.
func parseTime(b []byte) (time.Time, bool) {
	if len(b) < len("2006-01-02T15:04:05Z") || b[10] != 'T' && b[10] != 't' {
		return time.Time{}, false
	}
	clock := b[11:]
	end := 8
	for end < len(clock) && (clock[end] == '.' || '0' <= clock[end] && clock[end] <= '9') {
		end++
	}
	d, ok1 := parseDate(b[:10])
	t, ok2 := parseTimeOfDay(clock[:end])
	loc, ok3 := parseOffset(clock[end:])
	if !ok1 || !ok2 || !ok3 {
		return time.Time{}, false
	}
	return time.Date(d.Year, d.Month, d.Day, t.Hour, t.Minute, t.Second, t.Nanosecond, loc), true
}

// checkTime reports that a time has no RFC 3339 form, because of its year or the
// offset of its zone.
func checkTime(t time.Time) error {
	_, offset := t.Zone()
	if y := t.Year(); y < 0 || y > 9999 || offset%60 != 0 || offset <= -24*3600 || offset >= 24*3600 {
		return fmt.Errorf("%v has no RFC 3339 form", t)
	}
	return nil
}

// parseOffset parses "Z" or "+07:00".
func parseOffset(b []byte) (*time.Location, bool) {
	if len(b) == 1 && (b[0] == 'Z' || b[0] == 'z') {
		return time.UTC, true
	}
	if len(b) != 6 || b[0] != '+' && b[0] != '-' || b[3] != ':' {
		return nil, false
	}
	h, ok1 := digits(b[1:3])
	m, ok2 := digits(b[4:])
	if !ok1 || !ok2 || h > 23 || m > 59 {
		return nil, false
	}
	offset := h*3600 + m*60
	if b[0] == '-' {
		offset = -offset
	}
	return time.FixedZone("", offset), true
}

// parseFraction returns the digits after a decimal point as nanoseconds.
func parseFraction(b []byte) (int, bool) {
	if len(b) == 0 {
		return 0, false
	}
	n, scale := 0, 100_000_000
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n += int(c-'0') * scale
		scale /= 10
	}
	return n, true
}

// digits returns the number that b, all digits, stands for.
func digits(b []byte) (int, bool) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
