//go:build !unix

package rootfs

import (
	"io/fs"
	"os"
)

// entries lists an open folder.
func entries(folder *os.File, _ string) ([]fs.DirEntry, error) { return folder.ReadDir(-1) }
