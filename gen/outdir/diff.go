package outdir

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/diff"
)

// Diff returns a unified diff from what dir holds to what [Write] would make
// of it, nil if that is the same. In its headers, names stand below label, as
// in "a/label/name.go". It writes nothing. The MANIFEST is compared only where
// everything else is equal.
func Diff(dir, label string, files map[string][]byte) ([]byte, error) {
	if err := verify(files); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if isMissing(err) {
		return diffAll(label, files), nil
	}
	if err != nil {
		return nil, fmt.Errorf("output directory: %w", err)
	}
	defer root.Close()
	var out bytes.Buffer
	old, merr := readManifest(root, true)
	if merr != nil {
		return nil, fmt.Errorf("output directory %s: %w", dir, merr)
	}
	names := make(map[string]bool)
	for name := range files {
		names[name] = true
	}
	for name := range old {
		names[name] = true
	}
	for _, name := range sortedKeys(names) {
		have, err := read(root, name)
		if err != nil {
			return nil, fmt.Errorf("output directory %s: %w", dir, err)
		}
		want, wanted := files[name]
		out.Write(diffFile(path.Join(label, name), have, want, have != nil, wanted))
	}
	if out.Len() > 0 {
		return out.Bytes(), nil
	}
	have, err := read(root, manifestName)
	if err != nil {
		return nil, fmt.Errorf("output directory %s: %w", dir, err)
	}
	return diffFile(path.Join(label, manifestName), have, newManifest(files).bytes(), have != nil, true), nil
}

// read returns a file's content, nil if there is no such file.
func read(root *os.Root, name string) ([]byte, error) {
	data, err := root.ReadFile(filepath.FromSlash(name))
	if isMissing(err) {
		return nil, nil
	}
	if err == nil && data == nil {
		data = []byte{}
	}
	return data, err
}

func diffAll(label string, files map[string][]byte) []byte {
	var out bytes.Buffer
	for _, name := range sortedKeys(files) {
		out.Write(diffFile(path.Join(label, name), nil, files[name], false, true))
	}
	return out.Bytes()
}

// diffFile compares one file; a side that does not exist is /dev/null.
func diffFile(name string, have, want []byte, exists, wanted bool) []byte {
	from, to := path.Join("a", name), path.Join("b", name)
	if !exists {
		from = os.DevNull
	}
	if !wanted {
		to = os.DevNull
	}
	switch {
	case exists == wanted && bytes.Equal(have, want):
		return nil
	case !utf8.Valid(have) || !utf8.Valid(want):
		return fmt.Appendf(nil, "Binary files %s and %s differ\n", from, to)
	case len(have) == 0 && len(want) == 0: // one is empty, the other missing
		return fmt.Appendf(nil, "diff %s %s\n", from, to)
	}
	return diff.Diff(from, have, to, want)
}
