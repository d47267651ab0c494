package dialect

import (
	"strings"
	"testing"
)

func english(t *testing.T) *Dialect {
	t.Helper()
	s, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return s.English()
}

func TestTerm(t *testing.T) {
	d := english(t)
	tests := []struct{ in, want string }{
		{"Property", "property"},
		{"Property  name", "property"},
		{"Navigation", "relationship"},
		{"\u00a0Type\u00a0", "type"},
		{"Edm.datetimeoffset", "Edm.DateTimeOffset"},
		{"None.", "none"},
		{"Shelf Mark", "shelf mark"},
	}
	for _, tt := range tests {
		if got := d.Term(tt.in); got != tt.want {
			t.Errorf("Term(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{" Shelf  Mark\u00a0", "shelf mark"},
		{"权限（从 A 到 B）", "权限(从a到b)"},
		{"JSON 表示形式", "json表示形式"},
		{"値 、説明。", "値,説明."},
		{"Ｎａｍｅ", "name"},
		{"naïve İ", "naïve i"},
		{"Prop\u00aderties\u200d", "properties"},
	}
	for _, tt := range tests {
		if got := fold(tt.in); got != tt.want {
			t.Errorf("fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestLocales checks that each language's words are those of the English file:
// every section title, column and phrase that matters is translated.
func TestLocales(t *testing.T) {
	s, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range s.Locales() {
		d := s.Locale(name)
		if d == nil || d.Locale != name {
			t.Errorf("Locale(%q) = %v", name, d)
			continue
		}
		if d == s.English() {
			continue
		}
		own := d.ownNames()
		for _, want := range append(strings.Fields(translatedTerms), strings.Split(translatedTitles, "|")...) {
			if !own[want] {
				t.Errorf("%s has no word for %q", name, want)
			}
		}
		for want := range strings.FieldsSeq(translatedPhrases) {
			if len(d.byName[want]) == len(s.English().byName[want]) {
				t.Errorf("%s has no phrase %q", name, want)
			}
		}
	}
}

const (
	translatedTerms   = `property relationship type description required nullable member value parameter header method permission application response example none yes no optional Edm.String Edm.Boolean Edm.Date collection of or and`
	translatedTitles  = `permission type|delegated work|delegated personal|not supported|http request|request headers|query parameters|function parameters|request body|json representation|see also|derived types|remarks`
	translatedPhrases = `resource-title enum-title values-title namespace deprecated deprecated-page base inherited values not-values read-only required optional nullable not-nullable deprecated-fact permission-none scheme-personal scheme-work scheme-app most-first least-first options-not options-are-not options-none response-none response-body response-goes-on response-stream response-returns response-collection response-plural header-required header-optional body-none body-of body-stream message-request message-response example-request example-response max-length range`
)

// ownNames returns the canonical terms that d has own words for.
func (d *Dialect) ownNames() map[string]bool {
	out := make(map[string]bool)
	for word := range d.own.terms {
		out[d.terms.terms[word]] = true
	}
	return out
}

// elected returns the vocabulary that titles elect.
func elected(s *Set, titles ...string) *Dialect {
	e := s.Election()
	for _, title := range titles {
		e.Add(s.Vote(title))
	}
	return e.Elected()
}

func TestElection(t *testing.T) {
	s, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ in, want string }{
		{"Permissões|Propriedade|Tipo|Descrição", "pt-br"},
		{"权限|属性|Type|说明", "zh-cn"},
		{"Berechtigungen|Eigenschaft|Typ|Beschreibung", "de-de"},
		{"アクセス許可|プロパティ|型|説明", "ja-jp"},
		{"Permissions|Property|Type|Description", "en-us"},
		{"Permissions|Property|Type|Description|Beschreibung", "en-us"},
		{"Uprawnienia|Typ|Opis", "en-us"},
		{"前提条件|リスト要求|応答文|例|値|見出し語|説明書|型式|内訳", "en-us"},
		{"", "en-us"},
	}
	for _, tt := range tests {
		if got := elected(s, strings.Split(tt.in, "|")...); got.Locale != tt.want {
			t.Errorf("elected by %q: %s, want %s", tt.in, got.Locale, tt.want)
		}
	}
}

func TestLocaleCodes(t *testing.T) {
	s, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ in, want string }{
		{"pt-BR", "pt-br"}, {"pt", "pt-br"}, {"pt-PT", "pt-br"}, {"en-GB", "en-us"}, {"zh-Hans", "zh-cn"}, {"pl-PL", ""}, {"", ""},
	}
	for _, tt := range tests {
		got := ""
		if d := s.Locale(tt.in); d != nil {
			got = d.Locale
		}
		if got != tt.want {
			t.Errorf("Locale(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	if s.Without("pt-br").Locale("pt") != nil {
		t.Error("Without: still there")
	}
}

func with(t *testing.T, text string) (*Set, error) {
	t.Helper()
	s, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return s.With(strings.NewReader(text), "own.txt")
}

func TestWith(t *testing.T) {
	s, err := with(t, "# ours\n\nterm property = trait\n  term value = property name\nphrase range = (?P<min>[0-9]+) upto (?P<max>[0-9]+)\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range s.Locales() {
		d := s.Locale(name)
		if got := d.Term("Trait"); got != "property" {
			t.Errorf("%s: own word: got %q", name, got)
		}
		if got := d.Term("Property Name"); got != "value" {
			t.Errorf("%s: own word over a built-in one: got %q", name, got)
		}
		m := d.FindPhrase("range", "It is 12 UPTO 13.")
		if len(m) != 1 || m[0].Arg("min") != "12" || m[0].Start != 6 {
			t.Errorf("%s: got %+v", name, m)
		}
	}
	if english(t).Term("trait") != "trait" {
		t.Error("the built-in vocabulary changed")
	}
}

func TestWithLanguage(t *testing.T) {
	s, err := with(t, "locale pl-PL; pl\nterm property = właściwość\nterm description = opis\n")
	if err != nil {
		t.Fatal(err)
	}
	if d := s.Locale("pl"); d == nil || !d.Is("property", "Właściwość") || !d.Is("property", "Property") {
		t.Errorf("got %v", d)
	}
	if s.English().Is("property", "właściwość") {
		t.Error("a language's word is English")
	}
	if got := elected(s, "Właściwość", "Opis"); got.Locale != "pl-pl" {
		t.Errorf("elected: %s", got.Locale)
	}
}

func TestWithErrors(t *testing.T) {
	tests := []struct{ in, want string }{
		{"term property", `own.txt:1:6: want "term NAME = WORD; WORD"`},
		{"\nterm property = ", "own.txt:2:6: want"},
		{"noun property = b", `own.txt:1:1: unknown kind of line "noun"`},
		{"  trem property = b", `own.txt:1:3: unknown kind of line "trem"; want locale, term, phrase or cloud; did you mean "term"?`},
		{"phrase range = (", "own.txt:1:16: error parsing regexp: missing closing"},
		{"term porperty = b", `own.txt:1:6: unknown term "porperty"; did you mean "property"?`},
		{"phrase read_only = b", `own.txt:1:8: unknown phrase "read_only"; did you mean "read-only"?`},
		{"term property = x; y\nterm value = z;  x", `own.txt:2:18: "x" is a word for "property" and for "value"`},
	}
	for _, tt := range tests {
		if _, err := with(t, tt.in); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: got %v, want %q in it", tt.in, err, tt.want)
		}
	}
}

func TestFindKeepsOffsets(t *testing.T) {
	s, err := with(t, "phrase scope = needle")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"İİ NEEDLE", "\xff needle", "naïve Needle"} {
		m, ok := s.English().First("scope", text)
		if !ok || !strings.EqualFold(text[m.Start:m.End], "needle") {
			t.Errorf("%q: got %+v", text, m)
		}
	}
}
