package sample

// This file says which JSON values a primitive type accepts. It is the same
// rule as the generated decoder's; when one changes, the other must.

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"github.com/docmill/docmill/model"
)

// intBits is the width of the integer types; negative: unsigned.
var intBits = map[model.Prim]int{model.Byte: -8, model.SByte: 8, model.Int16: 16, model.Int32: 32, model.Int64: 64}

// accepts reports whether a value of a kind, with its text as [Value.Text] has it, is
// one of type p. It is not null.
func accepts(p model.Prim, kind Kind, text string) bool {
	switch p {
	case model.JSON, model.Any, model.Stream:
		return true
	case model.Boolean:
		return kind == Boolean
	case model.Byte, model.SByte, model.Int16, model.Int32, model.Int64:
		return kind == Number && fits(text, intBits[p])
	case model.Decimal:
		return kind == Number
	case model.Single, model.Double:
		return kind == Number || kind == String && (text == "INF" || text == "-INF" || text == "NaN")
	case model.String, model.GUID, model.Duration:
		return kind == String
	case model.DateTimeOffset:
		return kind == String && parses(time.RFC3339, text)
	case model.Date:
		return kind == String && parses(time.DateOnly, text)
	case model.TimeOfDay:
		return kind == String && (parses("15:04:05", text) || parses("15:04", text))
	case model.Binary:
		return kind == String && isBase64(text)
	default:
		panic("sample: primitive " + string(p) + " without a rule")
	}
}

// AcceptsText reports whether text, as it stands in a URL, is a value of type
// p.
func AcceptsText(p model.Prim, text string) bool {
	return accepts(p, String, text) || accepts(p, Number, text) && numbers(text) ||
		p == model.Boolean && (text == "true" || text == "false")
}

// numbers reports whether text is a number in JSON.
func numbers(text string) bool {
	v, err := Parse(text)
	return err == nil && v.Kind() == Number
}

// fits reports whether text is an integer, without fraction or exponent, of a
// width in bits.
func fits(text string, bits int) bool {
	var err error
	if bits < 0 {
		_, err = strconv.ParseUint(text, 10, -bits)
	} else {
		_, err = strconv.ParseInt(text, 10, bits)
	}
	return err == nil
}

func parses(layout, text string) bool {
	_, err := time.Parse(layout, text)
	return err == nil
}

// isBase64 reports whether text is base64 or base64url, padded or not.
func isBase64(text string) bool {
	text = strings.TrimRight(text, "=")
	text = strings.NewReplacer("-", "+", "_", "/").Replace(text)
	_, err := base64.RawStdEncoding.DecodeString(text)
	return err == nil
}
