// Package rootfs reads a folder of strangers' files as a file system.
//
// Documentation has thousands of small files in few folders, so what the system is
// asked for each of them counts. Package os walks down from the root for each file
// ([os.Root]), tries whether it could wait for it, and reads until a read has nothing.
// Here folders are kept open.
package rootfs

import (
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/docmill/docmill/parser/markdown"
)

// An FS is a folder. It follows no link out of the folder, and reads no more of a file
// than its limits allow. It may be used by several goroutines at once.
type FS struct {
	fs.FS  // of the root
	root   *os.Root
	limits *markdown.Limits

	mu      sync.Mutex
	folders map[string]*folder // that files were read from; nil if it cannot be opened
}

// A folder is kept open. It was opened by way of the root, and what is opened by way of
// it stays below it.
type folder struct {
	root *os.Root
	list *os.File
}

// maxFolders is how many folders are kept open. Documentation has half a dozen.
const maxFolders = 32

// Open opens a folder. limits must be set before anything is read.
func Open(dir string, limits *markdown.Limits) (*FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &FS{FS: root.FS(), root: root, limits: limits, folders: make(map[string]*folder)}, nil
}

// Close closes the folder and those in it that are kept open. Nothing may be read of r
// any more.
func (r *FS) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, in := range r.folders {
		if in != nil {
			in.list.Close()
			in.root.Close()
		}
	}
	r.folders = nil
	return r.root.Close()
}

// Stat implements [fs.StatFS].
func (r *FS) Stat(name string) (fs.FileInfo, error) {
	if in := r.folder(name); in != nil {
		if info, err := in.root.Stat(path.Base(name)); err == nil {
			return info, nil
		}
	}
	return fs.Stat(r.FS, name) // a link may lead out of the folder, and yet not out of the root
}

// ReadDir implements [fs.ReadDirFS].
func (r *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	folder, err := r.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	list, err := entries(folder, filepath.Join(r.root.Name(), filepath.FromSlash(name)))
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, err
}

// ReadFile implements [fs.ReadFileFS].
func (r *FS) ReadFile(name string) ([]byte, error) { return r.ReadFileIn(nil, name) }

// ReadFileIn implements [markdown.ReadInFS]. A file that is too large is refused
// before it is read: a sparse one may be as large as it says.
func (r *FS) ReadFileIn(memory []byte, name string) ([]byte, error) {
	if in := r.folder(name); in != nil {
		if data, ok := readPlain(in.list, path.Base(name), memory, r.limits.MaxPage()); ok {
			return data, nil
		}
	}
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	limit, size := r.limits.MaxPage(), info.Size()
	if size > limit {
		return nil, markdown.TooLarge(size, limit)
	}
	data := slices.Grow(memory[:0], int(max(size, 512))) // some have more than they say
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		got := int64(len(data))
		switch {
		case err == io.EOF, err == nil && size > 0 && got >= size: // that it grows is no reason to read on
			return data, nil
		case err != nil:
			return nil, err
		case got > limit:
			return nil, markdown.TooLarge(got, limit)
		case len(data) == cap(data):
			data = slices.Grow(data, 512)
		}
	}
}

// folder returns the folder that a file is in, nil if it is not kept open.
func (r *FS) folder(name string) *folder {
	if !fs.ValidPath(name) || strings.Contains(name, `\`) { // which separates on Windows
		return nil
	}
	dir := path.Dir(name)
	r.mu.Lock()
	defer r.mu.Unlock()
	in, known := r.folders[dir]
	if !known && r.folders != nil && len(r.folders) < maxFolders {
		in = r.keep(dir)
		r.folders[dir] = in
	}
	return in
}

// keep opens a folder, nil if that cannot be.
func (r *FS) keep(dir string) *folder {
	root, err := r.root.OpenRoot(dir)
	if err != nil {
		return nil
	}
	list, err := root.Open(".")
	if err != nil {
		root.Close()
		return nil
	}
	return &folder{root, list}
}
