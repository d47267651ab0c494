package main

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"
)

// versionCommand prints which docmill this is.
type versionCommand struct{}

func (*versionCommand) bind(*pflag.FlagSet) {}

func (*versionCommand) run(e *env, _ []string) error {
	_, err := fmt.Fprint(e.stdout, versionText(buildInfo()))
	return err
}

// buildInfo returns what the go command wrote into the program.
func buildInfo() *debug.BuildInfo {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info
	}
	return new(debug.BuildInfo)
}

// versionText returns the version of the module and, if the command was built
// in a checkout, the revision: what a report of a fault has to say.
func versionText(info *debug.BuildInfo) string {
	settings := make(map[string]string)
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	var b strings.Builder
	fmt.Fprintln(&b, strings.TrimSpace("docmill "+cmp.Or(info.Main.Version, "(devel)")+" "+info.GoVersion))
	if rev := settings["vcs.revision"]; rev != "" {
		line := "revision " + rev
		if t := settings["vcs.time"]; t != "" {
			line += " of " + t
		}
		if settings["vcs.modified"] == "true" {
			line += ", with local changes"
		}
		fmt.Fprintln(&b, line)
	}
	if info.Main.Replace != nil {
		fmt.Fprintf(&b, "replaced by %s %s\n", info.Main.Replace.Path, info.Main.Replace.Version)
	}
	return b.String()
}

// buildVersion returns the version of the module that the command was built
// from.
func buildVersion() string {
	return cmp.Or(buildInfo().Main.Version, "(devel)")
}
