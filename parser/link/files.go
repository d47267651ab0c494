package link

// This file finds the page that a link leads to.
//
// Writers link to "../resources/User.md" where the file is user.md, with
// backslashes, to the published address "/graph/api/resources/user?view=…", and
// to a heading of an enum page ("enums.md#risk-values"). All of them mean one
// page and perhaps one of its sections. Paths are therefore compared folded,
// without the ".md", and a published address by its last two parts. Pages saved
// from a browser are known by the address they were published at, too.

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"github.com/docmill/docmill/model"
)

func (l *linker) indexFiles() {
	l.files = make(map[string]*model.Page, len(l.pages))
	l.tails = make(map[string]tail, 2*len(l.pages))
	for _, p := range l.pages {
		key := fileKey(p.Path)
		l.files[key] = p
		l.indexTails(p, key)
		if p.Address != "" && fileKey(p.Address) != key {
			l.indexTails(p, fileKey(p.Address))
		}
	}
}

// A tail is the end of paths.
type tail struct {
	page    *model.Page // the first that has it
	several bool        // others have it, too
}

// only returns the one page with a tail, nil if there are none or several.
func (t tail) only() *model.Page {
	if t.several {
		return nil
	}
	return t.page
}

func (l *linker) indexTails(p *model.Page, key string) {
	two, one := tails(key)
	for _, end := range []string{one, two} {
		if t := l.tails[end]; t.page != p {
			l.tails[end] = tail{cmp.Or(t.page, p), t.page != nil}
		}
	}
}

// fileKey is the form in which paths of pages are compared.
func fileKey(p string) string {
	p = fold(p)
	for _, ext := range []string{".md", ".html", ".htm", ".txt"} {
		if stem, ok := strings.CutSuffix(p, ext); ok {
			return stem
		}
	}
	return p
}

// tails returns the last two parts and the last part of a slash-separated path.
func tails(key string) (two, one string) {
	i := strings.LastIndexByte(key, '/')
	if i < 0 {
		return key, key
	}
	j := strings.LastIndexByte(key[:i], '/')
	return key[j+1:], key[i+1:]
}

// A target is what a link leads to.
type target struct {
	page     *model.Page // nil if it is none of ours
	fragment string      // folded
	local    bool        // whether it should be one of ours
}

// target returns what a link on page p leads to.
func (l *linker) target(p *model.Page, link string) target {
	var t target
	if known := l.nodes[p].links[link]; known != nil {
		t = *known
	} else {
		t = l.findTarget(path.Dir(p.Path), link)
	}
	if t.page == samePage {
		t.page = p
	}
	return t
}

// samePage stands for the page that has the link.
var samePage = &model.Page{}

// findTarget returns what a link on a page in a folder leads to.
func (l *linker) findTarget(dir, link string) target {
	link = strings.ReplaceAll(strings.TrimSpace(link), `\`, "/")
	link, fragment, _ := strings.Cut(link, "#")
	link, _, _ = strings.Cut(link, "?")
	fragment = fold(fragment)
	if link == "" {
		return target{samePage, fragment, fragment != ""}
	}
	if strings.Contains(link, "//") { // as before a host
		if u, err := url.Parse(link); err == nil && u.Host != "" {
			return target{nil, fragment, false}
		}
	}
	if u, err := url.PathUnescape(link); err == nil {
		link = u
	}
	if strings.HasPrefix(link, "/") {
		two, _ := tails(fileKey(link))
		return target{l.tails[two].only(), fragment, false}
	}
	key := fileKey(path.Join(dir, link))
	if to := l.files[key]; to != nil {
		return target{to, fragment, true}
	}
	// A wrong number of "../" still names the file.
	two, last := tails(key)
	if to := l.tails[two].only(); to != nil {
		return target{to, fragment, true}
	}
	return target{l.tails[last].only(), fragment, true}
}
