package cell

import (
	"strconv"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// Each row is a sentence shape of real pages. want lists the outcomes:
// status, then type, "none" or "stream".
var responses = []struct{ text, want string }{
	{"If successful, this method returns a `200 OK` response code and a collection of [user](user.md) objects in the response body.", "200 user[]"},
	{"If successful, this method returns a `200 OK` response code and [user](user.md) object in the response body.", "200 user"},
	{"If successful, this method returns a `200 OK` response code and an updated [user](user.md) object in the response body.", "200 user"},
	{"If successful, this method returns `200 OK` response code and an instance of [user](user.md) object in the response body.", "200 user"},
	{"If successful, this method returns `200 OK` response code and the requested [user](user.md) objects in the response body.", "200 user[]"},
	{"If successful, this function returns a `200 OK` response code and a [user](user.md) collection in the response body.", "200 user[]"},
	{"If successful, this method returns `200 OK` and [user](user.md) collection object in the response body.", "200 user[]"},
	{"If successful, this method returns a `200, OK` response code and an array of [user](user.md) objects in the response body.", "200 user[]"},
	{"If successful, this method returns a `200 OK` response code and a list of [user](user.md) items.", "200 user[]"},
	{"If successful, this method returns `201 Created` response code and a **unit** object in the response body.", "201 unit"},
	{"If successful, this method returns `200 OK` and collection of **alert** objects in the response body.", "200 alert[]"},
	{"If successful, this method returns a `200 OK` response code and a String collection object in the response body.", "200 Edm.String[]"},
	{"If successful, this action returns a `200 OK` response code and a Boolean value `true` in the response body.", "200 Edm.Boolean"},
	{"If successful, this action returns a `200 OK` response code and a Stream in the response body.", "200 stream"},
	{"If successful, this action returns a `200 OK` response code and a string collection object in the response body.", "200 Edm.String[]"},
	{"If successful, this method returns a 201 Created response code and a new [user](user.md) object in the response body.", "201 user"},
	{"If successful, this method returns a 200-series response code and a new [user](user.md) object in the response body.", "0 user"},
	{"Returns a [Drive resource](drive.md) in the response body.", "0 Drive"},

	{"If successful, this method returns a `204 No Content` response code.", "204 none"},
	{"If successful, this method returns `204, No Content` response code. It does not return anything in the response body.", "204 none"},
	{"If successful, this method returns `204 No Content` response code. It doesn't return anything in the response body.", "204 none"},
	{"If successful, this method returns `200 OK` response code. It does not return anything in the response body.", "200 none"},
	{"This method returns `200 OK` response code and no response body.", "200 none"},
	{"If successful, this method returns a `204 No Content` response code and updated [user](user.md) object in the response body.", "204 none"},
	{"If successful, this method returns `HTTP/1.1 204 OK` status code.", "204 none"},
	{"If successful, this method returns a `202 Accepted` response code and an `Operation-Location` header. Poll it to [check](x.md).", "202 none"},
	{"If it is started, this method returns a `202 Accepted` response code. The response will also contain a `Location` header, which contains the location of the [job](job.md).", "202 none"},
	{"If successful, this method returns a `200 OK` response code and a Location header with a URI to the [job](job.md) created.", "200 ?"},
	{"If successful, this method returns a `201 Created` response code, a location header for the new object, and a new [job](job.md) object in the response body.", "201 job"},
	{"If successful, this method returns a `302 Found` response that redirects to a preauthenticated download URL for the report.", "302 stream"},
	{"If successful, this method returns a `200 OK` response code and the image or file binary data in the response body.", "200 stream"},
	{"If successful, this method returns a `200 OK` response code. The response body includes an object representing the requested resource instance, expanded with the matching [x](x.md) object.", "200 ?"},
	{"If successful, this method returns a `200 OK` response code. The body of the response contains the [job](job.md) created.", "200 job"},
	{"If successful, this method returns a `200 OK` response code.", "200 ?"},

	{"It returns `204 No Content` response and empty content. If the request asks for it, it returns a `200 OK` response code and updated [task](task.md) object in the response body.", "204 none, 200 task"},
	{"It returns a `201 Created` response code if a meeting is created, or a `200 OK` response code if it exists. In both cases, a [meeting](meeting.md) object is returned in the response body.", "201 meeting, 200 meeting"},
	{"It returns a `200 OK` response code and a [a](a.md) or [b](b.md) object in the response body.", "200 a|b"},
	{"If successful, this method returns a `204 No Content` response code. If unsuccessful, a `4xx` error will be returned with details.", "204 none"},
	{"It returns `200 OK` and a [user](user.md) object in the response body. Otherwise, it returns a `404 Not Found` response code. This has an [error](error.md) object in the response body.", "200 user"},
	{"It returns `200 OK` and [user](user.md) object in the response body. This method can return any of the [errors](errors.md).", "200 user"},
	{"Um [user](user.md) e um código `200 OK`.", "200 user"},
	{"No idea.", ""},
}

func TestResponses(t *testing.T) {
	d := english(t)
	for _, c := range responses {
		var out []string
		for _, r := range Responses(text(c.text), d) {
			out = append(out, shownResponse(r))
		}
		if got := strings.Join(out, ", "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func shownResponse(r model.ResponseClaim) string {
	what := r.Type.Name
	for _, alt := range r.Type.Or {
		what += "|" + alt.Name
	}
	if r.Type.Collection {
		what += "[]"
	}
	switch {
	case r.None:
		what = "none"
	case r.Stream:
		what = "stream"
	case what == "":
		what = "?"
	}
	return strconv.Itoa(r.Status) + " " + what
}

// FuzzResponses checks that each outcome is of its own status, that it is one of
// nothing, bytes, a type and unknown, and that it and its types have places.
func FuzzResponses(f *testing.F) {
	for _, c := range responses {
		f.Add(c.text)
	}
	d := english(f)
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD") // as pages are
		in := func(p diag.Pos) bool { return p.Line == 1 && p.Col >= 1 && p.Col <= len(s)+1 }
		seen := make(map[int]bool)
		claims := Responses(text(s), d)
		for _, c := range claims {
			if seen[c.Status] || c.Status == 0 && len(claims) > 1 || c.Status != 0 && (c.Status < 200 || c.Status >= 400) {
				t.Errorf("%q: status %d of %d outcomes", s, c.Status, len(claims))
			}
			seen[c.Status] = true
			if c.None && c.Stream || (c.None || c.Stream) && !c.Type.IsZero() {
				t.Errorf("%q: %d is %q, none %v and stream %v", s, c.Status, c.Type.Name, c.None, c.Stream)
			}
			if c.From != model.FromProse || !in(c.Pos) {
				t.Errorf("%q: %d from %s at %s", s, c.Status, c.From, c.Pos)
			}
			for _, e := range append([]model.TypeExpr{c.Type}, c.Type.Or...) {
				if !e.IsZero() && (e.Name == "" || !in(e.Pos)) {
					t.Errorf("%q: type %q at %s", s, e.Name, e.Pos)
				}
			}
		}
	})
}
