package gittree

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// This file makes a file system of the list of files. Symbolic links lead where
// they do on disk, but never out of the tree.

// A node is a file, a symbolic link or a folder.
type node struct {
	name     string
	hash     string
	size     int64
	link     bool
	children map[string]*node // of a folder, else nil
}

func newFolder(name string) *node { return &node{name: name, children: make(map[string]*node)} }

// add puts n below the folder root, at a path.
func (root *node) add(name string, n *node) {
	at := root
	dir, _ := path.Split(name)
	for part := range strings.SplitSeq(strings.TrimSuffix(dir, "/"), "/") {
		if part == "" {
			continue
		}
		next := at.children[part]
		if next == nil || next.children == nil {
			next = newFolder(part)
			at.children[part] = next
		}
		at = next
	}
	at.children[n.name] = n
}

// maxLinks is how many symbolic links one path may lead through, as on Linux.
const maxLinks = 40

// find returns the node at name, through symbolic links. A link out of the tree
// leads nowhere.
func (t *Tree) find(op, name string) (*node, error) {
	fail := func(err error) (*node, error) { return nil, &fs.PathError{Op: op, Path: name, Err: err} }
	if !fs.ValidPath(name) {
		return fail(fs.ErrInvalid)
	}
	todo := strings.Split(name, "/")
	stack := []*node{t.root}
	for links := 0; len(todo) > 0; {
		part := todo[0]
		todo = todo[1:]
		at := stack[len(stack)-1]
		switch part {
		case "", ".":
			continue
		case "..":
			if len(stack) == 1 {
				return fail(fs.ErrNotExist)
			}
			stack = stack[:len(stack)-1]
			continue
		}
		next := at.children[part]
		switch {
		case next == nil:
			return fail(fs.ErrNotExist)
		case !next.link:
			stack = append(stack, next)
			continue
		}
		target, err := t.blob(next)
		if err != nil {
			return fail(err)
		}
		if links++; links > maxLinks || strings.HasPrefix(string(target), "/") {
			return fail(fs.ErrNotExist)
		}
		todo = append(strings.Split(string(target), "/"), todo...)
	}
	return stack[len(stack)-1], nil
}

// Open opens a file or folder.
func (t *Tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.children != nil {
		return &folder{info: info{n, path.Base(name)}, rest: n.entries()}, nil
	}
	data, err := t.blob(n)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &file{info: info{n, path.Base(name)}, Reader: bytes.NewReader(data)}, nil
}

// ReadFile returns a file's content.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	n, err := t.find("read", name)
	if err != nil {
		return nil, err
	}
	if n.children != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	data, err := t.blob(n)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return data, nil
}

// ReadDir lists a folder, sorted by name.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if n.children == nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	return n.entries(), nil
}

// Stat describes what a path leads to.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return info{n, path.Base(name)}, nil
}

func (n *node) entries() []fs.DirEntry {
	out := make([]fs.DirEntry, 0, len(n.children))
	for _, c := range n.children {
		out = append(out, fs.FileInfoToDirEntry(info{c, c.name}))
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return out
}

// info describes a node under the name that led to it.
type info struct {
	n    *node
	name string
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.n.size }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.n.children != nil }
func (i info) Sys() any           { return nil }
func (i info) Mode() fs.FileMode {
	switch {
	case i.n.children != nil:
		return fs.ModeDir | 0o555
	case i.n.link:
		return fs.ModeSymlink | 0o777
	}
	return 0o444
}

type file struct {
	info
	*bytes.Reader
}

func (f *file) Size() int64                { return f.info.Size() }
func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

type folder struct {
	info
	rest []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }
func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

// ReadDir implements [fs.ReadDirFile].
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		out := f.rest
		f.rest = nil
		return out, nil
	}
	if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	out := f.rest[:n]
	f.rest = f.rest[n:]
	return out, nil
}
