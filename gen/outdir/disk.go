package outdir

// This file holds the file operations of this package, all of them, so that
// tests can let any one fail as a full disk, a missing permission or a broken
// device would, or end the run before it. They work in an [os.Root]: whatever
// happens to the folder meanwhile, nothing outside of it is written.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
)

// A disk is an output folder.
type disk struct {
	root *os.Root
	// fault, if not nil, is asked before each operation and can make it fail.
	fault func(op, name string) error
	one   sync.Mutex // around fault
	// workers is how many operations there may be at a time, 0 for as many as
	// there are processors.
	workers int
}

// openDisk opens the folder dir, which must exist.
func openDisk(dir string, opts Options) (*disk, error) {
	// To open a pipe waits for its other end.
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("output folder %s: %w", dir, syscall.ENOTDIR)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("output folder %s: %w", dir, reason(err))
	}
	return &disk{root: root, fault: opts.fault, workers: opts.workers}, nil
}

func (d *disk) fail(op, name string) error {
	if d.fault == nil {
		return nil
	}
	d.one.Lock()
	defer d.one.Unlock()
	return d.fault(op, name)
}

func (d *disk) lstat(name string) (fs.FileInfo, error) {
	if err := d.fail("lstat", name); err != nil {
		return nil, err
	}
	return d.root.Lstat(filepath.FromSlash(name))
}

// read returns the content of a file that lstat says is regular: to open
// anything else could wait for ever.
func (d *disk) read(name string) ([]byte, error) {
	if err := d.fail("read", name); err != nil {
		return nil, err
	}
	data, err := d.root.ReadFile(filepath.FromSlash(name))
	if data == nil && err == nil {
		data = []byte{}
	}
	return data, err
}

func (d *disk) list(name string) ([]string, error) {
	if err := d.fail("list", name); err != nil {
		return nil, err
	}
	f, err := d.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdirnames(-1)
}

func (d *disk) mkdir(name string) error {
	if err := d.fail("mkdir", name); err != nil {
		return err
	}
	return d.root.Mkdir(filepath.FromSlash(name), 0o777)
}

func (d *disk) mkdirAll(name string) error {
	if err := d.fail("mkdirAll", name); err != nil {
		return err
	}
	return d.root.MkdirAll(filepath.FromSlash(name), 0o777)
}

// write writes data into a file opened with flag, and waits until it is on the
// device if sync is set.
func (d *disk) write(name string, data []byte, flag int, sync bool) error {
	if err := d.fail("create", name); err != nil {
		return err
	}
	f, err := d.root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|flag, 0o666)
	if err != nil {
		return err
	}
	fault := d.fail("write", name)
	if fault != nil {
		data = data[:len(data)/2] // as on a disk that gets full
	}
	_, err = f.Write(data)
	if sync && err == nil && fault == nil {
		err = f.Sync()
	}
	return errors.Join(fault, err, f.Close())
}

func (d *disk) rename(from, to string) error {
	if err := d.fail("rename", to); err != nil {
		return err
	}
	return d.root.Rename(filepath.FromSlash(from), filepath.FromSlash(to))
}

func (d *disk) remove(name string) error {
	if err := d.fail("remove", name); err != nil {
		return err
	}
	return d.root.Remove(filepath.FromSlash(name))
}

// current returns the content of a regular file. For anything else the content
// is nil, and why says what it is, "" if there is nothing of that name.
func (d *disk) current(name string) (have []byte, why string, err error) {
	info, err := d.lstat(name)
	switch {
	case isMissing(err):
		return nil, "", nil
	case err != nil:
		return nil, "", fmt.Errorf("cannot look at %s: %w", name, reason(err))
	case !info.Mode().IsRegular():
		return nil, describe(info.Mode()), nil
	}
	have, err = d.read(name)
	if err != nil {
		return nil, "", fmt.Errorf("cannot read %s: %w", name, reason(err))
	}
	return have, "", nil
}

// parents returns the outermost folder of name that is no folder but something
// else, and what it is; "" if all are folders or missing.
func (d *disk) parents(name string) (parent, why string, err error) {
	for i, c := range name {
		if c != '/' {
			continue
		}
		info, err := d.lstat(name[:i])
		switch {
		case isMissing(err):
			return "", "", nil
		case err != nil:
			return "", "", fmt.Errorf("cannot look at %s: %w", name[:i], reason(err))
		case !info.IsDir():
			return name[:i], describe(info.Mode()), nil
		}
	}
	return "", "", nil
}

func (d *disk) sameFile(a, b string) bool {
	x, err1 := d.lstat(a)
	y, err2 := d.lstat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// describe says what is no file as users know files.
func describe(m fs.FileMode) string {
	switch {
	case m.IsDir():
		return "is a folder"
	case m&fs.ModeSymlink != 0:
		return "is a symbolic link"
	case m.IsRegular():
		return "is a file"
	case m&fs.ModeNamedPipe != 0:
		return "is a named pipe"
	}
	return "is no regular file (" + m.Type().String() + ")"
}

// isMissing reports whether err says that there is no such file, which is also
// so if one of its parent folders is a file.
func isMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// reason strips operation and path from a file error, for messages that name
// the file as users know it.
func reason(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}

// sameText reports whether a and b are equal but for line ends: a checkout may
// turn them into CRLF, and that is no difference to anybody.
func sameText(a, b []byte) bool {
	return bytes.Equal(a, b) || bytes.Equal(unix(a), unix(b))
}

func unix(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) }

// folders returns the folders that names lie in, inner ones first.
func folders(names []string) []string {
	all := make(map[string]bool)
	for _, name := range names {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			all[dir] = true
		}
	}
	out := sortedKeys(all)
	slices.Reverse(out)
	return out
}
