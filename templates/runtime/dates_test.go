package runtime

import (
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want time.Time
	}{
		{"2021-02-03T04:05:06Z", time.Date(2021, 2, 3, 4, 5, 6, 0, time.UTC)},
		{"2021-02-03t04:05:06z", time.Date(2021, 2, 3, 4, 5, 6, 0, time.UTC)},
		{"2021-02-03T04:05:06.1Z", time.Date(2021, 2, 3, 4, 5, 6, 1e8, time.UTC)},
		{"2021-02-03T04:05:06.9999999999Z", time.Date(2021, 2, 3, 4, 5, 6, 999999999, time.UTC)},
		{"2021-02-03T04:05:06-08:00", time.Date(2021, 2, 3, 12, 5, 6, 0, time.UTC)},
	} {
		got, ok := parseTime([]byte(tt.in))
		if !ok || !got.Equal(tt.want) {
			t.Errorf("%s: %v, %v", tt.in, got, ok)
		}
	}
	for _, in := range []string{
		"", "2021-02-03", "2021-02-03T04:05:06", "2021-02-03T04:05Z", "2021-02-03 04:05:06Z", "2021-02-30T04:05:06Z", "2021-02-03T24:00:00Z",
		"2021-02-03T04:05:60Z", "2021-02-03T04:05:06.Z", "2021-02-03T04:05:06+0530", "2021-02-03T04:05:06+24:00", "2021-02-03T04:05:06ZZ",
		"+021-02-03T04:05:06Z", "2021-02-03T04:05:06.12:30Z",
	} {
		if got, ok := parseTime([]byte(in)); ok {
			t.Errorf("%q is read as %v", in, got)
		}
	}
	got, _ := parseTime([]byte("2021-02-03T04:05:06+05:30"))
	if s := got.Format(time.RFC3339); s != "2021-02-03T04:05:06+05:30" {
		t.Errorf("the offset is lost: %s", s)
	}
}

func TestDateAndTimeOfDay(t *testing.T) {
	var d Date
	if err := d.UnmarshalText([]byte("2020-02-29")); err != nil || d != (Date{2020, 2, 29}) {
		t.Errorf("%v, %v", d, err)
	}
	if got := DateOf(d.In(time.UTC).AddDate(0, 0, 1)).String(); got != "2020-03-01" {
		t.Errorf("the day after is %s", got)
	}
	for _, in := range []string{"", "2021-02-29", "2021-13-01", "2021-1-1", "20210101", "2021-01-01T", "2021/01/01"} {
		if err := d.UnmarshalText([]byte(in)); err == nil {
			t.Errorf("%q is read as %v", in, d)
		}
	}
	var c TimeOfDay
	if err := c.UnmarshalText([]byte("01:02:03.0400000")); err != nil || c != (TimeOfDay{1, 2, 3, 4e7}) || c.String() != "01:02:03.04" {
		t.Errorf("%v, %v", c, err)
	}
	for _, in := range []string{"", "1:2", "24:00", "12:60", "12:00:60", "12:00:", "12:00:00.", "12:00:00.x", "12-00", "12:00:00Z", "12:00x00"} {
		if err := c.UnmarshalText([]byte(in)); err == nil {
			t.Errorf("%q is read as %v", in, c)
		}
	}
}

func TestDuration(t *testing.T) {
	for in, want := range map[Duration]time.Duration{
		"PT0S": 0, "P1D": 24 * time.Hour, "P1W": 168 * time.Hour, "-PT1H30M": -90 * time.Minute, "P2DT3H4M5.25S": 51*time.Hour + 4*time.Minute + 5250*time.Millisecond,
		"PT0.5H": 30 * time.Minute,
	} {
		if got, err := in.Parse(); got != want || err != nil {
			t.Errorf("%s: %v, %v, want %v", in, got, err, want)
		}
	}
	for _, in := range []Duration{"", "P", "PT", "P1Y", "P1M", "1D", "PT1D", "P1H", "PT1M1H", "PT1.5H1M", "PT.5S", "PT1.S", "P1DT", "P99999999999999999999D", "P106751D", "P106752D", "PT1", "PTS"} {
		if got, err := in.Parse(); err == nil && in != "P106751D" {
			t.Errorf("%q is read as %v", in, got)
		}
	}
	for in, want := range map[time.Duration]Duration{0: "PT0S", -1500 * time.Millisecond: "-PT1.5S", time.Nanosecond: "PT0.000000001S", -1 << 63: "-PT9223372036.854775808S"} {
		if got := DurationOf(in); got != want {
			t.Errorf("%v: %s, want %s", in, got, want)
		}
	}
}

func TestFlags(t *testing.T) {
	v := JoinFlags[color]("red", "blue")
	if v != "red,blue" {
		t.Errorf("joined: %s", v)
	}
	if !flagsHas("red, blue", color("blue")) || flagsHas(v, "green") || !flagsHas(v, "blue,red") {
		t.Error("flagsHas is wrong")
	}
	if n := len(flagsList(color(" , "))); n != 0 {
		t.Errorf("an empty set has %d members", n)
	}
	if !flagsKnown(string(v), "blue\nred") || flagsKnown(string(v), "blue") {
		t.Error("flagsKnown is wrong")
	}
}
