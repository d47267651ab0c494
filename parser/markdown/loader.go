package markdown

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/docmill/docmill/model/diag"
)

// A Loader reads the pages of one docs root. It remembers the root's folders
// and the files that pages include, so that many pages are read quickly. It
// may be used by several goroutines at once; the root must not change
// meanwhile.
type Loader struct {
	fsys   fs.FS
	over   *Overlays
	limits Limits
	mu     sync.Mutex
	dirs   map[string]*folder // by lower-case path
	places map[placeKey]*place
	incl   map[string]*file // included files by lower-case path, nil if missing
	spaces sync.Pool        // of workspaces that nobody uses
	stores sync.Pool        // of the stores of released documents
	memory sync.Pool        // *[]byte, of the files of pages that are read

	// OnRead, if not nil, is told of each file that is read; of one that
	// several pages include once or more. It is called by several goroutines at
	// once, and must neither change data nor keep it: the next page is read in its
	// memory. Set it before anything is read.
	OnRead func(name string, data []byte)
}

// A folder is the index of one directory.
type folder struct {
	path    string                 // as it is spelled on disk
	entries map[string]fs.DirEntry // by lower-case name
}

// A file is a file's content and what was found while reading it.
type file struct {
	path     string
	data     []byte // as it was read
	whole    piece  // its text
	encoding string // "" for UTF-8
	body     piece  // of whole, what is included

	digest sync.Once
	sum    [sha256.Size]byte // of data, once digest is done
}

// NewLoader returns a Loader for the docs root fsys, which holds the whole pages
// of overlays, too; over has the parts of pages and may be nil.
func NewLoader(fsys fs.FS, over *Overlays) *Loader {
	return &Loader{limits: DefaultLimits, fsys: fsys, over: over, dirs: make(map[string]*folder), places: make(map[placeKey]*place), incl: make(map[string]*file)}
}

// Parse reads the page at path, which is slash-separated and relative to the
// docs root of fsys, with all it includes. Findings are about the
// documentation; the error is only about reading the page itself. To read
// many pages use one [Loader].
func Parse(fsys fs.FS, path string) (*Document, diag.List, error) {
	return NewLoader(fsys, nil).Parse(path)
}

// A File is a page's file as it was read.
type File struct {
	Name     string // as it is spelled on disk
	Text     []byte // without what nobody sees, see [diag.Seen]
	Encoding string // "" for UTF-8

	left   diag.Unseen // of Text
	memory *[]byte     // the file's bytes, in which Text may stand
}

// Digest returns the SHA-256 sum of the file's bytes.
func (f File) Digest() [sha256.Size]byte { return sha256.Sum256(*f.memory) }

// A ReadInFS is a file system that can read a file into memory that is there: most
// files of pages are needed for the moment only in which the page is read.
type ReadInFS interface {
	fs.FS
	// ReadFileIn does what ReadFile does, in memory if there is room for the file.
	ReadFileIn(memory []byte, name string) ([]byte, error)
}

// ReadFileIn returns the content of a file, which stands in memory if there is room for
// it and fsys is a [ReadInFS].
func ReadFileIn(fsys fs.FS, memory []byte, name string) ([]byte, error) {
	if in, ok := fsys.(ReadInFS); ok {
		return in.ReadFileIn(memory, name)
	}
	return fs.ReadFile(fsys, name)
}

// ReadPage reads the file of a page; the error is an [UnreadError] if it is over
// the limit. [Loader.Done] makes room for the next one.
func (l *Loader) ReadPage(name string) (File, error) {
	memory, _ := l.memory.Get().(*[]byte)
	if memory == nil {
		memory = new([]byte)
	}
	data, err := readFile(l.fsys, *memory, name, l.limits.Page)
	if errors.Is(err, fs.ErrNotExist) {
		clean := path.Clean(name)
		if actual, _, ok := l.placeOf(clean).find(path.Base(clean)); ok {
			name = actual
			data, err = readFile(l.fsys, *memory, name, l.limits.Page)
		}
	}
	if err != nil {
		return File{}, fmt.Errorf("read page: %w", err)
	}
	l.noteRead(name, data)
	*memory = data
	text, encoding := diag.Text(data)
	text, left := diag.Seen(text)
	return File{name, text, encoding, left, memory}, nil
}

// Done says that nobody uses the text of f any more.
func (l *Loader) Done(f File) {
	if f.memory != nil {
		l.memory.Put(f.memory)
	}
}

// folder returns the index of a directory, nil if it does not exist.
func (l *Loader) folder(dir string) *folder {
	key := strings.ToLower(dir)
	if f, ok := l.dirs[key]; ok {
		return f
	}
	l.dirs[key] = nil
	actual := "."
	if dir != "." {
		parent := l.folder(path.Dir(dir))
		if parent == nil {
			return nil
		}
		e, ok := parent.entries[strings.ToLower(path.Base(dir))]
		if !ok {
			return nil
		}
		actual = path.Join(parent.path, e.Name())
	}
	entries, err := fs.ReadDir(l.fsys, actual)
	if err != nil {
		return nil
	}
	f := &folder{path: actual, entries: make(map[string]fs.DirEntry, len(entries))}
	for _, e := range entries { // sorted, so equal but for case is always settled alike
		if key := strings.ToLower(e.Name()); f.entries[key] == nil {
			f.entries[key] = e
		}
	}
	l.dirs[key] = f
	return f
}

// Find returns what is equal as long as an include of name leads to the same: to
// a file with the same path and content, or to nothing for the same reason.
func (l *Loader) Find(name string) string {
	in := l.placeOf(name)
	f, err := l.include(in, path.Base(name))
	switch {
	case err != nil:
		return "error: " + err.Error()
	case f == nil:
		return "missing: " + in.missing
	}
	f.digest.Do(func() { f.sum = sha256.Sum256(f.data) })
	return fmt.Sprintf("%x %s", f.sum, f.path)
}

func (l *Loader) noteRead(name string, data []byte) {
	if l.OnRead != nil {
		l.OnRead(name, data)
	}
}

func isDir(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}
