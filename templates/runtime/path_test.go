package runtime

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestExpandPath(t *testing.T) {
	at := time.Date(2021, 2, 3, 4, 5, 6, 0, time.FixedZone("", 3600))
	for _, tt := range []struct {
		template string
		args     []any
		want     string
	}{
		{"/users", nil, "/users"},
		{"/users/{id}", []any{"a-b_c.d~1"}, "/users/a-b_c.d~1"},
		{"/users/{id}", []any{"ada@example.org"}, "/users/ada%40example.org"},
		{"/users/{id}/x/{id}", []any{"a", 7}, "/users/a/x/7"},
		{"/users/{id | name}/$ref", []any{"a"}, "/users/a/$ref"},
		{"/users/{id}", []any{"a/b"}, "/users/a%2Fb"},
		{"/users/{id}", []any{"%2e%2e"}, "/users/%252e%252e"},
		{"/users/{id}", []any{"?x=1#y"}, "/users/%3Fx%3D1%23y"},
		{"/users/{id}", []any{"é 😀"}, "/users/%C3%A9%20%F0%9F%98%80"},
		{"/users/{id}", []any{"..a"}, "/users/..a"},
		{"/users/{id}", []any{"$x"}, "/users/%24x"},
		{"/companies({id})/items", []any{"01234567-89ab-cdef-0123-456789abcdef"}, "/companies(01234567-89ab-cdef-0123-456789abcdef)/items"},
		{"/f(a='{a}',b={b})", []any{"O'Neil, (x)", true}, "/f(a='O%27%27Neil%2C%20%28x%29',b=true)"},
		{"/f(a='{a}')", []any{""}, "/f(a='')"},
		{"/f(a='{a}')", []any{"/sites/x"}, "/f(a='%2Fsites%2Fx')"},
		{"/f(a={a})", []any{"'it''s, (quoted)'"}, "/f(a=%27it%27%27s%2C%20%28quoted%29%27)"},
		{"/f(a={a},b={b})", []any{at, Date{2021, 2, 3}}, "/f(a=2021-02-03T04%3A05%3A06%2B01%3A00,b=2021-02-03)"},
		{"/f(a={a},b={b},c={c})", []any{int32(-1), 1.5, uint8(3)}, "/f(a=-1,b=1.5,c=3)"},
		{"/f(c='{c}')", []any{color("red")}, "/f(c='red')"},
		{"/drives/{id}/root:/{item-path}:/content", []any{"d", "/a b/c#d/e:f.txt"}, "/drives/d/root:/a%20b/c%23d/e%3Af.txt:/content"},
		{"/drive/root:/{path}", []any{"$RECYCLE/..x"}, "/drive/root:/%24RECYCLE/..x"},
		{"/a b/<c>#d/é", nil, "/a%20b/%3Cc%3E%23d/%C3%A9"},
		{"/x?$filter=name eq '{n}'&top={t}", []any{"a'b&c", 5}, "/x?$filter=name%20eq%20'a%27%27b%26c'&top=5"},
		{"/x/{open", nil, "/x/%7Bopen"},
	} {
		got, err := expandPath(tt.template, texts(tt.args))
		if err != nil || got != tt.want {
			t.Errorf("%s %v:\n got %s, %v\nwant %s", tt.template, tt.args, got, err, tt.want)
		}
	}
}

func TestExpandPathRefuses(t *testing.T) {
	for _, tt := range []struct {
		template string
		args     []any
	}{
		{"/users/{id}", nil},
		{"/users/{id}", []any{"a", "b"}},
		{"/users/{id}", []any{""}},
		{"/users/{id}", []any{"."}},
		{"/users/{id}", []any{".."}},
		{"/users/{id}/x", []any{"../me"}},
		{"/users/{id}/x", []any{`..\me`}},
		{"/users/{id}/x", []any{"a/../../me"}},
		{"/users/{id}{id}", []any{".", "."}},
		{"/users/{id}", []any{"a\x00"}},
		{"/users/{id}", []any{"a\nb"}},
		{"/users/{id}", []any{"a\u0085b"}},
		{"/users/{id}", []any{"\xff"}},
		{"/users/{id}", []any{"$ref"}},
		{"/users/{id}", []any{"$VALUE"}},
		{"/users/{id}", []any{nil}},
		{"/users/{id}", []any{(*time.Time)(nil)}},
		{"/users/{id}", []any{[]string{"a"}}},
		{"/users/{id}", []any{Date{}}},
		{"/f(a={a})", []any{"1,b=2"}},
		{"/f(a={a})", []any{"1)/x"}},
		{"/f(a={a})", []any{"'a'b'"}},
		{"/f(a={a})", []any{"'"}},
		{"/f(a={a})", []any{""}},
		{"/f(a='{a}')", []any{"/../../me"}},
		{"/root:/{p}:/content", []any{"a/../b"}},
		{"/root:/{p}:/content", []any{".."}},
		{"/root:/{p}:/content", []any{"a//b"}},
		{"/root:/{p}:/content", []any{"/"}},
		{"/root:/{p}:/content", []any{`a\..\b`}},
		{"/a/../b", nil},
		{"/a/%2e./b", nil},
	} {
		if got, err := expandPath(tt.template, texts(tt.args)); err == nil {
			t.Errorf("%s %q is expanded to %s", tt.template, tt.args, got)
		}
	}
}

// FuzzExpandPath: whatever the arguments, the path has the segments of the
// template, and each argument can be read back from its own.
func FuzzExpandPath(f *testing.F) {
	for _, s := range []string{"a", "..", "%2e%2e", "a/b", "?x", "#", "\x00", "\n", "'", "a'),b=('", ";", "\\", "é", ":", "//", "https://x"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, key, quoted string) {
		got, err := expandPath("/things/{key}/f(a='{quoted}',b=1)/end", []string{key, quoted})
		if err != nil {
			return
		}
		u, err := url.Parse("https://example.org/v1" + got)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(u.EscapedPath(), "/")
		if len(parts) != 6 || u.Host != "example.org" || u.RawQuery != "" || u.Fragment != "" || u.JoinPath().Path != u.Path {
			t.Fatalf("%q, %q: %s leaves its place", key, quoted, got)
		}
		if s, err := url.PathUnescape(parts[3]); err != nil || s != key {
			t.Fatalf("key %q reads back as %q", key, s)
		}
		if s, err := url.PathUnescape(parts[4]); err != nil || s != "f(a='"+strings.ReplaceAll(quoted, "'", "''")+"',b=1)" {
			t.Fatalf("argument %q reads back as %q", quoted, s)
		}
	})
}

// texts does with arguments what generated methods do.
func texts(args []any) []string {
	var out []string
	for _, arg := range args {
		s, ok := arg.(string)
		if !ok {
			s = pathText(arg)
		}
		out = append(out, s)
	}
	return out
}

// What has no text is refused for its own reason.
func TestPathText(t *testing.T) {
	_, err := expandPath("/f(a={a})", []string{pathText(Date{})})
	if err == nil || err.Error() != "path parameter a: date 0000-00-00 does not exist" {
		t.Errorf("error %v", err)
	}
}
