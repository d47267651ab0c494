package main

import (
	"io"
	"io/fs"

	"github.com/docmill/docmill/parser/markdown"
)

// A rootFS is a folder of strangers' files. It follows no link out of the
// folder, and reads no more of a file than limits allow.
type rootFS struct {
	fs.FS // of the root
	// limits are set before anything is read.
	limits *markdown.Limits
}

// Stat implements [fs.StatFS].
func (r *rootFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(r.FS, name) }

// ReadDir implements [fs.ReadDirFS].
func (r *rootFS) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(r.FS, name) }

// ReadFile implements [fs.ReadFileFS]. A file that is too large is refused
// before it is read: a sparse one may be as large as it says.
func (r *rootFS) ReadFile(name string) ([]byte, error) {
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	limit := r.limits.MaxPage()
	if info.Size() > limit {
		return nil, markdown.TooLarge(info.Size(), limit)
	}
	// One byte more than it has shows the end; that it grows is no reason to
	// read on.
	data := make([]byte, 0, info.Size()+1)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case err == io.EOF:
			return data, nil
		case err != nil:
			return nil, err
		case int64(len(data)) > limit:
			return nil, markdown.TooLarge(int64(len(data)), limit)
		case len(data) == cap(data):
			data = append(data, 0)[:len(data)]
		}
	}
}
