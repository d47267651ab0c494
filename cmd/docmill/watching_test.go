package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// A screen is what a process prints, to be waited for.
type screen struct {
	t     *testing.T
	mu    sync.Mutex
	text  strings.Builder
	seen  int       // what was waited for already
	ended chan bool // closed when nothing more comes
}

func (s *screen) read(r io.Reader) {
	buf := make([]byte, 4096)
	for {
		n, err := r.Read(buf)
		s.mu.Lock()
		s.text.Write(buf[:n])
		s.mu.Unlock()
		if err != nil {
			close(s.ended)
			return
		}
	}
}

// expect waits for a line that matches, after those that were expected before.
func (s *screen) expect(pattern string) {
	s.t.Helper()
	re := regexp.MustCompile("(?m)" + pattern)
	for range 400 { // 20 s, for what takes a fraction of a second
		s.mu.Lock()
		rest := s.text.String()[s.seen:]
		if at := re.FindStringIndex(rest); at != nil {
			s.seen += at[1]
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("never printed %s; after what was expected before, it printed:\n%s", pattern, s.text.String()[s.seen:])
}

const watchConfig = `version: 1
targets:
  - docs: [docs, more]
    overlays: [fixes]
    out: pots
    dialect: words.txt
  - docs: [kettles]
    out: kettles.go
    package: kettles
`

// TestWatch plays a session of generate --watch: two targets, every kind of
// input, pages that break and are mended, a configuration that does.
func TestWatch(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out := filepath.Join(dir, "pots")
	page := func(name, property string) string { return potPage(name, property) }
	writeTree(t, dir, map[string]string{
		"docmill.yaml":              watchConfig,
		"words.txt":                 "",
		"docs/resources/teapot.md":  page("teapot", "litres"),
		"docs/resources/pan.md":     strings.Replace(page("pan", "depth"), "A pot.", "[!INCLUDE [x](../includes/x.md)]", 1),
		"docs/includes/x.md":        "A pan.\n",
		"more/resources/wok.md":     page("wok", "depth"),
		"fixes/resources/x.txt":     "",
		"kettles/resources/kett.md": page("kettle", "litres"),
	})
	cmd, _ := process(t, dir, "generate", "--watch")
	s := startWatch(t, cmd)
	s.expect(`^  files +\d+ written`)
	s.expect(`^  files +\d+ written`)
	s.expect(`^watching .*docmill\.yaml.*; Ctrl-C ends$`)
	before := stamps(t, out)

	// A page is saved: its file alone is written, of its target alone.
	writeTree(t, dir, map[string]string{"docs/resources/teapot.md": page("teapot", "gallons")})
	s.expect(`^changed: docs/resources/teapot\.md$`)
	s.expect(`^  wrote +pots/teapot\.go$`)
	s.expect(`^pots: 1 written, \d+ unchanged, 0 removed`)
	has(t, out, "teapot.go", "Gallons")
	for name, stamp := range stamps(t, out) {
		if changed := stamp != before[name]; changed != (name == "teapot.go" || name == "MANIFEST") {
			t.Errorf("%s was written: %v", name, changed)
		}
	}

	// An editor that saves by renaming; an include; a second root; a new page
	// in a new folder; a page that goes.
	writeTree(t, dir, map[string]string{"tmp": page("teapot", "cups")})
	rename(t, filepath.Join(dir, "tmp"), filepath.Join(dir, "docs/resources/teapot.md"))
	s.expect(`^  wrote +pots/teapot\.go$`)
	writeTree(t, dir, map[string]string{"docs/includes/x.md": "A flat pan.\n"})
	s.expect(`^  wrote +pots/pan\.go$`)
	writeTree(t, dir, map[string]string{"more/resources/wok.md": page("wok", "width")})
	s.expect(`^  wrote +pots/wok\.go$`)
	writeTree(t, dir, map[string]string{"more/other/resources/cup.md": page("cup", "width")})
	s.expect(`^  wrote +pots/cup\.go$`)
	s.expect(`^pots: `)
	if err := os.RemoveAll(filepath.Join(dir, "more/other")); err != nil {
		t.Fatal(err)
	}
	s.expect(`^  removed +pots/cup\.go$`)
	writeTree(t, dir, map[string]string{"kettles/resources/kett.md": page("kettle", "cups")})
	s.expect(`^  wrote +kettles\.go/kettle\.go$`)

	// A correction, and words of one's own.
	writeTree(t, dir, map[string]string{"fixes/resources/wok.md": page("wok", "breadth")})
	s.expect(`^  wrote +pots/wok\.go$`)
	s.expect(`^pots: `)
	writeTree(t, dir, map[string]string{"words.txt": "# mine\n"})
	s.expect(`^changed: words\.txt$`)
	s.expect(`^pots: 0 written`)

	// A page breaks: the last output stays, until it is mended.
	writeTree(t, dir, map[string]string{"docs/resources/teapot.md": page("teapot", "spoons") + "\n```json\n{"})
	s.expect(`^  new +docs/resources/teapot\.md:\d+:\d+: error: .* \(unclosed-fence\)$`)
	s.expect(`^pots keeps what was written last$`)
	has(t, out, "teapot.go", "Cups")
	writeTree(t, dir, map[string]string{"docs/resources/pan.md": ""}) // another, saved empty
	s.expect(`^pots keeps what was written last$`)
	has(t, out, "pan.go", "Depth")
	writeTree(t, dir, map[string]string{"docs/resources/teapot.md": page("teapot", "spoons")})
	s.expect(`^  gone +docs/resources/teapot\.md.*unclosed-fence\)$`)
	s.expect(`^docmill: docs/resources/pan\.md: was a page of kind resource`)
	writeTree(t, dir, map[string]string{"docs/resources/pan.md": page("pan", "depth")})
	s.expect(`^pots: 2 written`)
	has(t, out, "teapot.go", "Spoons")

	// The configuration breaks, is mended, and says something new.
	writeTree(t, dir, map[string]string{"docmill.yaml": "version: 1\ntargts: []\n"})
	s.expect(`^docmill: docmill\.yaml:2:1: .*targts`)
	writeTree(t, dir, map[string]string{"docmill.yaml": strings.Replace(watchConfig, "package: kettles", "package: boilers", 1)})
	s.expect(`^kettles\.go: [1-9]\d* written`)

	// A file that was edited by hand stays, and so does the watch.
	writeTree(t, out, map[string]string{"teapot.go": "package pots // mine\n"})
	writeTree(t, dir, map[string]string{"docs/resources/teapot.md": page("teapot", "drops")})
	s.expect(`teapot\.go: was edited since docmill wrote it$`)
	has(t, out, "teapot.go", "mine")
	if err := os.Remove(filepath.Join(out, "teapot.go")); err != nil {
		t.Fatal(err)
	}
	writeTree(t, dir, map[string]string{"docs/resources/teapot.md": page("teapot", "drips")})
	s.expect(`^  wrote +pots/teapot\.go$`)
	s.expect(`^pots: `)

	if runtime.GOOS == "windows" {
		return // which cannot send an interrupt to one process
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	s.end()
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Errorf("the end is none by a signal: %v", err)
	}
}

// startWatch starts a docmill that watches.
func startWatch(t *testing.T, cmd *exec.Cmd) *screen {
	cmd.Stdout, cmd.Stderr = nil, nil
	pipe, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	s := &screen{t: t, ended: make(chan bool)}
	go s.read(pipe)
	return s
}

// end waits for the end of the process.
func (s *screen) end() {
	s.t.Helper()
	select {
	case <-s.ended:
	case <-time.After(5 * time.Second): // far more than it should take
		s.t.Fatal("docmill goes on after an interrupt")
	}
}

func stamps(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	out := make(map[string]time.Time)
	for name := range readTree(t, dir) {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = info.ModTime()
	}
	return out
}

func has(t *testing.T, dir, name, text string) {
	t.Helper()
	if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(data), text) {
		t.Errorf("%s has no %q: %v\n%s", name, text, err, data)
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}
