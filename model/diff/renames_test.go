package diff

import "testing"

func TestExplains(t *testing.T) {
	lid, pot, state := new(Change), new(Change), new(Change)
	all := []rename{{"teapotLid", "teapotCover", lid}, {"pot", "potOfTea", pot}, {"stateOfTea", "state", state}}
	tests := []struct {
		from, to string
		want     *Change
	}{
		{"A teapotLid closes a pot.", "A teapotCover closes a potOfTea.", lid},
		{"a pot", "a potOfTea", pot},
		// What is not edited is the name of something else.
		{"a pot and a pot", "a pot and a potOfTea", pot},
		{"teapotLid of a pot", "teapotCover of a pot", lid},
		{"a potOfTea, a pot", "a potOfTea, a potOfTea", pot},
		{"stateOfTea, stateOfTea", "stateOfTea, state", state},
		{"a pot", "a pot", nil},
		{"a pot", "a jug", nil},
		{"a pot", "a potOfTea!", nil},
		{"a pot, empty", "a potOfTea, full", nil},
		{"", "pot", nil},
	}
	for _, tt := range tests {
		if got := explains(all, tt.from, tt.to); got != tt.want {
			t.Errorf("explains(%q, %q) = %p, want %p", tt.from, tt.to, got, tt.want)
		}
	}
}
