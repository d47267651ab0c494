package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Pages that were kept make no difference to any command.
func TestRemember(t *testing.T) {
	a := &againTest{t, t.TempDir(), t.TempDir()}
	page := func(name, text string) string {
		return "# " + name + " resource type\n\nNamespace: shop\n\n[!INCLUDE [x](../includes/x.md)]\n\n## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|size|Int32|" + text + "|\n"
	}
	a.write("docmill.yaml", againConfig)
	a.write("words.txt", "")
	a.must(os.Mkdir(a.path("fixes"), 0o777))
	for i := range fewPages + 5 {
		name := fmt.Sprintf("pot%d", i)
		a.write("docs/resources/"+name+".md", page(name, "How large."))
	}
	compare := func(step string) {
		t.Helper()
		for _, args := range [][]string{{"lint"}, {"list"}, {"model"}, {"why", "pot7"}, {"generate", "--diff"}, {"generate"}} {
			t.Setenv(cacheVariable, "off")
			want, wantCode := a.try(args...)
			t.Setenv(cacheVariable, a.cache)
			got, code := a.try(args...)
			if args[0] == "generate" && len(args) == 1 {
				want, _ = a.try(args...) // the first of the two has written
			}
			if got != want || code != wantCode {
				t.Fatalf("%s: %v exits %d, want %d\ngot:\n%s\nwant:\n%s", step, args, code, wantCode, got, want)
			}
		}
	}
	compare("the beginning")
	compare("nothing")
	a.write("docs/resources/pot3.md", page("pot3", "How wide."))
	compare("an edit")
	a.write("docs/includes/x.md", "A round pot.\n")
	compare("an include")
	a.must(os.Remove(a.path("docs/resources/pot4.md")))
	compare("a page gone")
	a.write("words.txt", "term property = Trait\n")
	compare("words")
	a.write("docmill.yaml", againConfig+"    rules: {off: [max-length]}\n    limits: {page: 1kB}\n")
	a.write("docs/resources/pot5.md", page("pot5", strings.Repeat("Very large. ", 200)))
	compare("limits")
	files, err := filepath.Glob(filepath.Join(a.cache, "pages", "*"))
	if err != nil || len(files) != 3 {
		t.Errorf("files of pages: %v, %v", files, err)
	}
	for _, file := range files {
		a.must(os.WriteFile(file, []byte("damaged"), 0o600))
	}
	compare("damage")
}
