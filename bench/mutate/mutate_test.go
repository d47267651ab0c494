package main

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestMutate does what the command does, for seconds: the sample documentation
// is damaged, and that of DOCMILL_CORPUS too if it is at hand.
func TestMutate(t *testing.T) {
	dirs := []string{t.TempDir()} // has none: the sample
	if dir := corpus(); dir != "" {
		dirs = append(dirs, dir)
	}
	for _, dir := range dirs {
		all, err := libraries(dir)
		if err != nil {
			t.Fatal(err)
		}
		for i := range uint64(4) {
			s, err := all[i%uint64(len(all))].set(1, i, 40)
			if err != nil {
				t.Fatal(err)
			}
			r := judge(s, i, false)
			if r.Units == 0 || r.Go == 0 {
				t.Errorf("set %d: nothing was checked", i)
			}
			for _, f := range r.Faults {
				t.Errorf("set %d of %s: %s: %.2000s", i, dir, f[0], f[1])
			}
		}
	}
}

// A set is the same whenever it is made, and each mutation does something.
func TestSets(t *testing.T) {
	all, err := libraries(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	one, err := all[0].set(3, 5, 20)
	if err != nil {
		t.Fatal(err)
	}
	two, err := all[0].set(3, 5, 20)
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range one.pages {
		if !slices.Equal(f.Data, two.pages[name].Data) {
			t.Errorf("%s is damaged in another way the second time", name)
		}
	}
	page := []byte("# Get pot\n\n" + strings.Repeat("Gets a pot. ", 20) + "\n\n[!INCLUDE [a](b.md)]\n\n|a|b|\n|---|---|\n|c|d|\n|e|f|\n")
	for _, m := range mutations {
		changed := false
		rnd := rand.New(rand.NewPCG(1, 2))
		for range 20 {
			changed = changed || !slices.Equal(m.do(rnd, slices.Clone(page), []byte("# Other\n\nx\n")), page)
		}
		if !changed {
			t.Errorf("%s changes nothing", m.name)
		}
	}
}
