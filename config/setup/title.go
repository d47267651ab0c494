package setup

import (
	"path/filepath"
	"regexp"
	"strings"

	"github.com/docmill/docmill/config"
)

// This file finds out how the documentation calls its API, from the heading of
// a page about all of it: tables of contents and start pages.

var (
	startPages = []string{"TOC.md", "toc.md", "index.md", "overview.md", "README.md"}
	heading    = regexp.MustCompile(`(?m)^#[ \t]+([^\n]*\bAPIs?\b[^\n]*)$`)
	// aroundAPI is what headings say beside the name.
	aroundAPI = regexp.MustCompile(`(?i)^(welcome to|overview of|use|using|about) +(the )?|[ :–-]+(reference|overview|documentation|docs|endpoint|index)\b.*$`)
	markup    = regexp.MustCompile("[\\[\\]`*<>|]|\\[!")
)

// findTitle returns the name of the API, as in "the Contoso API", "" if no
// page says it plainly.
func findTitle(dir string, roots []string) string {
	for _, root := range roots {
		full := root
		if !filepath.IsAbs(root) {
			full = filepath.Join(dir, root)
		}
		for _, name := range startPages {
			text, err := config.ReadFile(filepath.Join(full, name), config.MaxBytes)
			if err != nil {
				continue
			}
			if m := heading.FindSubmatch(text); m != nil && !markup.Match(m[1]) {
				title := strings.TrimSpace(string(m[1]))
				title = strings.TrimSpace(aroundAPI.ReplaceAllString(aroundAPI.ReplaceAllString(title, ""), ""))
				if strings.Contains(title, "API") && len(title) < 80 {
					return "the " + strings.TrimPrefix(strings.TrimPrefix(title, "The "), "the ")
				}
			}
		}
	}
	return ""
}
