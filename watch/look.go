package watch

// This file looks at files itself. The system's limit of watches is reached
// sooner than one thinks: each folder counts, and editors take thousands.

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// A state is what a change of a file shows in.
type state map[string]stamp

type stamp struct {
	time time.Time
	size int64
}

// limited reports whether err says that the system has no watches left.
func limited(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) || errors.Is(err, syscall.ENOSYS)
}

// poll goes on without the system.
func (w *Watcher) poll(err error) {
	if w.system != nil {
		_ = w.system.Close()
		w.system = nil
	}
	w.say(fmt.Sprintf("the system gives no more notifications of changes (%v; on Linux, sysctl fs.inotify has the limits): looking at the files every %s instead", err, w.every))
}

// waitLooking returns the paths that changed, as soon as some have and the next
// look finds no more.
func (w *Watcher) waitLooking() []string {
	changed := make(map[string]bool)
	for {
		time.Sleep(w.every)
		now := look(w.set)
		more := false
		for name, s := range now {
			if old, ok := w.files[name]; !ok || old != s {
				changed[name], more = true, true
			}
		}
		for name := range w.files {
			if _, ok := now[name]; !ok {
				changed[name], more = true, true
			}
		}
		w.files = now
		if len(changed) > 0 && !more {
			return slices.Sorted(maps.Keys(changed))
		}
	}
}

// look returns the state of all files of a set.
func look(set Set) state {
	s := make(state)
	note := func(name string) {
		if info, err := os.Lstat(name); err == nil {
			s[name] = stamp{info.ModTime(), info.Size()}
		}
	}
	for _, dir := range set.Folders {
		walk(dir, func(p string, isDir bool) {
			if !isDir {
				note(p)
			}
		})
	}
	for _, f := range set.Files {
		note(f)
	}
	return s
}

// walk calls f for a folder and all in it, but for what is put aside there. What
// cannot be read, or goes meanwhile, is left out.
func walk(dir string, f func(p string, isDir bool)) {
	_ = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && d == nil:
			return nil
		case p != dir && isAside(d.Name()) && d.IsDir():
			return fs.SkipDir
		case p != dir && isAside(d.Name()):
			return nil
		}
		f(p, d.IsDir())
		if err != nil {
			return fs.SkipDir
		}
		return nil
	})
}
