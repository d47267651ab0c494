package main

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"slices"
)

// This file makes one file system of several, so that corrected pages in a
// folder of the user's own can cover the original ones without a copy of the
// rest. The first layer that has a file wins; folders are merged.

type unionFS []fs.FS

// union returns the layers as one file system.
func union(layers []fs.FS) fs.FS {
	if len(layers) == 1 {
		return layers[0]
	}
	return unionFS(layers)
}

// Open opens a file of the first layer that has it.
func (u unionFS) Open(name string) (fs.File, error) {
	err := error(&fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist})
	for _, l := range u {
		f, ferr := l.Open(name)
		if ferr != nil {
			if !errors.Is(ferr, fs.ErrNotExist) {
				return nil, ferr
			}
			continue
		}
		info, ferr := f.Stat()
		if ferr != nil || !info.IsDir() {
			return f, ferr
		}
		return u.openDir(name, f)
	}
	return nil, err
}

// ReadFile implements [fs.ReadFileFS]: each layer reads its files in its own way.
func (u unionFS) ReadFile(name string) (data []byte, err error) {
	for _, l := range u {
		if data, err = fs.ReadFile(l, name); err == nil || !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return data, err
}

// Stat implements [fs.StatFS].
func (u unionFS) Stat(name string) (info fs.FileInfo, err error) {
	for _, l := range u {
		if info, err = fs.Stat(l, name); err == nil || !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return info, err
}

// ReadDir lists a folder of all layers.
func (u unionFS) ReadDir(name string) ([]fs.DirEntry, error) {
	err := error(&fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist})
	seen := make(map[string]bool)
	var out []fs.DirEntry
	for _, l := range u {
		info, serr := fs.Stat(l, name)
		if serr != nil || !info.IsDir() {
			continue
		}
		entries, derr := fs.ReadDir(l, name)
		if derr != nil {
			return nil, derr
		}
		err = nil
		for _, e := range entries {
			if !seen[e.Name()] {
				seen[e.Name()] = true
				out = append(out, e)
			}
		}
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return out, err
}

// openDir returns an open folder f whose entries are those of all layers.
func (u unionFS) openDir(name string, f fs.File) (fs.File, error) {
	entries, err := u.ReadDir(name)
	if err != nil {
		f.Close()
		return nil, err
	}
	return &unionDir{f, entries}, nil
}

type unionDir struct {
	fs.File
	rest []fs.DirEntry
}

// ReadDir implements [fs.ReadDirFile].
func (d *unionDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		out := d.rest
		d.rest = nil
		return out, nil
	}
	if len(d.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(d.rest))
	out := d.rest[:n]
	d.rest = d.rest[n:]
	return out, nil
}
