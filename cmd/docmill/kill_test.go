package main

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

// TestKill kills docmill while it generates, at random moments: one of five at
// any time, two while it writes, two while it puts files in place. Whatever the
// moment, each file is then the old or the new one, what docmill did not write is
// as it was, and the next run makes the folder whole. DOCMILL_KILLS says how often
// (25):
//
//	DOCMILL_KILLS=200 go test ./cmd/docmill -run TestKill -v
func TestKill(t *testing.T) {
	t.Parallel()
	kills, err := strconv.Atoi(cmp.Or(os.Getenv("DOCMILL_KILLS"), "25"))
	if err != nil {
		t.Fatal(err)
	}
	k := newKiller(t, func(string) {})
	counts := make(map[string]int)
	for i := range kills {
		counts[k.round(i, os.Kill)]++
		if t.Failed() {
			t.Fatalf("kill %d", i)
		}
	}
	t.Logf("%d kills; a run takes %s, of which it writes for %s, and puts files in place for %s: %v", kills,
		k.whole.Round(time.Millisecond), k.writing.Round(time.Millisecond), k.swapping.Round(time.Millisecond), counts)
	if kills >= 25 && counts["staging"]+counts["swapping"] == 0 {
		t.Error("no kill hit docmill while it wrote")
	}
}

// A killer holds two versions of documentation and what each becomes.
type killer struct {
	t       *testing.T
	dir     string
	trees   [2]map[string]string // of each version
	foreign map[string]string    // files in the output folder that are not docmill's
	now     int                  // the version in the output folder
	// How long an undisturbed run takes, in all and from two moments on.
	whole, writing, swapping time.Duration
}

// Files that are there when docmill begins to write, and when it begins to put
// files in place.
const (
	beginsToWrite = ".docmill/lock"
	beginsToSwap  = ".docmill/new/MANIFEST"
)

// newKiller makes both, and the first in the output folder, which prepare gets
// while it is empty.
func newKiller(t *testing.T, prepare func(out string)) *killer {
	k := &killer{t: t, dir: t.TempDir(), foreign: map[string]string{"mine.go": "package pots\n", "testdata/mine.json": "{}", ".docmill/mine": "mine"}}
	for v := range 2 {
		pages := make(map[string]string)
		for i := range 120 {
			if i%12 == v { // each version has types that the other has not
				continue
			}
			pages[fmt.Sprintf("resources/pot%d.md", i)] = potPage(fmt.Sprintf("pot%d", i), fmt.Sprintf("inVersion%d", v))
		}
		writeTree(t, filepath.Join(k.dir, k.docs(v)), pages)
		mustProcess(t, k.dir, "generate", "--docs", k.docs(v), "--out", k.docs(v)+"out", "--package", "pots")
		k.trees[v] = readTree(t, filepath.Join(k.dir, k.docs(v)+"out"))
	}
	if err := os.Mkdir(k.out(), 0o777); err != nil {
		t.Fatal(err)
	}
	prepare(k.out())
	writeTree(t, k.out(), k.foreign)
	mustProcess(t, k.dir, k.args(0)...)
	k.measure()
	return k
}

// potPage is the page of a type with one property beside its key.
func potPage(name, property string) string {
	return "# " + name + " resource type\n\nA pot.\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n" +
		"|id|String|Its identifier.|\n|" + property + "|Int32|How much it holds.|\n"
}

func (k *killer) docs(v int) string { return fmt.Sprintf("v%d", v) }
func (k *killer) out() string       { return filepath.Join(k.dir, "out") }
func (k *killer) args(v int) []string {
	return []string{"generate", "--docs", k.docs(v), "--out", "out", "--package", "pots"}
}

// measure times a run, and how long its staging folder is there.
func (k *killer) measure() {
	cmd, out := process(k.t, k.dir, k.args(1)...)
	start := time.Now()
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	k.await(beginsToWrite, ended)
	writes := time.Now()
	k.await(beginsToSwap, ended)
	swaps := time.Now()
	if err := <-ended; err != nil {
		k.t.Fatalf("%v\n%s", err, out)
	}
	k.whole, k.writing, k.swapping, k.now = time.Since(start), time.Since(writes), time.Since(swaps), 1
}

// await returns when a file is there. If docmill ends before, ended gets what
// it gave.
func (k *killer) await(name string, ended chan error) {
	awaitFile(filepath.Join(k.out(), filepath.FromSlash(name)), ended)
}

// awaitFile returns when a file is there, or its maker has ended.
func awaitFile(name string, ended chan error) {
	for {
		if _, err := os.Lstat(name); err == nil {
			return
		}
		select {
		case err := <-ended:
			ended <- err
			return
		case <-time.After(100 * time.Microsecond):
		}
	}
}

// round turns the output folder into the other version, ends that by a signal,
// and makes one of both versions whole. It returns how far docmill had come.
func (k *killer) round(i int, signal os.Signal) string {
	old, next := k.now, 1-k.now
	cmd, _ := process(k.t, k.dir, k.args(next)...)
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	switch i % 5 {
	case 0:
		time.Sleep(rand.N(k.whole))
	case 1, 2:
		k.await(beginsToWrite, ended)
		time.Sleep(rand.N(k.writing))
	default:
		k.await(beginsToSwap, ended)
		time.Sleep(rand.N(k.swapping + time.Millisecond))
	}
	_ = cmd.Process.Signal(signal)
	err := <-ended
	if exit, ok := err.(*exec.ExitError); ok && exit.Exited() {
		k.t.Fatalf("docmill failed before it could be killed: %v", err)
	}
	state := k.check(old, next)
	k.repair(rand.IntN(2), state)
	return state
}

// repair makes one version whole.
func (k *killer) repair(version int, state string) {
	k.now = version
	mustProcess(k.t, k.dir, k.args(k.now)...)
	want := maps.Clone(k.trees[k.now])
	maps.Copy(want, k.foreign)
	if diff := gocmp.Diff(want, readTree(k.t, k.out())); diff != "" {
		k.t.Errorf("ended while %s, then repaired:\n%s", state, diff)
	}
}

// check looks at each file after a kill, and returns how far docmill had come.
func (k *killer) check(old, next int) string {
	got := readTree(k.t, k.out())
	olds, news := 0, 0
	for _, name := range slices.Sorted(maps.Keys(mergeKeys(k.trees[0], k.trees[1]))) {
		have, is := got[name]
		before, was := k.trees[old][name]
		after, will := k.trees[next][name]
		switch {
		case is == was && have == before && is == will && have == after:
		case is == was && have == before:
			olds++
		case is == will && have == after:
			news++
		default:
			k.t.Errorf("%s is neither the old nor the new file: %q", name, have)
		}
	}
	for name, text := range k.foreign {
		if got[name] != text {
			k.t.Errorf("the foreign file %s holds %q", name, got[name])
		}
	}
	_, err := os.Lstat(filepath.Join(k.out(), ".docmill", "lock"))
	switch staged := err == nil; {
	case news == 0 && !staged:
		return "reading"
	case news == 0:
		return "staging"
	case olds > 0:
		return "swapping"
	case staged:
		return "clearing"
	}
	return "done"
}

func mergeKeys(a, b map[string]string) map[string]bool {
	out := make(map[string]bool)
	for name := range a {
		out[name] = true
	}
	for name := range b {
		out[name] = true
	}
	return out
}
