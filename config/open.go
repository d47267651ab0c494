package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// This file reads the files that a user names, or that lie where docmill looks
// for one. Opening a pipe waits for its other end, and a device may have no end,
// so what is no file is refused before it is opened.

// errNoFile is what a pipe, a device or a socket is refused with.
var errNoFile = errors.New("it is no file but a pipe, device or socket")

// Open opens a file, or what a link to a file leads to. The error is that of the
// system ([fs.PathError]), or says what name is instead of a file.
func Open(name string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("it is a folder, no file")}
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNoFile}
	}
	return os.Open(name)
}

// ReadFile returns the bytes of a file as [Open] opens it, or an error if they
// are more than limit.
func ReadFile(name string, limit int64) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("it has more than %d bytes", limit)}
	}
	return data, err
}
