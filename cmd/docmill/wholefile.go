package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// This file writes the few files that are a user's own: a configuration, a
// correction, a baseline. If docmill is interrupted meanwhile, or the disk is full,
// the file is as it was: text is written beside it, and then put in its place. The
// files of an output folder are package outdir's.

// writeNew writes a file that is not there yet.
func writeNew(name string, text []byte) error {
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		if err == nil {
			err = &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
		}
		return err
	}
	return replace(name, text, 0o666)
}

// writeWhole writes a file, be it there or not. What a link leads to is written,
// not the link, and what is no file, a terminal or a pipe, is written to.
func writeWhole(name string, text []byte) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return replace(name, text, 0o666)
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return os.WriteFile(name, text, 0o666)
	}
	// A file that may not be written is not replaced, either.
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	err = replace(name, text, info.Mode().Perm())
	if errors.Is(err, fs.ErrPermission) { // of the folder
		return os.WriteFile(name, text, 0o666)
	}
	return err
}

// replace puts a file of text in the place of name. What an interrupted one left
// is written anew.
func replace(name string, text []byte, perm fs.FileMode) error {
	beside := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".unfinished")
	if err := os.Remove(beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return err
	}
	if _, err = f.Write(text); err == nil && perm != 0o666 {
		err = f.Chmod(perm) // whatever the mask
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(beside, name)
	}
	if err != nil {
		_ = os.Remove(beside)
	}
	return err
}
