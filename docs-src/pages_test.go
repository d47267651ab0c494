package docssrc_test

// This file checks the sample pages by themselves: what is embedded is what is
// on disk, JSON is JSON, links and includes lead somewhere, lengths are right,
// and values that an example shows are values that its page allows.

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	docssrc "github.com/docmill/docmill/docs-src"
)

// eachPage calls f with every Markdown file.
func eachPage(t *testing.T, f func(t *testing.T, name, text string)) {
	t.Helper()
	err := fs.WalkDir(docssrc.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(docssrc.FS, name)
		if err != nil {
			return err
		}
		t.Run(name, func(t *testing.T) { f(t, name, string(data)) })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEmbedded guards against files that go:embed leaves out without a word:
// those whose names begin with "." or "_".
func TestEmbedded(t *testing.T) {
	n := 0
	for _, version := range []string{"v1.0", "beta"} {
		err := filepath.WalkDir(version, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			n++
			if _, err := fs.Stat(docssrc.FS, filepath.ToSlash(name)); err != nil {
				t.Error(err)
			}
			if path.Ext(name) != ".md" {
				t.Errorf("%s is no Markdown", name)
			}
			return nil
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	if n < 70 {
		t.Errorf("only %d files", n)
	}
}

var fenced = regexp.MustCompile("(?ms)^``` ?(\\w+)\n(.*?)^```$")

func TestJSON(t *testing.T) {
	eachPage(t, func(t *testing.T, _, text string) {
		for _, m := range fenced.FindAllStringSubmatch(text, -1) {
			body := m[2]
			if m[1] == "http" {
				_, body, _ = strings.Cut(m[2], "\n\n")
			} else if m[1] != "json" {
				continue
			}
			if body != "" && !json.Valid([]byte(body)) {
				t.Errorf("not JSON:\n%s", body)
			}
		}
	})
}

// TestAnnotations checks that comments that look like JSON are JSON.
func TestAnnotations(t *testing.T) {
	eachPage(t, func(t *testing.T, _, text string) {
		for _, c := range comment.FindAllString(text, -1) {
			c = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(c, "<!--"), "-->"))
			if strings.HasPrefix(c, "{") && !json.Valid([]byte(c)) {
				t.Errorf("not JSON: %s", c)
			}
		}
	})
}

var contentLength = regexp.MustCompile(`(?i)\ncontent-length: (\d+)\n`)

func TestContentLength(t *testing.T) {
	eachPage(t, func(t *testing.T, _, text string) {
		for _, m := range fenced.FindAllStringSubmatch(text, -1) {
			header, body, _ := strings.Cut(m[2], "\n\n")
			stated := contentLength.FindStringSubmatch(header + "\n")
			if stated == nil {
				continue
			}
			if want := strconv.Itoa(len(strings.TrimSuffix(body, "\n"))); stated[1] != want {
				t.Errorf("Content-Length is %s, the body has %s bytes:\n%s", stated[1], want, m[2])
			}
		}
	})
}

var (
	target     = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	definition = regexp.MustCompile(`(?m)^\[[^\]]+\]: (\S+)$`)
	heading    = regexp.MustCompile(`(?m)^#+ (.+)$`)
)

// TestLinks checks that each relative link and include leads to a file of the
// same version, spelt exactly so, and to a heading of it.
func TestLinks(t *testing.T) {
	eachPage(t, func(t *testing.T, name, text string) {
		matches := append(target.FindAllStringSubmatch(text, -1), definition.FindAllStringSubmatch(text, -1)...)
		for _, m := range matches {
			file, anchor, _ := strings.Cut(m[1], "#")
			if file == "" || strings.HasPrefix(file, "/") {
				continue // a tab, or a page of the site around these
			}
			to := path.Join(path.Dir(name), file)
			data, err := fs.ReadFile(docssrc.FS, to)
			if err != nil {
				t.Errorf("%s: %v", m[1], err)
			}
			if version, _, _ := strings.Cut(name, "/"); !strings.HasPrefix(to, version+"/") {
				t.Errorf("%s leads out of %s", m[1], version)
			}
			if anchor != "" && !slices.Contains(anchors(string(data)), anchor) {
				t.Errorf("%s: no heading %q", m[1], anchor)
			}
		}
	})
}

func anchors(text string) []string {
	var out []string
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		out = append(out, strings.ReplaceAll(strings.ToLower(m[1]), " ", "-"))
	}
	return out
}

// TestExampleValues checks examples against the page's own list of possible
// values.
func TestExampleValues(t *testing.T) {
	eachPage(t, func(t *testing.T, name, text string) {
		if path.Base(path.Dir(name)) != "api" {
			return
		}
		for key, list := range sampleFacts(t, name) {
			property, ok := strings.CutPrefix(key, "values ")
			if !ok {
				continue
			}
			shown := regexp.MustCompile(`"`+property+`": "([^"]*)"`).FindAllStringSubmatch(text, -1)
			if len(shown) == 0 && property != "step" {
				t.Errorf("no example shows %s", property)
			}
			for _, m := range shown {
				if !slices.Contains(strings.Split(list, ", "), m[1]) {
					t.Errorf("%s is %q in an example; possible values are %s", property, m[1], list)
				}
			}
		}
	})
}
