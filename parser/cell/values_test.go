package cell

import (
	"strings"
	"testing"
	"unicode/utf8"
)

var valuesTests = []struct{ in, want string }{
	{"Possible values are: `open`, `closed`, and `unknown`.", "open closed unknown"},
	{"The possible values are `open` and `closed`.", "open closed"},
	{"The state. The possible values are: `open`,`closed`.", "open closed"},
	{"Possible values are: `open` , `closed` or `lost`. Then `more`.", "open closed lost"},
	{"Possible values are: `open` (the default), `closed` (see below, or not).", "open closed"},
	{"Possible values are: `open` when the door is open, or `closed`.", "open closed"},
	{"Possible values are `open` if the door is, see `door`.", "open"},
	{"Possible values are: open, closed, unknownFutureValue.", "open closed unknownFutureValue"},
	{"Possible values are: open, closed (default) and lost.", "open closed lost"},
	{"Possible values: Not Ready, Ready, Business Management.", "Not Ready|Ready|Business Management"},
	{"Possible values for state are: **open**, **closed**.", "open closed"},
	{"Possible value is: open.", "open"},
	{"Possible values include `open`, `closed`.", "open closed"},
	{"Supported values are: `open`, `closed`.", "open closed"},
	{"The supported values for {period} are `D7`, `D30`, `D90`, and `D180`.", "D7 D30 D90 D180"},
	{"One of the following values: `open`, `closed`.", "open closed"},
	{"Can be one of the following: `open`, `closed`.", "open closed"},
	{`It can be " ", "Ship", "Invoice" or "All".`, " |Ship|Invoice|All"},
	{"Possible values are: `urn:door:open`, `1.1`.", "urn:door:open 1.1"},
	{"Possible values are: `open, closed, lost`.", "open closed lost"},
	{"Possible values are: `open`, `null`, `closed`, etc.", "open closed"},
	{"Possible values are: `open`. You must use the `Prefer: include-unknown-enum-members` request header to get the following values in this evolvable enum: `ajar`, `shut`.", "open ajar shut"},
	// Items with explanations, each on a line or in a sentence of its own.
	{"Possible values are:\n`open`: Yes.\n`closed`: No.\n**Note:** The door is `ajar`.", "open closed"},
	{"Possible values are:\n`open` - The door is `ajar`.\n`closed` - It is not.", "open closed"},
	{"Possible values are:\n`open`: Yes. See [doors](doors.md).\n`closed`: No.", "open closed"},
	{"It can be\n`open`: Yes;\n`closed`: No\n`lost`: Gone;\n`found`: Back", "open closed lost found"},
	{`Possible values: "open" - the door is open. "closed" - it is not.`, "open closed"},
	{"Supported values are:\nopen\nclosed -- It is not open.", "open closed"},
	{"Possible values are:\n`open` — The door's open. `closed` — It's not.", "open closed"},
	{"Possible values are `open` to let in, `closed` to keep out.", "open closed"},
	{"Supported values are:\nopen doors\nclosed -- It is not open.", ""},
	// No lists.
	{"Supported values are `c1` through `c25`.", ""},
	{"One possible value being `open`, which means much.", ""},
	{"The identifier can be `/doors/1`.", ""},
	{"Valid values 0 to 50", ""},
	{"Valid values -90 to 90", ""},
	{"Valid values are 1-24.", ""},
	{"Possible values are determined by the door.", ""},
	{"Possible values include anything.", ""},
	{"Allowed when this value is set.", ""},
	{"The name of the door.", ""},
	{"Default value is `open`.", ""},
	{"", ""},
}

func TestValues(t *testing.T) {
	d := english(t)
	for _, tt := range valuesTests {
		var names []string
		for _, v := range Describe(text(tt.in), d).Values() {
			names = append(names, v.Name)
		}
		sep := " "
		if strings.Contains(tt.want, "|") {
			sep = "|"
		}
		if got := strings.Join(names, sep); got != tt.want {
			t.Errorf("Values(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestValuesPosition(t *testing.T) {
	in := "State. Possible values are: `open`, `closed`."
	got := Describe(text(in), english(t)).Values()
	if len(got) != 2 || !got[1].Code || got[1].Pos.Col != 1+strings.Index(in, "closed") {
		t.Errorf("got %+v, want closed at column %d", got, 1+strings.Index(in, "closed"))
	}
}

// FuzzValues checks that no description makes the reader panic, and that no
// member is empty, a repetition, or text that the description does not hold.
func FuzzValues(f *testing.F) {
	for _, tt := range valuesTests {
		f.Add(tt.in)
	}
	d := english(f)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) { // markdown.Parse lets no such text through
			return
		}
		in := text(s)
		seen := make(map[string]bool)
		for _, v := range Describe(in, d).Values() {
			if v.Name == "" || seen[v.Name] || !strings.Contains(in.String(), v.Name) {
				t.Errorf("Values(%q) has member %q", s, v.Name)
			}
			seen[v.Name] = true
		}
	})
}
