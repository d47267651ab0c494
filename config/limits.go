package config

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Limits bound what the pages of strangers may cost.
type Limits struct {
	// Page is how large the file of a page may be, as in 16MB. A larger one is
	// not read, which is a finding. Without it, 4MB (docs/limits.md).
	Page string `yaml:"page"`
	// Includes is how much text a page may include, as in 16MB. What is more is
	// left out, which is a finding. Without it, 4MB.
	Includes string `yaml:"includes"`
	// Times is how many times the usual may be what else has a limit: nesting,
	// brackets, request lines and the like (docs/limits.md).
	Times int `yaml:"times"`
}

// maxTimes keeps what is nested less deep than what a stack can hold.
const maxTimes = 1000

// Bytes returns the limits of text as numbers of bytes, 0 for one that is not given,
// or what is wrong with any limit and where: "page", "includes" or "times".
func (l Limits) Bytes() (page, includes int64, at string, err error) {
	if page, err = size(l.Page); err != nil {
		return 0, 0, "page", err
	}
	if includes, err = size(l.Includes); err != nil {
		return 0, 0, "includes", err
	}
	if l.Times < 0 || l.Times > maxTimes {
		return 0, 0, "times", fmt.Errorf("%d is no number from 1 to %d", l.Times, maxTimes)
	}
	return page, includes, "", nil
}

// maxSize is less than an offset in a page can be.
const maxSize = 1 << 30

// size reads a size in bytes: 500000, 200kB, 16MB, 1GB. The units are powers of
// 1024.
func size(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	digits := strings.TrimRight(text, "kKMGBi")
	units := map[string]int64{"": 1, "b": 1, "kb": 1 << 10, "kib": 1 << 10, "mb": 1 << 20, "mib": 1 << 20, "gb": 1 << 30, "gib": 1 << 30}
	unit, ok := units[strings.ToLower(text[len(digits):])]
	n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 32)
	if !ok || err != nil || n < 1 {
		return 0, errors.New(strconv.Quote(text) + " is no size: write 500000, 200kB, 16MB or 1GB")
	}
	if n*unit > maxSize {
		return 0, errors.New(strconv.Quote(text) + " is too much: at most 1GB")
	}
	return n * unit, nil
}
