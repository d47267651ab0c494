package main

// This file holds the faults for which Linux has real devices and users. Each
// operation on its own is let fail in gen/outdir/fault_test.go, on every system.

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

const insideNamespace = "DOCMILL_TEST_INSIDE"

// A small file system gets full at many points of a run: nothing is cut, the
// error names the file and the reason, and the run after somebody made room
// completes the work.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	if os.Getenv(insideNamespace) == "" {
		inNamespace(t)
		return
	}
	const size = 3 << 20
	k := newKiller(t, func(out string) {
		if err := syscall.Mount("tmpfs", out, "tmpfs", 0, "size=3m"); err != nil {
			t.Skipf("this system lets nobody mount a file system: %v", err)
		}
		t.Cleanup(func() { _ = syscall.Unmount(out, syscall.MNT_DETACH) })
	})
	filler := filepath.Join(k.out(), "filler")
	full := 0
	for room := int64(0); ; room += 48 << 10 {
		old, next := k.now, 1-k.now
		fill(t, filler, k.out(), room)
		cmd, out := process(t, k.dir, k.args(next)...)
		err := cmd.Run()
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		if err == nil {
			k.repair(next, "there was room enough")
			break
		}
		full++
		text := out.String()
		if cmd.ProcessState.ExitCode() != exitFailure || !strings.Contains(text, "no space left on device") || !strings.Contains(text, "cannot ") {
			t.Errorf("with %d bytes of room: %v\n%s", room, err, text)
		}
		k.check(old, next)
		k.repair(next, "the disk was full")
		if t.Failed() || room > size {
			t.FailNow()
		}
	}
	t.Logf("the disk was full at %d points of a run", full)
	if full < 5 {
		t.Error("the disk was hardly ever full")
	}
}

// fill writes a file of zeros until only room bytes are left on its disk.
func fill(t *testing.T, name, dir string, room int64) {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if n := int64(s.Bavail)*int64(s.Bsize) - room; n > 0 {
		if _, err := io.Copy(f, io.LimitReader(zeros{}, n)); err != nil && !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// inNamespace runs the test again where it may mount, be the user root or not.
func inNamespace(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), insideNamespace+"=1")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}
	}
	if err := cmd.Start(); err != nil {
		t.Skipf("this system gives nobody a mount table of their own: %v", err)
	}
	err = cmd.Wait()
	switch text := out.String(); {
	case err != nil:
		t.Errorf("%v\n%s", err, text)
	case strings.Contains(text, "--- SKIP"):
		t.Skipf("this system lets nobody mount a file system:\n%s", text)
	default:
		t.Log(text)
	}
}

// Who may not write learns which file and why, and finds all as it was.
func TestDenied(t *testing.T) {
	t.Parallel()
	k := newKiller(t, func(string) {})
	stranger := k.stranger()
	old, next := k.now, 1-k.now
	pot := filepath.Join(k.out(), "pot30.go")
	tests := []struct {
		name        string
		deny, allow func() error
		args        []string
		code        int
		want        string
	}{
		{
			"nothing to do in a read-only folder",
			func() error { return os.Chmod(k.out(), 0o555) }, func() error { return os.Chmod(k.out(), 0o777) },
			k.args(old), exitOK, "files     0 written",
		},
		{
			"read-only folder",
			func() error { return os.Chmod(k.out(), 0o555) }, func() error { return os.Chmod(k.out(), 0o777) },
			k.args(next), exitFailure, "output folder out: cannot put pot1.go in place: permission denied; nothing was changed",
		},
		{
			"read-only staging folder",
			func() error { return os.Chmod(filepath.Join(k.out(), ".docmill"), 0o555) },
			func() error { return os.Chmod(filepath.Join(k.out(), ".docmill"), 0o777) },
			k.args(next), exitFailure, "output folder out: cannot lock .docmill/lock: permission denied; nothing was changed",
		},
		{
			"file that cannot be read",
			func() error { return os.Chmod(pot, 0) }, func() error { return os.Chmod(pot, 0o666) },
			k.args(next), exitFailure, "output folder out: cannot read pot30.go: permission denied",
		},
		{
			"folder that cannot be made",
			func() error { return os.Chmod(k.dir, 0o555) }, func() error { return os.Chmod(k.dir, 0o777) },
			[]string{"generate", "--docs", k.docs(0), "--out", "new/out"},
			exitFailure, "output folder new/out cannot be made: permission denied",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := test.deny(); err != nil {
				t.Fatal(err)
			}
			cmd, out := process(t, k.dir, test.args...)
			stranger(cmd)
			err := cmd.Run()
			if err := test.allow(); err != nil {
				t.Fatal(err)
			}
			if cmd.ProcessState.ExitCode() != test.code || !strings.Contains(out.String(), test.want) {
				t.Errorf("%v\n%s\nwant %s", err, out, test.want)
			}
			if state := k.check(old, next); state != "reading" {
				t.Errorf("files were changed: %s", state)
			}
		})
	}
	cmd, out := process(t, k.dir, k.args(next)...)
	stranger(cmd)
	if err := cmd.Run(); err != nil {
		t.Errorf("with all permissions: %v\n%s", err, out)
	}
	k.repair(next, "nothing is denied")
}

// stranger returns how to start a process as somebody for whom permissions
// hold: root may do everything.
func (k *killer) stranger() func(cmd *exec.Cmd) {
	if os.Getuid() != 0 {
		return func(*exec.Cmd) {}
	}
	const nobody = 65534
	self, err := os.Executable()
	if err != nil {
		k.t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		k.t.Fatal(err)
	}
	copied := filepath.Join(k.dir, "docmill.test")
	if err := os.WriteFile(copied, program, 0o755); err != nil {
		k.t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(k.dir), 0o755); err != nil {
		k.t.Fatal(err)
	}
	err = filepath.WalkDir(k.dir, func(p string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(p, nobody, nobody))
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return func(cmd *exec.Cmd) {
		cmd.Path = copied
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
}
