//go:build unix

package rootfs

import (
	"io/fs"
	"os"
	"syscall"
)

// entries lists an open folder. Of a folder that was opened by way of an [os.Root], package
// os asks for the properties of each entry, because its path may lead elsewhere later on.
// Here only names and types count, which the list has: it is read as that of any
// folder. path is where it is, for systems whose lists have no types.
func entries(folder *os.File, path string) ([]fs.DirEntry, error) {
	syscall.ForkLock.RLock()
	fd, err := syscall.Dup(int(folder.Fd()))
	if err == nil {
		syscall.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, os.NewSyscallError("dup", err)
	}
	plain := os.NewFile(uintptr(fd), path)
	defer plain.Close()
	return plain.ReadDir(-1)
}
