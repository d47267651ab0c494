package outdir

// This file holds the staging folder. Like the output folder it may hold files
// of others, so docmill removes there only what its journal lists.
//
//	.docmill/lock      held while a run writes; empty
//	.docmill/journal   what runs are about to put in place: hash and name
//	.docmill/new/…     the new files until they are renamed
//
// The journal is only ever added to, before the first file of a run is staged:
// a run that is cut off while it writes its part has changed nothing yet, and
// what earlier ones wrote there is still needed to know their files again.

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/lockedfile"
)

const (
	stageName   = ".docmill"
	lockName    = stageName + "/lock"
	newName     = stageName + "/new"
	journalName = stageName + "/journal"
)

// A stage is the staging folder of one [Write]. Holding it excludes other
// runs on the same directory.
type stage struct {
	d       *disk
	lock    *lockedfile.File
	left    owned        // what unfinished runs were about to write
	names   []string     // what may be in the folder of new files
	swapped atomic.Int64 // files renamed or removed
	allIn   bool         // every file of names was renamed
}

// unfinished reports whether a run was cut off, or is at work.
func unfinished(d *disk) bool {
	if info, err := d.lstat(stageName); err != nil || !info.IsDir() {
		return err != nil && !isMissing(err)
	}
	names, err := d.list(stageName)
	if err != nil || len(names) == 0 {
		return true
	}
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.Contains([]string{lockName, newName, journalName}, stageName+"/"+name)
	})
}

// openStage waits for other runs on d, then takes over the staging folder.
func openStage(d *disk) (*stage, error) {
	for {
		if err := d.mkdir(stageName); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("cannot make the folder %s, in which files are written before they are put in place: %w; nothing was changed", stageName, reason(err))
		}
		if info, err := d.lstat(stageName); err == nil && !info.IsDir() {
			return nil, inTheWay(stageName)
		}
		if info, err := d.lstat(lockName); err == nil && (!info.Mode().IsRegular() || info.Size() > 0) {
			return nil, inTheWay(lockName)
		}
		lock, err := openLock(d)
		if errors.Is(err, fs.ErrNotExist) { // another run has just finished
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("cannot lock %s: %w; nothing was changed", lockName, reason(err))
		}
		if !sameOpen(d, lock) { // it finished while we waited for its lock
			lock.Close()
			continue
		}
		return resume(d, lock)
	}
}

func inTheWay(name string) error {
	return fmt.Errorf("%s was not made by docmill and is in its way: it writes files there before it puts them in place; move it away", name)
}

func openLock(d *disk) (*lockedfile.File, error) {
	if err := d.fail("lock", lockName); err != nil {
		return nil, err
	}
	return lockedfile.Edit(filepath.Join(d.root.Name(), filepath.FromSlash(lockName)))
}

// sameOpen reports whether the lock that was acquired is the one on disk.
func sameOpen(d *disk, lock *lockedfile.File) bool {
	a, err1 := lock.Stat()
	b, err2 := d.root.Lstat(lockName)
	return err1 == nil && err2 == nil && os.SameFile(a, b)
}

// resume reads what unfinished runs left and clears the rest.
func resume(d *disk, lock *lockedfile.File) (*stage, error) {
	st := &stage{d: d, lock: lock}
	var err error
	if st.left, err = readJournal(d); err == nil {
		st.names = sortedKeys(st.left)
		err = st.clear()
	}
	if err != nil {
		_ = st.release()
		return nil, err
	}
	return st, nil
}

// readJournal returns what unfinished runs were about to write. A last line
// that is cut off counts for nothing: no file was staged after it.
func readJournal(d *disk) (owned, error) {
	parent, _, err := d.parents(journalName)
	if err != nil || parent != "" {
		return nil, err
	}
	data, why, err := d.current(journalName)
	switch {
	case err != nil:
		return nil, err
	case why != "" || !strings.HasPrefix(string(data), manifestHead) && !strings.HasPrefix(manifestHead, string(data)):
		return nil, inTheWay(journalName)
	}
	left := make(owned)
	for _, text := range bytes.SplitAfter(data, []byte(manifestHead)) {
		text = bytes.TrimSuffix(text, []byte(manifestHead))
		if r, err := parseRecord(append([]byte(manifestHead), text...), true); err == nil {
			left.add(r.files)
		}
	}
	return left, nil
}

// write does what the plan says.
func (st *stage) write(p *Plan) error {
	names := p.names(Add, Change)
	files := make(map[string][]byte, len(names))
	for _, f := range p.Differences {
		files[f.Name] = f.want
	}
	err := st.fill(names, files, p.now)
	if err == nil {
		err = st.swap(p)
	}
	switch {
	case err == nil:
		return nil
	case st.swapped.Load() == 0:
		return fmt.Errorf("%w; nothing was changed", err)
	}
	return fmt.Errorf("%w; %d of %d files are new, the others as they were: the next run does the rest", err, st.swapped.Load(), len(p.Differences))
}

// fill writes the journal, the files that differ, and the new MANIFEST.
func (st *stage) fill(names []string, files map[string][]byte, now *record) error {
	next := &record{files: make(owned)}
	for _, name := range names {
		next.files[name] = now.files[name]
	}
	if err := st.d.write(journalName, next.bytes(), os.O_APPEND, false); err != nil {
		return fmt.Errorf("cannot write %s: %w", journalName, reason(err))
	}
	st.names = names
	for _, dir := range slices.Backward(append(folders(names), ".")) {
		if err := st.d.mkdirAll(path.Join(newName, dir)); err != nil {
			return fmt.Errorf("cannot make %s: %w", path.Join(newName, dir), reason(err))
		}
	}
	if err := each(st.d.workers, names, func(_ int, name string) error { return st.put(name, files[name], false) }); err != nil {
		return err
	}
	// The record is what docmill knows its files by, so this file alone has to
	// be whole even after a power failure. The others can be made anew.
	return st.put(manifestName, now.bytes(), true)
}

// put stages one file.
func (st *stage) put(name string, data []byte, sync bool) error {
	if err := st.d.write(path.Join(newName, name), data, os.O_EXCL, sync); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	return nil
}

// swap puts the staged files into place and removes the old ones; with the
// MANIFEST, which comes last, the new files are the directory's.
func (st *stage) swap(p *Plan) error {
	names := p.names(Add, Change)
	for _, dir := range slices.Backward(folders(names)) {
		if err := st.d.mkdirAll(dir); err != nil {
			return fmt.Errorf("cannot make the folder %s: %w", dir, reason(err))
		}
	}
	if err := each(st.d.workers, names, func(_ int, name string) error { return st.move(name) }); err != nil {
		return err
	}
	st.allIn = true
	for _, name := range p.names(Remove) {
		if err := remove(st.d, name); err != nil {
			return err
		}
		st.swapped.Add(1)
	}
	if !p.Record {
		return nil
	}
	if err := st.d.rename(path.Join(newName, manifestName), manifestName); err != nil {
		return fmt.Errorf("cannot put %s in place: %w", manifestName, reason(err))
	}
	return nil
}

// move renames a staged file into place.
func (st *stage) move(name string) error {
	if err := st.d.rename(path.Join(newName, name), name); err != nil {
		return fmt.Errorf("cannot put %s in place: %w", name, reason(err))
	}
	st.swapped.Add(1)
	return nil
}

// clear removes the files that this run or those before it staged, and the
// folders they lie in.
func (st *stage) clear() error {
	if _, err := st.d.lstat(newName); isMissing(err) {
		return nil
	}
	names := append([]string{manifestName}, st.names...)
	files := names
	if st.allIn {
		files = names[:1]
	}
	for _, name := range files {
		if err := st.d.remove(path.Join(newName, name)); err != nil && !isMissing(err) {
			return fmt.Errorf("cannot clear %s: %w", path.Join(newName, name), reason(err))
		}
	}
	for _, dir := range append(folders(names), ".") {
		if err := st.d.remove(path.Join(newName, dir)); err != nil && !isMissing(err) {
			if rest, lerr := st.d.list(path.Join(newName, dir)); lerr == nil && len(rest) > 0 {
				return inTheWay(path.Join(newName, dir, slices.Min(rest)))
			}
			return fmt.Errorf("cannot clear %s: %w", path.Join(newName, dir), reason(err))
		}
	}
	return nil
}

// close gives the directory free. The journal stays as long as it is needed:
// to know files that are staged, or files in place that no MANIFEST lists.
func (st *stage) close(done bool) error {
	err := st.clear()
	if err == nil && (done || st.swapped.Load() == 0 && len(st.left) == 0) {
		if err = st.d.remove(journalName); isMissing(err) {
			err = nil
		}
	}
	return cmp.Or(err, st.release())
}

// release removes the lock while it is held: a run that waits for it finds
// that it is gone and makes a new one. From then on the folder may be in use
// by that run, so failure to remove it means nothing. Windows cannot remove an
// open file and does both afterwards.
func (st *stage) release() error {
	removed := st.d.remove(lockName) == nil
	if removed {
		_ = st.d.remove(stageName)
	}
	err := st.lock.Close()
	if !removed {
		_ = st.d.remove(lockName)
		_ = st.d.remove(stageName)
	}
	return err
}
