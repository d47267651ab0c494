package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"
	"time"

	"github.com/docmill/docmill/bench/usage"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model/check"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/markdown"
)

// This file looks for what costs more than in proportion, without knowing what
// it could be: everything that means something is put everywhere, again and again
// until a page is large. What a search for one character costs too often shows in
// large pages only.

// spots are where text is read; "§" is the text.
var spots = []struct{ name, page string }{
	{"paragraph", resourceText("§\n", oneRow)},
	{"heading", resourceText("## §\n", oneRow)},
	{"title", "# § resource type\n\nA thing.\n"},
	{"front matter", "---\ntitle: §\n---\n\n# thing resource type\n"},
	{"namespace", "# thing resource type\n\nNamespace: §\n"},
	{"name", resourceText(tableHead + "|§|String|x|\n")},
	{"type", resourceText(tableHead + "|size|§|x|\n")},
	{"description", resourceText(tableHead + "|size|String|§|\n")},
	{"values", resourceText(tableHead + "|size|String|Possible values are: `a`, §|\n")},
	{"row", resourceText(tableHead + "§\n")},
	{"header", resourceText("|Property|Type|§|\n|---|---|---|\n|a|String|x|\n")},
	{"member", resourceText(oneRow, "### kind values\n\n|Member|Value|\n|---|---|\n|§|1|\n")},
	{"JSON", resourceText(oneRow, "## JSON representation\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.thing\"} -->\n```json\n{\"size\": §}\n```\n")},
	{"annotation", resourceText(oneRow, "<!-- {\"blockType\": \"resource\", \"x\": § } -->\n")},
	{"comment", resourceText(oneRow, "<!-- § -->\n")},
	{"list", resourceText(oneRow, "- §\n")},
	{"quote", resourceText(oneRow, "> §\n")},
	{"include", resourceText(oneRow, "[!INCLUDE [a](§)]\n")},
	{"scopes", operation + "|Application|§|\n" + requestLine},
	{"scheme", operation + "|§|Thing.Read|\n" + requestLine},
	{"request line", operation + "\n## HTTP request\n```http\nGET /§\n```\n"},
	{"request lines", operation + "\n## HTTP request\n```http\n§\n```\n"},
	{"request header", operation + requestLine + "\n## Request headers\n|Name|Description|\n|---|---|\n|§|§|\n"},
	{"query options", operation + requestLine + "\n## Optional query parameters\n§\n"},
	{"response", operation + requestLine + "\n## Response\nIf successful, this method returns a `200 OK` response code and §\n"},
	{"request body", strings.ReplaceAll(operation+requestLine, "GET", "POST") + "\n## Request body\n§\n"},
	{"address of an example", operation + requestLine + "\n## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/things(a)§\n```\n"},
	{"query of an example", operation + requestLine + "\n## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/things?§\n```\n"},
	{"example", operation + requestLine + "\n## Examples\n\n### Request\n```http\nGET https://graph.microsoft.com/v1.0/things/§\n```\n\n### Response\n```http\nHTTP/1.1 200 OK\n§\n\n{\"a\": \"§\"}\n```\n"},
	{"tab", resourceText(oneRow, "# [A](#tab/§)\n\n§\n\n---\n")},
}

// tokens are what means something; "\n" is left out where it would end the spot.
var tokens = []string{
	"a", "1", " ", "\n", "\n\n", "a\n", "|", "a|", "\\", "\\|", "`", "` ", "``a` ", "```\n", "~~~\n", "*", "* ", "*a", "a*", "**a** ", "_", "_a_ ", "*a_ ", "<", "<a ", "<a>", "</a>", "<!--", "<!-- ", "-->", "<br>", "<?", "<![CDATA[", "<b>a",
	"[", "]", "[a", "[a](", "[a](b) ", "![", "[a][", "[a]: b\n", "](", ")", "(", "()", "(a", "{", "}", "{a}", "{\"a\":", "[1,", "\"", "\"a\"", "\"a\",", "'", "'a', ", "“", "\"a\": 1,", "a: b\n", "a: [", "&a [*a,", "&amp;", "&", "&#", "http://a ", "www.a.b ", "a@b.c ",
	"#", "# ", "# a\n", "## a\n", "=", "===\n", "-", "- ", "- a\n", "- ## a\n\na\n\n", "> ## a\n\na\n\n", "---\n", "  - a\n", "> ", "> a\n", ">", "1. a\n", "    a\n", "\t", "+ ", "::: zone\n", "::: zone-end\n", "# [a](#tab/b)\n", "[!INCLUDE [a](b)]", "[!INCLUDE [a](b)]\n", "[!NOTE]", "> [!NOTE]\n",
	",", "a,", "a, ", "a or ", "a and ", "`a`, ", "`a` ", "`a`. ", "`a` or ", "**a**: ", ".", ". ", "a. ", "a.b", ";", ":", "/", "/a", "/{a}", "(a=b,", "?a=b&", "$filter=a ", "Collection(", "Edm.String ", "microsoft.graph.", "Thing.Read ", "Thing.Read.All, ", "A and B or ", "For a: ", "Not supported. ",
	"GET /a\n", "POST ", "HTTP/1.1 200 OK\n", "A: b\n", "200 OK ", "`200 OK` response code ", "Possible values are: ", "Possible values are: `a`. ", "Read-only. ", "Required. ", "The maximum length is 5 characters. ", "between 1 and 5. ", "inherits from [a](b.md) ", "|a|b|c|\n", "|---|---|\n", "true, ", "null, ",
	"é", "é, ", "、", "。", "（", "\u00a0", "\u200b", "\u2028", "\x00", "\xff", "\ufeff",
}

// A filler is text of any length: one token, and others again and again.
type filler struct{ once, again string }

func (f filler) String() string { return strconv.Quote(f.once) + " " + strconv.Quote(f.again) }

// fill returns n bytes, about.
func (f filler) fill(n int) string { return f.once + strings.Repeat(f.again, max(1, n/len(f.again))) }

// fillers returns each token, or if mixed is not 0, as many mixtures of two to four by
// chance: in turn, or the first once, as what begins something, and then the others.
func fillers(mixed int, r *rand.Rand) []filler {
	var out []filler
	if mixed == 0 {
		for _, t := range tokens {
			out = append(out, filler{"", t})
		}
	}
	one := func() string { return tokens[r.IntN(len(tokens))] }
	for range mixed {
		first, others := one(), one()
		for range r.IntN(3) {
			others += one()
		}
		if r.IntN(3) == 0 {
			out = append(out, filler{first, others})
		} else {
			out = append(out, filler{"", first + others})
		}
	}
	return out
}

func resourceText(more ...string) string { return resourceHead + strings.Join(more, "\n") }

// repeats puts everything everywhere and prints what costs more than in proportion:
// four times as many bytes, eight times the time of processors. A spot and a token
// that are slow together are timed again to be sure. With mixed it puts as many
// mixtures of tokens into each spot, others for each seed.
func repeats(w io.Writer, n int, only string, mixed int, seed uint64) error {
	wanted, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(seed, 0))
	bad := 0
	worst, total := time.Duration(0), 0
	for _, spot := range spots {
		if !wanted.MatchString(spot.name) {
			continue
		}
		for _, token := range fillers(mixed, r) {
			total++
			large, err := timeOf(spot.page, token, 4*n)
			if err != nil {
				return fmt.Errorf("%s, %v: %w", spot.name, token, err)
			}
			worst = max(worst, large)
			if large < 300*time.Millisecond {
				continue
			}
			var small, again time.Duration = time.Hour, large
			for range 3 {
				t, err := timeOf(spot.page, token, n)
				if err != nil {
					return err
				}
				small = min(small, t)
				if t, err = timeOf(spot.page, token, 4*n); err != nil {
					return err
				}
				again = min(again, t)
			}
			if again > 8*small && again > 200*time.Millisecond {
				bad++
				fmt.Fprintf(w, "%-15s %-30v %8.0f ms of %d kB, %8.0f ms of %d kB\n", spot.name, token, small.Seconds()*1000, n/1000, again.Seconds()*1000, 4*n/1000)
			}
		}
	}
	fmt.Fprintf(w, "%d spots with %d kB of a token, %d not in proportion, the slowest in %.2f s\n", total, 4*n/1000, bad, worst.Seconds())
	if bad > 0 {
		return fmt.Errorf("%d are not in proportion", bad)
	}
	return nil
}

// timeOf makes a package of a page with n bytes of a token.
func timeOf(page string, token filler, n int) (time.Duration, error) {
	text := strings.ReplaceAll(page, "§", token.fill(n))
	name := "resources/thing.md"
	if strings.HasPrefix(page, operation[:20]) && strings.Contains(page, "apiPageType") {
		name = "api/thing-get.md"
	}
	fsys := fstest.MapFS{name: {Data: []byte(text)}}
	runtime.GC()
	start := usage.Processor()
	api, diags, err := parser.Load(fsys, parser.Options{Limits: markdown.Limits{Page: 1 << 30, Includes: 1 << 30}})
	if err != nil {
		return 0, err
	}
	diags = slices.Concat(diags, check.Lint(api))
	_, more, err := gen.Generate(api, gen.Options{Package: "api"})
	if err != nil {
		return 0, err
	}
	diags = append(diags, more...)
	diags.Sort()
	return usage.Processor() - start, nil
}
