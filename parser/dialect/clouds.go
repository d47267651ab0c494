package dialect

import (
	"slices"
	"strings"
)

// This file knows the national clouds: deployments of one service for several
// countries, each with a host of its own. Pages say in which of them they hold
// by a table with a column a cloud, which most pages include from a file; where
// the file is not at hand, its name tells what it said. A line names a cloud
// and its words, of three kinds that cannot be confused:
//
//	cloud Moon = https://moon.example.org; lunar service; moon-only.md

// A Cloud is a deployment of the service.
type Cloud struct {
	Name string
	// Root is the service root without a version, e.g.
	// "https://graph.microsoft.us"; "" if it is not known.
	Root string
}

// A cloud is what the lines of one name say.
type cloud struct {
	Cloud
	words []string // folded, the name first
	files []string // in lower case, whose inclusion says that a page holds here
}

// newCloud reads what stands behind a name.
func newCloud(name, value string) cloud {
	c := cloud{Cloud: Cloud{Name: name}, words: []string{fold(name)}}
	for raw := range strings.SplitSeq(value, ";") {
		switch word := strings.TrimFunc(raw, isSpace); {
		case strings.HasPrefix(word, "https://"):
			c.Root = strings.TrimRight(word, "/")
		case strings.HasSuffix(word, ".md"):
			c.files = append(c.files, strings.ToLower(word))
		case word != "":
			c.words = append(c.words, fold(word))
		}
	}
	return c
}

// addCloud adds what a line says to what is known of its cloud.
func (d *Dialect) addCloud(c cloud) {
	i := slices.IndexFunc(d.clouds, func(old cloud) bool { return old.Name == c.Name })
	if i < 0 {
		d.clouds = append(d.clouds, c)
		return
	}
	old := d.clouds[i]
	if c.Root == "" {
		c.Root = old.Root
	}
	c.words, c.files = slices.Concat(old.words, c.words), slices.Concat(old.files, c.files)
	d.clouds[i] = c
}

// Cloud returns the cloud that the title of a column names, and false if it is
// none that d knows.
func (d *Dialect) Cloud(title string) (Cloud, bool) {
	title = fold(title)
	for _, c := range d.clouds {
		if slices.Contains(c.words, title) {
			return c.Cloud, true
		}
	}
	return Cloud{}, false
}

// A CloudMark says whether a page holds in a cloud.
type CloudMark struct {
	Cloud
	Holds bool
}

// CloudsOf returns what a file of this name says of each cloud when a page
// includes it, nil if it is none of those that speak of clouds.
func (d *Dialect) CloudsOf(file string) []CloudMark {
	file = strings.ToLower(file)
	if !slices.ContainsFunc(d.clouds, func(c cloud) bool { return slices.Contains(c.files, file) }) {
		return nil
	}
	var out []CloudMark
	for _, c := range d.clouds {
		out = append(out, CloudMark{c.Cloud, slices.Contains(c.files, file)})
	}
	return out
}
