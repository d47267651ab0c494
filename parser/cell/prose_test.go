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
	if !f.Inherited.IsZero() {
		out = append(out, "from "+f.Inherited.String())
	}
	for _, r := range f.Rules {
		out = append(out, rule(r))
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
	case model.Format:
		return "format(" + r.Text + ")"
	}
	return fmt.Sprintf("%s(%s,%s)", r.Kind, bound(r.Min), bound(r.Max))
}

var proseTests = []struct{ in, want string }{
	{"Read-only.", "readonly"},
	{"The name of the shelf. Read only. Nullable.", "readonly nullable"},
	{"Supports $filter (`eq`).Read-only.", "readonly"},
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
}

func TestProse(t *testing.T) {
	d := english(t)
	for _, tt := range proseTests {
		if got := facts(Prose(text(tt.in), d)); got != tt.want {
			t.Errorf("Prose(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestProseKeepsSentence(t *testing.T) {
	f := Prose(text("The name. Maximum length is 20 characters. More."), english(t))
	if len(f.Rules) != 1 || f.Rules[0].Sentence != "Maximum length is 20 characters" || f.Rules[0].Pos.Col != 11 {
		t.Errorf("got %+v", f.Rules)
	}
}
