// Package parser reads a tree of documentation pages into one API.
//
// A page goes through three steps: [markdown.Parse] makes positioned sections
// of it, the section table ([sections]) sends each section to its reader, and
// the reader records what the page claims in a [model.Page]. Pages are read
// in parallel, for none depends on another; parser/link then makes one
// [model.API] of all claims.
package parser

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"sync"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/link"
	"github.com/docmill/docmill/parser/markdown"
)

// Options are the settings of [Load] and [Page]. The zero value will do.
type Options struct {
	// Dialects are the vocabularies of the pages; nil means the built-in ones.
	Dialects *dialect.Set
	// Jobs is the number of pages read at once; 0 means one for each
	// processor. The result does not depend on it.
	Jobs int
	// RulesOff are the rules to leave out, by code ("max-length") or place
	// ("resources/group.md:12"), as [model.ParseOff] reads them.
	RulesOff []string
	// ExamplesOff are the examples to leave out, as if the pages did not show
	// them, by page or place, as [model.ParseExamplesOff] reads them.
	ExamplesOff []string
	// Overlays are the corrections of pages, nil for none. Their whole pages are
	// expected in the file system of the pages, too.
	Overlays *markdown.Overlays
	// Limits bound what pages may cost.
	Limits markdown.Limits
	// Memory, if not nil, has the pages of earlier calls of [Load] with the same
	// options: those that are as they were are not read again.
	Memory *Memory
	// Files asks [Load] for [model.API.Files]: digests of all texts, which only
	// comparing two states of the documentation needs.
	Files bool
	// Progress, if not nil, is told how many of the pages are read. Calls come
	// one at a time, but from several goroutines.
	Progress func(done, total int)

	account bool       // draw up the account of each page
	files   *fileSet   // if not nil, is told of all files that are read
	work    *workspace // to read pages in, one at a time; nil for one of its own for each
}

func (o Options) dialects() (*dialect.Set, error) {
	if o.Dialects != nil {
		return o.Dialects, nil
	}
	return dialect.Builtin()
}

// Load reads all pages of a documentation tree and links them. Findings are
// sorted. The error means that the tree could not be read.
func Load(fsys fs.FS, opts Options) (*model.API, diag.List, error) {
	off, err := model.ParseOff(opts.RulesOff)
	if err != nil {
		return nil, nil, err
	}
	if opts.Files {
		opts.files = new(fileSet)
	}
	examplesOff, err := model.ParseExamplesOff(opts.ExamplesOff)
	if err != nil {
		return nil, nil, err
	}
	pages, diags, err := Pages(fsys, opts)
	if err != nil {
		return nil, nil, err
	}
	for i, p := range pages {
		if opts.Memory != nil {
			pages[i] = copyOps(p)
		}
		examplesOff.Page(pages[i])
	}
	if unused := examplesOff.Unused(); len(unused) > 0 {
		return nil, nil, fmt.Errorf("examples to leave out: there is none at %s", strings.Join(unused, ", "))
	}
	api, more := link.Pages(pages, opts.Limits.Most(link.MaxBases))
	if opts.Files {
		api.Files = opts.files.list(pages)
	}
	diags = append(diags, more...)
	off.API(api)
	if unused := off.Unused(); len(unused) > 0 {
		return nil, nil, fmt.Errorf("rules to switch off: no rule stands at %s", strings.Join(unused, ", "))
	}
	diags.Sort()
	return api, diags, nil
}

// Pages reads all pages of a documentation tree, sorted by path, without
// linking them.
func Pages(fsys fs.FS, opts Options) ([]*model.Page, diag.List, error) {
	results, copies, err := readTree(fsys, opts)
	if err != nil {
		return nil, nil, err
	}
	var pages []*model.Page
	diags := copies
	for _, r := range results {
		if r.page != nil {
			pages = append(pages, r.page)
		}
		diags = append(diags, r.diags...)
	}
	diags.Sort()
	return pages, oncePerTarget(diags), nil
}

type result struct {
	page    *model.Page
	diags   diag.List
	account []Entry // if asked for
	err     error
}

// readTree reads all pages of a documentation tree, sorted by path, and
// reports the files that are copies of others.
func readTree(fsys fs.FS, opts Options) ([]result, diag.List, error) {
	if opts.Dialects == nil {
		go func() { _, _ = dialect.Builtin() }() // while folders are listed; whoever needs it has the error
	}
	paths, copies, err := find(fsys)
	if err != nil {
		return nil, nil, fmt.Errorf("list pages: %w", err)
	}
	if opts.Dialects, err = opts.dialects(); err != nil {
		return nil, nil, err
	}
	overlays, err := opts.Overlays.Check()
	if err != nil {
		return nil, nil, err
	}
	copies = append(copies, overlays...)
	results := readAll(fsys, paths, opts)
	for _, r := range results {
		if r.err != nil {
			return nil, nil, r.err
		}
	}
	return results, copies, nil
}

// loader returns a loader of the pages of fsys.
func (o Options) loader(fsys fs.FS) *markdown.Loader { return o.Limits.NewLoader(fsys, o.Overlays) }

// readAll reads the pages with opts.Jobs workers; results are in the order of
// paths.
func readAll(fsys fs.FS, paths []string, opts Options) []result {
	jobs := opts.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	out := make([]result, len(paths))
	loader := opts.loader(fsys)
	if opts.files != nil {
		loader.OnRead = opts.files.add
	}
	work := newBatches(paths, jobs)
	var done int
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range min(jobs, len(paths)) {
		wg.Go(func() {
			opts := opts
			opts.Dialects, opts.work = opts.Dialects.Remembering(), new(workspace)
			for batch := work.take(); len(batch) > 0; batch = work.take() {
				for _, i := range batch {
					out[i] = readOrRecall(loader, paths[i], opts)
					if opts.Progress != nil {
						mu.Lock()
						done++
						opts.Progress(done, len(paths))
						mu.Unlock()
					}
				}
			}
		})
	}
	wg.Wait()
	if opts.Memory != nil {
		opts.Memory.retain(paths)
	}
	return out
}

// readOrRecall reads a page, or takes it from memory.
func readOrRecall(loader *markdown.Loader, path string, opts Options) result {
	if opts.Memory == nil || opts.account {
		res, _ := read(loader, path, opts)
		return res
	}
	return opts.Memory.read(loader, path, func(f markdown.File) (result, []string) { return readFile(loader, f, opts) })
}

// Page reads one page, which is nil if it is over a limit. The error means that the
// file could not be read; whatever is wrong with its content is a finding.
func Page(fsys fs.FS, path string, opts Options) (*model.Page, diag.List, error) {
	var err error
	opts.Dialects, err = opts.dialects()
	if err != nil {
		return nil, nil, err
	}
	off, err := model.ParseOff(opts.RulesOff)
	if err != nil {
		return nil, nil, err
	}
	examplesOff, err := model.ParseExamplesOff(opts.ExamplesOff)
	if err != nil {
		return nil, nil, err
	}
	res, _ := read(opts.loader(fsys), path, opts)
	if res.page != nil {
		off.Page(res.page)
		examplesOff.Page(res.page)
	}
	return res.page, res.diags, res.err
}

// read reads a page of the loader's docs root, and returns the files that it
// includes or wants to; opts.Dialects is set.
func read(loader *markdown.Loader, path string, opts Options) (result, []string) {
	f, err := loader.ReadPage(path)
	if err != nil {
		return unread(path, err), nil
	}
	defer loader.Done(f)
	return readFile(loader, f, opts)
}

// unread returns the result of a page that cannot be read, or is not.
func unread(path string, err error) result {
	if why, ok := errors.AsType[*markdown.UnreadError](err); ok {
		var found diag.List
		found.Add(diag.UnreadPage, diag.Pos{File: path}, "not read: %v", why)
		return result{diags: found}
	}
	return result{err: fmt.Errorf("read %s: %w", path, err)}
}

// readFile reads a page of which the file was read, as read does.
func readFile(loader *markdown.Loader, f markdown.File, opts Options) (result, []string) {
	r, err := readPage(loader, f, opts)
	if err != nil {
		return unread(f.Name, err), nil
	}
	res := result{page: r.page, diags: *r.diags}
	if opts.account {
		res.account = r.account()
	}
	includes := r.doc.Includes
	r.doc.Release()
	return res, includes
}

func readPage(loader *markdown.Loader, f markdown.File, opts Options) (*reader, error) {
	doc, diags, err := parse(loader, f, opts)
	if err != nil {
		return nil, err
	}
	return readDocument(doc, diags, opts), nil
}

// readDocument reads a parsed page, whose findings so far are diags. The reader is
// for use until the next page is read in the workspace.
func readDocument(doc *markdown.Document, diags diag.List, opts Options) *reader {
	work := opts.work
	if work == nil {
		work = new(workspace)
	}
	work.begin(doc)
	r := &reader{
		workspace: work, doc: doc, set: opts.Dialects, diags: &diags, limits: opts.Limits,
		page: &model.Page{Path: doc.Path, Name: pageName(doc), Address: address(doc)},
	}
	r.read()
	diags.Sort()
	return r
}
