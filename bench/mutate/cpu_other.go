//go:build !unix

package main

import "time"

var began = time.Now()

// cpu returns how long this process has run, where the system does not say how
// much of it was spent on a processor.
func cpu() time.Duration { return time.Since(began) }
