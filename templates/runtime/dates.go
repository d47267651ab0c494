package runtime

import "time"

// A Date is a calendar date without time or zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// A TimeOfDay is a time on a clock without date or zone.
type TimeOfDay struct{ Hour, Minute, Second, Nanosecond int }

// A Duration is a length of time in ISO 8601 form, e.g. "P1DT2H", as received.
type Duration string
