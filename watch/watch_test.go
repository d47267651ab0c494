package watch

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// patient is how long a test waits for what should take a fraction of a second.
const patient = 20 * time.Second

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// wait returns what Wait does, or fails after a time.
func wait(t *testing.T, w *Watcher) []string {
	t.Helper()
	got := make(chan []string, 1)
	go func() { got <- w.Wait() }()
	select {
	case names := <-got:
		return names
	case <-time.After(patient):
		t.Fatal("no change was noticed")
		return nil
	}
}

// Every way in which files change is noticed, with and without the system's
// help; what lies beside them is not.
func TestWatcher(t *testing.T) {
	for _, without := range []bool{false, true} {
		name := "notified"
		if without {
			name = "looking"
		}
		t.Run(name, func(t *testing.T) {
			dir, err := filepath.EvalSymlinks(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			docs, conf := filepath.Join(dir, "docs"), filepath.Join(dir, "docmill.yaml")
			page := filepath.Join(docs, "api", "a.md")
			put(t, page, "a")
			put(t, conf, "a")
			w := New(func(s string) { t.Log(s) })
			defer w.Close()
			if without {
				w.poll(syscall.ENOSPC)
			}
			set := Set{Folders: []string{docs}, Files: []string{conf}}
			if !w.Watch(set) {
				t.Error("nothing is new at first")
			}
			if w.Watch(set) {
				t.Error("something is new when nothing is")
			}
			expect := func(what string, want ...string) {
				t.Helper()
				got := wait(t, w)
				for _, name := range want {
					if !slices.Contains(got, name) {
						t.Errorf("%s: got %q, want %s", what, got, name)
					}
				}
				for _, name := range got {
					if isAside(filepath.Base(name)) || strings.Contains(name, ".git") || strings.Contains(name, "other") {
						t.Errorf("%s: %s is nothing to notice", what, name)
					}
				}
				w.Watch(set)
			}
			put(t, filepath.Join(docs, ".a.md.swp"), "")
			put(t, filepath.Join(docs, "a.md~"), "")
			put(t, filepath.Join(docs, ".git", "index"), "")
			put(t, filepath.Join(dir, "other"), "")
			put(t, page, "changed")
			expect("written", page)
			put(t, filepath.Join(dir, "new"), "renamed")
			if err := os.Rename(filepath.Join(dir, "new"), page); err != nil {
				t.Fatal(err)
			}
			expect("saved by renaming", page)
			put(t, conf, "changed")
			expect("the configuration", conf)
			deep := filepath.Join(docs, "b", "c", "d.md")
			put(t, deep, "d")
			if got := wait(t, w); !slices.ContainsFunc(got, func(name string) bool { return strings.HasPrefix(deep, name) }) {
				t.Errorf("a new folder: got %q", got)
			}
			w.Watch(set)
			put(t, deep, "changed")
			expect("in a new folder", deep)
			if err := os.Remove(page); err != nil {
				t.Fatal(err)
			}
			expect("removed", page)
			if err := os.Rename(docs, filepath.Join(dir, "other")+"s"); err != nil {
				t.Fatal(err)
			}
			if got := wait(t, w); len(got) == 0 {
				t.Error("the folder is gone, and nothing was noticed")
			}
			w.Watch(set)
			put(t, page, "again")
			if got := wait(t, w); len(got) == 0 {
				t.Error("the folder is back, and nothing was noticed")
			}
			w.Watch(set)
			put(t, page, "and again")
			expect("in the folder that is back", page)
		})
	}
}

// A burst is one change.
func TestWatcherBurst(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	w := New(func(s string) { t.Log(s) })
	defer w.Close()
	w.Watch(Set{Folders: []string{dir}})
	for i := range 50 {
		put(t, filepath.Join(dir, string(rune('a'+i%26))), "x")
	}
	if got := wait(t, w); len(got) < 26 {
		t.Errorf("got %q", got)
	}
}

// few is a system that has few watches.
type few struct {
	left   int
	closed bool
}

func (f *few) Add(string) error {
	f.left--
	if f.left < 0 {
		return &os.PathError{Op: "watch", Err: syscall.ENOSPC}
	}
	return nil
}

func (f *few) events() (<-chan fsnotify.Event, <-chan error) { return nil, nil }
func (f *few) Close() error                                  { f.closed = true; return errors.New("closed") }

// When the system's watches run out, the Watcher says so and looks itself.
func TestWatcherLimit(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a", "b", "c"), "")
	said := ""
	w := New(func(string) {})
	system := &few{left: 2}
	w.system, w.say = system, func(s string) { said += s }
	if !w.Watch(Set{Folders: []string{dir}}) || !system.closed {
		t.Error("the watch did not begin anew")
	}
	if !strings.Contains(said, "no more notifications") || !strings.Contains(said, "no space left on device") {
		t.Errorf("said %q", said)
	}
	put(t, filepath.Join(dir, "a", "b", "c"), "changed")
	if got := wait(t, w); len(got) == 0 || filepath.Base(got[len(got)-1]) != "c" {
		t.Errorf("got %q", got)
	}
}
