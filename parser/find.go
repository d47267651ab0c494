package parser

// This file says which files of a docs root are pages, and turns each, in
// whichever form it is kept, into a document. Pages are Markdown; copies that
// people saved from a browser (.html, .txt) are made Markdown first.

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
	"github.com/docmill/docmill/parser/rendered"
)

// find lists the files that are pages, sorted. Folders of fragments that pages
// include, hidden folders, and those in which browsers put the pictures of a
// saved page hold none. The findings are about what is not read: saved pages
// whose Markdown stands beside them, and what only has the name of a file.
func find(fsys fs.FS) ([]string, diag.List, error) {
	var out []string
	var diags diag.List
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		var pass error // over it, and all that is in it
		if e.IsDir() {
			pass = fs.SkipDir
		}
		switch {
		case e.IsDir() && name != "." && !holdsPages(e.Name()), !e.IsDir() && !IsPage(name):
			return pass
		case !utf8.ValidString(name): // package fs opens no such file
			diags.Add(diag.UnreadPage, diag.Pos{File: strings.ToValidUTF8(name, "\uFFFD")}, "not read: its name is no UTF-8")
			return pass
		case e.IsDir():
			return nil
		}
		if !e.Type().IsRegular() && !isFile(fsys, name) {
			if why := markdown.NotRegular(fsys, name); why != nil {
				diags.Add(diag.UnreadPage, diag.Pos{File: name}, "not read: %v", why)
			}
			return nil
		}
		if original := rendered.Stem(name) + ".md"; rendered.Is(name) && isFile(fsys, original) {
			diags.Add(diag.PageCopy, diag.Pos{File: name, Line: 1, Col: 1}, "not read, for %s stands beside it", path.Base(original))
			return nil
		}
		out = append(out, name)
		return nil
	})
	slices.Sort(out)
	return out, diags, err
}

func holdsPages(folder string) bool {
	folder = strings.ToLower(folder)
	return folder != "includes" && !strings.HasPrefix(folder, ".") && !strings.HasSuffix(folder, "_files")
}

func isFile(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.Mode().IsRegular()
}

// notPage are files that hold navigation or say something about the folder.
var notPage = map[string]bool{"toc": true, "readme": true, "license": true, "contributing": true}

// IsPage reports whether a file's name is that of a page: Markdown, or a copy
// saved from a browser. Include folders aside, all such files of a docs root
// are read.
func IsPage(name string) bool {
	if !strings.EqualFold(path.Ext(name), ".md") && !rendered.Is(name) {
		return false
	}
	return !notPage[strings.ToLower(rendered.Stem(path.Base(name)))]
}

// parse reads a page. A saved page is made Markdown first, unless it is
// Markdown under another name. opts.Dialects is set.
func parse(loader *markdown.Loader, f markdown.File, opts Options) (*markdown.Document, diag.List, error) {
	if !rendered.Is(f.Name) {
		return loader.ParseFile(f)
	}
	d := opts.Dialects.English()
	r := &rendered.Reader{Dialect: d, Limits: opts.Limits, Section: func(title string) bool { return isSection(d, title) }}
	page, diags := r.Read(f.Name, f.Text)
	if page == nil {
		return loader.ParseFile(f)
	}
	doc, more := loader.ParsePieces(f, page.Front, page.Pieces)
	return doc, append(diags, more...), nil
}

// isSection reports whether the section table knows a title.
func isSection(d *dialect.Dialect, title string) bool {
	key, _ := titleKey(d, title)
	for _, kind := range onAll {
		if findSection(kind, key) != nil {
			return true
		}
	}
	return false
}

// titleKey returns the canonical form of a section's title, without the
// version it is for, and whether it names one.
func titleKey(d *dialect.Dialect, title string) (key string, variant bool) {
	v, variant := d.First("variant", title)
	if variant {
		title = strings.TrimSpace(title[:v.Start])
	}
	return d.Term(title), variant
}

// pageName returns what a page is called: the last part of the address it was
// published at, if it says so, or else its file's name.
func pageName(doc *markdown.Document) string {
	if at := address(doc); at != "" {
		return path.Base(at)
	}
	return rendered.Stem(path.Base(doc.Path))
}

// address returns the path of the page that a saved page is a copy of, "" if
// it is unknown.
func address(doc *markdown.Document) string {
	if !rendered.Is(doc.Path) {
		return ""
	}
	return doc.FrontValue(rendered.Address)
}
