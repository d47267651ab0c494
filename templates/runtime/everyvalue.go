package runtime

import (
	"fmt"
	"math"
	"reflect"
	"strings"
)

// This file is copied as a test. It holds values for members of every kind, as
// JSON: those that a member keeps to the letter, those that it spells in its
// own way, and those that are none of its kind.

// A sampleValue is the JSON of a value before and after a round trip.
type sampleValue struct{ in, out string }

// kept returns values that are written as they were read.
func kept(texts ...string) []sampleValue {
	out := make([]sampleValue, len(texts))
	for i, text := range texts {
		out[i] = sampleValue{text, text}
	}
	return out
}

const (
	noString = `1|true|{}|[]`
	noNumber = `"1"|true|{}|[]`
)

// plainValues are the values for the kinds that have no parts. wrong are
// separated by bars.
var plainValues = map[kind]struct {
	right []sampleValue
	wrong string
}{
	kindString: {
		append(kept(`"a"`, `""`, `"2021-01-01T00:00:00.1000Z"`, `"\u0000\"\\\n ü😀 </script>"`), sampleValue{`"\/\u00fc\ud83d\ude00\ud800"`, "\"/ü😀\ufffd\""}),
		noString,
	},
	kindEnum:   {kept(`"noSuchMember"`, `""`, `"noSuchMember,nor this"`), noString},
	kindBool:   {kept(`true`, `false`), `"true"|1|{}|[]`},
	kindUint8:  {kept(`0`, `255`), `-1|256|0.5|` + noNumber},
	kindNumber: {kept(`12345678901234567890.12345678901234567890`, `-0`, `1E-400`), noNumber},
	kindTime: {
		append(
			kept(`"2021-07-13T01:02:03.1234567+05:30"`, `"0001-01-01T00:00:00Z"`, `"9999-12-31T23:59:59.999999999-23:59"`),
			sampleValue{`"2021-07-13T01:02:03.1200000Z"`, `"2021-07-13T01:02:03.12Z"`},
			sampleValue{`"2021-07-13t01:02:03.12345678987654321z"`, `"2021-07-13T01:02:03.123456789Z"`},
		),
		`"2021-07-13"|"2021-07-13T01:02:03"|"2021-02-30T00:00:00Z"|"today"|` + noString,
	},
	kindDate: {kept(`"0001-01-01"`, `"2020-02-29"`), `"2021-02-29"|"2021-07-13T00:00:00Z"|` + noString},
	kindTimeOfDay: {
		append(kept(`"00:00:00"`, `"23:59:59.9999999"`), sampleValue{`"07:30"`, `"07:30:00"`}),
		`"24:00:00"|"7:30"|` + noString,
	},
	kindBytes: {append(kept(`"AAEC/w=="`, `""`), sampleValue{`"AAEC_w"`, `"AAEC/w=="`}), `"%"|` + noString},
	kindRaw:   {kept(`{"b":[1,null,{"x":1.0}],"a":{}}`, `"s"`, `1E2`, `false`, `null`), ``},
}

// valuesOf returns values for a member of type t, and texts that are none.
func valuesOf(f *field, t *valueType, depth int) (right []sampleValue, wrong []string) {
	switch t.kind {
	case kindInt:
		return intValues(t.typ.Bits())
	case kindFloat:
		return floatValues(t.typ.Bits())
	case kindObject:
		return kept(objectOf(t.plan(), "", depth-1)), []string{`"{}"`, `1`, `true`, `[]`}
	case kindAny:
		base := planOf(reflect.TypeOf(f.dispatch("")).Elem())
		return kept(objectOf(base, "", depth-1), objectOf(base, "no.such.type", depth-1)), []string{`"{}"`, `1`, `true`, `[]`}
	case kindSlice:
		return sliceValues(f, t, depth)
	case kindOther:
		return mappedValues(t)
	}
	v := plainValues[t.kind]
	if v.wrong != "" {
		wrong = strings.Split(v.wrong, "|")
	}
	return v.right, wrong
}

// mappedValues returns the texts that a type of the configuration keeps, of
// those that documentation has and of what its zero value writes.
func mappedValues(t *valueType) (right []sampleValue, wrong []string) {
	texts := []string{`"01234567-89ab-cdef-0123-456789abcdef"`, `"2020-02-29"`, `"2020-02-29T12:00:00Z"`, `"12:00:00"`, `"PT1S"`, `"AAEC"`, `"a"`}
	wrong = strings.Split(noString, "|")
	if t.number {
		texts, wrong = []string{`0`, `1`, `-7`, `12`, `0.5`}, strings.Split(noNumber, "|")
	}
	var e encoder
	if p := reflect.New(t.typ); e.other(t, p.Interface()) == nil {
		texts = append(texts, string(e.buf))
	}
	for _, text := range texts {
		p, e := reflect.New(t.typ).Interface(), encoder{}
		d := decoder{data: []byte(text)}
		if d.other(t, p) == nil && e.other(t, p) == nil && string(e.buf) == text {
			right = append(right, kept(text)...)
		}
	}
	return right, wrong
}

func intValues(bits int) ([]sampleValue, []string) {
	lo, hi := int64(math.MinInt64)>>(64-bits), int64(math.MaxInt64)>>(64-bits)
	below, above := fmt.Sprintf("-1%d", hi), fmt.Sprintf("1%d", hi)
	return kept("0", fmt.Sprint(lo), fmt.Sprint(hi)), append(strings.Split(noNumber, "|"), below, above, "0.5", "1e2")
}

func floatValues(bits int) ([]sampleValue, []string) {
	right := append(kept(`0`, `-0.5`, `0.1`, `"INF"`, `"-INF"`, `"NaN"`), sampleValue{`1E21`, `1e+21`})
	wrong := append(strings.Split(noNumber, "|"), `1e400`)
	if bits == 64 {
		return append(right, kept(`9007199254740992`, `1.7976931348623157e+308`)...), wrong
	}
	return append(right, kept(`3.4028235e+38`)...), append(wrong, `1e40`)
}

func sliceValues(f *field, t *valueType, depth int) (right []sampleValue, wrong []string) {
	right, wrong = kept(`[]`, `[null]`), []string{`{}`, `"[]"`, `1`}
	if t.elem.kind == kindSlice {
		return right, wrong
	}
	elems, bad := valuesOf(f, t.elem, depth)
	var in, out []string
	for _, e := range elems {
		in, out = append(in, e.in), append(out, e.out)
	}
	right = append(right, sampleValue{"[" + strings.Join(in, ",") + "]", "[" + strings.Join(out, ",") + "]"})
	for _, text := range bad {
		wrong = append(wrong, "["+text+"]")
	}
	return right, wrong
}

// objectOf returns an object of the type that p describes, with all members and
// some that are not documented, in the order in which they are written.
// Objects in it are of that kind down to depth.
func objectOf(p *plan, odataType string, depth int) string {
	if odataType == "" {
		odataType = strings.TrimPrefix(p.odataType, "#")
	}
	var members []string
	if odataType != "" {
		members = append(members, `"@odata.type":"#`+odataType+`"`)
	}
	for i := range p.fields {
		f := &p.fields[i]
		if depth < 0 || f.name == "@odata.type" {
			continue
		}
		if right, _ := valuesOf(f, f.val, depth); len(right) > 0 {
			members = append(members, f.prefix[1:]+right[len(right)-1].out)
		}
	}
	members = append(members, `"noSuchMember":{"a":[1.0,null]}`, `"noSuchMember@odata.bind":"https://example.org/$ref"`)
	return "{" + strings.Join(members, ",") + "}"
}
