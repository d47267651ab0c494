package runtime

import "errors"

// This file is copied as a test. It is about values of types that the
// configuration maps documented types to. Which texts such a type takes is not
// known when code is generated, and pages show placeholders ("<guid>") where a
// value should be; so examples with a value that the type refuses are left out
// and counted.

const refusedValue = "a type of the configuration refuses a value"

// isRefusal reports whether err is about such a value.
func isRefusal(err error) bool {
	e, ok := errors.AsType[*DecodeError](err)
	return ok && e.refused
}

// isRefused reports whether the bodies of ex have such a value.
func (c *replayCase) isRefused(ex replayExample) bool {
	if !mapsTypes || ex.Lenient {
		return false
	}
	for _, part := range []struct {
		m   *replayMessage
		typ replayType
	}{{ex.Request, c.request}, {ex.Response, c.response}} {
		body, isJSON := part.m.body()
		if !isJSON || part.typ.isZero() {
			continue
		}
		if _, err := part.typ.decode(&decoder{data: body}); isRefusal(err) {
			return true
		}
	}
	return false
}
