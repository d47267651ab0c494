package outdir

// This file compares what a folder holds with what it should, and decides
// whose each file is. A file is docmill's if the MANIFEST, or the journal of a
// run that was cut off, lists its name with the hash of its bytes.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// An Op is what a [Write] does to a file.
type Op string

// What a [Write] does.
const (
	Add    Op = "add"
	Change Op = "change"
	Remove Op = "remove"
)

// A Difference is one file that is not as it should be.
type Difference struct {
	Name string
	Op   Op
	// Why says what keeps docmill from doing it, "" if nothing does.
	Why        string
	Edited     bool // docmill wrote it, and somebody changed it since
	Lost       bool // docmill wrote it, and somebody deleted it since
	have, want []byte
}

// A Plan is what a [Write] would do.
type Plan struct {
	Differences []Difference // sorted by name
	Unchanged   []string
	// Record is set if the MANIFEST would be written.
	Record bool
	// Unfinished is set if an earlier run was cut off and something of it is
	// left to clear away.
	Unfinished bool
	// DocsChanged and ConfigChanged say that the digest in the MANIFEST is
	// another one. Unknown, that there is none to compare with.
	DocsChanged, ConfigChanged, Unknown bool

	refused      []Refused
	now          *record
	oldText      []byte // MANIFEST
	hasOldRecord bool
	own          owned             // what is docmill's
	ownFolded    map[string]string // folded name → name, of own
	nowFolded    map[string]string // and of the files there should be
}

// Compare says what [Write] would do, and does nothing.
func Compare(dir string, files map[string][]byte, opts Options) (*Plan, error) {
	if err := checkNames(files); err != nil {
		return nil, err
	}
	if err := CheckFolder(dir); err != nil {
		return nil, err
	}
	d, err := openDisk(dir, opts)
	if errors.Is(err, fs.ErrNotExist) {
		return absent(files, opts), verify(sortedKeys(files), files, opts.workers)
	}
	if err != nil {
		return nil, err
	}
	defer d.root.Close()
	left, err := readJournal(d)
	if err == nil {
		var p *Plan
		if p, err = makePlan(d, left, files, newRecord(files, opts), opts); err == nil {
			return p, verify(p.names(Add, Change), files, opts.workers)
		}
	}
	return nil, fmt.Errorf("output folder %s: %w", dir, err)
}

// absent is the plan for a folder that does not exist.
func absent(files map[string][]byte, opts Options) *Plan {
	p := &Plan{Record: true, Unknown: true, now: newRecord(files, opts)}
	for _, name := range sortedKeys(files) {
		p.Differences = append(p.Differences, Difference{Name: name, Op: Add, want: files[name]})
	}
	return p
}

// UpToDate reports whether there is nothing to do.
func (p *Plan) UpToDate() bool {
	return len(p.Differences) == 0 && !p.Record && !p.Unfinished
}

// Refused lists what keeps docmill from writing, sorted by name.
func (p *Plan) Refused() []Refused { return p.refused }

func (p *Plan) refusal() error {
	if p.refused == nil {
		return nil
	}
	return &RefusedError{Files: p.refused}
}

// Count returns the number of files that an operation is for.
func (p *Plan) Count(op Op) int { return len(p.names(op)) }

// names returns the files that an operation is for.
func (p *Plan) names(ops ...Op) []string {
	var out []string
	for _, f := range p.Differences {
		if slices.Contains(ops, f.Op) {
			out = append(out, f.Name)
		}
	}
	return out
}

func (p *Plan) result() Result {
	return Result{Written: p.names(Add, Change), Removed: p.names(Remove), Unchanged: p.Unchanged, Record: p.Record}
}

// makePlan compares files with what d holds. Files of left are docmill's, too:
// runs that were cut off were about to write them.
func makePlan(d *disk, left owned, files map[string][]byte, now *record, opts Options) (*Plan, error) {
	p := &Plan{now: now, Unfinished: unfinished(d)}
	old, err := p.readRecord(d, opts)
	if err != nil {
		return nil, err
	}
	p.own = make(owned)
	p.own.add(old)
	p.own.add(left)
	p.ownFolded, p.nowFolded = foldedNames(p.own), foldedNames(files)
	if err := p.wanted(d, files); err != nil {
		return nil, err
	}
	for _, name := range sortedKeys(p.own) {
		if _, ok := files[name]; !ok {
			if err := p.stale(d, name); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(p.Differences, func(a, b Difference) int { return strings.Compare(a.Name, b.Name) })
	p.refuse(opts.Force)
	return p, nil
}

// readRecord returns which files the MANIFEST lists, and notes what of it
// changed.
func (p *Plan) readRecord(d *disk, opts Options) (owned, error) {
	data, why, err := d.current(manifestName)
	if err != nil {
		return nil, err
	}
	if why != "" {
		return nil, fmt.Errorf("%s %s; docmill keeps its record in a file of that name: move it away, or choose another folder", manifestName, why)
	}
	p.Record, p.Unknown = !sameText(data, p.now.bytes()), true
	if data == nil {
		return nil, nil
	}
	old, err := parseRecord(data, opts.Force)
	if err != nil {
		return nil, err
	}
	p.oldText, p.hasOldRecord = data, true
	p.Unknown = old.docs == "" || old.config == ""
	p.DocsChanged = old.docs != "" && old.docs != opts.Docs
	p.ConfigChanged = old.config != "" && old.config != opts.Config
	return old.files, nil
}

// wanted compares the files that there should be.
func (p *Plan) wanted(d *disk, files map[string][]byte) error {
	names := sortedKeys(files)
	found := make([]Difference, len(names))
	err := each(d.workers, names, func(i int, name string) (err error) {
		found[i], err = p.compare(d, name, files[name])
		return err
	})
	for _, f := range found {
		if f.Op == "" {
			p.Unchanged = append(p.Unchanged, f.Name)
			continue
		}
		p.Differences = append(p.Differences, f)
	}
	return err
}

// compare compares one file that there should be. The Op of its difference is ""
// if there is none.
func (p *Plan) compare(d *disk, name string, want []byte) (Difference, error) {
	f := Difference{Name: name, Op: Add, want: want}
	parent, why, err := d.parents(name)
	if err != nil {
		return f, err
	}
	if parent != "" {
		f.Why = parent + " " + why
		return f, nil
	}
	f.have, why, err = d.current(name)
	switch {
	case err != nil:
	case why != "":
		f.Op, f.Why = Change, why
	case f.have == nil:
		_, f.Lost = p.own[name]
	case sameText(f.have, f.want):
		f = Difference{Name: name}
	default:
		f.Op = Change
		f.Why, f.Edited = p.objection(d, name, f.have)
	}
	return f, err
}

// stale decides about a file that docmill wrote and that there should not be
// any more. What is no file, or lies behind a link, is no longer what docmill
// wrote; it stays and is forgotten.
func (p *Plan) stale(d *disk, name string) error {
	if parent, _, err := d.parents(name); parent != "" || err != nil {
		return err
	}
	have, why, err := d.current(name)
	if err != nil || why != "" || have == nil {
		return err
	}
	// On a file system that ignores case, the old Group.go is the new group.go.
	if now, ok := p.nowFolded[fold(name)]; ok && d.sameFile(now, name) {
		return nil
	}
	f := Difference{Name: name, Op: Remove, have: have}
	if f.Why, f.Edited = p.objection(d, name, have); f.Why != "" {
		f.Why += "; it is no longer generated and would be removed"
	}
	p.Differences = append(p.Differences, f)
	return nil
}

// refuse fills p.refused. A folder that keeps many files from being written is
// listed once.
func (p *Plan) refuse(force bool) {
	all := make(map[string]Refused)
	for _, f := range p.Differences {
		name, why := f.Name, f.Why
		if f.Op == Add && why != "" { // a parent is in the way
			name, why, _ = strings.Cut(why, " ")
			why += " where a folder has to be: move it away"
		}
		if why == "" || f.Edited && force {
			continue
		}
		all[name] = Refused{name, why, f.Edited}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		p.refused = append(p.refused, all[name])
	}
}

// owned says which files are docmill's: the hashes that each may have.
type owned map[string][]string

func (o owned) add(more owned) {
	for name, sums := range more {
		o[name] = append(o[name], sums...)
	}
}

// foldedNames maps names without their case to those in m.
func foldedNames[V any](m map[string]V) map[string]string {
	out := make(map[string]string, len(m))
	for name := range m {
		out[fold(name)] = name
	}
	return out
}

// objection says why a file with this content must not be replaced, "" if it
// may be, and whether it is one that docmill wrote. A checkout that turned line
// ends into CRLF is no edit, and an empty file (as a power failure may leave
// it) holds nobody's work.
func (p *Plan) objection(d *disk, name string, data []byte) (why string, edited bool) {
	sums, listed := p.own[name]
	if other, ok := p.ownFolded[fold(name)]; !listed && ok && d.sameFile(other, name) {
		sums, listed = p.own[other], true // the same file, for case does not matter here
	}
	switch {
	case !listed:
		return "exists and was not written by docmill", false
	case len(data) == 0 || slices.Contains(sums, hash(data)) || slices.Contains(sums, hash(unix(data))):
		return "", false
	case bytes.Contains(data, []byte("\n<<<<<<< ")):
		return "has conflicts of a merge", true
	}
	return "was edited since docmill wrote it", true
}
