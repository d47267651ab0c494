// Mutate damages pages of the documentation of Microsoft Graph, as editors,
// merges and broken disks do, and checks that docmill bears it: it does not
// panic, no page takes longer than a second, everything on a page becomes a
// fact, a finding, or is passed over for a documented reason (docs/accounting.md),
// and the package made of a set of such pages compiles. It prints one table.
//
//	go run ./bench/mutate [-sets 1000] [-pages 200] [-seed 1] [-first 0] [-vet 50] [-jobs 1]
//
// The documentation is looked for in DOCMILL_CORPUS, or in ../shared/corpus
// beside the checkout; without it the sample documentation is damaged. Set
// number N of a seed is always the same: -first N -sets 1 makes it again, and
// -keep DIR leaves its pages there.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"time"
)

type settings struct {
	dir         string // of the documentation
	seed, first uint64
	sets, pages int
	vetEvery    int // one of so many packages is given to the go command, none for 0
	jobs        int
	keep        string
	child       bool // print results as JSON
}

func main() {
	c := settings{dir: corpus()}
	flag.Uint64Var(&c.seed, "seed", 1, "which mutations are done, `N`")
	flag.Uint64Var(&c.first, "first", 0, "number of the first set, `N`")
	flag.IntVar(&c.sets, "sets", 1000, "how many sets, `N`")
	flag.IntVar(&c.pages, "pages", 200, "how many pages a set has, `N`")
	flag.IntVar(&c.vetEvery, "vet", 50, "let the go command build and vet one package of `N`, 0 for none")
	flag.IntVar(&c.jobs, "jobs", 1, "how many processes, `N`")
	flag.StringVar(&c.keep, "keep", "", "leave the pages of the sets in `DIR`")
	flag.BoolVar(&c.child, "child", false, "print results as JSON, for the process that started this one")
	flag.Parse()
	do := c.parent
	if c.child {
		do = c.work
	}
	if err := do(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

// work judges the sets and prints a line for each, before and after.
func (c *settings) work(w io.Writer) error {
	all, err := libraries(c.dir)
	if err != nil {
		return err
	}
	for i := c.first; i < c.first+uint64(c.sets); i++ {
		s, err := all[i%uint64(len(all))].set(c.seed, i, c.pages)
		if err != nil {
			return err
		}
		if err := c.keepPages(s); err != nil {
			return err
		}
		r := judge(s, i, c.vetEvery > 0 && i%uint64(c.vetEvery) == 0)
		line, err := json.Marshal(r)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\n", line)
	}
	return nil
}

func (c *settings) keepPages(s *set) error {
	if c.keep == "" {
		return nil
	}
	for name, f := range s.pages {
		if err := write(filepath.Join(c.keep, filepath.FromSlash(name)), f.Data); err != nil {
			return err
		}
	}
	return nil
}

// batch is how many sets a process judges: what panics or hangs in a goroutine
// takes the process with it, and the next ones go on.
const batch = 20

// parent lets processes judge the sets, and prints the table. The error means
// that there were faults, too.
func (c *settings) parent(w io.Writer) error {
	var sum total
	var mu sync.Mutex
	var wg sync.WaitGroup
	batches := make(chan settings)
	for range c.jobs {
		wg.Go(func() {
			for b := range batches {
				results, err := b.start()
				mu.Lock()
				told := sum.faults()
				sum.add(results, b, err)
				for _, f := range sum.Faults[told:] { // the run may take hours
					fmt.Fprintf(os.Stderr, "\r%s: %.2000s\n", f[0], f[1])
				}
				fmt.Fprintf(os.Stderr, "\r%d sets of %d, %d faults ", sum.sets, c.sets, sum.faults())
				mu.Unlock()
			}
		})
	}
	start := time.Now()
	for done := 0; done < c.sets; done += batch {
		b := *c
		b.first, b.sets = c.first+uint64(done), min(batch, c.sets-done)
		batches <- b
	}
	close(batches)
	wg.Wait()
	fmt.Fprintln(os.Stderr)
	return sum.print(w, time.Since(start))
}

// start judges the sets of c in a process of its own.
func (c settings) start() ([]*result, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, "-child", "-seed", fmt.Sprint(c.seed), "-first", fmt.Sprint(c.first), "-sets", strconv.Itoa(c.sets),
		"-pages", strconv.Itoa(c.pages), "-vet", strconv.Itoa(c.vetEvery), "-keep", c.keep)
	cmd.WaitDelay = time.Second
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	timer := time.AfterFunc(time.Duration(c.sets)*5*time.Minute, func() { _ = cmd.Process.Kill() })
	err = cmd.Run()
	timer.Stop()
	var results []*result
	for d := json.NewDecoder(&out); ; {
		r := new(result)
		if d.Decode(r) != nil { // the end, or that of a process
			break
		}
		results = append(results, r)
	}
	if err != nil {
		err = fmt.Errorf("%w\n%.3000s", err, stderr.String())
	}
	return results, err
}
