package setup

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFindTitle(t *testing.T) {
	for _, test := range []struct{ file, text, want string }{
		{"TOC.md", "# API for Contoso v2.0\n## [API overview](index.md)\n", "the API for Contoso v2.0"},
		{"index.md", "---\ntitle: x\n---\n\n# Welcome to the Contoso API\n", "the Contoso API"},
		{"index.md", "# Contoso REST API reference\n", "the Contoso REST API"},
		{"overview.md", "# Use the Contoso API\n", "the Contoso API"},
		{"overview.md", "# The Contoso API - overview and more\n", "the Contoso API"},
		{"index.md", "# Contoso\n\n## The API\n", ""},
		{"index.md", "# [Contoso](x.md) API\n", ""},
		{"index.md", "# Welcome to the [!INCLUDE [x](y.md)] API\n", ""},
		{"index.md", "# " + strings.Repeat("x", 80) + " API\n", ""},
		{"concepts.md", "# The Contoso API\n", ""},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, test.file), []byte(test.text), 0o666); err != nil {
			t.Fatal(err)
		}
		if got := findTitle("/nowhere", []string{dir}); got != test.want {
			t.Errorf("%s %q: %q, want %q", test.file, test.text, got, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	for path, want := range map[string]string{
		"example.com/go-snow": "snow", "example.com/snow.go": "snow", "internal/tea_pots": "teapots",
		"api": "api", "2nd": "api2nd", "example.com/func": "apifunc", "日本": "api",
	} {
		if got := packageOf(path); got != want {
			t.Errorf("packageOf(%q) = %q, want %q", path, got, want)
		}
	}
	for version, want := range map[string]string{"v1.0": "v1", "v1.1": "v1p1", "beta": "beta", "v2.0-preview": "v2p0-preview"} {
		if got := suffix(version); got != want {
			t.Errorf("suffix(%q) = %q, want %q", version, got, want)
		}
	}
	m := &module{dir: "/m", path: "example.com/tea/v2"}
	if got := m.packageName("/m"); got != "tea" {
		t.Errorf("package at the root of tea/v2 is %q", got)
	}
	if got := m.packageName("/m/cmd/pour"); got != "pour" {
		t.Errorf("package in cmd/pour is %q", got)
	}
}

func TestVersions(t *testing.T) {
	for _, test := range []struct {
		files string
		want  []string
	}{
		{"v1.0/api/a.md beta/api/a.md", []string{"beta", "v1.0"}},
		{"ref/v1.0/api/a.md ref/beta/api/a.md", []string{"ref/beta", "ref/v1.0"}},
		{"api/a.md v1.0/a.md beta/a.md", nil},
		{"v1.0/api/a.md", nil},
		{"a/b/v1.0/a.md a/b/beta/a.md", nil},
	} {
		fsys := fstest.MapFS{}
		for _, name := range strings.Fields(test.files) {
			fsys[name] = &fstest.MapFile{}
		}
		if got := Versions(fsys); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.files, got, test.want)
		}
	}
}
