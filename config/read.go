package config

import (
	"path/filepath"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/docmill/docmill/model/diag"
)

// Read reads a configuration from data, which was found at name: its folder is
// joined to the relative paths of its targets, and messages begin with it. What
// is wrong with the file comes as [Faults], all of them at once.
func Read(name string, data []byte) (*File, error) {
	body, err := parse(name, data)
	if err != nil {
		return nil, err
	}
	f := new(File)
	d := &decoder{file: name, at: make(map[string]diag.Pos), anchors: make(map[string]ast.Node)}
	if body != nil {
		d.value(body, "", reflect.ValueOf(f).Elem())
	}
	// A file of a later version may have keys that this docmill does not know:
	// the version is the only fault worth reading.
	if f.Version > version {
		return nil, Faults{{d.nearest("version"), f.checkVersion().Text}}
	}
	if len(d.faults) == 0 {
		for _, p := range f.check() {
			d.fault(d.nearest(p.At), "%s", p.Text)
		}
	}
	if err := d.faults.err(); err != nil {
		return nil, err
	}
	for i := range f.Targets {
		f.Targets[i].join(filepath.Dir(name))
	}
	return f, nil
}

// nearest returns the place of the value under path, or of what it is missing
// from.
func (d *decoder) nearest(path string) diag.Pos {
	for {
		if at, ok := d.at[path]; ok {
			return at
		}
		if path == "" {
			return diag.Pos{File: d.file, Line: 1, Col: 1}
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
}

// join makes the paths of t relative to where the user stands.
func (t *Target) join(base string) {
	join := func(p *string) {
		if *p != "" && !filepath.IsAbs(*p) {
			*p = filepath.Join(base, *p)
		}
	}
	for _, s := range Settings {
		if !s.Path {
			continue
		}
		switch p := s.Of(t).(type) {
		case *string:
			join(p)
		case *[]string:
			for i := range *p {
				join(&(*p)[i])
			}
		default:
			panic("config: " + s.Key + " cannot hold paths")
		}
	}
}
