package main

import (
	"cmp"
	"fmt"
	"runtime/debug"

	"github.com/spf13/pflag"
)

// versionCommand prints which docmill this is.
type versionCommand struct{}

func (*versionCommand) bind(*pflag.FlagSet) {}

func (*versionCommand) run(e *env, _ []string) error {
	goVersion := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		goVersion = " " + info.GoVersion
	}
	_, err := fmt.Fprintf(e.stdout, "docmill %s%s\n", buildVersion(), goVersion)
	return err
}

// buildVersion returns the version of the module that the command was built
// from.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	return cmp.Or(info.Main.Version, "(devel)")
}
