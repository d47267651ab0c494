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
