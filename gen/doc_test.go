package gen

import (
	"go/format"
	"strings"
	"testing"
)

// TestLead pins how descriptions of types become doc comments; the sentences
// are of the kinds that pages begin with.
func TestLead(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"User", "", "FALLBACK"},
		{"User", "Not yet documented", "FALLBACK"},
		{"User", "Represents a user.", "User represents a user."},
		{"User", "Represents a user. It has a name.\n\nMore.", "User represents a user. It has a name.\n\nMore."},
		{"User", "The user resource represents a person.", "User represents a person."},
		{"User", "The **user** type contains one.", "User contains one."},
		{"User", "This resource represents a person.", "User represents a person."},
		{"User", "This is a base type.", "User is a base type."},
		{"DriveItem", "An item in a drive.", "DriveItem is an item in a drive."},
		{"Connector", "Entity that represents a connector.", "Connector is the entity that represents a connector."},
		{"Connector", "Entity which is old.", "Connector is the entity which is old."},
		{"MailSettings", "Settings for the mailbox.", "MailSettings holds settings for the mailbox."},
		{"Link", "Information about a link.", "Link holds information about a link."},
		{"Version", "E.g. this, i.e. that.", "FALLBACK\n\nE.g. this, i.e. that."},
		{"Chat", "You can use chats.", "FALLBACK\n\nYou can use chats."},
		{"Chat", "A chat is a talk.", "Chat is a talk."},
		{"Note", "A call has ended.", "FALLBACK\n\nA call has ended."},
		{"User", "ユーザーを表します。", "FALLBACK\n\nユーザーを表します。"},
	}
	for _, tt := range tests {
		if got := lead(tt.name, tt.doc, "FALLBACK"); got != tt.want {
			t.Errorf("lead(%s, %q) = %q, want %q", tt.name, tt.doc, got, tt.want)
		}
	}
}

func TestMethodLead(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"Update", "Update the properties.", "Update updates the properties."},
		{"Get", "Retrieve a user.", "Get retrieves a user."},
		{"Reply", "Reply to a message.", "Reply replies to a message."},
		{"Search", "Search for one.", "Search searches for one."},
		{"Create", "Use this API to create a thing.", "Create creates a thing."},
		{"Delete", "Deletes a thing.", "Delete deletes a thing."},
		{"Delete", "Permanently delete a thing.", "Delete permanently deletes a thing."},
		{"Copy", "Asynchronously creates a copy.", "Copy asynchronously creates a copy."},
		{"Unmerge", "Unmerge the cells.", "Unmerge unmerges the cells."},
		{"Render", "Renders the chart. It is big.", "Render renders the chart. It is big."},
		{"Get", "Only the owner can.", ""},
		{"Get", "With a key, it works.", ""},
		{"Get", "Ärgert the cat.", ""},
		{"Get", "In some cases.", ""},
		{"Get", "", ""},
	}
	for _, tt := range tests {
		want, wantOK := tt.want, tt.want != ""
		if !wantOK {
			want = tt.doc
		}
		if got, ok := methodLead(tt.name, tt.doc); got != want || ok != wantOK {
			t.Errorf("methodLead(%s, %q) = %q, %v, want %q", tt.name, tt.doc, got, ok, want)
		}
	}
}

func TestCleanLine(t *testing.T) {
	tests := []struct{ line, want string }{
		{"A customer in .", "A customer."},
		{"The customers of , and more", "The customers, and more"},
		{"What it is for. On .NET", "What it is for. On .NET"},
		{"One of: a , b", "One of: a , b"},
		{"# a  b", "a b"},
	}
	for _, tt := range tests {
		if got := cleanLine(tt.line); got != tt.want {
			t.Errorf("cleanLine(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

// A paragraph without a full stop is no heading.
func TestDocCommentHasNoHeadings(t *testing.T) {
	doc := docComment("Remote lock", "More about it", "Source: api/lock.md")
	out, err := format.Source([]byte("package p\n\n" + doc + "\ntype T int\n"))
	want := "package p\n\n// Remote lock.\n//\n// More about it.\n//\n// Source: api/lock.md\ntype T int\n"
	if err != nil || string(out) != want {
		t.Errorf("got %s, %v", out, err)
	}
}

// FuzzDocComment wants any text to become a comment of full-line // comments
// that gofmt leaves alone, and nothing but that.
func FuzzDocComment(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Add("a\n\n- b\n- c\n  d\n\n1. e")
	f.Add("# h\n\n[x]: y\n\n\tcode")
	f.Add("+build x\r\n//go:build y\x00\u2028z")
	f.Fuzz(func(t *testing.T, text string) {
		doc := docComment(text)
		if doc == "" {
			return
		}
		for line := range strings.SplitSeq(doc, "\n") {
			if line != "//" && !strings.HasPrefix(line, "// ") {
				t.Fatalf("%q became the line %q", text, line)
			}
		}
		src := "package p\n\n" + doc + "\ntype T int\n"
		once, err := format.Source([]byte(src))
		if err != nil {
			t.Fatal(err)
		}
		if twice, err := format.Source(once); err != nil || string(twice) != string(once) {
			t.Fatalf("%q is not stable:\n%s\n%s", text, once, twice)
		}
	})
}
