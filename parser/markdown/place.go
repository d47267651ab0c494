package markdown

// This file finds the files that pages include. Most pages include files that no
// other does, of a few folders that all do, so folders are remembered.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// A place is a folder that includes name.
type place struct {
	path    string  // relative to the docs root, as it is named
	folder  *folder // nil if it does not exist
	missing string  // the outermost folder of path that does not exist, "" if all do
	// complaint is a finding about missing. A folder that was not copied is one
	// defect, not one for each file.
	complaint string
}

// A placeKey is what names a folder: the beginning of a target, up to its last
// slash, in files of the folder dir.
type placeKey struct{ dir, prefix string }

// place returns the folder that a key names.
func (l *Loader) place(key placeKey) *place {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.places[key]
	if p == nil {
		p = new(place)
		p.path, _ = resolve(key.dir, key.prefix)
		p.folder = l.folder(p.path)
		for dir := p.path; dir != "." && l.folder(dir) == nil; dir = path.Dir(dir) {
			p.missing = dir
		}
		if p.missing != "" {
			p.complaint = fmt.Sprintf("the folder %q, of which files are included, does not exist", p.missing)
		}
		l.places[key] = p
	}
	return p
}

// placeOf returns the folder of a file.
func (l *Loader) placeOf(name string) *place { return l.place(placeKey{dir: path.Dir(name)}) }

// find returns the path of a file as it is spelled on disk, and what kind of file
// it is. Documentation is written where case does not matter, so "Resources/User.md"
// names "resources/user.md".
func (p *place) find(name string) (actual string, kind fs.FileMode, ok bool) {
	if p.folder == nil {
		return "", 0, false
	}
	e, ok := p.folder.entries[strings.ToLower(name)]
	if !ok {
		return "", 0, false
	}
	return path.Join(p.folder.path, e.Name()), e.Type(), true
}

// target returns the file that target names in a file of folder dir, and where it
// is; it is outside of the docs root if its path is not valid (see [fs.ValidPath]).
func (l *Loader) target(dir, target string) (name string, in *place) {
	i := strings.LastIndexByte(target, '/') + 1
	base := target[i:]
	if base == "" || base == "." || base == ".." || strings.ContainsAny(target, `#?\%`) {
		name, _ = resolve(dir, target)
		return name, l.placeOf(name)
	}
	if in = l.place(placeKey{dir, target[:i]}); in.path == "." {
		return base, in
	}
	return in.path + "/" + base, in
}

// include returns the file called name in a folder, nil if there is none.
func (l *Loader) include(in *place, name string) (*file, error) {
	actual, kind, ok := in.find(name)
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
	data, err := readFile(l.fsys, nil, actual, l.limits.Page)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || isDir(l.fsys, actual) {
			return nil, nil
		}
		return nil, err
	}
	l.noteRead(actual, data)
	f = &file{path: actual, data: data}
	text, encoding := diag.Text(data)
	text, left := diag.Seen(text)
	f.whole, f.encoding = wholeFile(text, left), encoding
	f.body = included(f.whole)
	l.mu.Lock()
	l.incl[actual] = f
	l.mu.Unlock()
	return f, nil
}

// included returns what pages include of a file: all but its front matter and the
// blank lines around.
func included(body piece) piece {
	if _, n := frontMatter(body.text); n > 0 {
		_, body = body.cut(n)
	}
	body, _ = body.cut(len(bytes.TrimRight(body.text, " \t\r\n")))
	_, body = body.cut(len(body.text) - len(bytes.TrimLeft(body.text, "\r\n")))
	return body
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
