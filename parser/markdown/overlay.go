package markdown

// This file reads overlay roots: folders of corrections. A correction is a file
// at the path of the page it is about. It is a whole page, or a part of one,
// which its front matter says:
//
//	overlay: part   sections: each replaces the one with its heading
//	overlay: rows   tables: each row replaces the one with its first cell
//
// What is replaced is text, before it is parsed: corrections know no more of
// APIs than the pages do, and every place leads to the file it stands in.

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// Overlays are the corrections of overlay roots.
type Overlays struct {
	docs  fs.FS
	roots []fs.FS
	all   []*Correction // by name, then root
	names map[string][]*Correction
}

// A Correction is one file of an overlay root.
type Correction struct {
	Name string // of the page that it corrects, relative to the docs root
	Root int    // index of the overlay root; the lower stands above
	Kind Kind
	// Base is the digest of what the correction replaces, as it was when the
	// correction was made; "" if the file does not say.
	Base string
	// Adds are the headings, or first cells, that are new on the page.
	Adds []string

	basePos  diag.Pos
	data     []byte    // as places in it count
	encoding string    // "" for UTF-8
	body     piece     // without front matter
	diags    diag.List // of its front matter
}

// Kind says what a correction replaces.
type Kind string

const (
	WholePage Kind = "page"
	Sections  Kind = "part" // sections, by their headings
	Rows      Kind = "rows" // rows of tables, by their first cells
)

// Keys of a correction's front matter.
const (
	keyKind = "overlay"
	keyBase = "base"
	keyAdds = "adds"
)

// ReadOverlays reads the corrections of several overlay roots, of which the
// first stands above the others, for the pages of docs. The error is about
// reading files.
func ReadOverlays(docs fs.FS, roots ...fs.FS) (*Overlays, error) {
	o := &Overlays{docs: docs, roots: roots, names: make(map[string][]*Correction)}
	for i, root := range roots {
		err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.EqualFold(path.Ext(name), ".md") {
				return err
			}
			data, err := fs.ReadFile(root, name)
			if err == nil {
				o.add(newCorrection(name, i, data))
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("overlays: %w", err)
		}
	}
	slices.SortStableFunc(o.all, func(a, b *Correction) int { return strings.Compare(a.Name, b.Name) })
	return o, nil
}

func (o *Overlays) add(c *Correction) {
	o.all = append(o.all, c)
	o.names[c.Name] = append(o.names[c.Name], c)
}

func newCorrection(name string, root int, data []byte) *Correction {
	data, encoding := diag.Text(data)
	data, left := diag.Seen(data)
	c := &Correction{Name: name, Root: root, Kind: WholePage, data: data, encoding: encoding}
	c.body = wholeFile(data, left)
	front, n := frontMatter(data)
	if n == 0 {
		return c
	}
	_, c.body = c.body.cut(n)
	for _, f := range readFront(front, c.File(), Limits{}, new(store), &c.diags) {
		switch f.Key {
		case keyKind:
			c.Kind = Kind(f.Value)
			if !slices.Contains([]Kind{WholePage, Sections, Rows}, c.Kind) {
				c.diags.Add(diag.OverlayPart, f.Pos, "found %q, expected page, part or rows", f.Value)
			}
		case keyBase:
			c.Base, c.basePos = f.Value, f.Pos
		case keyAdds:
			for _, s := range strings.Split(f.Value, ",") {
				c.Adds = append(c.Adds, Fold(s))
			}
		}
	}
	if c.Kind == WholePage {
		c.diags = nil // reported where the page is read
	}
	return c
}

// overlayFolder begins the names of corrections in places. No documentation has
// such a folder.
const overlayFolder = "@overlay"

// File returns how places name the correction: the page's own name has another
// file, in the docs root.
func (c *Correction) File() string {
	folder := overlayFolder
	if c.Root > 0 {
		folder += strconv.Itoa(c.Root + 1)
	}
	return folder + "/" + c.Name
}

// SplitOverlay takes the name of a file in a place apart: that of the page and,
// if it is a correction's, the index of the overlay root.
func SplitOverlay(file string) (name string, root int, ok bool) {
	folder, name, found := strings.Cut(file, "/")
	number, is := strings.CutPrefix(folder, overlayFolder)
	if !found || !is {
		return file, 0, false
	}
	if number != "" {
		n, err := strconv.Atoi(number)
		if err != nil {
			return file, 0, false
		}
		root = n - 1
	}
	return name, root, true
}

// All returns the corrections, sorted by name.
func (o *Overlays) All() []*Correction { return o.all }

// Pages returns the files of an overlay root that are no parts of pages: they
// cover those of the docs root.
func (o *Overlays) Pages(root int) fs.FS { return wholePages{o.roots[root], o, root} }

// IsPart reports whether a file of a root holds a part of a page.
func (o *Overlays) IsPart(name string, root int) bool {
	return slices.ContainsFunc(o.names[name], func(c *Correction) bool { return c.Root == root && c.Kind != WholePage })
}

// wholePages is an overlay root without the parts of pages.
type wholePages struct {
	fs.FS
	overlays *Overlays
	root     int
}

// Open implements [fs.FS].
func (w wholePages) Open(name string) (fs.File, error) {
	if w.overlays.IsPart(name, w.root) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return w.FS.Open(name)
}

// ReadFile implements [fs.ReadFileFS].
func (w wholePages) ReadFile(name string) ([]byte, error) {
	if w.overlays.IsPart(name, w.root) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return fs.ReadFile(w.FS, name)
}

// Stat implements [fs.StatFS].
func (w wholePages) Stat(name string) (fs.FileInfo, error) {
	if w.overlays.IsPart(name, w.root) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return fs.Stat(w.FS, name)
}

// ReadDir implements [fs.ReadDirFS].
func (w wholePages) ReadDir(dir string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, dir)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return !e.IsDir() && w.overlays.IsPart(path.Join(dir, e.Name()), w.root)
	}), err
}

// parts returns the parts that correct a page above root limit, the lowest first,
// and the whole page among the corrections that they stand on, nil if that is
// the one of the docs root.
func (o *Overlays) parts(name string, above int) (parts []*Correction, whole *Correction) {
	for _, c := range o.names[name] {
		switch {
		case c.Root < above:
		case c.Kind == WholePage:
			slices.Reverse(parts)
			return parts, c
		default:
			parts = append(parts, c)
		}
	}
	slices.Reverse(parts)
	return parts, nil
}

// base returns the text that c corrects: the page of the docs root with the
// corrections of the roots below c's. ok is false if there is none.
func (o *Overlays) base(c *Correction) (text segments, ok bool, err error) {
	parts, whole := o.parts(c.Name, c.Root+1)
	var page piece
	if whole != nil {
		page = whole.body
	} else {
		data, err := fs.ReadFile(o.docs, c.Name)
		if err != nil {
			return nil, false, ignoreMissing(err)
		}
		data, _ = diag.Text(data)
		page = wholeFile(diag.Seen(data))
		data = page.text
		if _, n := frontMatter(data); n > 0 {
			_, page = page.cut(n)
		}
	}
	text = segments{{piece: page}}
	for _, p := range parts {
		text = p.edits(text, new(diag.List)).apply(text)
	}
	return text, true, nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// corrected returns a page's text with the parts that overlays have for it.
func (l *Loader) corrected(name string, page piece, diags *diag.List) segments {
	text := segments{{piece: page}}
	if l.over == nil {
		return text
	}
	parts, _ := l.over.parts(name, 0)
	for _, c := range parts {
		l.noteRead(c.File(), c.data)
		reportUTF8(diags, c.File(), c.body, c.encoding)
		text = c.edits(text, diags).apply(text)
	}
	return text
}
