package outdir

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// sha256sum reads a MANIFEST, comments and all.
func TestManifestChecks(t *testing.T) {
	if _, err := exec.LookPath("sha256sum"); err != nil {
		t.Skip("no sha256sum here")
	}
	dir := t.TempDir()
	f := files{"a.go": []byte("package a\n"), "testdata/b c.json": []byte("{}\n")}
	if _, err := Write(dir, f, Options{Docs: hash(nil), Config: hash([]byte("x"))}); err != nil {
		t.Fatal(err)
	}
	check := func() (string, error) {
		cmd := exec.Command("sha256sum", "-c", "--strict", manifestName)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := check(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	put(t, dir, "a.go", "package b\n")
	if out, err := check(); err == nil || !strings.Contains(out, "a.go: FAILED") {
		t.Errorf("an edited file passes: %v\n%s", err, out)
	}
}

// The digests say what changed. Alone they are a change of the MANIFEST only.
func TestDigests(t *testing.T) {
	dir := t.TempDir()
	f := files{"a.go": []byte("package a\n")}
	opts := Options{Docs: "d1", Config: "c1"}
	if _, err := Write(dir, f, opts); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		opts                          Options
		docs, config, unknown, record bool
	}{
		{opts, false, false, false, false},
		{Options{Docs: "d2", Config: "c1"}, true, false, false, true},
		{Options{Docs: "d1", Config: "c2"}, false, true, false, true},
	}
	for _, test := range tests {
		p, err := Compare(dir, f, test.opts)
		if err != nil {
			t.Fatal(err)
		}
		if p.DocsChanged != test.docs || p.ConfigChanged != test.config || p.Unknown != test.unknown || p.Record != test.record || len(p.Differences) > 0 {
			t.Errorf("%v: %+v", test.opts, p)
		}
	}
	before, err := os.Stat(filepath.Join(dir, "a.go"))
	if err != nil {
		t.Fatal(err)
	}
	res, err := Write(dir, f, Options{Docs: "d2", Config: "c1"})
	if err != nil || !res.Record || len(res.Written) > 0 {
		t.Errorf("%+v, %v", res, err)
	}
	if after, err := os.Stat(filepath.Join(dir, "a.go")); err != nil || !os.SameFile(before, after) {
		t.Errorf("a.go was written: %v", err)
	}
	mustWrite(t, dir, f)
	if p, err := Compare(dir, f, opts); err != nil || !p.Unknown || p.DocsChanged {
		t.Errorf("without digests: %+v, %v", p, err)
	}
}

// A MANIFEST that git could not merge still says what docmill wrote.
func TestManifestConflict(t *testing.T) {
	v1 := files{"a.go": []byte("package a\n"), "b.go": []byte("package a\n")}
	v2 := files{"a.go": []byte("package a // 2\n"), "b.go": []byte("package a // 2\n")}
	v3 := files{"a.go": []byte("package a // 3\n"), "b.go": []byte("package a // 3\n")}
	dir := t.TempDir()
	mustWrite(t, dir, v1)
	put(t, dir, "b.go", string(v2["b.go"])) // git took the other side's
	lines := func(f files) string {
		return strings.TrimPrefix(string(newRecord(f, Options{Docs: hash(f["a.go"])}).bytes()), manifestHead)
	}
	put(t, dir, manifestName, manifestHead+"<<<<<<< HEAD\n"+lines(v1)+"||||||| base\n=======\n"+lines(v2)+">>>>>>> theirs\n")
	put(t, dir, "mine.go", "package a\n")
	if res := mustWrite(t, dir, v3); len(res.Written) != 2 {
		t.Errorf("%+v", res)
	}
	put(t, dir, "a.go", "package a\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n")
	_, err := Write(dir, v1, Options{})
	if err == nil || !strings.Contains(err.Error(), "a.go: has conflicts of a merge") {
		t.Errorf("a file with conflicts: %v", err)
	}
	if _, err := Write(dir, v1, Options{Force: true}); err != nil {
		t.Error(err)
	}
}

func TestManifestDamaged(t *testing.T) {
	v2 := files{"a.go": []byte("package a // 2\n")}
	for _, text := range []string{"sdfg\n", strings.Repeat("0", 64) + "  ../../etc/passwd\n"} {
		dir := t.TempDir()
		f := files{"a.go": []byte("package a\n"), "b.go": []byte("package a\n")}
		mustWrite(t, dir, f)
		put(t, dir, manifestName, manifestHead+text+hash(f["a.go"])+"  a.go\n")
		if _, err := Write(dir, v2, Options{}); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: got error %v, want one about line 2", text, err)
		}
		if _, err := Write(dir, v2, Options{Force: true}); err != nil {
			t.Error(err)
		}
		if got := tree(t, dir); len(got) != 2 || got["a.go"] != string(v2["a.go"]) {
			t.Errorf("%q: left %v; b.go is not known to be docmill's and has to stay", text, got)
		}
	}
}

// What is called MANIFEST but is not docmill's is nobody's record, force or not.
func TestManifestForeign(t *testing.T) {
	f := files{"a.go": []byte("package a\n")}
	mine := []byte("package mine\n")
	prepare := map[string]func(t *testing.T, dir string) error{
		"of another tool": func(t *testing.T, dir string) error {
			return os.WriteFile(filepath.Join(dir, manifestName), []byte(hash(mine)+"  a.go\n"+hash(mine)+"  gone.go\n"), 0o666)
		},
		"empty": func(t *testing.T, dir string) error {
			return os.WriteFile(filepath.Join(dir, manifestName), nil, 0o666)
		},
		"folder": func(t *testing.T, dir string) error { return os.Mkdir(filepath.Join(dir, manifestName), 0o777) },
		"link": func(t *testing.T, dir string) error {
			put(t, dir, "record", string(newRecord(files{"a.go": mine, "gone.go": mine}, Options{}).bytes()))
			return os.Symlink("record", filepath.Join(dir, manifestName))
		},
		"pipe": func(t *testing.T, dir string) error { return mkfifo(filepath.Join(dir, manifestName)) },
	}
	for name, prep := range prepare {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, "a.go", string(mine))
			put(t, dir, "gone.go", string(mine))
			if err := prep(t, dir); err != nil {
				t.Skipf("this system cannot make the file that is to be in the way: %v", err)
			}
			for _, force := range []bool{false, true} {
				_, err := Write(dir, f, Options{Force: force})
				if err == nil || !strings.Contains(err.Error(), "move it away") {
					t.Errorf("force %v: %v", force, err)
				}
				if _, err := Compare(dir, f, Options{Force: force}); err == nil {
					t.Error("Compare has nothing to say")
				}
			}
			for _, name := range []string{"a.go", "gone.go"} {
				if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != string(mine) {
					t.Errorf("%s: %q, %v", name, got, err)
				}
			}
		})
	}
}

func FuzzManifest(f *testing.F) {
	f.Add("<<<<<<< a\n=======\n>>>>>>> b\n")
	f.Add(docsLine + "x\n" + strings.Repeat("ab", 32) + "  a.go\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := parseRecord([]byte(manifestHead+text), true)
		if err != nil {
			t.Fatal(err) // with force nothing after the head is fatal
		}
		for name := range r.files {
			if err := checkName(name); err != nil {
				t.Error(err)
			}
		}
		again, err := parseRecord(r.bytes(), false)
		if err != nil || string(again.bytes()) != string(r.bytes()) {
			t.Errorf("%v:\n%s\n%s", err, r.bytes(), again.bytes())
		}
	})
}
