//go:build unix

package main

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestSpecialFiles puts pipes, devices, sockets and links where pages are
// expected: reading them would wait for ever or never come to an end.
func TestSpecialFiles(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	write(t, at("docs/resources/thing.md"), page+"\n[!INCLUDE [a](../includes/pipe.md)] [!INCLUDE [b](../includes/zero.md)]\n")
	write(t, at("docs/includes/x.md"), "x")
	for _, name := range []string{"docs/resources/pipe.md", "docs/resources/saved.html", "docs/includes/pipe.md", "pipe"} {
		if err := syscall.Mkfifo(at(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := net.Listen("unix", at("docs/resources/socket.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for link, to := range map[string]string{
		"docs/resources/zero.md": "/dev/zero", "docs/includes/zero.md": "/dev/zero", "docs/resources/secret.md": "/etc/passwd",
		"docs/resources/self.md": "self.md", "docs/resources/up": "..", "loop": "loop",
	} {
		if err := os.Symlink(to, at(link)); err != nil {
			t.Fatal(err)
		}
	}
	code, out := ends(t, "-C", dir, "lint", "--docs", "docs")
	for _, name := range []string{"pipe.md", "saved.html", "socket.md", "zero.md", "secret.md", "self.md"} {
		if !strings.Contains(out, "docs/resources/"+name+": error: not read") {
			t.Errorf("no finding about %s", name)
		}
	}
	if code != exitFinding || strings.Contains(out, "root:x") || strings.Count(out, "included file") != 2 {
		t.Errorf("exit %d:\n%s", code, out)
	}
	for _, root := range []string{"pipe", "/dev/zero", "loop", "docs/resources/thing.md", "none"} {
		if code, out := ends(t, "-C", dir, "lint", "--docs", root); code != exitFailure {
			t.Errorf("a docs root %s: exit %d\n%s", root, code, out)
		}
	}
	for _, args := range [][]string{
		{"show", "pipe.md", "--docs", "docs"}, {"show", "resources/zero.md", "--docs", "docs"},
	} {
		if code, out := ends(t, append([]string{"-C", dir}, args...)...); code != exitFailure {
			t.Errorf("%v: exit %d\n%s", args, code, out)
		}
	}
}

// TestSpecialInputs gives pipes, devices and folders in place of the other files
// that docmill reads.
func TestSpecialInputs(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	write(t, at("docs/resources/thing.md"), page+"|a|String|x|\n")
	for _, name := range []string{"pipe", "piped/docmill.yaml", "piped/go.mod", "zero/docs/index.md"} {
		write(t, at(filepath.ToSlash(filepath.Dir(name))+"/x.go"), "package x\n")
		if err := syscall.Mkfifo(at(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/dev/zero", at("zero/docmill.yaml")); err != nil {
		t.Fatal(err)
	}
	for _, odd := range []string{"pipe", "/dev/zero", "docs"} {
		for _, args := range [][]string{
			{"generate", "--config", odd},
			{"lint", "--docs", "docs", "--dialect", odd},
			{"lint", "--docs", "docs", "--baseline", odd},
		} {
			refused(t, dir, args)
		}
	}
	for _, args := range [][]string{
		{"lint", "--docs", "docs", "--overlay", "pipe"},
		{"lint", "--docs", "docs", "--overlay", "/dev/zero"},
		{"diff", "docs", "pipe"},
		{"diff", "/dev/zero", "docs"},
		{"-C", "piped", "generate"},
		{"-C", "piped", "init"},
		{"-C", "zero", "generate"},
		{"-C", "zero", "init"},
		{"generate", "--docs", "docs", "--out", "piped/api", "--emit", "all"},
	} {
		refused(t, dir, args)
	}
}

// refused runs docmill in dir and wants an error that says what is no file.
func refused(t *testing.T, dir string, args []string) {
	t.Helper()
	args = append([]string{"-C", dir}, args...)
	if args[2] == "-C" {
		args = append([]string{"-C", filepath.Join(dir, args[3])}, args[4:]...)
	}
	code, out := ends(t, args...)
	if code != exitFailure || !strings.Contains(out, "no file") && !strings.Contains(out, "not a directory") {
		t.Errorf("%v: exit %d\n%s", args, code, out)
	}
}
