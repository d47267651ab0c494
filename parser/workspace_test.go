package parser

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// TestWorkspaceIsBounded reads a page of endless headings and tables and then small
// ones in one workspace, which forgets the large one, and all of each.
func TestWorkspaceIsBounded(t *testing.T) {
	set, err := dialect.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var large strings.Builder
	for i := range 3 * maxKept {
		fmt.Fprintf(&large, "## Shelf %d\n\n|Property|Type|\n|:--|:--|\n|name|String|\n\n", i)
	}
	work := new(workspace)
	for _, text := range []string{large.String(), "# box resource type\n", large.String(), "# box resource type\n\n## Properties\n"} {
		doc, diags, err := markdown.Parse(fstest.MapFS{"resources/box.md": {Data: []byte(text)}}, "resources/box.md")
		if err != nil {
			t.Fatal(err)
		}
		readDocument(doc, diags, Options{Dialects: set, work: work})
	}
	if cap(work.headings) > maxKept || cap(work.tables) > maxKept || len(work.headings) > 3 || len(work.tables) > 0 {
		t.Errorf("kept: %d and %d, and of the last page %d and %d",
			cap(work.headings), cap(work.tables), len(work.headings), len(work.tables))
	}
}
