//go:build unix

package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
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
		ended := startProcess(t, cmd)
		select {
		case err := <-ended:
			t.Fatalf("docmill %v ended by itself: %v\n%s", args, err, out)
		case <-time.After(300 * time.Millisecond):
		}
		interrupt(t, cmd, ended)
	}
	if _, err := os.Lstat(filepath.Join(dir, "out")); err == nil {
		t.Error("there is an output folder")
	}
}

// startProcess starts a docmill and returns where it tells its end.
func startProcess(t *testing.T, cmd *exec.Cmd) (ended chan error) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	ended = make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	return ended
}

// interrupt does what somebody does who is in a hurry, and wants the process to
// end by it.
func interrupt(t *testing.T, cmd *exec.Cmd, ended chan error) {
	t.Helper()
	for range 2 {
		if err := cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
	}
	select {
	case err := <-ended:
		if got := signalOf(err); got != syscall.SIGINT {
			t.Errorf("docmill %v: %v", cmd.Args[1:], err)
		}
	case <-time.After(20 * time.Second): // far more than it should take
		t.Errorf("docmill %v goes on", cmd.Args[1:])
	}
}

// What is printed goes to somebody who reads no further.
func TestInterruptEndsOutput(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pages := make(map[string]string)
	for i := range 1500 { // more than a pipe holds
		pages[fmt.Sprintf("docs/resources/pot%d.md", i)] = potPage(fmt.Sprintf("pot%d", i), "litres") + "\n# Pan\n\nSee [nothing](nothing.md).\n\n|a|\n|--|\n|b|\n"
	}
	writeTree(t, dir, pages)
	for _, args := range [][]string{
		{"model", "--docs", "docs"},
		{"openapi", "--docs", "docs"},
		{"show", "--docs", "docs", "--stage", "api"},
		{"show", "--docs", "docs", "--stage", "plan"},
		{"lint", "--docs", "docs", "--level", "info", "--format", "json"},
	} {
		cmd, _ := process(t, dir, args...)
		cmd.Stdout = nil
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		ended := startProcess(t, cmd)
		if _, err := io.ReadFull(pipe, make([]byte, 1<<10)); err != nil {
			t.Fatalf("docmill %v: %v", args, err)
		}
		interrupt(t, cmd, ended)
	}
}

// The output may be large: an interrupt while files are written, or put in place,
// leaves what the next run completes.
func TestInterruptEndsWriting(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pages := make(map[string]string)
	for i := range 500 {
		pages[fmt.Sprintf("docs/resources/pot%d.md", i)] = potPage(fmt.Sprintf("pot%d", i), "litres")
	}
	writeTree(t, dir, pages)
	for i, begins := range []string{beginsToWrite, beginsToSwap} {
		out := fmt.Sprintf("out%d", i)
		cmd, _ := process(t, dir, "generate", "--docs", "docs", "--out", out, "--package", "pots")
		ended := startProcess(t, cmd)
		awaitFile(filepath.Join(dir, out, filepath.FromSlash(begins)), ended)
		interrupt(t, cmd, ended)
		for name, text := range readTree(t, filepath.Join(dir, out)) {
			if !strings.HasPrefix(name, ".docmill/") && !strings.HasSuffix(text, "\n") {
				t.Errorf("%s is cut", name)
			}
		}
		mustProcess(t, dir, "generate", "--docs", "docs", "--out", out, "--package", "pots")
		mustProcess(t, dir, "generate", "--docs", "docs", "--out", out, "--package", "pots", "--check")
		if _, err := os.Lstat(filepath.Join(dir, out, filepath.FromSlash(begins))); err == nil {
			t.Errorf("%s is left", begins)
		}
	}
}

// init is done in no time; whenever it ends, a file is there as a whole or not at
// all.
func TestInterruptEndsInit(t *testing.T) {
	t.Parallel()
	whole := initialised(t, 0)
	for i := range 8 {
		for name, text := range initialised(t, time.Duration(1+4*i)*time.Millisecond) {
			if want, ok := whole[name]; text != want && (ok || !strings.HasSuffix(name, ".unfinished")) {
				t.Errorf("%s holds %q", name, text)
			}
		}
	}
}

// initialised returns the files of a folder that init was started in, and
// interrupted after some time, 0 for never.
func initialised(t *testing.T, after time.Duration) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "pots")
	writeTree(t, dir, map[string]string{"go.mod": "module example.com/pots\n\ngo 1.26\n", "docs/resources/pot.md": potPage("pot", "litres")})
	cmd, out := process(t, dir, "init", "--docs", "docs")
	ended := startProcess(t, cmd)
	if after > 0 {
		time.Sleep(after)
		_ = cmd.Process.Signal(os.Interrupt)
	}
	if err := <-ended; err != nil && (after == 0 || signalOf(err) != syscall.SIGINT) {
		t.Fatalf("%v\n%s", err, out)
	}
	return readTree(t, dir)
}

// A file of the user's that cannot be written to its end is as it was: here for
// want of room, as it would be for an interrupt.
func TestUnfinishedFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	writeTree(t, dir, map[string]string{
		"go.mod": "module example.com/pots\n\ngo 1.26\n", "docs/resources/pot.md": potPage("pot", "litres") + "\n## Odd\n",
		"base.txt": "# mine\n", "fixes/resources/pot.md": "---\nbase: old\n---\n# pot resource type\n\nA pot to cook in.\n",
	})
	before := readTree(t, dir)
	for _, args := range [][]string{
		{"init", "--docs", "docs"},
		{"lint", "--docs", "docs", "--write-baseline", "base.txt"},
		{"overlay", "accept", "--docs", "docs", "--overlay", "fixes", "resources/pot.md"},
	} {
		cmd, out := process(t, dir)
		cmd.Args = append([]string{"sh", "-c", `ulimit -f 0; exec "$0" "$@"`, cmd.Path}, args...)
		cmd.Path = "/bin/sh"
		if err := cmd.Run(); err == nil {
			t.Errorf("docmill %v wrote nothing and says nothing:\n%s", args, out)
		}
		after := readTree(t, dir)
		maps.DeleteFunc(after, func(name, _ string) bool { return strings.HasSuffix(name, ".unfinished") })
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("docmill %v:\n%s", args, diff)
		}
		cmd, out = process(t, dir, args...)
		if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != exitFinding {
			t.Errorf("docmill %v: %v\n%s", args, err, out)
		}
		after = readTree(t, dir)
		if maps.Equal(before, after) {
			t.Errorf("docmill %v wrote nothing:\n%s", args, out)
		}
		for name := range after {
			if strings.HasSuffix(name, ".unfinished") {
				t.Errorf("docmill %v left %s", args, name)
			}
		}
		before = after
	}
}

// A watch of large documentation ends at once, too, while it reads it for the
// first time and when it has changed; the output folder is then as it was.
func TestInterruptEndsWatch(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	large := func(unit string) map[string]string {
		return map[string]string{"docs/resources/pot.md": potPage("pot", "litres") + numbered("|"+unit+"%d|String|Says what it is called.|\n", 8_000)}
	}
	writeTree(t, dir, large("name"))
	args := []string{"generate", "--watch", "--docs", "docs", "--out", "out", "--package", "pots"}
	cmd, _ := process(t, dir, args...)
	ended := startProcess(t, cmd)
	time.Sleep(200 * time.Millisecond)
	interrupt(t, cmd, ended)

	cmd, _ = process(t, dir)
	cmd.Args = append([]string{"sh", "-c", `trap "" INT; exec "$0" "$@"`, cmd.Path}, args...)
	cmd.Path = "/bin/sh"
	s := startWatch(t, cmd)
	s.expect(`^watching docs; Ctrl-C ends$`)
	before := readTree(t, filepath.Join(dir, "out"))
	writeTree(t, dir, large("title"))
	s.expect(`^changed: `)
	for range 2 {
		if err := cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
	}
	s.end()
	if _ = cmd.Wait(); cmd.ProcessState.ExitCode() != exitInterrupted {
		t.Errorf("ended with %v", cmd.ProcessState)
	}
	if diff := cmp.Diff(before, readTree(t, filepath.Join(dir, "out"))); diff != "" {
		t.Errorf("the output folder changed:\n%.2000s", diff)
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
