package cell

import (
	"errors"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// typeTests are the spellings that real pages use, with other names. What is
// read is written as TypeExpr.String writes it; "!" before it means that the
// cell is also a syntax error.
var typeTests = []struct{ in, want string }{
	// Primitives, in all spellings.
	{"String", "Edm.String"},
	{"string", "Edm.String"},
	{"Edm.String", "Edm.String"},
	{"`String`", "Edm.String"},
	{"`Edm.boolean `", "Edm.Boolean"},
	{"bool", "Edm.Boolean"},
	{"GUID", "Edm.Guid"},
	{"integer", "Edm.Int32"},
	{"Int64", "Edm.Int64"},
	{"DateTimeOffSet", "Edm.DateTimeOffset"},
	{"datetime", "Edm.DateTimeOffset"},
	{"Timestamp", "Edm.DateTimeOffset"},
	{"DateTimeOffset?", "Edm.DateTimeOffset"},
	{"decimal", "Edm.Decimal"},
	{"TimeOfDay", "Edm.TimeOfDay"},
	{"Url", "Edm.String"},
	{"Untyped JSON object", "Json"},
	{"object", "Json"},
	{"[DateTimeOffset](../resources/timestamp.md)", "[Edm.DateTimeOffset](../resources/timestamp.md)"},
	{"[Json](../resources/json.md)", "[Json](../resources/json.md)"},
	// Remarks beside a primitive.
	{"string, maximum size 20", "Edm.String"},
	{"decimal,read-only", "Edm.Decimal"},
	{"string (url)", "Edm.String"},
	{"string (readonly)", "Edm.String"},
	{"String (timestamp)", "Edm.DateTimeOffset"},
	{"String (enum)", "Edm.String enum"},
	{"`enum`", "Edm.String enum"},
	{"(Optional) String", "Edm.String"},
	{"[shelf](shelf.md) (optional)", "[shelf](shelf.md)"},
	// Names of types.
	{"shelf", "shelf"},
	{"**shelf**", "shelf"},
	{"`shelf`", "shelf"},
	{"[shelf](../resources/shelf.md)", "[shelf](../resources/shelf.md)"},
	{"[`shelf`](shelf.md)", "[shelf](shelf.md)"},
	{"[**shelf**](shelf.md)", "[shelf](shelf.md)"},
	{"[library.things.shelf](things-shelf.md)", "[library.things.shelf](things-shelf.md)"},
	{"NAV.shelfType", "NAV.shelfType"},
	{"[shelf](shelf.md) resource", "[shelf](shelf.md)"},
	{"shelf enum", "shelf enum"},
	{"[shelfKind](shelfkind.md) enum", "[shelfKind](shelfkind.md) enum"},
	{"error object", "error"},
	{"[shelf]", "shelf"},
	{"[shelf][]", "shelf"},
	{"[shelf](shelf.md", "[shelf](shelf.md)"},
	{"[shelf](../resources/shelf.md", "[shelf](../resources/shelf.md)"},
	// A type may be named like a primitive or a word of the grammar.
	{"[list](list.md)", "[list](list.md)"},
	{"[list](../resources/list.md) collection", "[list](../resources/list.md) collection"},
	{"[text](text.md)", "[text](text.md)"},
	// Collections. "collection" is a word of its own.
	{"String collection", "Edm.String collection"},
	{"string Collection", "Edm.String collection"},
	{"[shelf](shelf.md) collection", "[shelf](shelf.md) collection"},
	{"[shelf](shelf.md)collection", "[shelf](shelf.md) collection"},
	{"[shelf](shelf.md)\u00a0collection", "[shelf](shelf.md) collection"},
	{"[shelf](shelf.md) collection.", "[shelf](shelf.md) collection"},
	{"[shelf](shelf.md) collection. Holds the shelves.", "[shelf](shelf.md) collection"},
	{"shelf collection collection", "shelf collection"},
	{"`shelf` collection", "shelf collection"},
	{"[shelf][] collection", "shelf collection"},
	{"[shelf] collection", "shelf collection"},
	{"Collection(String)", "Edm.String collection"},
	{"collection(string)", "Edm.String collection"},
	{"`collection(string)`", "Edm.String collection"},
	{"Collection (String)", "Edm.String collection"},
	{"Collection([shelf](shelf.md))", "[shelf](shelf.md) collection"},
	{"Collection(library.shelf)", "library.shelf collection"},
	{"Collection([shelf][])", "shelf collection"},
	{"collection of strings", "Edm.String collection"},
	{"Collection of [shelf](shelf.md)", "[shelf](shelf.md) collection"},
	{"[Collection of shelf](shelf.md)", "[shelf](shelf.md) collection"},
	{"array of [shelf](shelf.md) objects", "[shelf](shelf.md) collection"},
	{"String[]", "Edm.String collection"},
	{"shelfCollection", "shelfCollection"},
	{"[shelfCollection](shelfcollection.md) collection", "[shelfCollection](shelfcollection.md) collection"},
	{"Edm.ComplexType, Collection (shelf)", "!Json"},
	// Alternatives.
	{"[a](a.md) or [b](b.md)", "[a](a.md) or [b](b.md)"},
	{"[a](a.md), [b](b.md), or [c](c.md)", "[a](a.md) or [b](b.md) or [c](c.md)"},
	{"string/number", "Edm.String or Edm.Double"},
	{"(boolean or string or number) collection", "Edm.Boolean collection or Edm.String or Edm.Double"},
	{"None *or* [a](a.md)", "[a](a.md)"},
	{"None", ""},
	{"none.", ""},
	// What is no type expression: the first type in it is used.
	{"", "!"},
	{"-", "-"},
	{"** Unknown Type `a.b` ** collection", "!a.b collection"},
	{"Moment in time when the shelf was built.  DateTimeOffset", "!Edm.DateTimeOffset"},
	{"The shelf that holds it, see [shelf](shelf.md) for more.", "![shelf](shelf.md)"},
	{"Collection(", "!"},
	{"(String", "!Edm.String"},
	{strings.Repeat("(", maxDepth) + "String" + strings.Repeat(")", maxDepth), "Edm.String"},
	{strings.Repeat("(", maxDepth+1) + "String" + strings.Repeat(")", maxDepth+1), "!Edm.String"},
}

func TestType(t *testing.T) {
	d := english(t)
	for _, tt := range typeTests {
		e, err := Type(text(tt.in), d, markdown.Limits{})
		got := e.String()
		if err != nil {
			got = "!" + got
		}
		if got != tt.want {
			t.Errorf("Type(%q) = %q (%v), want %q", tt.in, got, err, tt.want)
		}
	}
}

// The largest limit leaves enough of the stack.
func TestTypeDepth(t *testing.T) {
	most := markdown.Limits{Times: 1000}
	deep := strings.Repeat("Collection(", 1000*maxDepth) + "String" + strings.Repeat(")", 1000*maxDepth)
	if e, err := Type(text(deep), english(t), most); err != nil || e.String() != "Edm.String collection" {
		t.Errorf("got %v (%v)", e, err)
	}
	if _, err := Type(text("("+deep+")"), english(t), most); err == nil {
		t.Error("no error beyond the largest limit")
	}
}

func TestTypeErrorOffset(t *testing.T) {
	_, err := Type(text("[shelf](shelf.md) holding things"), english(t), markdown.Limits{})
	var syntax *SyntaxError
	if !errors.As(err, &syntax) || syntax.Offset != len("shelf ") {
		t.Errorf("got %v, want a syntax error at %d", err, len("shelf "))
	}
}

// FuzzType checks that no cell makes the parser panic, that what it reads
// without an error survives printing and reading again, and that the short way to a
// linked name leads where the grammar does.
func FuzzType(f *testing.F) {
	for _, tt := range typeTests {
		f.Add(tt.in)
	}
	for _, s := range []string{"[string](shelf.md)", "[none](none.md) collection", "[x](x.md)collection", "[x](x.md) list", "[array](a.md) of", "[ x.y](x.md)", "[ list](x.md)", "[x.](x.md)", "[#x](x.md)", "[a:](x.md)", "[a/b](x.md)", "[object](x.md) collection", "a.b", "#a.b", "a.b.", "2006-01-02T15:04:05Z", "a:", "\u00e4"} {
		f.Add(s)
	}
	d := english(f)
	ignore := cmpopts.IgnoreFields(model.TypeExpr{}, "Raw", "Pos")
	f.Fuzz(func(t *testing.T, s string) {
		if toks := tokenize(flatten(markdown.Text{Spans: []markdown.Span{{Text: s}}})); IsWord(s) && (len(toks) != 1 || toks[0].text != s) {
			t.Errorf("%q is no word: %v", s, toks)
		}
		e, err := Type(text(s), d, markdown.Limits{})
		if r := newReadType(text(s), d, markdown.Limits{}); (err == nil) != (r.err == nil) || !cmp.Equal(e, r.expr) {
			t.Errorf("%q reads as %v (%v), and by the grammar as %v (%v)", s, e, err, r.expr, r.err)
		}
		if err != nil || e.Name == "" || strings.ContainsAny(s, "\n\r`*[]|()\\") {
			return
		}
		again, err := Type(text(e.String()), d, markdown.Limits{})
		if err != nil {
			t.Fatalf("%q reads as %q, and that: %v", s, e, err)
		}
		if diff := cmp.Diff(e, again, ignore); diff != "" {
			t.Errorf("%q reads as %q, and that as %q:\n%s", s, e, again, diff)
		}
	})
}
