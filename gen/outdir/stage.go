package outdir

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"
)

const (
	stageName   = ".docmill"
	lockName    = stageName + "/lock"
	newName     = stageName + "/new" // holds the new files until they are renamed
	nextName    = stageName + "/" + manifestName
	journalName = stageName + "/journal" // manifests of this run and of unfinished ones
)

// A stage is the staging folder of one [Write]. Holding it excludes other
// runs on the same directory.
type stage struct {
	root *os.Root
	lock *lockedfile.File
	left []manifest // what unfinished runs were about to write
}

// openStage waits for other runs on root, then takes over the staging folder.
func openStage(root *os.Root) (*stage, error) {
	for {
		if err := root.Mkdir(stageName, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if info, err := root.Lstat(stageName); err == nil && !info.IsDir() {
			return nil, fmt.Errorf("%s is in the way: docmill stages files in a folder of that name", stageName)
		}
		lock, err := lockedfile.Edit(filepath.Join(root.Name(), filepath.FromSlash(lockName)))
		if errors.Is(err, fs.ErrNotExist) { // another run has just finished
			continue
		}
		if err != nil {
			return nil, err
		}
		if !sameOpen(root, lock) { // it finished while we waited for its lock
			lock.Close()
			continue
		}
		return resume(root, lock)
	}
}

// sameOpen reports whether the lock that was acquired is the one on disk.
func sameOpen(root *os.Root, lock *lockedfile.File) bool {
	a, err1 := lock.Stat()
	b, err2 := root.Lstat(lockName)
	return err1 == nil && err2 == nil && os.SameFile(a, b)
}

// resume reads what unfinished runs left and clears the rest.
func resume(root *os.Root, lock *lockedfile.File) (*stage, error) {
	st := &stage{root: root, lock: lock}
	if data, err := root.ReadFile(journalName); err == nil {
		st.left = parseJournal(data)
	}
	if err := root.RemoveAll(newName); err != nil {
		lock.Close()
		return nil, err
	}
	return st, nil
}

// fill writes the files that differ, then the new manifest, and adds it to the
// journal. Nothing is renamed before the journal says so.
func (st *stage) fill(names []string, files map[string][]byte) error {
	for _, name := range names {
		to := path.Join(newName, name)
		if err := st.root.MkdirAll(path.Dir(to), 0o777); err != nil {
			return err
		}
		if err := st.root.WriteFile(to, files[name], 0o666); err != nil {
			return err
		}
	}
	next := newManifest(files)
	if err := st.root.WriteFile(nextName, next.bytes(), 0o666); err != nil {
		return err
	}
	var journal []byte
	for _, m := range append(st.left, next) {
		journal = append(journal, m.bytes()...)
	}
	return st.root.WriteFile(journalName, journal, 0o666)
}

// swap renames the staged files into place.
func (st *stage) swap(names []string) error {
	for _, name := range names {
		if dir := path.Dir(name); dir != "." {
			if err := st.root.MkdirAll(dir, 0o777); err != nil {
				return err
			}
		}
		if err := st.root.Rename(path.Join(newName, name), name); err != nil {
			return err
		}
	}
	return nil
}

// commit puts the new manifest in place: from here on the new files are the
// directory's.
func (st *stage) commit() error { return st.root.Rename(nextName, manifestName) }

// close gives the directory free. After a failure the journal stays, because
// files may be in place that no manifest lists.
func (st *stage) close(done bool) error {
	names := []string{newName, nextName}
	if done {
		names = append(names, journalName)
	}
	var err error
	for _, name := range names {
		err = cmp.Or(err, st.root.RemoveAll(name))
	}
	return cmp.Or(err, st.release())
}

// release removes the lock while it is held: a run that waits for it finds
// that it is gone and makes a new one. From then on the folder may be in use
// by that run, so failure to remove it means nothing. Windows cannot remove an
// open file and does both afterwards.
func (st *stage) release() error {
	removed := st.root.Remove(lockName) == nil
	if removed {
		_ = st.root.Remove(stageName)
	}
	err := st.lock.Close()
	if !removed {
		_ = st.root.Remove(lockName)
		_ = st.root.Remove(stageName)
	}
	return err
}
