// Package outdir makes a directory hold exactly the files of a generation,
// and nothing else that an earlier generation made. It never touches a file
// that it did not write, and none that somebody changed since unless it is
// told to. docs/regeneration.md says what users may rely on.
package outdir

// This file holds [Write]: compare, stage, swap. Whatever can fail without the
// disk (names, Go syntax, ownership) is decided before the first byte is
// written, so a refused generation changes nothing. Files are written into a
// staging folder inside the directory (same file system, so a rename moves no
// bytes; the leading dot hides it from the go command) and then renamed one by
// one, so that whoever reads a file sees all of the old one or all of the new
// one. What is left to go wrong is an end between two renames; the staging
// folder then still holds a journal, and the next Write takes the files that
// are listed there for docmill's own and completes the work.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Options are the choices of a [Write] or [Compare].
type Options struct {
	// Force overwrites and removes files that docmill wrote and somebody
	// edited since. Files that docmill did not write stay even so.
	Force bool
	// Docs and Config are digests, in hexadecimal, of what the files are made
	// from. The MANIFEST keeps them, so that [Compare] can say which of the
	// two changed. Empty ones are left out.
	Docs, Config string

	fault    func(op, name string) error // for tests: see [disk]
	verified bool                        // the files are known to be Go
	workers  int                         // for tests: how much is done at a time, 0 for as much as there are processors
}

// A Result says what a [Write] did, by file name relative to the directory,
// sorted. The MANIFEST is not listed.
type Result struct {
	Written, Removed, Unchanged []string
	// Record is set if the MANIFEST was written.
	Record bool
}

// A RefusedError lists the files that a [Write] would destroy.
type RefusedError struct {
	Dir   string
	Files []Refused // sorted by name, never empty
}

// Refused is one file that is in the way, and why.
type Refused struct {
	Name, Why string
	Edited    bool // docmill wrote it, so that Force would get it done
}

// Error names the first ten files.
func (e *RefusedError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "refusing to write into %s:", e.Dir)
	for i, f := range e.Files {
		if i == 10 {
			fmt.Fprintf(&b, "\n\tand %d more", len(e.Files)-i)
			break
		}
		fmt.Fprintf(&b, "\n\t%s: %s", f.Name, f.Why)
	}
	return b.String()
}

// Write makes dir, which is created if need be, hold files: slash-separated
// names relative to dir, and contents. Files whose bytes are as wanted are not
// touched; nothing at all is if that is so of all. Files of an earlier Write
// that are not in files are removed, all others stay.
//
// It returns a [*RefusedError] if a file that would be overwritten or removed
// is not as docmill wrote it. Any other error names the file that could not be
// written; each file is then as it was or as it should be, and the next Write
// does the rest.
func Write(dir string, files map[string][]byte, opts Options) (Result, error) {
	if err := checkNames(files); err != nil {
		return Result{}, err
	}
	if err := CheckFolder(dir); err != nil {
		return Result{}, err
	}
	d, err := openDisk(dir, opts)
	if errors.Is(err, fs.ErrNotExist) {
		d, err = makeDisk(dir, files, &opts)
	}
	if err != nil {
		return Result{}, err
	}
	defer d.root.Close()
	now := newRecord(files, opts)
	if upToDate(d, files, now) {
		return Result{Unchanged: sortedKeys(files)}, nil
	}
	res, err := locked(d, files, now, opts)
	if ref, ok := errors.AsType[*RefusedError](err); ok {
		ref.Dir = dir
		return Result{}, ref
	}
	if err != nil {
		return Result{}, fmt.Errorf("output folder %s: %w", dir, err)
	}
	return res, nil
}

// makeDisk makes the folder dir, but not for files that could not be written
// there.
func makeDisk(dir string, files map[string][]byte, opts *Options) (*disk, error) {
	if err := verify(sortedKeys(files), files, opts.workers); err != nil {
		return nil, err
	}
	opts.verified = true
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("output folder %s cannot be made: %w", dir, reason(err))
	}
	return openDisk(dir, *opts)
}

// locked does what Write is for while no other run can.
func locked(d *disk, files map[string][]byte, now *record, opts Options) (Result, error) {
	st, err := openStage(d)
	if err != nil {
		return Result{}, err
	}
	p, err := makePlan(d, st.left, files, now, opts)
	if err == nil {
		err = p.refusal()
	}
	if err == nil && !opts.verified {
		err = verify(p.names(Add, Change), files, opts.workers)
	}
	if err == nil {
		err = st.write(p)
	}
	if cerr := st.close(err == nil); err == nil && cerr != nil {
		err = fmt.Errorf("all files are written, but the folder %s cannot be cleared: %w", stageName, cerr)
	}
	if err != nil {
		return Result{}, err
	}
	return p.result(), nil
}

// CheckFolder refuses an output folder that is a link: what is written there
// would lie somewhere else than where the user looks for it.
func CheckFolder(dir string) error {
	name := strings.TrimRight(dir, string(filepath.Separator))
	info, err := os.Lstat(name)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return nil
	}
	to, err := os.Readlink(name)
	if err != nil {
		return err
	}
	return fmt.Errorf("output folder %s is a symbolic link to %s, and docmill follows none; name the folder itself", dir, to)
}

// upToDate reports whether there is nothing to write, remove or repair, so
// that a directory that is right is not touched at all and may be read-only.
func upToDate(d *disk, files map[string][]byte, now *record) bool {
	if unfinished(d) {
		return false
	}
	have, why, err := d.current(manifestName)
	if err != nil || why != "" || !sameText(have, now.bytes()) {
		return false
	}
	return each(d.workers, sortedKeys(files), func(_ int, name string) error {
		have, why, err := d.current(name)
		if err != nil || have == nil || why != "" || !sameText(have, files[name]) {
			return errDiffers
		}
		if _, why, err := d.parents(name); why != "" || err != nil {
			return errDiffers
		}
		return nil
	}) == nil
}

var errDiffers = errors.New("not as it should be")

// remove deletes a file, then the folders that this leaves empty.
func remove(d *disk, name string) error {
	if err := d.remove(name); err != nil && !isMissing(err) {
		return fmt.Errorf("cannot remove %s: %w", name, reason(err))
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if d.remove(dir) != nil { // not empty
			break
		}
	}
	return nil
}
