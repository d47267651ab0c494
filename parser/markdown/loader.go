package markdown

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
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
	incl   map[string]*file   // included files by lower-case path, nil if missing
	spaces sync.Pool          // of workspaces that nobody uses
	stores sync.Pool          // of the stores of released documents

	// OnRead, if not nil, is told of each file that is read; of one that
	// several pages include once or more. It is called by several goroutines at
	// once and must not change data. Set it before anything is read.
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
	bytes    []byte // as places in it count
	encoding string // "" for UTF-8

	digest sync.Once
	sum    [sha256.Size]byte // of bytes, once digest is done
}

// NewLoader returns a Loader for the docs root fsys, which holds the whole pages
// of overlays, too; over has the parts of pages and may be nil.
func NewLoader(fsys fs.FS, over *Overlays) *Loader {
	return &Loader{limits: DefaultLimits, fsys: fsys, over: over, dirs: make(map[string]*folder), incl: make(map[string]*file)}
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
	Text     []byte // as places in it count
	Encoding string // "" for UTF-8
}

// ReadPage reads the file of a page; the error is an [UnreadError] if it is over
// the limit.
func (l *Loader) ReadPage(name string) (File, error) {
	data, err := readFile(l.fsys, name, l.limits.Page)
	if errors.Is(err, fs.ErrNotExist) {
		if actual, _, ok := l.lookup(path.Clean(name)); ok {
			name = actual
			data, err = readFile(l.fsys, name, l.limits.Page)
		}
	}
	if err != nil {
		return File{}, fmt.Errorf("read page: %w", err)
	}
	l.noteRead(name, data)
	text, encoding := diag.Text(data)
	return File{name, text, encoding}, nil
}

// lookup returns the path of name as it is spelled on disk, and what kind of
// file it is. Documentation is
// written where case does not matter, so "Resources/User.md" names
// "resources/user.md".
func (l *Loader) lookup(name string) (actual string, kind fs.FileMode, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.folder(path.Dir(name))
	if f == nil {
		return "", 0, false
	}
	e, ok := f.entries[strings.ToLower(path.Base(name))]
	if !ok {
		return "", 0, false
	}
	return path.Join(f.path, e.Name()), e.Type(), true
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

// missingFolder returns the outermost folder of a path that does not exist, ""
// if all do.
func (l *Loader) missingFolder(dir string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	missing := ""
	for ; dir != "." && l.folder(dir) == nil; dir = path.Dir(dir) {
		missing = dir
	}
	return missing
}

// include returns the file at name, nil if there is none.
func (l *Loader) include(name string) (*file, error) {
	actual, kind, ok := l.lookup(name)
	if !ok {
		return nil, nil
	}
	l.mu.Lock()
	f, ok := l.incl[actual]
	l.mu.Unlock()
	if ok {
		return f, nil
	}
	if !kind.IsRegular() {
		if err := NotRegular(l.fsys, actual); err != nil {
			return nil, err
		}
	}
	data, err := readFile(l.fsys, actual, l.limits.Page)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || isDir(l.fsys, actual) {
			return nil, nil
		}
		return nil, err
	}
	l.noteRead(actual, data)
	f = &file{path: actual}
	f.bytes, f.encoding = diag.Text(data)
	l.mu.Lock()
	l.incl[actual] = f
	l.mu.Unlock()
	return f, nil
}

// Find returns what is equal as long as an include of name leads to the same: to
// a file with the same path and content, or to nothing for the same reason.
func (l *Loader) Find(name string) string {
	f, err := l.include(name)
	switch {
	case err != nil:
		return "error: " + err.Error()
	case f == nil:
		return "missing: " + l.missingFolder(path.Dir(name))
	}
	f.digest.Do(func() { f.sum = sha256.Sum256(f.bytes) })
	return fmt.Sprintf("%x %s %s", f.sum, f.encoding, f.path)
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

// resolve returns the path that target names in a file of folder dir, and
// false if that is outside of the docs root. "~/x" and "/x" start at the root.
func resolve(dir, target string) (string, bool) {
	target, _, _ = strings.Cut(target, "#")
	target, _, _ = strings.Cut(target, "?")
	target = strings.ReplaceAll(target, `\`, "/")
	if u, err := url.PathUnescape(target); err == nil {
		target = u
	}
	if rest, ok := strings.CutPrefix(target, "~/"); ok {
		target, dir = rest, "."
	} else if strings.HasPrefix(target, "/") {
		target, dir = strings.TrimLeft(target, "/"), "."
	}
	name := path.Join(dir, target)
	return name, fs.ValidPath(name)
}
