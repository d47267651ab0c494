//go:build unix

// Package usage tells what a process has used.
package usage

import (
	"syscall"
	"time"
)

// Processor returns the processor time that this process has had, user and
// system: what else the machine does adds nothing to it. It is 0 if the system
// does not say.
func Processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
