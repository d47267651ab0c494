package gittree

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// repository makes a repository of one commit and dirties its work tree.
func repository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	link := func(name, target string) {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) {
		cmd := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	write("docs/api/get.md", "get\n")
	write("docs/includes/note.md", "$Id$ note\n")
	write("docs/.gitattributes", "*.md ident filter=evil export-subst\n")
	write("secret.md", "secret\n")
	write("docs/empty.md", "")
	link("docs/api/again.md", "get.md")
	link("docs/notes", "includes")
	link("docs/out.md", "../secret.md")
	link("docs/absolute.md", "/etc/passwd")
	link("docs/loop.md", "loop.md")
	run("init", "-q")
	run("config", "filter.evil.smudge", "touch "+filepath.Join(dir, "smudged"))
	run("add", "-A")
	run("commit", "-q", "-m", "one")
	run("tag", "v1")
	write("docs/api/get.md", "dirty\n")
	write("docs/api/new.md", "new\n")
	return dir
}

func TestTree(t *testing.T) {
	dir := repository(t)
	tree, err := Open(filepath.Join(dir, "docs"), "v1", "docs")
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	want := map[string]string{
		"api/get.md": "get\n", "api/again.md": "get\n", "includes/note.md": "$Id$ note\n", "notes/note.md": "$Id$ note\n", "empty.md": "",
	}
	for name, text := range want {
		if got, err := fs.ReadFile(tree, name); err != nil || string(got) != text {
			t.Errorf("%s: %q, %v; want %q", name, got, err, text)
		}
	}
	for _, name := range []string{"api/new.md", "out.md", "absolute.md", "loop.md", "secret.md", "api/none/x.md"} {
		if got, err := fs.ReadFile(tree, name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %q, %v; want no file", name, got, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "smudged")); err == nil {
		t.Error("a filter of the repository was run")
	}
}

// Without symbolic links, which fstest does not follow, the tree is a file
// system as the standard library wants them.
func TestFS(t *testing.T) {
	tree, err := Open(repository(t), "HEAD", "docs/includes/")
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	if err := fstest.TestFS(tree, "note.md"); err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := repository(t)
	tests := []struct{ rev, path, want string }{
		{"", "", "no git revision"},
		{"--output=x", "", "no git revision"},
		{"-h", "", "no git revision"},
		{"nothing", "", `no revision "nothing"`},
		{"HEAD;touch x", "", "no revision"},
		{"HEAD\nHEAD", "", "no git revision"},
		{"HEAD", "nowhere", `no folder "nowhere"`},
		{"HEAD", "../docs/../none", `no folder "none"`},
		{"HEAD", "secret.md", "no folder"},
		{"HEAD", "--name-only", "no folder"},
		{"HEAD:secret.md", "", "no revision"},
	}
	for _, tt := range tests {
		tree, err := Open(dir, tt.rev, tt.path)
		if err == nil {
			tree.Close()
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q %q: error %v, want one with %q", tt.rev, tt.path, err, tt.want)
		}
	}
	if _, err := Open(t.TempDir(), "HEAD", ""); err == nil || !strings.Contains(err.Error(), "not a git repository") {
		t.Errorf("outside of a repository: %v", err)
	}
}
