//go:build !linux

package rootfs

import "os"

// readPlain is of Linux.
func readPlain(*os.File, string, []byte, int64) (data []byte, ok bool) { return nil, false }
