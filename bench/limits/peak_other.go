//go:build !unix

package main

import (
	"os"
	"time"
)

var began = time.Now()

// cpu returns how long this process has run, where the system does not say how
// much of it was spent on a processor.
func cpu() time.Duration { return time.Since(began) }

// peak returns 0: this system does not say.
func peak(*os.ProcessState) int64 { return 0 }
