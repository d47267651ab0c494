package parser

import (
	"slices"
	"strings"
	"sync"

	"github.com/docmill/docmill/model"
)

// A fileSet holds the files that were read, by path. It may be used by several
// goroutines at once.
type fileSet struct {
	mu    sync.Mutex
	files map[string]model.File
}

func (s *fileSet) add(name string, data []byte) {
	f := model.File{Path: name, Digest: model.TextDigest(data)}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files == nil {
		s.files = make(map[string]model.File)
	}
	s.files[name] = f
}

// list returns the files, sorted by path.
func (s *fileSet) list(pages []*model.Page) []model.File {
	isPage := make(map[string]bool)
	for _, p := range pages {
		isPage[p.Path] = true
	}
	var out []model.File
	for _, f := range s.files {
		f.Included = !isPage[f.Path]
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b model.File) int { return strings.Compare(a.Path, b.Path) })
	return out
}
