package dialect

import (
	"reflect"
	"testing"
)

func TestCloud(t *testing.T) {
	s, err := with(t, "cloud Moon = lunar service; https://moon.example.org/; moon-only.md\ncloud US Government L4 = the hill\n")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ title, name, root string }{
		{"Global service", "Global service", "https://graph.microsoft.com"},
		{"Global\u00a0 Service", "Global service", "https://graph.microsoft.com"},
		{"The Hill", "US Government L4", "https://graph.microsoft.us"},
		{"Moon", "Moon", "https://moon.example.org"},
		{"Lunar service", "Moon", "https://moon.example.org"},
		{"moon-only.md", "", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		got, ok := s.English().Cloud(tt.title)
		if got != (Cloud{tt.name, tt.root}) || ok != (tt.name != "") {
			t.Errorf("Cloud(%q) = %+v, %v", tt.title, got, ok)
		}
	}
	if got, _ := s.Locale("ja").Cloud("グローバル サービス"); got.Root != "https://graph.microsoft.com" {
		t.Errorf("another language: got %+v", got)
	}
}

func TestCloudsOf(t *testing.T) {
	d := english(t)
	tests := []struct {
		file string
		want []bool // by the order of the vocabulary: global, L4, L5, China
	}{
		{"all-clouds.md", []bool{true, true, true, true}},
		{"Global-Only.md", []bool{true, false, false, false}},
		{"global-us.md", []bool{true, true, true, false}},
		{"global-china.md", []bool{true, false, false, true}},
		{"beta-disclaimer.md", nil},
	}
	for _, tt := range tests {
		var got []bool
		for _, m := range d.CloudsOf(tt.file) {
			got = append(got, m.Holds)
		}
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("CloudsOf(%q) = %v, want %v", tt.file, got, tt.want)
		}
	}
}
