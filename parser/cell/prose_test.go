package cell

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
)

// facts prints facts on one line, e.g. "readonly required=no range(0,50)".
func facts(f Facts) string {
	var out []string
	tri := func(name string, t model.Tri) {
		switch t {
		case model.Yes:
			out = append(out, name)
		case model.No:
			out = append(out, name+"=no")
		}
	}
	tri("readonly", f.ReadOnly)
	tri("nullable", f.Nullable)
	tri("required", f.Required)
	if f.Deprecated {
		out = append(out, "deprecated")
	}
	if f.Inherited != nil {
		out = append(out, "from "+f.Inherited.String())
	}
	for _, r := range f.Rules {
		switch r.Kind {
		case model.ReadOnly, model.Required, model.NotNull: // told above
		default:
			out = append(out, rule(r))
		}
	}
	return strings.Join(out, " ")
}

func rule(r *model.Constraint) string {
	bound := func(p *float64) string {
		if p == nil {
			return ""
		}
		return fmt.Sprint(*p)
	}
	switch r.Kind {
	case model.NotUpdatable:
		return string(r.Kind)
	case model.Format, model.Exclusive:
		return string(r.Kind) + "(" + r.Text + ")"
	}
	return fmt.Sprintf("%s(%s,%s)", r.Kind, bound(r.Min), bound(r.Max))
}

var proseTests = []struct{ in, want string }{
	{"Read-only.", "readonly"},
	{"The name of the shelf. Read only. Nullable.", "readonly nullable"},
	{"Supports $filter (`eq`).Read-only.", "readonly"},
	{"The shelves (and the boxes on them.) Read-only.", "readonly"},
	{"The book is \"popular.\" Read-only.", "readonly"},
	{"Books, boxes, etc.) Not nullable.", "nullable=no"},
	{"The address of the shop. This property cannot be PATCHed.", "not-updatable"},
	{"For lent books, the shelf is fixed and cannot be modified.", ""},
	{"For printed books, up to 64 characters.", ""},
	{"The maximum length of the shelf name is 64 characters.", "max-length(,64)"},
	{"URI of the shelf that was moved.", ""},
	{"This property is read-only.", "readonly"},
	{"The identifier, read-only.", "readonly"},
	{"The identifier (read-only).", "readonly"},
	{"Read-only. Supports `$filter`.", "readonly"},
	{"Indicates whether the shelf is read-only.", ""},
	{"Read-only if the shelf is closed.", ""},
	{"Not read-only.", ""},
	{"Required.", "required"},
	{"The name of the shelf. Required.", "required"},
	{"Required. The name of the shelf.", "required"},
	{"Required on create.", "required"},
	{"This property is required.", "required"},
	{"Required when the shelf is open.", ""},
	{"Indicates whether a password is required.", ""},
	{"Password required to open the shelf.", ""},
	{"Optional.", "required=no"},
	{"The name (optional).", "required=no"},
	{"Optional. The name.", "required=no"},
	{"This property is not required.", "required=no"},
	{"Optional claims of the shelf.", ""},
	{"Not nullable.", "nullable=no"},
	{"Not nullable. Supports `$filter`.", "nullable=no"},
	{"The value cannot be null.", "nullable=no"},
	{"Cannot be null if open.", ""},
	{"The name. Inherited from [thing](../resources/thing.md)", "from [thing](../resources/thing.md)"},
	{"Inherited from [thing](thing.md).", "from [thing](thing.md)"},
	{"Inherited from **thing**.", "from thing"},
	{"Deprecated. Use `x`.", "deprecated"},
	{"[Deprecated] The old name.", "deprecated"},
	{"This property is deprecated and will be removed.", "deprecated"},
	{"Indicates whether the shelf is deprecated.", ""},
	{"The value cannot be modified.", "not-updatable"},
	{"It can't be changed after creation.", "not-updatable"},
	{"The value cannot be modified and is set when the shelf is built.", "not-updatable"},
	{"It cannot be changed directly, only by moving.", ""},
	{"It cannot be changed while the shelf is open.", ""},
	{"Maximum length is 256 characters.", "max-length(,256)"},
	{"The maximum length is 1,024.", "max-length(,1024)"},
	{"Must not exceed 120 characters.", "max-length(,120)"},
	{"Limited to 64 characters.", "max-length(,64)"},
	{"A name of up to 64 characters.", "max-length(,64)"},
	{"string, maximum size 20", "max-length(,20)"},
	{"This collection can contain a maximum of 500 elements.", "max-items(,500)"},
	{"Valid values 0 to 50", "range(0,50)"},
	{"The angle. Valid values -90 to 90", "range(-90,90)"},
	{"Valid values -2147483648 to 2147483647", ""},
	{"Valid values 0 to 1.79769313486232E+308", ""},
	{"The value must be between 1 and 10.", "range(1,10)"},
	{"The minimum value is 1. The maximum value is 9.", "range(1,9)"},
	{"The name of the shelf.", ""},
	{"", ""},

	// Read-only: the word alone, among others, and what is something else.
	{"Key, not nullable, Read-only.", "readonly nullable=no"},
	{"Read-only identifier of the shelf.", "readonly"},
	{"This is a read-only attribute.", "readonly"},
	{"It is nullable and readonly.", "readonly"},
	{"The state of the shelf.Read-only.", "readonly"},
	{"Read-only for shelves of the cellar.", ""},
	{"Read-only when the shelf is locked.", ""},
	{"Whether this shelf is in read-only mode.", ""},
	{"Readers have read-only access to the shelf.", ""},
	{"For a locked shelf, this is read-only.", ""},
	{"Possible values are: open, read-only.", ""},
	{"It is read-only after creation.", "not-updatable"},

	// Required: by nobody's condition, and by no other thing.
	{"This is a required property.", "required"},
	{"It is a required field and cannot be null.", "nullable=no required"},
	{"The name.Required.", "required"},
	{"The name (required).", "required"},
	{"Required, but not updatable.", "required"},
	{"Required when a shelf is created.", "required"},
	{"This property is required when creating a shelf.", "required"},
	{"It must be specified on creation.", "required"},
	{"It must be specified when creating a shelf if the house has no address.", ""},
	{"Either a shelf or a box is required when creating a rack.", ""},
	{"At least one shelf is required.", ""},
	{"Required only if the shelf is open.", ""},
	{"Required for users who read.", ""},
	{"Required format: 12-34.", ""},
	{"Required type of wood.", ""},
	{"The required password type.", ""},
	{"Required value definition.", ""},
	{"Indicates whether a lock is allowed, disallowed, required.", ""},
	{"Possible values are: optional, required.", ""},
	{"If the shelf is open, this property is required.", ""},
	{"The properties that are required when you put up a shelf.", ""},
	{"Returned by default. Not returned by default.", ""},

	// Null.
	{"Notes: not nullable.", "nullable=no"},
	{"Null if the shelf is new.", ""},
	{"If the shelf is new, the value cannot be null.", ""},
	{"Not nullable, read-only.", "readonly nullable=no"},

	// Not updatable.
	{"After a shelf is built, the name can't be changed.", "not-updatable"},
	{"Once set, you cannot update this property.", "not-updatable"},
	{"Key, immutable, unique.", "not-updatable"},
	{"Supplied by the caller and immutable thereafter.", "not-updatable"},
	{"Indicates if the shelf cannot be modified.", ""},
	{"If true, the shelf cannot be modified.", ""},
	{"Old shelves of the cellar cannot be modified by hand.", ""},
	{"Invalid policies may not be updated.", ""},
	{"A round one is set once. It can't be updated later. Other shapes can be updated.", ""},
	{"Possible values are: Fixed, Immutable, Free.", ""},

	// Lengths.
	{"Maximum length: 256 characters.", "max-length(,256)"},
	{"Max. length: 64 characters.", "max-length(,64)"},
	{"Max limit is 256 chars.", "max-length(,256)"},
	{"The name is unique with a maximum limit of 64 characters.", "max-length(,64)"},
	{"This text must be Unicode and not exceed 1024 characters.", "max-length(,1024)"},
	{"The value can't be more than 40 characters.", "max-length(,40)"},
	{"512 character limit.", "max-length(,512)"},
	{"A note (100 characters or less) about the shelf.", "max-length(,100)"},
	{"Must be between 3 and 32 characters in length.", "max-length(,32)"},
	{"Can have a maximum of 256 characters.", "max-length(,256)"},
	{"The first 255 characters of the text.", ""},
	{"The minimum length is 8 characters.", ""},
	{"If the shelf is old, the maximum length is 8 characters.", ""},
	{"The combined length of both is limited to 64 characters.", ""},
	{"The maximum number of characters.", ""},
	{"Maximum size is 4 MB.", ""},
	{"Maximum length of the shelf.", ""},
	{"Bytes - 8 at most. String - 256 characters maximum.", ""},
	{"It is 28 characters long.", ""},

	// Numbers of elements.
	{"Up to 20 objects may be specified.", "max-items(,20)"},
	{"Limited to 100 owners.", "max-items(,100)"},
	{"The maximum collection size is 20.", "max-items(,20)"},
	{"Items of the shelf with maximum count 100.", "max-items(,100)"},
	{"Returns up to 50 items per page.", ""},

	// Ranges.
	{"Valid range: 1-120", "range(1,120)"},
	{"Latitude in degrees, between -90 and +90 inclusive.", "range(-90,90)"},
	{"The share of the shelf (0-100).", "range(0,100)"},
	{"Acceptable values are 0 – 5 where 5 is the most.", "range(0,5)"},
	{"Range is an integer X where 0 <= X <= 999.", "range(0,999)"},
	{"Minimum 10, Maximum 43200 (30 days).", "range(10,43200)"},
	{"The max value for this attribute is 115 seconds.", "range(,115)"},
	{"Possible values are: 0 - Not ready, 1 - Ready.", ""},
	{"Currently values 0 and 1 mean low, 2 and 3 high.", ""},
	{"4 <= X <= 16 for desktop shelves.", ""},
	{"The code, which has 5-6 digits.", ""},
	{"The default value is between 8 and 48 characters.", ""},
	{"If the shelf is old, the value must be between 1 and 5.", ""},
	{"Valid values -9.22337203685478E+18 to 9.22337203685478E+18", ""},

	// Forms.
	{"The GUID of the shelf.", "format(guid)"},
	{"The shelf's unique identifier, must be Guid.", "format(guid)"},
	{"The unique identifier (guid) for the shelf.", "format(guid)"},
	{"This value is usually a GUID.", ""},
	{"Often in the form of a GUID; treat it as opaque.", ""},
	{"It is in the format of 'a_b', where a is the GUID of the shelf.", ""},
	{"The URL of the shelf.", "format(url)"},
	{"URL to the wood.", "format(url)"},
	{"The shelf URL. It opens the shelf.", "format(url)"},
	{"The relative URL of the shelf.", ""},
	{"The shelf that opens when a URL is clicked.", ""},
	{"The email address of the owner.", "format(email)"},
	{"The claim that provides the email address of the owner.", ""},
	{"The name or label of an email address.", ""},
	{"The day as a date in ISO 8601 format.", "format(date)"},
	{"The duration in ISO 8601 form.", "format(duration)"},

	// Members that exclude each other; what is no member is left out later.
	{"This property and `depth` are mutually exclusive.", "exclusive(depth)"},
	{"Cannot be set if `a` or b is set.", "exclusive(a) exclusive(or) exclusive(b)"},
	{"It cannot be used together with depth.", "exclusive(depth)"},
	{"Top and Skip cannot be specified together with an id.", ""},
	{"The colors red and blue of a shelf are mutually exclusive.", ""},
	{"Cannot be set for old shelves.", ""},
}

func TestProse(t *testing.T) {
	d := english(t)
	for _, tt := range proseTests {
		if got := facts(Describe(text(tt.in), d).Facts()); got != tt.want {
			t.Errorf("Prose(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestProseKeepsSentence(t *testing.T) {
	f := Describe(text("The name. Maximum length is 20 characters. More."), english(t)).Facts()
	if len(f.Rules) != 1 || f.Rules[0].Sentence != "Maximum length is 20 characters" || f.Rules[0].Pos.Col != 11 {
		t.Errorf("got %+v", f.Rules)
	}
}

// FuzzProse checks that each rule has the sentence it stands in, and a place.
func FuzzProse(f *testing.F) {
	for _, tt := range proseTests {
		f.Add(tt.in)
	}
	d := english(f)
	f.Fuzz(func(t *testing.T, s string) {
		for _, c := range Describe(text(s), d).Facts().Rules {
			if c.Sentence == "" || !c.Pos.IsValid() || c.Kind == model.Range && c.Min == nil && c.Max == nil {
				t.Errorf("%q: rule %s, %q, %s", s, c, c.Sentence, c.Pos)
			}
		}
	})
}

// TestFactsAreLookedFor checks that what [Prose] asks of sentences is what the
// dialect looks for in the whole text.
func TestFactsAreLookedFor(t *testing.T) {
	in := english(t).In("")
	for _, p := range factPhrases {
		in.MayHave(p.phrase) // panics if it is not
	}
	for _, p := range rulePhrases {
		in.MayHave(p.phrase)
	}
}
