package names

import (
	"cmp"
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
		"X٣":            "xu0663.go",
		"Été":           "u00e9tu00e9.go",
		"Xſ":            "xu017f.go",
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

// ask has Assign give names to those who want them, by owner: the names each
// could live with.
func ask(wants [][]string, first []bool, reserved ...string) []string {
	wishes := make([]Wish, len(wants))
	for i, names := range wants {
		wishes[i].First = first[i]
		if len(names) > 0 {
			wishes[i].Name = names[0]
		}
	}
	isReserved := func(name string) bool { return slices.Contains(reserved, name) }
	return Assign(wishes, isReserved, func(i int) []string { return wants[i][min(1, len(wants[i])):] })
}

func TestAssign(t *testing.T) {
	tests := []struct {
		name     string
		wants    string // owners separated by blanks; "!" marks who is first, "-" stands for no name
		reserved string
		want     string
	}{
		{"alone", "A", "", "A"},
		{"alone, reserved", "X,A", "X", "A"},
		{"nobody gets what two want", "X,AX X,BX", "", "AX BX"},
		{"unless one goes first", "!X,AX X,BX", "", "X BX"},
		{"whoever asks first", "X,AX !X,BX X,CX", "", "AX X CX"},
		{"two that go first are equals", "!X,A !X,B X,C", "", "A B C"},
		{"reserved", "!X,A X,B", "X", "A B"},
		{"a first wish goes before a second one", "X,Y,A X,B Y", "", "A B Y"},
		{"no wish left", "X -,X -", "", "X - -"},
		{"two want the same to the end", "X,Y X,Y", "", "- -"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var wants [][]string
			var first []bool
			for _, w := range strings.Fields(tt.wants) {
				w, isFirst := strings.CutPrefix(w, "!")
				wants = append(wants, strings.Split(strings.ReplaceAll(w, "-", ""), ","))
				first = append(first, isFirst)
			}
			got := ask(wants, first, tt.reserved)
			for i := range got {
				got[i] = cmp.Or(got[i], "-")
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestAssignOrder shuffles wishes drawn from few names, so that they clash
// again and again, and wants the same result each time.
func TestAssignOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		wants, first := make([][]string, 30), make([]bool, 30)
		for i := range wants {
			first[i] = rnd.IntN(5) == 0
			for range rnd.IntN(5) {
				wants[i] = append(wants[i], string(rune('A'+rnd.IntN(20))))
			}
		}
		want := ask(wants, first, "A")
		for range 10 {
			order := rnd.Perm(len(wants))
			shuffled, isFirst := make([][]string, len(wants)), make([]bool, len(wants))
			for to, from := range order {
				shuffled[to], isFirst[to] = wants[from], first[from]
			}
			for to, name := range ask(shuffled, isFirst, "A") {
				if name != want[order[to]] {
					t.Fatalf("shuffled: %s, before: %s", name, want[order[to]])
				}
			}
		}
		seen := map[string]bool{"A": true}
		for _, name := range want {
			if name != "" && seen[name] {
				t.Fatalf("two got %s", name)
			}
			seen[name] = true
		}
	}
}
