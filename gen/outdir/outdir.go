// Package outdir makes a directory hold exactly the files of a generation,
// and nothing else that an earlier generation made. It never touches a file
// that it did not write, or that somebody changed since.
package outdir

// This file holds [Write]: plan, stage, swap. Whatever can fail without the
// disk (names, Go syntax, ownership) is decided before the first byte is
// written, so a refused generation changes nothing. Files are written into a
// staging folder inside the directory (same file system, so a rename moves no
// bytes; the leading dot hides it from the go command) and then renamed one by
// one. What is left to go wrong is a crash between two renames; the staging
// folder then still holds a journal, and the next Write takes the files that
// are listed there for docmill's own and completes the work.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Options are the choices of a [Write].
type Options struct {
	// Force overwrites and removes files that were edited by hand, and
	// overwrites files that docmill did not make.
	Force bool
}

// A Result says what a [Write] did, by file name relative to the directory,
// sorted. The MANIFEST is not listed.
type Result struct {
	Written, Removed, Unchanged []string
}

// A RefusedError lists the files that a [Write] would destroy.
type RefusedError struct {
	Dir   string
	Files []Refused // sorted by name, never empty
}

// Refused is one file that is in the way, and why.
type Refused struct{ Name, Why string }

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
// touched. Files of an earlier Write that are not in files are removed, all
// others stay.
//
// It returns a [*RefusedError] if a file that would be overwritten or removed
// is not as docmill wrote it, unless opts.Force is set.
func Write(dir string, files map[string][]byte, opts Options) (Result, error) {
	if err := verify(files); err != nil {
		return Result{}, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return Result{}, fmt.Errorf("output directory: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return Result{}, fmt.Errorf("output directory: %w", err)
	}
	defer root.Close()
	if upToDate(root, files) {
		return Result{Unchanged: sortedKeys(files)}, nil
	}
	st, err := openStage(root)
	if err != nil {
		return Result{}, fmt.Errorf("output directory %s: %w", dir, err)
	}
	res, err := write(root, st, files, opts)
	if cerr := st.close(err == nil); err == nil {
		err = cerr
	}
	if ref, ok := errors.AsType[*RefusedError](err); ok {
		ref.Dir = dir
		return Result{}, ref
	}
	if err != nil {
		return Result{}, fmt.Errorf("output directory %s: %w", dir, err)
	}
	return res, nil
}

func write(root *os.Root, st *stage, files map[string][]byte, opts Options) (Result, error) {
	old, err := readManifest(root, opts.Force)
	if err != nil {
		return Result{}, err
	}
	pl, err := makePlan(root, append(owned{old}, st.left...), files, opts.Force)
	if err != nil {
		return Result{}, err
	}
	if err := st.fill(pl.Written, files); err != nil {
		return Result{}, err
	}
	if err := st.swap(pl.Written); err != nil {
		return Result{}, err
	}
	if err := remove(root, pl.Removed, files); err != nil {
		return Result{}, err
	}
	return pl, st.commit()
}

// upToDate reports whether there is nothing to write, remove or repair, so
// that a directory that is right is not touched at all and may be read-only.
func upToDate(root *os.Root, files map[string][]byte) bool {
	if _, err := root.Lstat(stageName); !isMissing(err) {
		return false
	}
	have, err := root.ReadFile(manifestName)
	if err != nil || !bytes.Equal(have, newManifest(files).bytes()) {
		return false
	}
	for name, want := range files {
		info, err := root.Lstat(name)
		if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(want)) {
			return false
		}
		if have, err := root.ReadFile(name); err != nil || !bytes.Equal(have, want) {
			return false
		}
	}
	return true
}

// makePlan compares files with what root holds.
func makePlan(root *os.Root, own owned, files map[string][]byte, force bool) (Result, error) {
	var pl Result
	var refused []Refused
	for _, name := range sortedKeys(files) {
		have, why, err := current(root, own, name)
		switch {
		case err != nil:
			return Result{}, err
		case have != nil && bytes.Equal(have, files[name]):
			pl.Unchanged = append(pl.Unchanged, name)
		case why != "" && (!force || why == isFolder):
			refused = append(refused, Refused{name, why})
		default:
			pl.Written = append(pl.Written, name)
		}
	}
	for _, name := range own.names() {
		if _, ok := files[name]; ok {
			continue
		}
		have, why, err := current(root, own, name)
		switch {
		case err != nil:
			return Result{}, err
		case have == nil && why == "": // gone already
		case why != "" && !force:
			refused = append(refused, Refused{name, why + "; it is no longer generated and would be removed"})
		default:
			pl.Removed = append(pl.Removed, name)
		}
	}
	if refused != nil {
		slices.SortFunc(refused, func(a, b Refused) int { return strings.Compare(a.Name, b.Name) })
		return Result{}, &RefusedError{Files: refused}
	}
	return pl, nil
}

const isFolder = "is a folder"

// current returns the content of a file, nil if it does not exist, and why it
// must not be replaced, "" if it may.
func current(root *os.Root, own owned, name string) (have []byte, why string, err error) {
	info, err := root.Lstat(name)
	switch {
	case isMissing(err):
		return nil, "", nil
	case err != nil:
		return nil, "", err
	case info.IsDir():
		return nil, isFolder, nil
	case !info.Mode().IsRegular():
		return nil, "is no regular file (" + info.Mode().Type().String() + ")", nil
	}
	have, err = root.ReadFile(name)
	if err != nil {
		return nil, "", err
	}
	if have == nil {
		have = []byte{}
	}
	return have, own.objection(name, have), nil
}

// isMissing reports whether err says that there is no such file, which is also
// so if one of its parent folders is a file.
func isMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist)
}

// remove deletes the files that are no longer wanted, then the folders that
// this leaves empty.
func remove(root *os.Root, names []string, files map[string][]byte) error {
	kept := make(map[string]string, len(files)) // folded → name
	for name := range files {
		kept[fold(name)] = name
	}
	for _, name := range names {
		// On a file system that ignores case, the old Group.go is the new
		// group.go.
		if now, ok := kept[fold(name)]; ok && sameFile(root, name, now) {
			continue
		}
		if err := root.Remove(name); err != nil && !isMissing(err) {
			return err
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if root.Remove(dir) != nil { // not empty
				break
			}
		}
	}
	return nil
}

func sameFile(root *os.Root, a, b string) bool {
	x, err1 := root.Lstat(a)
	y, err2 := root.Lstat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}
