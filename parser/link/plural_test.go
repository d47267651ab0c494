package link

import "testing"

func TestSingular(t *testing.T) {
	tests := []struct{ name, last, all string }{
		{"vendors", "vendor", "vendor"},
		{"currencies", "currency", "currency"},
		{"countriesRegions", "countriesRegion", "countryRegion"},
		{"unitsOfMeasure", "unitsOfMeasure", "unitOfMeasure"},
		{"taxes", "tax", "tax"},
		{"addresses", "address", "address"},
		{"class", "class", "class"},
		{"group", "group", "group"},
		{"", "", ""},
	}
	for _, tt := range tests {
		if got := singular(tt.name); got != tt.last {
			t.Errorf("singular(%q) = %q, want %q", tt.name, got, tt.last)
		}
		if got := singularWords(tt.name); got != tt.all {
			t.Errorf("singularWords(%q) = %q, want %q", tt.name, got, tt.all)
		}
	}
}

func TestSpellingsBest(t *testing.T) {
	s := newSpellings()
	for range 3 {
		s.add("sample.api.orgcontact", [2]int{inNotes: 1})
		s.add("sample.API.Drive", [2]int{inCells: 1})
	}
	s.add("sample.api.drive", [2]int{inNotes: 1})
	tests := []struct{ a, b, want string }{
		{"sample.api.orgcontact", "sample.api.orgContact", "sample.api.orgContact"}, // a capital inside
		{"sample.api.Drive", "sample.api.drive", "sample.api.drive"},                // annotations before cells
		{"", "sample.api.x", "sample.api.x"},
		{"a", "a", "a"},
	}
	for _, tt := range tests {
		if got := s.best(tt.a, tt.b); got != tt.want {
			t.Errorf("best(%q, %q) = %q, want %q", tt.a, tt.b, got, tt.want)
		}
		if got := s.best(tt.b, tt.a); got != tt.want {
			t.Errorf("best(%q, %q) = %q, want %q", tt.b, tt.a, got, tt.want)
		}
	}
}
