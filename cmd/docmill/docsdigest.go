package main

// This file draws up the digest of documentation: of the files that were read,
// pages and what they include, whatever else lies beside them. Their place on
// the machine does not count, nor does the order in which they were read, nor
// line ends, which checkouts change: equal documentation has one digest.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// A tally notes what is read from several file systems.
type tally struct {
	mu   sync.Mutex
	sums map[string][sha256.Size]byte
}

// of returns fsys, whose files t notes under prefix. It may be used by several
// goroutines at once.
func (t *tally) of(prefix string, fsys fs.FS) fs.FS { return &noted{fsys, prefix, t} }

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

// noted is a file system of a tally.
type noted struct {
	fs.FS
	prefix string
	tally  *tally
}

// ReadFile implements [fs.ReadFileFS].
func (n *noted) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(n.FS, name)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")))
	n.tally.mu.Lock()
	defer n.tally.mu.Unlock()
	if n.tally.sums == nil {
		n.tally.sums = make(map[string][sha256.Size]byte)
	}
	n.tally.sums[n.prefix+name] = sum
	return data, nil
}

// ReadDir implements [fs.ReadDirFS].
func (n *noted) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(n.FS, name) }

// Stat implements [fs.StatFS].
func (n *noted) Stat(name string) (fs.FileInfo, error) { return fs.Stat(n.FS, name) }
