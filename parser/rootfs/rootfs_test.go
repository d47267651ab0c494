package rootfs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docmill/docmill/parser/markdown"
)

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// folderOfDocs returns a folder "docs" of files, which stands in another.
func folderOfDocs(t *testing.T) (dir string) {
	dir = t.TempDir()
	write(t, dir, map[string]string{
		"docs/a.md": "a", "docs/api/b.md": "b", "docs/api/deep/c.md": "c", "docs/empty.md": "", "docs/big.md": strings.Repeat("x", 1001),
		"docs/full.md": strings.Repeat("x", 1000), "secret.md": "secret", "secrets/s.md": "secret",
	})
	return filepath.Join(dir, "docs")
}

func open(t *testing.T, dir string) *FS {
	t.Helper()
	fsys, err := Open(dir, &markdown.Limits{Page: 1000})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { fsys.Close() }) // Windows removes no folder that is open
	return fsys
}

func TestReadFile(t *testing.T) {
	dir := folderOfDocs(t)
	fsys := open(t, dir)
	for name, want := range map[string]string{
		"a.md": "a", "api/b.md": "b", "api/deep/c.md": "c", "empty.md": "", "full.md": strings.Repeat("x", 1000),
		"big.md":    "it has 1001 bytes, the limit is 1000",
		"none/x.md": notThere, "api/none.md": notThere, "../secret.md": "invalid", "/a.md": "invalid", "api/../a.md": "invalid",
	} {
		checkFile(t, fsys, dir, name, want)
	}
	for name, want := range map[string]string{
		".":    "[- a.md d api - big.md - empty.md - full.md]",
		"api":  "[- b.md d deep]",
		"none": notThere, "../secrets": "invalid",
	} {
		checkFolder(t, fsys, name, want)
	}
	if _, err := fsys.ReadDir("a.md"); err == nil {
		t.Error("a file is listed")
	}
}

// notThere stands for what each system says of a file that is not there.
const notThere = "not there"

// checkFile checks that a file holds what is wanted, or that the error says so. [FS.Stat]
// and [os.DirFS] must agree.
func checkFile(t *testing.T, fsys *FS, dir, name, want string) {
	t.Helper()
	got, err := fsys.ReadFile(name)
	if err == nil && string(got) != want || err != nil && !says(err, want) {
		t.Errorf("%s: %q, %v, want %q", name, got, err, want)
	}
	info, serr := fsys.Stat(name)
	if err == nil && (serr != nil || info.Name() != path.Base(name) || info.Size() != int64(len(got))) || errors.Is(err, fs.ErrNotExist) != errors.Is(serr, fs.ErrNotExist) {
		t.Errorf("%s: Stat: %v, %v; ReadFile: %v", name, info, serr, err)
	}
	plain, perr := fs.ReadFile(os.DirFS(dir), name)
	if err == nil && (perr != nil || string(plain) != string(got)) {
		t.Errorf("%s: %q, os.DirFS has %q, %v", name, got, plain, perr)
	}
}

func says(err error, want string) bool {
	if want == notThere {
		return errors.Is(err, fs.ErrNotExist)
	}
	return strings.Contains(err.Error(), want)
}

func checkFolder(t *testing.T, fsys *FS, name, want string) {
	t.Helper()
	list, err := fsys.ReadDir(name)
	var got []string
	for _, e := range list {
		got = append(got, e.Type().String()[:1]+" "+e.Name())
	}
	if err == nil && fmt.Sprint(got) != want || err != nil && !says(err, want) {
		t.Errorf("%s: %v, %v, want %s", name, got, err, want)
	}
}

func TestReadLinks(t *testing.T) {
	dir := folderOfDocs(t)
	for link, to := range map[string]string{
		"api/up.md": "../a.md", "api/down.md": "deep/c.md", "api/out.md": "../../secret.md", "api/far.md": filepath.Join(filepath.Dir(dir), "secret.md"),
		"inside": "api/deep", "outside": "../secrets", "api/deep/roundabout.md": "../../../docs/a.md", "api/lost.md": "none.md",
	} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skip("no links on this system, or none for this user: ", err)
		}
	}
	fsys := open(t, dir)
	const escapes = "path escapes from parent"
	for name, want := range map[string]string{
		"api/up.md": "a", "api/down.md": "c", "inside/c.md": "c",
		"api/out.md": escapes, "api/far.md": escapes, "outside/s.md": escapes,
		"api/deep/roundabout.md": escapes, "inside/roundabout.md": escapes, "api/lost.md": notThere,
	} {
		checkFile(t, fsys, dir, name, want)
	}
	for name, want := range map[string]string{
		".":       "[- a.md d api - big.md - empty.md - full.md L inside L outside]",
		"api":     "[- b.md d deep L down.md L far.md L lost.md L out.md L up.md]",
		"inside":  "[- c.md L roundabout.md]",
		"outside": escapes,
	} {
		checkFolder(t, fsys, name, want)
	}
}

// TestReadFileWithoutSize reads a file that says it is empty.
func TestReadFileWithoutSize(t *testing.T) {
	want, err := os.ReadFile("/proc/filesystems")
	if err != nil {
		t.Skip("this system has no such files: ", err)
	}
	got, err := open(t, "/proc").ReadFile("filesystems")
	if err != nil || string(got) != string(want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}

func TestManyFolders(t *testing.T) {
	dir := t.TempDir()
	files := make(map[string]string)
	for i := range 2 * maxFolders {
		files[fmt.Sprintf("folder%d/page.md", i)] = fmt.Sprint(i)
	}
	write(t, dir, files)
	fsys := open(t, dir)
	for range 2 {
		for name, want := range files {
			if got, err := fsys.ReadFile(name); err != nil || string(got) != want {
				t.Errorf("%s: %q, %v, want %q", name, got, err, want)
			}
		}
	}
	if n := len(fsys.folders); n != maxFolders {
		t.Errorf("%d folders are open, want %d", n, maxFolders)
	}
}

// TestClose checks that nothing stays open, and that nothing is opened again.
func TestClose(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": "a", "api/b.md": "b"})
	fsys, err := Open(dir, new(markdown.Limits))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.md", "api/b.md"} {
		if _, err := fsys.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	kept := fsys.folders["api"]
	if err := fsys.Close(); err != nil {
		t.Error(err)
	}
	if _, err := kept.list.Stat(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("the folder is open: %v", err)
	}
	if _, err := kept.root.Open("b.md"); !errors.Is(err, os.ErrClosed) {
		t.Errorf("the root of the folder is open: %v", err)
	}
	if _, err := fsys.ReadFile("a.md"); !errors.Is(err, os.ErrClosed) {
		t.Errorf("a file is read: %v", err)
	}
}
