package link

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// linkClouds gathers the clouds that pages name, and what each operation's page
// says about them. A cloud's service root is that of the API, which examples
// show, at the cloud's host; it takes one cloud that has the API's host to know
// that the vocabulary's hosts are this service's.
func (l *linker) linkClouds() {
	roots := make(map[string]string)
	for _, p := range l.pages {
		for _, c := range p.Clouds {
			roots[c.Name] = cmp.Or(roots[c.Name], c.Root)
		}
	}
	if len(roots) == 0 {
		return
	}
	version, ours := l.versionPath(roots)
	clouds := make(map[string]*model.Cloud)
	for name, root := range roots {
		c := &model.Cloud{Name: name}
		if ours && root != "" {
			c.BaseURL = root + version
		}
		clouds[name] = c
		l.api.Clouds = append(l.api.Clouds, c)
	}
	slices.SortFunc(l.api.Clouds, func(a, b *model.Cloud) int { return strings.Compare(a.Name, b.Name) })
	l.markUnavailable(clouds)
}

// versionPath returns what stands behind the host in the API's service root,
// "/v1.0", and whether that is one of roots.
func (l *linker) versionPath(roots map[string]string) (string, bool) {
	base, err := url.Parse(l.api.BaseURL)
	if err != nil || base.Host == "" {
		return "", false
	}
	for _, root := range roots {
		u, err := url.Parse(root)
		if err == nil && u.Scheme == base.Scheme && strings.EqualFold(u.Host, base.Host) {
			return strings.TrimPrefix(base.Path, u.Path), true
		}
	}
	return "", false
}

// markUnavailable tells each operation where its page does not hold.
func (l *linker) markUnavailable(clouds map[string]*model.Cloud) {
	missing := make(map[string][]*model.Cloud)
	for _, p := range l.pages {
		for _, c := range p.Clouds {
			if c.Supported == model.No {
				missing[p.Path] = append(missing[p.Path], clouds[c.Name])
			}
		}
	}
	for _, o := range l.api.Callable() {
		o.Unavailable = missing[o.Page]
	}
}
