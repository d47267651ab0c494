//go:build !unix

package outdir

import "errors"

func mkfifo(string) error { return errors.New("this system has no named pipes") }
