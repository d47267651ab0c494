package dialect

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

var fileFault = regexp.MustCompile(`^words\.txt:(\d+):(\d+): `)

// FuzzVocabulary wants any file of a user to be refused with a place in it, or to
// give its words to what reads pages: each means its term from then on.
func FuzzVocabulary(f *testing.F) {
	set, err := Builtin()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("term property = shelf mark; Fach\nphrase read-only = \\bfixed\\b\n", "a fixed one")
	f.Add("locale xx; yy\nterm type = Art\ncloud China = mond\n# note\n", "art")
	f.Add("\ufeff term  type=a;;b ; \r\nphrase type-note = (", "b")
	f.Add("term none = property", "none")
	f.Add("terms type = a\n", "")
	f.Fuzz(func(t *testing.T, file, text string) {
		got, err := set.With(strings.NewReader(file), "words.txt")
		if err != nil {
			checkFileFault(t, file, err)
			return
		}
		words, err := (&fileReader{known: set.English()}).read(strings.NewReader(file), "words.txt")
		if err != nil {
			t.Fatalf("read again: %v", err)
		}
		d := got.English()
		if words.codes != nil {
			if d = got.Locale(words.codes[0]); d == nil {
				t.Fatalf("%q: no language %q", file, words.codes[0])
			}
		}
		for _, e := range words.terms {
			if term, ok := d.Lookup(e.text); !ok || term != e.name {
				t.Errorf("%q: %q means %q, %v", file, e.text, term, ok)
			}
		}
		for _, e := range words.phrases {
			low := lower(text)
			if want := regexp.MustCompile(e.pattern).MatchString(low); want && !d.Has(e.name, text) {
				t.Errorf("%q is not found in %q", e.pattern, text)
			}
		}
	})
}

// checkFileFault wants an error to begin with a place that is in the file.
func checkFileFault(t *testing.T, file string, err error) {
	t.Helper()
	m := fileFault.FindStringSubmatch(err.Error())
	if m == nil {
		if !strings.Contains(err.Error(), "too long") {
			t.Errorf("%q: no place: %v", file, err)
		}
		return
	}
	var line, col int
	fmt.Sscan(m[1], &line)
	fmt.Sscan(m[2], &col)
	lines := strings.Split(file, "\n")
	if line < 1 || line > len(lines) || col < 1 || col > len(lines[line-1])+1 {
		t.Errorf("%q: no such place: %v", file, err)
	}
}
