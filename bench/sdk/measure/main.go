// Command measure runs a command and prints, in one line, its wall time in
// seconds, the processor time of it and its children in seconds, the memory of
// all of them together at its highest, and that of the largest one, in MB.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The memory of all is sampled: every 50 ms the resident sets of the command
// and of all that descends from it are added up. Pages that processes share
// count once for each, which for compilers is their own program text, some
// 15 MB. What lives for less than a sample is missed. The memory of the
// largest one is what the kernel keeps in rusage, and exact.
const interval = 50 * time.Millisecond

func main() {
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	start := time.Now()
	if err := cmd.Start(); err != nil {
		fatal(err)
	}
	done := make(chan error)
	go func() { done <- cmd.Wait() }()
	peak := 0
	for tick := time.Tick(interval); ; {
		select {
		case err := <-done:
			if err != nil {
				fatal(err)
			}
			usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
			cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			fmt.Printf("%.2f %.2f %d %d\n", time.Since(start).Seconds(), cpu.Seconds(), peak>>20, usage.Maxrss>>10)
			return
		case <-tick:
			peak = max(peak, resident(cmd.Process.Pid))
		}
	}
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, "measure:", err)
	os.Exit(1)
}

// resident returns how many bytes pid and its descendants hold in memory, 0
// where there is no /proc.
func resident(pid int) int {
	parents, sizes := map[int]int{}, map[int]int{}
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		id, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if parent, pages, ok := status(id); ok {
			parents[id], sizes[id] = parent, pages*os.Getpagesize()
		}
	}
	sum := 0
	for id, size := range sizes {
		for p := id; p != 0; p = parents[p] {
			if p == pid {
				sum += size
				break
			}
		}
	}
	return sum
}

// status returns the parent of a process and its resident pages.
func status(pid int) (parent, pages int, ok bool) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, 0, false
	}
	// pid (name) state ppid … ; the name may hold anything but ends at the last ')'
	_, rest, _ := strings.Cut(string(text[strings.LastIndexByte(string(text), ')')+1:]), " ")
	f := strings.Fields(rest)
	const ppid, rss = 1, 21
	if len(f) <= rss {
		return 0, 0, false
	}
	parent, _ = strconv.Atoi(f[ppid])
	pages, _ = strconv.Atoi(f[rss])
	return parent, pages, true
}
