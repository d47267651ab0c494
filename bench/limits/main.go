// Limits measures what documentation costs that has much of one thing: rows,
// values, levels, includes, pages. It prints the table of docs/limits.md.
//
//	go run ./bench/limits [-sizes 10000,100000,1000000] [-only REGEXP] [-deadline 2m]
//	go run ./bench/limits -everywhere 100000 [-only REGEXP] [-mixed N [-seed N]]
//
// Each shape is written to a temporary folder in each size and given to docmill
// generate as a process of its own, with the limits of pages raised. The table
// has the processor time and the memory of that process, and in the last column
// how many times the time of the size before the largest cost: ten is in
// proportion.
//
// The second form looks for what nobody thought of: it puts everything that
// means something to a reader of pages (repeats.go) everywhere, and prints what
// takes more than twice its proportion; with -mixed, two to four things together.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

func main() {
	sizes := flag.String("sizes", "10000,100000,1000000", "how much of each thing, `N,N,...`")
	only := flag.String("only", "", "measure shapes, or use spots, whose name matches `REGEXP`")
	deadline := flag.Duration("deadline", 2*time.Minute, "end a measurement after `TIME`")
	everywhere := flag.Int("everywhere", 0, "instead, put `N` and 4N bytes of each token in each spot, and print what is not in proportion")
	mixed := flag.Int("mixed", 0, "with -everywhere, put as many mixtures of tokens in each spot, by chance")
	seed := flag.Uint64("seed", 1, "of that chance")
	into := flag.String("write", "", "instead, write what -only matches in the first of -sizes into `DIR`")
	flag.Parse()
	var err error
	switch {
	case *everywhere > 0:
		err = repeats(os.Stdout, *everywhere, *only, *mixed, *seed)
	case *into != "":
		err = writeShape(*only, *sizes, *into)
	default:
		err = measureAll(os.Stdout, *sizes, *only, *deadline)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "limits:", err)
		os.Exit(1)
	}
}

// writeShape writes the documentation of a shape.
func writeShape(name, size, dir string) error {
	n, err := strconv.Atoi(size)
	if err != nil {
		return err
	}
	for _, s := range shapes {
		if s.name == name {
			return writeAll(dir, s.files(n))
		}
	}
	return fmt.Errorf("no shape is called %q", name)
}

// measureAll prints the table.
func measureAll(w io.Writer, sizes, only string, deadline time.Duration) error {
	wanted, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	var ns []int
	fmt.Fprint(w, "| what | of |")
	for s := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			return err
		}
		ns = append(ns, n)
		fmt.Fprintf(w, " %d |", n)
	}
	fmt.Fprintf(w, " growth |\n|---|---|%s--:|\n", strings.Repeat("--:|", len(ns)))
	dir, err := os.MkdirTemp("", "limits")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	docmill := filepath.Join(dir, "docmill")
	build := exec.Command("go", "build", "-o", docmill, "github.com/docmill/docmill/cmd/docmill")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	for _, s := range shapes {
		if !wanted.MatchString(s.name) {
			continue
		}
		if err := measureShape(w, docmill, dir, s, ns, deadline); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

// measureShape prints a row.
func measureShape(w io.Writer, docmill, dir string, s shape, ns []int, deadline time.Duration) error {
	fmt.Fprintf(w, "| %s | %s |", s.name, s.of)
	var last, before cost
	for _, n := range ns {
		if s.most > 0 && n > s.most {
			fmt.Fprint(w, " |")
			continue
		}
		c, err := measure(docmill, filepath.Join(dir, "run"), s, n, deadline)
		if err != nil {
			return err
		}
		before, last = last, c
		fmt.Fprintf(w, " %s |", c)
	}
	if before.time > 0 && !last.late {
		fmt.Fprintf(w, " %.1f |\n", last.time.Seconds()/before.time.Seconds())
	} else {
		fmt.Fprint(w, " |\n")
	}
	return nil
}

// A cost is what a process took.
type cost struct {
	time   time.Duration // of processors
	memory int64         // at most, in bytes, 0 if the system does not say
	late   bool          // it was ended at the deadline
}

func (c cost) String() string {
	if c.late {
		return fmt.Sprintf("> %.0f s", c.time.Seconds())
	}
	return fmt.Sprintf("%.2f s, %d MB", c.time.Seconds(), c.memory>>20)
}

// measure generates from n of a shape. Another process writes them: what a
// process has of memory counts for those that it starts, too.
func measure(docmill, dir string, s shape, n int, deadline time.Duration) (cost, error) {
	defer os.RemoveAll(dir)
	self, err := os.Executable()
	if err != nil {
		return cost{}, err
	}
	write := exec.Command(self, "-write", filepath.Join(dir, "docs"), "-only", s.name, "-sizes", strconv.Itoa(n))
	if out, err := write.CombinedOutput(); err != nil {
		return cost{}, fmt.Errorf("%w\n%s", err, out)
	}
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	cmd := exec.CommandContext(ctx, docmill, "generate", "--docs", "docs", "--out", "out", "--package", "api", "--max-page", "1GB", "--max-include", "1GB")
	cmd.Env = append(os.Environ(), "DOCMILL_CACHE=off")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	c := cost{time: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), memory: peak(cmd.ProcessState), late: ctx.Err() != nil}
	if _, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || !c.late) {
		return c, fmt.Errorf("%w\n%.2000s", err, out)
	}
	return c, nil
}

func writeAll(dir string, files map[string]string) error {
	made := make(map[string]bool)
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if parent := filepath.Dir(name); !made[parent] {
			made[parent] = true
			if err := os.MkdirAll(parent, 0o777); err != nil {
				return err
			}
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}
