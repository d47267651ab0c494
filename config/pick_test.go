package config

import "testing"

func TestPick(t *testing.T) {
	targets := []Target{{Out: "gen/v1", Package: "tea"}, {Out: "gen/beta", Package: "tea"}, {Out: "v1", Package: "pots"}}
	for _, test := range []struct{ name, out, err string }{
		{"gen/v1", "gen/v1", ""},
		{"./gen/beta/", "gen/beta", ""},
		{"beta", "gen/beta", ""},
		{"v1", "v1", ""},
		{"pots", "v1", ""},
		{"tea", "", "2 targets are called tea: gen/beta, gen/v1"},
		{"gen/vl", "", "no target gen/vl; did you mean gen/v1?\nthere are: gen/beta, gen/v1, v1"},
		{"eta", "", "no target eta\nthere are: gen/beta, gen/v1, v1"},
	} {
		got, err := Pick(targets, test.name)
		text := ""
		if err != nil {
			text = err.Error()
		}
		if got.Out != test.out || text != test.err {
			t.Errorf("%s: got %q, %q, want %q, %q", test.name, got.Out, text, test.out, test.err)
		}
	}
}
