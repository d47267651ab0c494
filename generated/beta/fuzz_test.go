package connectors

import (
	"errors"
	"reflect"
	"testing"

	"github.com/docmill/docmill/generated/internal/typefuzz"
)

// FuzzTypes puts any JSON into any type of the package. This file is nobody's but
// ours: docmill leaves alone what it did not write.
func FuzzTypes(f *testing.F) {
	values := func(t reflect.Type) []string {
		return []string{objectOf(planOf(t), "", 2), objectOf(planOf(t), "", 0)}
	}
	offset := func(err error) (int64, bool) {
		if e, ok := errors.AsType[*DecodeError](err); ok {
			return e.Offset, true
		}
		return 0, false
	}
	typefuzz.Fuzz(f, allTypes, values, offset)
}
