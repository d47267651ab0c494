// Package rootfs reads a folder of strangers' files as a file system.
//
// Documentation has thousands of small files in few folders, so what the system is
// asked for each of them counts. Package os walks down from the root for each file
// ([os.Root]), tries whether it could wait for it, and reads until a read has nothing.
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
	folders map[string]*os.Root // that files were read from; nil if it cannot be opened
}

// maxFolders is how many folders are kept open. Documentation has half a dozen.
const maxFolders = 32

// Open opens a folder. limits must be set before anything is read.
func Open(dir string, limits *markdown.Limits) (*FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &FS{FS: root.FS(), root: root, limits: limits, folders: make(map[string]*os.Root)}, nil
}

// Stat implements [fs.StatFS].
func (r *FS) Stat(name string) (fs.FileInfo, error) {
	if folder := r.folder(name); folder != nil {
		if info, err := folder.Stat(path.Base(name)); err == nil {
			return info, nil
		}
	}
	return fs.Stat(r.FS, name) // see open
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
	f, err := r.open(name)
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

// open opens a file to read it.
func (r *FS) open(name string) (fs.File, error) {
	if folder := r.folder(name); folder != nil {
		if f, err := folder.OpenFile(path.Base(name), os.O_RDONLY|noWait, 0); err == nil {
			return f, nil
		}
	}
	// A link may lead out of the folder, and yet to a file below the root. If it does
	// not, this is the error.
	return r.FS.Open(name)
}

// folder returns the folder that a file is in, nil if it is not kept open. It was
// opened by way of the root, and what is opened by way of it stays below it.
func (r *FS) folder(name string) *os.Root {
	if !fs.ValidPath(name) || strings.Contains(name, `\`) { // which separates on Windows
		return nil
	}
	dir := path.Dir(name)
	r.mu.Lock()
	defer r.mu.Unlock()
	folder, known := r.folders[dir]
	if !known && len(r.folders) < maxFolders {
		folder, _ = r.root.OpenRoot(dir)
		r.folders[dir] = folder
	}
	return folder
}
