package parser

// This file keeps pages from one [Load] to the next, for who reads the same tree
// again and again while somebody writes: generate --watch, and, by way of a file,
// one command after the other. Whether a page is as it was is decided by content
// alone: by the bytes of its file, and by what each include that it asks for leads
// to, also if that is nothing. All else that a page depends on (vocabularies,
// limits, overlays) is fixed for a Memory.

import (
	"encoding/binary"
	"hash/crc32"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// A Memory keeps what the pages of one documentation tree claim. It may be used by
// one [Load] at a time, always with the same options. The zero value is empty.
type Memory struct {
	mu      sync.Mutex
	pages   map[string]*remembered // by path
	changed bool                   // since it was made of bytes
}

// A remembered page is the result of reading one, and what that depends on.
type remembered struct {
	pageKey
	result *pageResult // nil if it is still code only
	code   string      // "" if there is none yet
}

// A pageKey is what tells whether a page is as it was.
type pageKey struct {
	Path     string
	Text     string // digest
	Includes []includeLook
	Size     int // of the code, in bytes
}

// An includeLook is the name of a file that a page includes, and what was found
// there.
type includeLook struct{ Name, Found string }

// A pageResult is what reading a page gives.
type pageResult struct {
	Page  *model.Page
	Diags diag.List
}

// read returns the result of reading a page, by do if it is not known.
func (m *Memory) read(loader *markdown.Loader, path string, do func(markdown.File) (result, []string)) result {
	file, err := loader.ReadPage(path)
	if err != nil {
		m.set(path, nil)
		return unread(path, err)
	}
	defer loader.Done(file)
	sum := file.Digest()
	text := string(sum[:])
	m.mu.Lock()
	old := m.pages[path]
	m.mu.Unlock()
	if old != nil && old.Text == text && old.isCurrent(loader) && old.recall() {
		return result{page: old.result.Page, diags: old.result.Diags}
	}
	res, includes := do(file)
	if res.err != nil {
		m.set(path, nil)
		return res
	}
	page := &remembered{pageKey: pageKey{Path: path, Text: text}, result: &pageResult{res.page, res.diags}}
	for _, name := range includes {
		page.Includes = append(page.Includes, includeLook{name, loader.Find(name)})
	}
	m.set(path, page)
	return res
}

// isCurrent looks in the order in which the page does, and only until something is
// different: behind that the page might not look.
func (r *remembered) isCurrent(loader *markdown.Loader) bool {
	return !slices.ContainsFunc(r.Includes, func(l includeLook) bool { return loader.Find(l.Name) != l.Found })
}

// recall makes the result of the code, if it is not there yet.
func (r *remembered) recall() bool {
	if r.result == nil {
		res := new(pageResult)
		if decode(r.code, res) != nil {
			return false
		}
		r.result = res
	}
	return true
}

// set remembers a page, or forgets it.
func (m *Memory) set(path string, page *remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.pages == nil {
		m.pages = make(map[string]*remembered)
	}
	if page == nil {
		m.changed = m.changed || m.pages[path] != nil // pages that are never read are forgotten in every run
		delete(m.pages, path)
		return
	}
	m.changed = true
	m.pages[path] = page
}

// retain forgets all pages but those of paths.
func (m *Memory) retain(paths []string) {
	keep := make(map[string]*remembered, len(paths))
	for _, path := range paths {
		if page := m.pages[path]; page != nil {
			keep[path] = page
		}
	}
	m.changed = m.changed || len(keep) < len(m.pages)
	m.pages = keep
}

// Len returns the number of pages.
func (m *Memory) Len() int { return len(m.pages) }

// NewMemory returns a Memory of what [Memory.Bytes] of this very program returned
// before it was used again, or an empty one if data is anything else.
func NewMemory(data string) *Memory {
	m := new(Memory)
	if len(data) < headSize {
		return m
	}
	head, rest := []byte(data[:headSize]), data[headSize:]
	if binary.LittleEndian.Uint32(head) != sumOf(data[sumSize:]) {
		return m
	}
	n := binary.LittleEndian.Uint64(head[sumSize:])
	var keys []pageKey
	if n > uint64(len(rest)) || decode(rest[:n], &keys) != nil {
		return m
	}
	rest = rest[n:]
	pages := make(map[string]*remembered, len(keys))
	for _, key := range keys {
		if key.Size < 0 || key.Size > len(rest) {
			return m
		}
		pages[key.Path] = &remembered{pageKey: key, code: rest[:key.Size]}
		rest = rest[key.Size:]
	}
	m.pages = pages
	return m
}

// The head of the bytes of a Memory: the sum of what is behind it, which tells a
// file that the disk damaged or cut off, and the size of the index.
const (
	sumSize  = 4
	headSize = sumSize + 8
)

var sumTable = crc32.MakeTable(crc32.Castagnoli) // for which processors have an instruction

// sumOf returns the CRC-32C of a text of many MB without a copy of it.
func sumOf(text string) uint32 {
	var sum uint32
	buf := make([]byte, 32<<10)
	for text != "" {
		n := copy(buf, text)
		sum = crc32.Update(sum, sumTable, buf[:n])
		text = text[n:]
	}
	return sum
}

// Bytes returns m for [NewMemory], nil if it is what it was made of.
func (m *Memory) Bytes() []byte {
	if !m.changed {
		return nil
	}
	var pages []*remembered
	for _, page := range m.pages {
		pages = append(pages, page)
	}
	slices.SortFunc(pages, func(a, b *remembered) int {
		if a.Path < b.Path {
			return -1
		}
		return 1
	})
	encodeAll(pages)
	keys := make([]pageKey, len(pages))
	size := 0
	for i, page := range pages {
		keys[i] = page.pageKey
		size += len(page.code)
	}
	index := new(encoder).encode("", &keys)
	out := make([]byte, sumSize, headSize+len(index)+size)
	out = append(binary.LittleEndian.AppendUint64(out, uint64(len(index))), index...)
	for _, page := range pages {
		out = append(out, page.code...)
	}
	binary.LittleEndian.PutUint32(out, crc32.Checksum(out[sumSize:], sumTable))
	return out
}

// encodeAll gives all pages their code.
func encodeAll(pages []*remembered) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			var e encoder
			for i := int(next.Add(1)) - 1; i < len(pages); i = int(next.Add(1)) - 1 {
				if page := pages[i]; page.code == "" {
					page.code = e.encode(page.Path, page.result)
					page.Size = len(page.code)
				}
			}
		})
	}
	workers.Wait()
}

// copyOps copies as much of a page as leaving examples out changes.
func copyOps(p *model.Page) *model.Page {
	out := *p
	out.Ops = slices.Clone(p.Ops)
	for i, op := range out.Ops {
		copied := *op
		out.Ops[i] = &copied
	}
	return &out
}
