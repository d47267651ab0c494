package names

import (
	"fmt"
	"go/token"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// This file pins how names come out, the nasty ones above all. It states what
// is, not what is pretty: a change here renames things in code people use.

var nasty = []struct{ in, exported, local string }{
	{"ndesConnector", "NdesConnector", "ndesConnector"},
	{"id", "ID", "id"},
	{"roleScopeTagIds", "RoleScopeTagIDs", "roleScopeTagIDs"},
	{"webUrl", "WebURL", "webURL"},
	{"urls", "URLs", "urls"},
	{"APIsEnabled", "APIsEnabled", "apisEnabled"},
	{"HTTPServer", "HTTPServer", "httpServer"},
	{"eTag", "ETag", "eTag"},
	{"iOS", "IOS", "iOS"},
	{"iosLobApp", "IOSLobApp", "iosLobApp"},
	{"iPv4AddressRange", "IPv4AddressRange", "iPv4AddressRange"},
	{"ipv6Enabled", "IPv6Enabled", "ipv6Enabled"},
	{"oDataType", "ODataType", "oDataType"},
	{"odataType", "ODataType", "odataType"},
	{"office365GroupsActivity", "Office365GroupsActivity", "office365GroupsActivity"},
	{"win32LobApp", "Win32LobApp", "win32LobApp"},
	{"x509CertificateAuth", "X509CertificateAuth", "x509CertificateAuth"},
	{"b2xUserFlows", "B2xUserFlows", "b2xUserFlows"},
	{"mail-folder-id", "MailFolderID", "mailFolderID"},
	{"id_value", "IDValue", "idValue"},
	{"path and filename", "PathAndFilename", "pathAndFilename"},
	{"microsoft.graph.callRecords.session", "MicrosoftGraphCallRecordsSession", "microsoftGraphCallRecordsSession"},
	{"DeviceManagementApps.ReadWrite.All", "DeviceManagementAppsReadWriteAll", "deviceManagementAppsReadWriteAll"},
	{"URL", "URL", "url"},
	{"UPN", "UPN", "upn"},
	{"JIS B4", "JISB4", "jisB4"},
	{"1.1", "X11", "x11"},
	{"5x7in", "X5x7in", "x5x7in"},
	{"urn:user:registersecurityinfo", "UrnUserRegistersecurityinfo", "urnUserRegistersecurityinfo"},
	{"type", "Type", "typeValue"},
	{"string", "String", "stringValue"},
	{"range", "Range", "rangeValue"},
	{"init", "Init", "initValue"},
	{"nil", "Nil", "nilValue"},
	{"_", "", ""},
	{"", "", ""},
	{"$ref", "Ref", "ref"},
	{"@odata.type", "ODataType", "odataType"},
	{"*/ }; func init() {", "FuncInit", "funcInit"},
	{"x = 1; func init() {}; var y", "X1FuncInitVarY", "x1FuncInitVarY"},
	{"\x00\xff\u202e", "", ""},
	{"größe", "Größe", "größe"},
	{"名前", "X名前", "名前"},
	{"שלום", "Xשלום", "שלום"},
	{"ǆ", "Ǆ", "ǆ"},
	{"١٢٣", "X١٢٣", "x١٢٣"},
}

func TestNasty(t *testing.T) {
	for _, tt := range nasty {
		if got := Exported(tt.in); got != tt.exported {
			t.Errorf("Exported(%q) = %q, want %q", tt.in, got, tt.exported)
		}
		if got := Local(tt.in); got != tt.local {
			t.Errorf("Local(%q) = %q, want %q", tt.in, got, tt.local)
		}
		checkIdents(t, tt.in)
	}
}

func TestLong(t *testing.T) {
	long := strings.Repeat("groß", 2500)
	checkIdents(t, long)
	if Exported(long) == Exported(long+"x") {
		t.Error("two long names with the same beginning became one")
	}
	if got := Exported(strings.Repeat("word ", 2000)); len(got) > MaxLen {
		t.Errorf("len = %d, want at most %d", len(got), MaxLen)
	}
}

// checkIdents fails if a name made of s is no Go identifier, too long, or
// reserved.
func checkIdents(t *testing.T, s string) {
	t.Helper()
	for _, name := range []string{Exported(s), Local(s), Unique("", s)} {
		if name == "" {
			continue
		}
		if !token.IsIdentifier(name) || len(name) > MaxLen || IsReserved(name) || !utf8.ValidString(name) {
			t.Errorf("%.40q became %q (%d bytes)", s, name, len(name))
		}
	}
	for _, name := range []string{Exported(s), Unique("", s)} {
		if name != "" && !token.IsExported(name) {
			t.Errorf("%.40q became %q, which is not exported", s, name)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, tt := range nasty {
		f.Add(tt.in)
	}
	f.Fuzz(func(t *testing.T, s string) { checkIdents(t, s) })
}

func TestFile(t *testing.T) {
	taken := func(file string) bool { return file == "client.go" }
	for in, want := range map[string]string{
		"NdesConnector": "ndesconnector.go",
		"Client":        "client_type.go",
		"Con":           "con_type.go",
		"LinuxTest":     "linuxtest.go",
		"X名前":           "x名前.go",
	} {
		if got := File(in, taken); got != want {
			t.Errorf("File(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSingular(t *testing.T) {
	for in, want := range map[string]string{
		"groups": "group", "policies": "policy", "mailboxes": "mailbox", "classes": "class", "licenses": "license",
		"branches": "branch", "statuses": "status", "access": "access", "children": "children", "s": "s", "": "", "analysis": "analysis",
	} {
		if got := Singular(in); got != want {
			t.Errorf("Singular(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAssign(t *testing.T) {
	tests := []struct {
		name     string
		wishes   []Wish
		reserved []string
		want     string
		clashes  string
	}{
		{
			name:   "alone",
			wishes: []Wish{{Owner: "a", Names: []string{"A"}}},
			want:   "map[a:A]", clashes: "[]",
		},
		{
			name:   "nobody gets what two want",
			wishes: []Wish{{Owner: "a.x", Names: []string{"X", "AX"}}, {Owner: "b.x", Names: []string{"X", "BX"}}},
			want:   "map[a.x:AX b.x:BX]", clashes: "[a.x b.x]",
		},
		{
			name:   "unless one goes first",
			wishes: []Wish{{Owner: "a.x", Names: []string{"X", "AX"}, First: true}, {Owner: "b.x", Names: []string{"X", "BX"}}},
			want:   "map[a.x:X b.x:BX]", clashes: "[b.x]",
		},
		{
			name:   "two that go first are equals",
			wishes: []Wish{{Owner: "a", Names: []string{"X", "A"}, First: true}, {Owner: "b", Names: []string{"X", "B"}, First: true}, {Owner: "c", Names: []string{"X", "C"}}},
			want:   "map[a:A b:B c:C]", clashes: "[a b c]",
		},
		{
			name:     "reserved",
			wishes:   []Wish{{Owner: "a", Names: []string{"X", "A"}, First: true}},
			reserved: []string{"X"},
			want:     "map[a:A]", clashes: "[a]",
		},
		{
			name:   "a first wish goes before a second one",
			wishes: []Wish{{Owner: "a", Names: []string{"X", "Y", "A"}}, {Owner: "b", Names: []string{"X", "B"}}, {Owner: "c", Names: []string{"Y"}}},
			want:   "map[a:A b:B c:Y]", clashes: "[a b]",
		},
		{
			name:   "no wish left",
			wishes: []Wish{{Owner: "a", Names: []string{"X"}}, {Owner: "b", Names: []string{"", "X"}}, {Owner: "c"}},
			want:   "map[a:X]", clashes: "[b c]",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, clashes := Assign(tt.wishes, tt.reserved)
			if fmt.Sprint(got) != tt.want || fmt.Sprint(owners(clashes)) != tt.clashes {
				t.Errorf("got %v, clashes %v, want %v, clashes %v", got, owners(clashes), tt.want, tt.clashes)
			}
		})
	}
}

func owners(wishes []Wish) []string {
	out := []string{}
	for _, w := range wishes {
		out = append(out, w.Owner)
	}
	return out
}

// TestAssignOrder shuffles wishes drawn from few names, so that they clash
// again and again, and wants the same result each time.
func TestAssignOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		wishes := make([]Wish, 30)
		for i := range wishes {
			wishes[i] = Wish{Owner: fmt.Sprintf("owner%d", i), First: rnd.IntN(5) == 0}
			for range rnd.IntN(5) {
				wishes[i].Names = append(wishes[i].Names, string(rune('A'+rnd.IntN(20))))
			}
		}
		want, clashes := Assign(wishes, []string{"A"})
		for range 10 {
			rnd.Shuffle(len(wishes), func(i, j int) { wishes[i], wishes[j] = wishes[j], wishes[i] })
			got, again := Assign(slices.Clone(wishes), []string{"A"})
			if fmt.Sprint(got) != fmt.Sprint(want) || fmt.Sprint(owners(again)) != fmt.Sprint(owners(clashes)) {
				t.Fatalf("shuffled: %v, before: %v", got, want)
			}
		}
		seen := map[string]string{}
		for owner, name := range want {
			if other, ok := seen[name]; ok || name == "A" {
				t.Fatalf("%s and %s both got %s", owner, other, name)
			}
			seen[name] = owner
		}
	}
}
