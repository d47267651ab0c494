//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Ctrl-C and SIGTERM end docmill at once, by that signal, so that a shell
// knows; what they leave the next run completes, as after any other kill.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	k := newKiller(t, func(string) {})
	for i := range 6 {
		k.round(i, []os.Signal{os.Interrupt, syscall.SIGTERM}[i%2])
	}
}

// Whatever a command is about, it ends at once when it is told to.
func TestInterruptEndsCommands(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pages := filepath.Join(dir, "docs", "resources")
	if err := os.MkdirAll(pages, 0o777); err != nil {
		t.Fatal(err)
	}
	// Pages as large as may be keep each of them reading for seconds.
	large := page + numbered("|name%d|String|Says what it is called.|\n", 90_000)
	for i := range 8 {
		write(t, filepath.Join(pages, fmt.Sprintf("pot%d.md", i)), large)
	}
	write(t, filepath.Join(dir, "fixes", "pot.md"), "# pot resource type\n")
	commands := [][]string{
		{"generate", "--docs", "docs", "--out", "out", "--package", "api"},
		{"generate", "--docs", "docs", "--out", "out", "--package", "api", "--check"},
		{"lint", "--docs", "docs"},
		{"lint", "--docs", "docs", "--account"},
		{"model", "--docs", "docs"},
		{"show", "--docs", "docs", "--stage", "api"},
		{"show", "--docs", "docs", "--stage", "plan"},
		{"list", "--docs", "docs"},
		{"why", "--docs", "docs", "pot"},
		{"diff", "docs", "docs"},
		{"openapi", "--docs", "docs"},
	}
	for _, args := range commands {
		cmd, out := process(t, dir, args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		select {
		case err := <-ended:
			t.Fatalf("docmill %v ended by itself: %v\n%s", args, err, out)
		case <-time.After(300 * time.Millisecond):
		}
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-ended:
			if got := signalOf(err); got != syscall.SIGINT {
				t.Errorf("docmill %v: %v\n%s", args, err, out)
			}
		case <-time.After(5 * time.Second): // far more than it should take
			_ = cmd.Process.Kill()
			t.Errorf("docmill %v goes on", args)
		}
	}
}

// signalOf returns the signal that ended a process, -1 if none did.
func signalOf(err error) syscall.Signal {
	if exit, ok := err.(*exec.ExitError); ok {
		if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			return status.Signal()
		}
	}
	return -1
}

// A watch in the background of a script, where shells have interrupts ignored,
// ends all the same.
func TestWatchInBackground(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	writeTree(t, dir, map[string]string{"docs/resources/pot.md": potPage("pot", "litres")})
	cmd, _ := process(t, dir)
	cmd.Args = []string{"sh", "-c", `trap "" INT; exec "$0" generate --watch --docs docs --out pots`, cmd.Path}
	cmd.Path = "/bin/sh"
	s := startWatch(t, cmd)
	s.expect(`^watching docs; Ctrl-C ends$`)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	s.end()
	if _ = cmd.Wait(); cmd.ProcessState.ExitCode() != exitInterrupted {
		t.Errorf("ended with %v", cmd.ProcessState)
	}
}
