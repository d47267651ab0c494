package main

// This file notes what is read of documentation: which files, folders and
// properties of files were looked at, and what was seen. Two things are made of
// it. The digest in MANIFEST is of the files that were read, pages and what they
// include, whatever else lies beside them: their place on the machine does not
// count, nor does the order in which they were read, nor line ends, which
// checkouts change; equal documentation has one digest. And whoever wants to
// know whether a run would see what an earlier one saw takes the same looks
// again (again.go).

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/docmill/docmill/parser/markdown"
)

// A tally notes what is read from several file systems.
type tally struct {
	systems []fs.FS // as they were given

	size atomic.Int64 // bytes of all files read

	mu    sync.Mutex
	sums  map[string][sha256.Size]byte
	looks map[look]sight
	taken map[look]fileSight // by take, for who reads the file then
	lists map[look]folderSight
	// blind is set if something was seen that no look is for, or if a look was
	// taken twice and different things were seen.
	blind bool
}

// A look is what was asked of a file system.
type look struct {
	System int // index in [tally.systems]
	Kind   lookKind
	Name   string
}

func (l look) compare(m look) int {
	return cmp.Or(cmp.Compare(l.System, m.System), cmp.Compare(l.Name, m.Name), cmp.Compare(l.Kind, m.Kind))
}

// A lookKind says what a look asks for.
type lookKind string

// Looks ask for the content of a file, for the entries of a folder, and for what
// a name is.
const (
	lookFile   lookKind = "file"
	lookFolder lookKind = "folder"
	lookStat   lookKind = "stat"
)

// A sight is a digest of what was seen.
type sight string

func sighted(data []byte) sight { return sightOfSum(sha256.Sum256(data)) }

func sightOfSum(sum [sha256.Size]byte) sight { return sight(hex.EncodeToString(sum[:])) }

// A fileSight is what a file holds, and its digest.
type fileSight struct {
	data []byte
	sum  [sha256.Size]byte
}

// A folderSight is what listing a folder gave.
type folderSight struct {
	entries []fs.DirEntry
	err     error
}

// list lists a folder, and remembers that.
func (t *tally) list(l look) folderSight {
	var f folderSight
	f.entries, f.err = fs.ReadDir(t.systems[l.System], l.Name)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.lists == nil {
		t.lists = make(map[look]folderSight)
	}
	t.lists[l] = f
	return f
}

// listOnce lists a folder, unless it was listed. Several steps look for pages; what the
// first one saw counts.
func (t *tally) listOnce(l look) folderSight {
	t.mu.Lock()
	f, known := t.lists[l]
	t.mu.Unlock()
	if !known {
		f = t.list(l)
	}
	return f
}

// readFileIn reads a file, in memory if there is room.
func (t *tally) readFileIn(memory []byte, l look) (fileSight, error) {
	data, err := markdown.ReadFileIn(t.systems[l.System], memory, l.Name)
	if err != nil {
		return fileSight{}, err
	}
	return fileSight{data, sha256.Sum256(data)}, nil
}

// fileOnce reads a file likewise, unless take just did: what that saw counts, and nobody
// reads it a second time.
func (t *tally) fileOnce(memory []byte, l look) (fileSight, error) {
	t.mu.Lock()
	f, ok := t.taken[l]
	delete(t.taken, l)
	t.mu.Unlock()
	if ok {
		return f, nil
	}
	return t.readFileIn(memory, l)
}

// of returns fsys, whose files t notes under prefix. It may be used by several
// goroutines at once.
func (t *tally) of(prefix string, fsys fs.FS) fs.FS {
	t.systems = append(t.systems, fsys)
	return &noted{fsys, prefix, t, len(t.systems) - 1}
}

// digest returns the SHA-256 of what was read, in hexadecimal.
func (t *tally) digest() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(t.sums)) {
		fmt.Fprintf(h, "%x  %s\n", t.sums[name], name)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// note adds a look and what was seen.
func (t *tally) note(l look, s sight) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.looks == nil {
		t.looks = make(map[look]sight)
	}
	if old, ok := t.looks[l]; ok && old != s {
		t.blind = true // it changed while it was read
	}
	t.looks[l] = s
}

// take takes a look again, at the file systems as they are now.
func (t *tally) take(l look) sight {
	if l.System < 0 || l.System >= len(t.systems) {
		return ""
	}
	fsys := t.systems[l.System]
	switch l.Kind {
	case lookFile:
		return t.takeFile(l)
	case lookFolder:
		return t.list(l).sight()
	case lookStat:
		return sightOfStat(fs.Stat(fsys, l.Name))
	}
	return ""
}

func (t *tally) takeFile(l look) sight {
	f, err := t.readFileIn(nil, l)
	if err != nil {
		return sightOfError(err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.taken == nil {
		t.taken = make(map[look]fileSight)
	}
	t.taken[l] = f
	return sightOfSum(f.sum)
}

func (f folderSight) sight() sight {
	if f.err != nil {
		return sightOfError(f.err)
	}
	var b []byte
	for _, e := range f.entries {
		b = append(append(b, e.Name()...), 0)
		b = append(append(b, e.Type().String()...), 0)
	}
	return sighted(b)
}

// sightOfStat tells what a name is, and of a file its size. When it was changed
// nobody asks for.
func sightOfStat(info fs.FileInfo, err error) sight {
	switch {
	case err != nil:
		return sightOfError(err)
	case info.Mode().IsRegular():
		return sight(fmt.Sprintf("%d bytes", info.Size()))
	}
	return sight(info.Mode().Type().String())
}

func sightOfError(err error) sight { return sighted([]byte(err.Error())) }

// noted is a file system of a tally.
type noted struct {
	fs     fs.FS
	prefix string
	tally  *tally
	index  int
}

func (n *noted) look(kind lookKind, name string) look { return look{n.index, kind, name} }

// Open implements [fs.FS]. What is read of an open file, nobody notes.
func (n *noted) Open(name string) (fs.File, error) {
	n.tally.mu.Lock()
	n.tally.blind = true
	n.tally.mu.Unlock()
	return n.fs.Open(name)
}

// ReadFile implements [fs.ReadFileFS].
func (n *noted) ReadFile(name string) ([]byte, error) { return n.ReadFileIn(nil, name) }

// ReadFileIn implements [markdown.ReadInFS].
func (n *noted) ReadFileIn(memory []byte, name string) ([]byte, error) {
	f, err := n.tally.fileOnce(memory, n.look(lookFile, name))
	if err != nil {
		n.tally.note(n.look(lookFile, name), sightOfError(err))
		return nil, err
	}
	n.tally.size.Add(int64(len(f.data)))
	n.tally.note(n.look(lookFile, name), sightOfSum(f.sum))
	sum := f.sum
	if crlf := []byte("\r\n"); bytes.Contains(f.data, crlf) {
		sum = sha256.Sum256(bytes.ReplaceAll(f.data, crlf, []byte("\n")))
	}
	n.tally.mu.Lock()
	defer n.tally.mu.Unlock()
	if n.tally.sums == nil {
		n.tally.sums = make(map[string][sha256.Size]byte)
	}
	n.tally.sums[n.prefix+name] = sum
	return f.data, nil
}

// ReadDir implements [fs.ReadDirFS].
func (n *noted) ReadDir(name string) ([]fs.DirEntry, error) {
	f := n.tally.listOnce(n.look(lookFolder, name))
	n.tally.note(n.look(lookFolder, name), f.sight())
	return f.entries, f.err
}

// Stat implements [fs.StatFS].
func (n *noted) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(n.fs, name)
	n.tally.note(n.look(lookStat, name), sightOfStat(info, err))
	return info, err
}

// seen returns all looks with what was seen, false if that is not all.
func (t *tally) seen() (map[look]sight, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return maps.Clone(t.looks), !t.blind
}
