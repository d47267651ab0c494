package main

// This file keeps what pages claim from one command to the next, so that of
// thousands of pages those are read that changed. What a page depends on beside
// its own text and that of its includes (parser.Memory looks at these) is part of
// the name of the file that the pages are kept in.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser"
)

// fewPages are read so quickly that they are not kept.
const fewPages = 100

// parse reads the documentation and lets go of what pages claim.
func (s *source) parse(read parser.Options) (*model.API, diag.List, error) {
	api, diags, err := s.load(s.options(read))
	if err == nil {
		api.DropClaims()
	}
	return api, diags, err
}

// load reads the documentation, but pages that changed only. What there is to keep
// is written while others go on with what was read, and nobody changes that.
func (s *source) load(opts parser.Options) (*model.API, diag.List, error) {
	file := s.memory()
	if opts.Memory != nil || file == "" {
		return parser.Load(s.fsys, opts)
	}
	s.beside.Wait() // another target may have read the same
	confirm(file)
	opts.Memory = parser.NewMemory(readText(file))
	api, diags, err := parser.Load(s.fsys, opts)
	if err == nil && opts.Memory.Len() >= fewPages {
		s.beside.Go(func() {
			if data := opts.Memory.Bytes(); data != nil {
				store(file, data, mostMemories)
			}
		})
	}
	return api, diags, err
}

// readText returns what a file holds, "" if there is none or nobody may read it.
func readText(file string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	var b strings.Builder
	if info, err := f.Stat(); err == nil {
		b.Grow(int(info.Size()))
	}
	if _, err := io.Copy(&b, f); err != nil {
		return ""
	}
	return b.String()
}

// memory returns the file in which pages are kept, "" if they are not.
func (s *source) memory() string {
	if s.cache == "" {
		return ""
	}
	self, err := programDigest()
	if err != nil {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n", self, s.alike)
	for _, l := range s.layers {
		dir, err := filepath.Abs(l.dir)
		if err != nil {
			return ""
		}
		fmt.Fprintf(h, "%q %q %v\n", l.name, dir, l.overlay)
	}
	return filepath.Join(s.cache, "pages", hex.EncodeToString(h.Sum(nil)))
}

// readAlike returns what is equal as long as equal pages are read alike: words,
// limits, and the corrections that are no whole pages. Those are the files that
// are read before any page.
func (s *source) readAlike() string {
	looks, _ := s.read.seen()
	var files []string
	for l, saw := range looks {
		if l.Kind == lookFile {
			files = append(files, fmt.Sprintf("%d %q %s", l.System, l.Name, saw))
		}
	}
	slices.Sort(files)
	return fmt.Sprintf("%v\n%s\n%s", *s.limits, strings.Join(files, "\n"), s.words)
}
