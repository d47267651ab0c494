package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model/report"
	"github.com/docmill/docmill/spend"
)

// Exit codes.
const (
	exitOK      = 0
	exitFinding = 1 // findings of level error, or drift under --check
	exitFailure = 2 // wrong usage, or docmill could not do its work
	// exitInterrupted is what shells say of a process that an interrupt ended.
	exitInterrupted = 130
)

// env is the world of one run of the command.
type env struct {
	stdin io.Reader
	// stdout and stderr are for text: what comes from documentation does
	// nothing to the terminal.
	stdout, stderr io.Writer
	// rawOut and rawErr are the same as they are: for formats that programs read,
	// and for colours and progress of our own.
	rawOut, rawErr io.Writer
	terminal       func(io.Writer) bool
	dir            string // what relative paths are relative to, "" for the working directory
	spends         *spend.Spender
	beside         sync.WaitGroup // what is done beside the command, and whose end run waits for
}

// path returns where a path that the user wrote leads.
func (e *env) path(p string) string {
	if e.dir == "" || filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(e.dir, p)
}

// checkDir reports a directory to start in that does not exist, before a
// command reports what it misses there.
func (e *env) checkDir() error {
	if e.dir == "" {
		return nil
	}
	info, err := os.Stat(e.dir)
	if err != nil {
		return fmt.Errorf("--chdir %s: %w", e.dir, reason(err))
	}
	if !info.IsDir() {
		return fmt.Errorf("--chdir %s: not a directory", e.dir)
	}
	return nil
}

// A verdict is an error about the documentation or the output, not about
// docmill: the command did its work and the answer is no.
type verdict string

func (v verdict) Error() string { return string(v) }

// A subcommand is one row of the command tree. Its help is help/<name>.txt.
type subcommand interface {
	bind(*pflag.FlagSet)
	run(e *env, args []string) error
}

// subcommands lists the command tree: usage line, number of arguments, maker.
var subcommands = []struct {
	use  string
	args cobra.PositionalArgs
	make func() subcommand
}{
	{"init", cobra.NoArgs, func() subcommand { return new(initCommand) }},
	{"generate", cobra.NoArgs, func() subcommand { return new(generateCommand) }},
	{"lint", cobra.NoArgs, func() subcommand { return new(lintCommand) }},
	{"show [PAGE]", cobra.MaximumNArgs(1), func() subcommand { return new(showCommand) }},
	{"overlay {new PAGE|list|accept [PAGE...]}", cobra.MinimumNArgs(1), func() subcommand { return new(overlayCommand) }},
	{"list [FILTER...]", cobra.ArbitraryArgs, func() subcommand { return new(listCommand) }},
	{"why NAME", cobra.ExactArgs(1), func() subcommand { return new(whyCommand) }},
	{"model", cobra.NoArgs, func() subcommand { return new(modelCommand) }},
	{"diff OLD NEW", cobra.ExactArgs(2), func() subcommand { return new(diffCommand) }},
	{"openapi", cobra.NoArgs, func() subcommand { return new(openapiCommand) }},
	{"explain [CODE]", cobra.MaximumNArgs(1), func() subcommand { return new(explainCommand) }},
	{"man DIR", cobra.ExactArgs(1), func() subcommand { return new(manCommand) }},
	{"version", cobra.NoArgs, func() subcommand { return new(versionCommand) }},
}

// run executes the command line args (without the program's name) and returns
// the exit code. It depends on nothing but its arguments and the files they
// name.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return runSpending(nil, args, stdin, stdout, stderr)
}

// runSpending is run in a process of its own, of which spends sets the collector.
func runSpending(spends *spend.Spender, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	quietOut, quietErr := report.NewQuiet(stdout), report.NewQuiet(stderr)
	e := &env{stdin: stdin, stdout: quietOut, stderr: quietErr, rawOut: stdout, rawErr: stderr, terminal: isTerminal, spends: spends}
	root := tree(e)
	root.SetArgs(args)
	err := errors.Join(root.Execute(), quietOut.Flush())
	e.beside.Wait()
	defer quietErr.Flush()
	var v verdict
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &v):
		fmt.Fprintln(e.stderr, v)
		return exitFinding
	}
	fmt.Fprintf(e.stderr, "docmill: %v\n", err)
	return exitFailure
}

// tree builds the cobra command tree.
func tree(e *env) *cobra.Command {
	root := newCommand("docmill")
	root.SetIn(e.stdin)
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.Version = buildVersion() // for --version
	root.SetVersionTemplate(versionText(buildInfo()))
	root.PersistentFlags().StringVarP(&e.dir, "chdir", "C", "", "work as if started in `DIR`")
	root.SetFlagErrorFunc(nearestFlag)
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return e.checkDir() }
	for _, s := range subcommands {
		impl := s.make()
		cmd := newCommand(s.use)
		cmd.Args = withUsage(s.args)
		cmd.RunE = func(_ *cobra.Command, args []string) error { return impl.run(e, args) }
		cmd.Flags().SortFlags = false
		impl.bind(cmd.Flags())
		addCompletions(e, cmd, impl)
		root.AddCommand(cmd)
	}
	return root
}

// withUsage adds to what is wrong with the number of arguments what is right.
func withUsage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return fmt.Errorf("%w%s\nusage: %s\n       %s --help shows examples", err, bareHint(cmd, args), cmd.UseLine(), cmd.CommandPath())
		}
		return nil
	}
}

// bareHint says how to give a value to a flag that can do without: of "--sample
// beta", beta is an argument.
func bareHint(cmd *cobra.Command, args []string) string {
	hint := ""
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.Type() == "string" && f.NoOptDefVal != "" && f.Value.String() == f.NoOptDefVal && len(args) > 0 {
			hint = fmt.Sprintf("; did you mean --%s=%s?", f.Name, args[0])
		}
	})
	return hint
}

// unknownFlag matches what pflag says of a flag that a command does not have.
var unknownFlag = regexp.MustCompile(`^unknown flag: --(.+)$`)

// nearestFlag adds to an error about an unknown flag the one that was meant.
func nearestFlag(cmd *cobra.Command, err error) error {
	m := unknownFlag.FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
	var flags []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, f.Name) })
	if near := names.Nearest(m[1], flags); near != "" {
		return fmt.Errorf("%w; did you mean --%s?", err, near)
	}
	return fmt.Errorf("%w; %s --help lists them", err, cmd.CommandPath())
}

//go:embed help/*.txt
var helpFiles embed.FS

// newCommand returns a command with the texts of help/<name>.txt: a line, a
// blank line, the long text, and after a line "Examples:" the examples.
func newCommand(use string) *cobra.Command {
	name, _, _ := strings.Cut(use, " ")
	text, err := helpFiles.ReadFile("help/" + name + ".txt")
	if err != nil {
		panic("docmill: " + err.Error())
	}
	short, long, _ := bytes.Cut(text, []byte("\n"))
	long, examples, _ := bytes.Cut(long, []byte("\nExamples:\n"))
	return &cobra.Command{
		Use:     use,
		Short:   string(short),
		Long:    string(short) + ".\n\n" + strings.TrimSpace(string(long)),
		Example: strings.TrimRight(string(examples), "\n"),
	}
}
