package runtime

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// This file is copied as a test. It replays the examples of the documentation:
// each JSON body is decoded into the type of its operation and encoded again,
// and the two texts must say the same. Whatever gets lost on the way, or is of
// another kind than documented, shows here. What cannot be replayed is counted
// with its reason, never passed over.

// A replayCase is one page's examples.
type replayCase struct {
	file string // in testdata
	op   *Operation
	// request and response return a pointer to the type of the body, or what
	// pageOf, anyOf or valueOf return; nil if the operation has no JSON body.
	request, response func() any
}

// A replayExample is one entry of a case's file.
type replayExample struct {
	Name     string         `json:"name"`
	Excluded string         `json:"excluded"` // why it is not replayed, "" if it is
	Request  *replayMessage `json:"request"`
	Response *replayMessage `json:"response"`
	// Invalid are the documented rules that the request breaks: "name: required".
	Invalid []string `json:"invalid"`
}

// A replayMessage is a request or a response of an example.
type replayMessage struct {
	Method string          `json:"method"`
	URL    string          `json:"url"`
	Status int             `json:"status"`
	Header [][2]string     `json:"header"`
	Body   json.RawMessage `json:"body"` // JSON; a string for a body that is none
}

// replay replays all examples of cases and logs how many there are, how many
// were replayed, and why the others were not.
func replay(t *testing.T, cases []replayCase) {
	t.Helper()
	var count replayCount
	for _, c := range cases {
		text, err := os.ReadFile(filepath.Join("testdata", c.file))
		if err != nil {
			t.Error(err)
			continue
		}
		var examples []replayExample
		if err := json.Unmarshal(text, &examples); err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		for i, ex := range examples {
			t.Run(fmt.Sprintf("%s/%d", c.file, i+1), func(t *testing.T) { count.example(t, c, ex) })
		}
	}
	t.Log(count.String())
}

// A replayCount counts bodies.
type replayCount struct {
	examples, bodies, replayed int
	excluded                   map[string]int // by reason
}

func (n *replayCount) exclude(reason string) {
	if n.excluded == nil {
		n.excluded = map[string]int{}
	}
	n.excluded[reason]++
}

func (n *replayCount) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d examples, %d bodies, %d replayed", n.examples, n.bodies, n.replayed)
	var reasons []string
	for reason := range n.excluded {
		reasons = append(reasons, reason)
	}
	slices.Sort(reasons)
	for _, reason := range reasons {
		fmt.Fprintf(&b, "\n%6d excluded: %s", n.excluded[reason], reason)
	}
	return b.String()
}

// example replays the bodies of one example.
func (n *replayCount) example(t *testing.T, c replayCase, ex replayExample) {
	n.examples++
	if ex.Excluded != "" {
		n.exclude(ex.Excluded)
		return
	}
	if ex.Request != nil {
		n.message(t, c.op.Name+": request", ex.Request, c.request)
		checkRules(t, c, ex)
	}
	if ex.Response != nil {
		if ex.Response.Status >= 300 {
			n.exclude("response is an error or a redirect")
			return
		}
		n.message(t, c.op.Name+": response", ex.Response, c.response)
	}
}

// message replays one body; what names it in messages.
func (n *replayCount) message(t *testing.T, what string, m *replayMessage, target func() any) {
	body := bytes.TrimSpace(m.Body)
	if len(body) == 0 || string(body) == "null" {
		return
	}
	n.bodies++
	switch {
	case target == nil:
		n.exclude("body where the documentation names no type")
		return
	case body[0] == '"':
		n.exclude("body is no JSON")
		return
	}
	switch err := replayBytes(body, target()); {
	case errors.As(err, new(*embeddedError)):
		n.exclude("body is an error")
		return
	case err != nil:
		t.Errorf("%s: %v\n%s", what, err, body)
		return
	}
	n.replayed++
}

// A replayTarget is a form of result that is no generated type.
type replayTarget interface {
	decode(d *decoder) error
	encode() ([]byte, error)
}

// replayBytes decodes body into target, encodes it, and compares the two.
func replayBytes(body []byte, target any) error {
	d := &decoder{data: body}
	if name, start := d.soleObject(); name == "value" && !hasMember(target, "value") {
		d.pos = start
		inner, err := d.raw()
		if err != nil {
			return err
		}
		d, body = &decoder{data: inner}, inner
	}
	var (
		out []byte
		err error
	)
	if rt, ok := target.(replayTarget); ok {
		if err = rt.decode(d); err == nil {
			out, err = rt.encode()
		}
	} else if err = d.entity(target); err == nil {
		out, err = marshal(target)
	}
	if err != nil {
		return err
	}
	return sameJSON(body, out)
}

// hasMember reports whether the type that target points to has the member.
func hasMember(target any, name string) bool {
	v := reflect.TypeOf(target).Elem()
	if !isGenerated(v) {
		_, isValue := target.(interface{ isValue() })
		return isValue
	}
	_, ok := planOf(v).byName[name]
	return ok
}

// pageOf returns a target for a collection; newT is nil unless T is the
// interface of a polymorphic type.
func pageOf[T any](newT func(odataType string) any) any {
	return &replayPage[T]{newT: newT}
}

type replayPage[T any] struct {
	page Page[T]
	newT func(odataType string) any
}

func (*replayPage[T]) isValue() {}

func (p *replayPage[T]) decode(d *decoder) error {
	d.newAny = p.newT
	if err := d.page(&p.page, &p.page.Value); err != nil {
		return err
	}
	if p.page.Value == nil && p.page.Extra["value"] == nil {
		return errors.New("a collection without value")
	}
	return nil
}

func (p *replayPage[T]) encode() ([]byte, error) { return marshal(&p.page) }

// anyOf returns a target for a polymorphic value.
func anyOf(newT func(odataType string) any) any { return &replayAny{newT: newT} }

type replayAny struct {
	newT  func(odataType string) any
	value any
}

func (a *replayAny) decode(d *decoder) error {
	return d.anyEntity(a.newT, reflect.ValueOf(&a.value).Elem())
}

func (a *replayAny) encode() ([]byte, error) { return marshal(a.value) }

// valueOf returns a target for a result that is no object.
func valueOf[T any]() any { return new(replayValue[T]) }

type replayValue[T any] struct {
	Value   T     `json:"value"`
	Extra   Extra `json:"-"`
	wrapped bool
}

func (*replayValue[T]) isValue() {}

func (v *replayValue[T]) decode(d *decoder) error {
	if v.wrapped = d.next() == '{' && d.find("value") >= 0; v.wrapped {
		return d.document(v)
	}
	return d.single(&v.Value, nil)
}

func (v *replayValue[T]) encode() ([]byte, error) {
	if v.wrapped {
		return marshal(v)
	}
	return marshalAny(v.Value)
}

// sameJSON compares two JSON texts: members and their values, whatever the
// order of members and the spelling of numbers, times and binary data. The
// second may have an @odata.type where the first has none.
func sameJSON(want, got []byte) error {
	a, err := parseJSON(want)
	if err != nil {
		return err
	}
	b, err := parseJSON(got)
	if err != nil {
		return err
	}
	if path, ok := sameValue(a, b); !ok {
		return fmt.Errorf("differs at %s after decoding and encoding: %s", path, got)
	}
	return nil
}

func parseJSON(text []byte) (v any, err error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	err = dec.Decode(&v)
	return v, err
}

// sameValue returns where a and b first differ, and whether they are the same.
func sameValue(a, b any) (path string, same bool) {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		return sameObject(a, b, ok)
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return "", false
		}
		for i := range a {
			if path, ok := sameValue(a[i], b[i]); !ok {
				return fmt.Sprintf("[%d]%s", i, path), false
			}
		}
		return "", true
	case json.Number:
		b, ok := b.(json.Number)
		return "", ok && sameNumber(string(a), string(b))
	case string:
		b, ok := b.(string)
		return "", ok && (a == b || sameTime(a, b) || sameBinary(a, b))
	}
	return "", a == b
}

func sameObject(a, b map[string]any, ok bool) (path string, same bool) {
	if !ok {
		return "", false
	}
	for name, x := range a {
		y, ok := b[name]
		if !ok {
			return "." + name, false
		}
		if path, ok := sameValue(x, y); !ok {
			return "." + name + path, false
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok && name != "@odata.type" {
			return "." + name, false
		}
	}
	return "", true
}

// sameNumber compares integers exactly and fractions as floating-point
// numbers of either width.
func sameNumber(a, b string) bool {
	x, ok1 := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	if ok1 && ok2 && x.Cmp(y) == 0 {
		return true
	}
	if !strings.ContainsAny(a, ".eE") {
		return false
	}
	f, _ := strconv.ParseFloat(a, 64)
	g, _ := strconv.ParseFloat(b, 64)
	return f == g || float32(f) == float32(g)
}

// sameTime compares times whatever their fraction's digits.
func sameTime(a, b string) bool {
	if x, ok := parseTime([]byte(a)); ok {
		y, ok := parseTime([]byte(b))
		_, xo := x.Zone()
		_, yo := y.Zone()
		return ok && x.Equal(y) && xo == yo
	}
	x, ok1 := parseTimeOfDay([]byte(a))
	y, ok2 := parseTimeOfDay([]byte(b))
	return ok1 && ok2 && x == y
}

// sameBinary compares binary data whatever the alphabet and padding.
func sameBinary(a, b string) bool {
	y, err := base64.StdEncoding.DecodeString(b)
	x, ok := parseBase64([]byte(a))
	return ok && err == nil && len(x) > 0 && bytes.Equal(x, y)
}
