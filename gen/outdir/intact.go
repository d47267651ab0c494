package outdir

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
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
	d, err := openDisk(dir, nil)
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
	return files, allIntact(d, files, r.files)
}

// allIntact looks at files side by side.
func allIntact(d *disk, files []string, want owned) bool {
	var next atomic.Int64
	var edited atomic.Bool
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files) && !edited.Load(); i = int(next.Add(1)) - 1 {
				if !isIntact(d, files[i], want[files[i]]) {
					edited.Store(true)
				}
			}
		})
	}
	workers.Wait()
	return !edited.Load()
}

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
