// Package watch says which files changed: in folders with all that is in them,
// and single files. It uses the system's notifications, and looks at the files
// itself where there are none left to have.
package watch

// This file holds [Watcher]. Three habits of editors and tools shape it. Many
// save by writing another file and renaming it, so folders are watched, never
// files. One save makes several events, and a checkout thousands, so events are
// gathered until it is quiet. And a folder can go and come back, so the folders
// above are watched, too, and everything is set up anew before each answer.

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// quiet is how long nothing must happen before events are reported.
	quiet = 100 * time.Millisecond
	// patience is how long they are gathered if it never is quiet.
	patience = 500 * time.Millisecond
)

// A Set is what to watch, as absolute paths.
type Set struct {
	Folders []string // with all in them, but for hidden ones
	Files   []string
}

// A Watcher watches. It is for one goroutine.
type Watcher struct {
	set     Set
	system  notifier // nil if the system does not notify
	watched map[string]bool
	files   state // as they were when looked at last, without notifications
	say     func(string)
	every   time.Duration // how often to look
}

// notifier is what a Watcher needs of fsnotify.
type notifier interface {
	Add(dir string) error
	events() (<-chan fsnotify.Event, <-chan error)
	Close() error
}

type system struct{ *fsnotify.Watcher }

func (s system) events() (<-chan fsnotify.Event, <-chan error) { return s.Events, s.Errors }

// New returns a Watcher of nothing. It tells say if it has to do without the
// system's notifications.
func New(say func(string)) *Watcher {
	w := &Watcher{watched: make(map[string]bool), say: say, every: quiet * 3}
	s, err := fsnotify.NewWatcher()
	if err != nil {
		w.poll(err)
		return w
	}
	w.system = system{s}
	return w
}

// Close ends the watch.
func (w *Watcher) Close() error {
	if w.system == nil {
		return nil
	}
	return w.system.Close()
}

// Watch makes set what is watched from now on, and reports whether something in
// it was not before: it may have changed unseen.
func (w *Watcher) Watch(set Set) bool {
	w.set = set
	if w.system == nil {
		fresh := w.files == nil
		if fresh {
			w.files = look(set)
		}
		return fresh
	}
	seen := w.watched
	w.watched = make(map[string]bool)
	for _, dir := range w.folders() {
		// Even if it was watched: it may have been removed and made again.
		if err := w.system.Add(dir); err != nil && limited(err) {
			w.poll(err)
			return w.Watch(set)
		}
		w.watched[dir] = true
	}
	for dir := range w.watched {
		if !seen[dir] {
			return true
		}
	}
	return false
}

// folders returns the folders to ask the system about: those of the set, all
// that are in them, and one above each.
func (w *Watcher) folders() []string {
	all := make(map[string]bool)
	for _, dir := range w.set.Folders {
		all[filepath.Dir(dir)] = true
		walk(dir, func(p string, isDir bool) {
			if isDir {
				all[p] = true
			}
		})
	}
	for _, f := range w.set.Files {
		all[filepath.Dir(f)] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// Wait returns the paths that changed, sorted, as soon as some have.
func (w *Watcher) Wait() []string {
	if w.system == nil {
		return w.waitLooking()
	}
	events, errs := w.system.events()
	changed := make(map[string]bool)
	var end, most <-chan time.Time // nil, until something has changed
	note := func(name string) {
		if !w.matters(name) {
			return
		}
		changed[name] = true
		end = time.After(quiet)
		if most == nil {
			most = time.After(patience)
		}
	}
	for {
		select {
		case e := <-events:
			if e.Op != fsnotify.Chmod {
				note(e.Name)
			}
		case <-errs: // events were lost: anything may have changed
			for _, name := range slices.Concat(w.set.Folders, w.set.Files) {
				note(name)
			}
		case <-end:
			return slices.Sorted(maps.Keys(changed))
		case <-most:
			return slices.Sorted(maps.Keys(changed))
		}
	}
}

// matters reports whether a change of name is one of the set. What editors and
// version control keep beside files is not.
func (w *Watcher) matters(name string) bool {
	if slices.Contains(w.set.Files, name) {
		return true
	}
	for _, dir := range w.set.Folders {
		if name == dir {
			return true
		}
		if rest, ok := strings.CutPrefix(name, dir+string(filepath.Separator)); ok {
			return !slices.ContainsFunc(strings.Split(rest, string(filepath.Separator)), isAside)
		}
	}
	return false
}

// isAside reports whether a name is one that editors and version control give
// to files of their own.
func isAside(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~") || name == "4913" // vim's
}
