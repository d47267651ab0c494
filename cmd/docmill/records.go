package main

// This file keeps the folders of records (again.go) and of pages (remember.go) in
// order. Several docmills may use them at once: a file is written beside its place
// and renamed, and nobody minds if one that he was about to read or remove is gone.

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	// mostRecords of runs are kept, those that were written or confirmed last.
	mostRecords = 200
	// mostMemories are kept, each with the pages of one documentation: 8 MB for
	// 2,700 of them.
	mostMemories = 10
	// oldestRecord is how long a record is kept.
	oldestRecord = 60 * 24 * time.Hour
	// unfinishedRecord begins the names of records that are being written.
	unfinishedRecord = "new-"
)

// store writes a record, and removes old ones, so that at most some number are
// left. Who cannot do that does without.
func store(file string, text []byte, most int) {
	dir := filepath.Dir(file)
	if os.MkdirAll(dir, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(dir, unfinishedRecord+"*")
	if err != nil {
		return
	}
	_, err = f.Write(text)
	if cerr := f.Close(); err != nil || cerr != nil || os.Rename(f.Name(), file) != nil {
		os.Remove(f.Name())
		return
	}
	trim(dir, most, time.Now())
}

// confirm notes that a record was of use.
func confirm(file string) {
	now := time.Now()
	_ = os.Chtimes(file, now, now) // it is removed earlier then
}

// trim removes records that are too old or too many, and what runs left that
// were cut off while they wrote one. It removes nothing else.
func trim(dir string, most int, now time.Time) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	type record struct {
		name string
		time time.Time
	}
	var all []record
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !isRecord(e.Name()) {
			continue
		}
		all = append(all, record{e.Name(), info.ModTime()})
	}
	slices.SortFunc(all, func(a, b record) int { return b.time.Compare(a.time) })
	for i, r := range all {
		age := now.Sub(r.time)
		if i >= most || age > oldestRecord || strings.HasPrefix(r.name, unfinishedRecord) && age > time.Hour {
			os.Remove(filepath.Join(dir, r.name))
		}
	}
}

// isRecord reports whether a name is one that store gives.
func isRecord(name string) bool {
	const digits = 64
	return strings.HasPrefix(name, unfinishedRecord) || len(name) == digits && strings.Trim(name, "0123456789abcdef") == ""
}
