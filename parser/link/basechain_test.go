package link_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/parser"
)

// A chain of a thousand bases would give the lowest type a thousand times what
// one has, and all of them half a million properties.
func TestBaseChain(t *testing.T) {
	fsys := make(fstest.MapFS)
	const n = 1000
	for i := range n {
		text := fmt.Sprintf("# a%d resource type\n\nInherits from [a%d](a%[2]d.md).\n\n## Properties\n|Property|Type|Description|\n|---|---|---|\n|b%[1]d|Int32|x|\n", i, i+1)
		fsys[fmt.Sprintf("resources/a%d.md", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	api, diags, err := parser.Load(fsys, parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, d := range diags {
		if d.Rule.Code == "base-conflict" {
			told++
		}
	}
	with := 0
	for _, ty := range api.Types {
		if ty.Base != nil {
			with++
		}
	}
	if told == 0 || with < n/2 {
		t.Errorf("%d findings, %d types with a base", told, with)
	}
}
