//go:build !unix

// Package usage tells what a process has used.
package usage

import "time"

var began = time.Now()

// Processor returns how long this process has run: the system does not say how
// much of it was spent on a processor.
func Processor() time.Duration { return time.Since(began) }
