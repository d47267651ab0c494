// Command gosec runs the checks of github.com/securego/gosec over the packages
// below a folder, all of them, and wants a reason for each finding that is waived
// (waivers.go). It is a program in a module of its own, because the command that
// gosec comes with needs the clients of three language models, and docmill needs
// neither these nor gosec.
//
//	go run -C .ci/gosec . ../..
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/securego/gosec/v2"
	"github.com/securego/gosec/v2/analyzers"
	"github.com/securego/gosec/v2/issue"
	"github.com/securego/gosec/v2/rules"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gosec ROOT")
		os.Exit(2)
	}
	found, err := check(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, line := range found {
		fmt.Println(line)
	}
	if len(found) > 0 {
		os.Exit(1)
	}
}

// notOurs are folders whose Go is not part of what is built: inputs of tests, and
// programs that measure and check.
var notOurs = regexp.MustCompile(`(^|/)(testdata|bench|\.ci)(/|$)`)

// check returns what is wrong below root, sorted: findings that nothing waives,
// and waivers of nothing. Tests are not looked at: they run on our own input.
func check(root string) ([]string, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	if err := os.Chdir(root); err != nil {
		return nil, err
	}
	dirs, err := gosec.PackagePaths("./...", []*regexp.Regexp{notOurs})
	if err != nil {
		return nil, err
	}
	slices.Sort(dirs)
	config := gosec.NewConfig()
	config.SetGlobal(gosec.Nosec, "true") // comments waive nothing
	a := gosec.NewAnalyzer(config, false, false, false, 2, log.New(io.Discard, "", 0))
	a.LoadRules(rules.Generate(false).RulesInfo())
	a.LoadAnalyzers(analyzers.Generate(false).AnalyzersInfo())
	if err := a.Process(nil, dirs...); err != nil {
		return nil, err
	}
	issues, metrics, errs := a.Report()
	var out []string
	for file, list := range errs {
		for _, e := range list {
			out = append(out, fmt.Sprintf("%s:%d:%d: %s", file, e.Line, e.Column, e.Err))
		}
	}
	used := make(map[*waiver]int)
	for _, i := range issues {
		if w := waiverOf(root, i); w != nil {
			used[w]++
			continue
		}
		out = append(out, fmt.Sprintf("%s:%s:%s: %s: %s", relative(root, i), i.Line, i.Col, i.RuleID, i.What))
	}
	for i := range waivers {
		if w := &waivers[i]; used[w] == 0 {
			out = append(out, fmt.Sprintf("nothing is waived by %s in %s at %s: remove it", w.rule, w.file, w.code))
		}
	}
	slices.Sort(out)
	fmt.Printf("gosec: %d files, %d lines, %d findings waived, %d not\n", metrics.NumFiles, metrics.NumLines, len(issues)-len(out), len(out))
	return slices.Compact(out), nil
}

// waiverOf returns the first waiver of a finding, nil if there is none.
func waiverOf(root string, i *issue.Issue) *waiver {
	for n := range waivers {
		w := &waivers[n]
		if w.rule == i.RuleID && w.file.MatchString(relative(root, i)) && w.code.MatchString(i.Code) {
			return w
		}
	}
	return nil
}

// relative returns the file of a finding, with slashes, from root.
func relative(root string, i *issue.Issue) string {
	if rel, err := filepath.Rel(root, i.File); err == nil {
		return filepath.ToSlash(rel)
	}
	return i.File
}
