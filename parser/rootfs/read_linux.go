package rootfs

import (
	"os"
	"slices"
	"syscall"
)

// readPlain reads a regular file of an open folder, in memory if there is room. Whatever
// is unusual about the file it leaves to others: links, what is empty, is larger than
// limit, or cannot be read at once. Package os prepares a file to be waited for and to be
// forgotten, which takes as long again as to read it.
func readPlain(folder *os.File, base string, memory []byte, limit int64) (data []byte, ok bool) {
	fd, err := syscall.Openat(int(folder.Fd()), base, syscall.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, false
	}
	defer syscall.Close(fd)
	var is syscall.Stat_t
	if err := syscall.Fstat(fd, &is); err != nil || is.Mode&syscall.S_IFMT != syscall.S_IFREG || is.Size == 0 || is.Size > limit {
		return nil, false
	}
	data = slices.Grow(memory[:0], int(is.Size))[:is.Size]
	n, err := syscall.Read(fd, data)
	return data, err == nil && n == len(data)
}
