package outdir

import (
	"errors"
	"slices"
)

// Digest returns a digest of what a [Write] of files leaves in a folder.
func Digest(files map[string][]byte, opts Options) string {
	return hash(newRecord(files, opts).bytes())
}

// Intact reports whether a [Write] of what has this digest would find nothing to
// do in dir, and returns the names of its files, sorted. Nothing is written, and
// what the files should hold need not be known: MANIFEST tells.
func Intact(dir, digest string) (files []string, ok bool) {
	if CheckFolder(dir) != nil {
		return nil, false
	}
	d, err := openDisk(dir, Options{})
	if err != nil {
		return nil, false
	}
	defer d.root.Close()
	if unfinished(d) {
		return nil, false
	}
	text, why, err := d.current(manifestName)
	if err != nil || why != "" || hash(unix(text)) != digest {
		return nil, false
	}
	r, err := parseRecord(text, false)
	if err != nil {
		return nil, false
	}
	files = sortedKeys(r.files)
	err = each(d.workers, files, func(_ int, name string) error {
		if !isIntact(d, name, r.files[name]) {
			return errEdited
		}
		return nil
	})
	return files, err == nil
}

var errEdited = errors.New("edited")

// isIntact reports whether a file has one of some hashes, line ends aside.
func isIntact(d *disk, name string, sums []string) bool {
	have, why, err := d.current(name)
	if err != nil || why != "" || have == nil {
		return false
	}
	if _, why, err := d.parents(name); why != "" || err != nil {
		return false
	}
	return slices.Contains(sums, hash(have)) || slices.Contains(sums, hash(unix(have)))
}
