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
	w := &watchSession{t: t, dir: dir, out: filepath.Join(dir, "pots")}
	w.put(map[string]string{
		"docmill.yaml":              watchConfig,
		"words.txt":                 "",
		"docs/resources/teapot.md":  potPage("teapot", "litres"),
		"docs/resources/pan.md":     strings.Replace(potPage("pan", "depth"), "A pot.", "[!INCLUDE [x](../includes/x.md)]", 1),
		"docs/includes/x.md":        "A pan.\n",
		"more/resources/wok.md":     potPage("wok", "depth"),
		"fixes/resources/x.txt":     "",
		"kettles/resources/kett.md": potPage("kettle", "litres"),
	})
	cmd, _ := process(t, dir, "generate", "--watch")
	w.screen = startWatch(t, cmd)
	w.expect(`^  files +\d+ written`)
	w.expect(`^  files +\d+ written`)
	w.expect(`^watching .*docmill\.yaml.*; Ctrl-C ends$`)

	w.savesOnePage()
	w.savesInOtherWays()
	w.savesCorrections()
	w.breaksPages()
	w.breaksConfiguration()
	w.editsOutput()

	if runtime.GOOS == "windows" {
		return // which cannot send an interrupt to one process
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	w.end()
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Errorf("the end is none by a signal: %v", err)
	}
}

// A watchSession is a folder that generate --watch looks at, and what that prints.
type watchSession struct {
	*screen
	t        *testing.T
	dir, out string
}

func (w *watchSession) put(files map[string]string) {
	w.t.Helper()
	writeTree(w.t, w.dir, files)
}

// savesOnePage saves a page: its file alone is written, of its target alone.
func (w *watchSession) savesOnePage() {
	before := stamps(w.t, w.out)
	w.put(map[string]string{"docs/resources/teapot.md": potPage("teapot", "gallons")})
	w.expect(`^changed: docs/resources/teapot\.md$`)
	w.expect(`^  wrote +pots/teapot\.go$`)
	w.expect(`^pots: 1 written, \d+ unchanged, 0 removed`)
	has(w.t, w.out, "teapot.go", "Gallons")
	for name, stamp := range stamps(w.t, w.out) {
		if changed := stamp != before[name]; changed != (name == "teapot.go" || name == "MANIFEST") {
			w.t.Errorf("%s was written: %v", name, changed)
		}
	}
}

// savesInOtherWays saves by renaming, as editors do; an include; a page of the second
// root; a new page in a new folder, which goes again; a page of the other target.
func (w *watchSession) savesInOtherWays() {
	w.put(map[string]string{"tmp": potPage("teapot", "cups")})
	rename(w.t, filepath.Join(w.dir, "tmp"), filepath.Join(w.dir, "docs/resources/teapot.md"))
	w.expect(`^  wrote +pots/teapot\.go$`)
	w.put(map[string]string{"docs/includes/x.md": "A flat pan.\n"})
	w.expect(`^  wrote +pots/pan\.go$`)
	w.put(map[string]string{"more/resources/wok.md": potPage("wok", "width")})
	w.expect(`^  wrote +pots/wok\.go$`)
	w.put(map[string]string{"more/other/resources/cup.md": potPage("cup", "width")})
	w.expect(`^  wrote +pots/cup\.go$`)
	w.expect(`^pots: `)
	if err := os.RemoveAll(filepath.Join(w.dir, "more/other")); err != nil {
		w.t.Fatal(err)
	}
	w.expect(`^  removed +pots/cup\.go$`)
	w.put(map[string]string{"kettles/resources/kett.md": potPage("kettle", "cups")})
	w.expect(`^  wrote +kettles\.go/kettle\.go$`)
}

// savesCorrections saves a correction, and words of one's own.
func (w *watchSession) savesCorrections() {
	w.put(map[string]string{"fixes/resources/wok.md": potPage("wok", "breadth")})
	w.expect(`^  wrote +pots/wok\.go$`)
	w.expect(`^pots: `)
	w.put(map[string]string{"words.txt": "# mine\n"})
	w.expect(`^changed: words\.txt$`)
	w.expect(`^pots: 0 written`)
}

// breaksPages breaks a page: the last output stays, until it is mended.
func (w *watchSession) breaksPages() {
	w.put(map[string]string{"docs/resources/teapot.md": potPage("teapot", "spoons") + "\n```json\n{"})
	w.expect(`^  new +docs/resources/teapot\.md:\d+:\d+: error: .* \(unclosed-fence\)$`)
	w.expect(`^pots keeps what was written last$`)
	has(w.t, w.out, "teapot.go", "Cups")
	w.put(map[string]string{"docs/resources/pan.md": ""}) // another, saved empty
	w.expect(`^pots keeps what was written last$`)
	has(w.t, w.out, "pan.go", "Depth")
	w.put(map[string]string{"docs/resources/teapot.md": potPage("teapot", "spoons")})
	w.expect(`^  gone +docs/resources/teapot\.md.*unclosed-fence\)$`)
	w.expect(`^docmill: docs/resources/pan\.md: was a page of kind resource`)
	w.put(map[string]string{"docs/resources/pan.md": potPage("pan", "depth")})
	w.expect(`^pots: 2 written`)
	has(w.t, w.out, "teapot.go", "Spoons")
}

// breaksConfiguration breaks docmill.yaml, which is mended then, and says something new.
func (w *watchSession) breaksConfiguration() {
	w.put(map[string]string{"docmill.yaml": "version: 1\ntargts: []\n"})
	w.expect(`^docmill: docmill\.yaml:2:1: .*targts`)
	w.put(map[string]string{"docmill.yaml": strings.Replace(watchConfig, "package: kettles", "package: boilers", 1)})
	w.expect(`^kettles\.go: [1-9]\d* written`)
}

// editsOutput edits a generated file by hand: it stays, and so does the watch.
func (w *watchSession) editsOutput() {
	writeTree(w.t, w.out, map[string]string{"teapot.go": "package pots // mine\n"})
	w.put(map[string]string{"docs/resources/teapot.md": potPage("teapot", "drops")})
	w.expect(`teapot\.go: was edited since docmill wrote it$`)
	has(w.t, w.out, "teapot.go", "mine")
	if err := os.Remove(filepath.Join(w.out, "teapot.go")); err != nil {
		w.t.Fatal(err)
	}
	w.put(map[string]string{"docs/resources/teapot.md": potPage("teapot", "drips")})
	w.expect(`^  wrote +pots/teapot\.go$`)
	w.expect(`^pots: `)
}

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
