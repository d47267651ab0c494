// Command grow makes a documentation folder of many times the size of others:
// copies of their pages in which every type, page and path has a name of its
// own, so that nothing of one copy is the same thing as something of another.
//
//	go run ./bench/grow COPIES OUT DOCS...
//
// Every copy is renamed, the first too, so that all cost the same. All pages
// stand in the folders that they stand in now, because a folder of a hundred
// thousand pages is what is to be measured.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "grow:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 3 {
		return errors.New("want arguments: COPIES OUT DOCS")
	}
	copies, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	c := copier{out: args[1], types: make(map[string]string)}
	for _, docs := range args[2:] {
		if err := c.learn(os.DirFS(docs)); err != nil {
			return err
		}
	}
	n := 0
	for range copies {
		for _, docs := range args[2:] {
			c.tag = "k" + string(rune('a'+n/26)) + string(rune('a'+n%26))
			if err := c.copy(os.DirFS(docs)); err != nil {
				return err
			}
			n++
		}
	}
	return nil
}

// A copier makes one copy after the other.
type copier struct {
	out   string
	types map[string]string // short names, by their small letters
	tag   string            // what the names of the current copy end in
}

// grammar are words of the pages' own language, which no type may take away.
var grammar = []string{"collection", "type", "resource", "object", "enumeration", "string", "http"}

// learn adds the names of the types and enums of a folder.
func (c *copier) learn(docs fs.FS) error {
	api, _, err := parser.Load(docs, parser.Options{})
	if err != nil {
		return err
	}
	var names []string
	for _, t := range api.Types {
		names = append(names, t.Name)
	}
	for _, e := range api.Enums {
		names = append(names, e.Name)
	}
	for _, name := range names {
		short := model.ShortName(name)
		if small := strings.ToLower(short); !slices.Contains(grammar, small) {
			c.types[small] = short
		}
	}
	return nil
}

func (c *copier) copy(docs fs.FS) error {
	return fs.WalkDir(docs, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		data, err := fs.ReadFile(docs, name)
		if err != nil {
			return err
		}
		to := filepath.Join(c.out, filepath.FromSlash(path.Dir(name)), c.file(path.Base(name)))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		return os.WriteFile(to, []byte(c.text(string(data))), 0o666)
	})
}

// file returns the copy's name of a file.
func (c *copier) file(name string) string {
	return strings.TrimSuffix(name, ".md") + "-" + c.tag + ".md"
}

var (
	// A word is the name of a file, a name in a namespace, or any other name.
	word = regexp.MustCompile(`[\w.-]+\.md\b|\bmicrosoft\.graph(\.\w+)+|\b[A-Za-z]\w*\b`)
	// A root is where the path of a request begins.
	root = regexp.MustCompile(`\b(?:GET|POST|PUT|PATCH|DELETE) /|\bhttps://graph\.microsoft\.com/(?:v1\.0|beta)/`)
)

// text returns the copy of a page.
func (c *copier) text(s string) string {
	lines := strings.SplitAfter(s, "\n")
	for i, line := range lines {
		title := strings.HasPrefix(line, "# ") && strings.HasSuffix(strings.TrimSpace(line), " type")
		line = word.ReplaceAllStringFunc(line, func(w string) string { return c.word(w, title) })
		lines[i] = root.ReplaceAllStringFunc(line, func(r string) string { return r + c.tag + "/" })
	}
	return strings.ReplaceAll(strings.Join(lines, ""), "/"+c.tag+"/$metadata", "/$metadata")
}

// word returns what a word is called in the copy. Namespaces and titles are
// typed without regard to letter case; elsewhere a word that looks like a type
// but for that is prose.
func (c *copier) word(w string, anyCase bool) string {
	if strings.HasSuffix(w, ".md") {
		return c.file(w)
	}
	before, short := "", w
	if i := strings.LastIndexByte(w, '.'); i >= 0 {
		before, short, anyCase = w[:i+1], w[i+1:], true
	}
	name, ok := c.types[strings.ToLower(short)]
	if !ok || !anyCase && name != short {
		return w
	}
	return before + short + strings.ToUpper(c.tag[:1]) + c.tag[1:]
}
