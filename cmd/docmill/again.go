package main

// This file lets a run that would do what the last one did do nothing. Most
// runs are such runs: a build generates in case a page changed. As the go command
// does with the results of tests, docmill keeps a record of a run, of everything
// that was looked at and what was seen. A run that sees the same in all these
// places, and finds in the output folder what the last one left there, prints
// what that would print.
//
// What decides about a run is either part of the key under which its record is
// kept (the program itself, the settings of the target, the content of the file
// of words, the working folder) or one of the looks, which are taken again and
// compared by content: files of the documentation and of overlays, lists of their
// folders, also of those in which something was looked for in vain. Nothing is
// believed because of a time stamp. Whatever is wrong with a record, or with the
// folder of records, is no error: then the run does its work.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/docmill/docmill/gen/outdir"
	"github.com/docmill/docmill/model/diag"
)

// cacheVariable names the folder of what docmill keeps, or is "off".
const cacheVariable = "DOCMILL_CACHE"

// A lastRun is the record of a run.
type lastRun struct {
	// Output is the digest of what was in the output folder when it ended.
	Output string
	// Facts are what the summary says of the documentation.
	Facts string
	// Errors counts the findings of level error.
	Errors int
	Looks  []lookAgain

	file   string // where it is kept, "" if nowhere
	folder string // of the output
	check  bool   // what is asked for now: --check or --diff
	strict bool
	usable bool // something was kept
}

// A lookAgain is a look and what was seen.
type lookAgain struct {
	look
	Saw sight
}

// records returns the record of the last run that was as this one is, one that
// is not usable if there is none.
func (j *job) records(e *env, c *generateCommand) *lastRun {
	r := &lastRun{folder: e.path(j.Out), check: c.check || c.diff, strict: c.strict}
	if j.src.cache == "" || c.dryRun {
		return r
	}
	key, err := j.key(e)
	if err != nil {
		return r
	}
	r.file = filepath.Join(j.src.cache, "runs", key)
	if data, err := os.ReadFile(r.file); err == nil {
		r.read(data)
	}
	return r
}

// cacheFolder returns the folder of what docmill keeps, "" if there is none to be.
func cacheFolder(e *env) string {
	switch dir := os.Getenv(cacheVariable); dir {
	case "off":
		return ""
	case "":
		dir, err := os.UserCacheDir()
		if err != nil {
			return ""
		}
		return filepath.Join(dir, "docmill")
	default:
		return e.path(dir)
	}
}

// key returns what is equal for runs that do the same as long as they see the
// same.
func (j *job) key(e *env) (string, error) {
	self, err := programDigest()
	if err != nil {
		return "", err
	}
	here, err := filepath.Abs(e.path("."))
	if err != nil {
		return "", err
	}
	target, err := json.Marshal(j.Target)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, part := range [][]byte{[]byte(recordHead), []byte(self), []byte(here), target, j.src.words} {
		fmt.Fprintf(h, "%d\n", len(part))
		h.Write(part)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// programDigest returns the digest of the running program: every change of it
// may change what it makes.
var programDigest = sync.OnceValues(func() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
})

// recordHead begins a record, with the digest of all behind it: whatever else
// begins or goes on otherwise is no record, or not all of one.
const recordHead = "docmill run 1 "

func (r *lastRun) read(text []byte) {
	head, body, _ := bytes.Cut(text, []byte("\n"))
	if string(head) == recordHead+string(sighted(body)) {
		r.usable = json.Unmarshal(body, r) == nil
	}
}

func (r *lastRun) text() ([]byte, error) {
	body, err := json.Marshal(r)
	return slices.Concat([]byte(recordHead+sighted(body)+"\n"), body), err
}

// again returns what there is to say about files if all is as it was when r was
// kept, else nil.
func (r *lastRun) again(j *job) *summary {
	if !r.usable || r.strict && r.Errors > 0 {
		return nil
	}
	if !r.sees(j.src.read) {
		return nil
	}
	files, ok := outdir.Intact(r.folder, r.Output)
	if !ok {
		return nil
	}
	confirm(r.file)
	if r.check {
		return &summary{plan: &outdir.Plan{Unchanged: files}}
	}
	return &summary{files: &outdir.Result{Unchanged: files}}
}

// sees takes all looks again, several at a time.
func (r *lastRun) sees(t *tally) bool {
	const some = 16
	var next atomic.Int64
	var changed atomic.Bool
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for !changed.Load() {
				from := int(next.Add(some)) - some
				if from >= len(r.Looks) {
					return
				}
				for _, l := range r.Looks[from:min(from+some, len(r.Looks))] {
					if t.take(l.look) != l.Saw {
						changed.Store(true)
						return
					}
				}
			}
		})
	}
	workers.Wait()
	return !changed.Load()
}

// about returns the record of a run that made m and leaves it in the output
// folder, nil if none is to be kept.
func (r *lastRun) about(j *job, m *made) []byte {
	looks, all := j.src.read.seen()
	if r.file == "" || !all {
		return nil
	}
	var facts bytes.Buffer
	m.sum.writeFacts(&facts)
	r.Output, r.Facts, r.Errors, r.Looks = outdir.Digest(m.files, m.record(false)), facts.String(), len(atLeast(m.sum.diags, diag.Error)), nil
	for l, saw := range looks {
		r.Looks = append(r.Looks, lookAgain{l, saw})
	}
	slices.SortFunc(r.Looks, func(a, b lookAgain) int { return a.compare(b.look) })
	text, err := r.text()
	if err != nil {
		return nil
	}
	return text
}

// keep writes the record of a run that left m in the output folder.
func (r *lastRun) keep(m *made, text []byte) {
	if text != nil && (m.sum.plan == nil || m.sum.plan.UpToDate()) {
		store(r.file, text, mostRecords)
	}
}
