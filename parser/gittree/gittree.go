// Package gittree shows a revision of a git repository as a file system,
// without touching the work tree.
//
// It asks the git command for objects, not for files: nothing is checked out,
// so no hook, filter or attribute of the repository is run or applied, and
// nothing is fetched. Objects are read when they are asked for.
package gittree

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"strconv"
	"strings"
	"sync"
)

// Bounds on what a repository can make its reader hold.
const (
	maxList = 256 << 20 // bytes of the list of files
	maxBlob = 64 << 20  // bytes of a file
)

// A Tree is a folder of a revision. It implements [fs.FS], [fs.ReadDirFS],
// [fs.ReadFileFS] and [fs.StatFS] and may be used by several goroutines at once.
type Tree struct {
	root *node

	mu  sync.Mutex
	cmd *exec.Cmd // git cat-file, started by Open
	in  io.WriteCloser
	out *bufio.Reader
}

// Open opens the folder dir ("" for all) of revision rev in the repository that
// the directory at is in. The error says what git does not find. Close the tree
// when done.
func Open(at, rev, dir string) (*Tree, error) {
	if rev == "" || strings.HasPrefix(rev, "-") || strings.ContainsAny(rev, "\x00\n") {
		return nil, fmt.Errorf("%q is no git revision", rev)
	}
	if strings.ContainsAny(dir, "\x00\n") {
		return nil, fmt.Errorf("%q is no path", dir)
	}
	dir = strings.TrimPrefix(path.Clean("/"+dir), "/")
	commit, err := git(at, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("git has no revision %q here%s", rev, told(err))
	}
	object := strings.TrimSpace(string(commit)) + ":" + dir
	list, err := git(at, "ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options", object)
	if err != nil {
		return nil, fmt.Errorf("revision %s has no folder %q%s", rev, dir, told(err))
	}
	t := &Tree{root: newFolder(".")}
	if err := t.read(list); err != nil {
		return nil, fmt.Errorf("git ls-tree: %w", err)
	}
	return t, t.start(at)
}

// command returns a git command that starts nothing else and asks nobody.
func command(at string, args ...string) *exec.Cmd {
	safe := []string{
		"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "protocol.allow=never", "--no-pager",
	}
	cmd := exec.Command("git", append(safe, args...)...)
	cmd.Dir = at
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=")
	return cmd
}

// git runs a git command and returns what it prints.
func git(at string, args ...string) ([]byte, error) {
	cmd := command(at, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(out, maxList+1))
	if len(data) > maxList {
		cmd.Process.Kill()
		err = errors.New("the list of files is too long")
	}
	if werr := cmd.Wait(); err == nil && werr != nil {
		// Without a word, the caller says what it asked for.
		first, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		err = errors.New(first)
	}
	return data, err
}

// told returns ": " and what git says, "" if it says nothing.
func told(err error) string {
	if errors.Is(err, exec.ErrNotFound) {
		return ": the git command is not installed"
	}
	if err.Error() == "" {
		return ""
	}
	return ": " + strings.TrimPrefix(err.Error(), "fatal: ")
}

// read makes nodes of the list of git ls-tree -r -z -l: "mode type hash
// size\tpath\x00".
func (t *Tree) read(list []byte) error {
	for entry := range bytes.SplitSeq(list, []byte{0}) {
		if len(entry) == 0 {
			continue
		}
		facts, name, ok := strings.Cut(string(entry), "\t")
		f := strings.Fields(facts)
		if !ok || len(f) != 4 {
			return fmt.Errorf("unexpected line %q", entry)
		}
		if f[1] != "blob" {
			continue // a submodule: another repository's business
		}
		size, err := strconv.ParseInt(f[3], 10, 64)
		if err != nil {
			return err
		}
		t.root.add(name, &node{name: path.Base(name), hash: f[2], size: size, link: f[0] == "120000"})
	}
	return nil
}

// start starts the process that objects are read from.
func (t *Tree) start(at string) (err error) {
	t.cmd = command(at, "cat-file", "--batch")
	if t.in, err = t.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := t.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	t.out = bufio.NewReaderSize(out, 1<<16)
	return t.cmd.Start()
}

// Close ends the process that objects are read from.
func (t *Tree) Close() error {
	t.in.Close()
	return t.cmd.Wait()
}

// blob returns an object's content.
func (t *Tree) blob(n *node) ([]byte, error) {
	if n.size > maxBlob {
		return nil, fmt.Errorf("%d bytes are too many", n.size)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, err := io.WriteString(t.in, n.hash+"\n"); err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	head, err := t.out.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	if f := strings.Fields(head); len(f) != 3 || f[1] != "blob" || f[2] != strconv.FormatInt(n.size, 10) {
		return nil, fmt.Errorf("git cat-file: %s", strings.TrimSpace(head))
	}
	data := make([]byte, n.size+1) // and a newline
	if _, err := io.ReadFull(t.out, data); err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	return data[:n.size], nil
}
