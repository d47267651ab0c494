package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/pflag"
)

// versionCommand prints which docmill this is.
type versionCommand struct{}

func (*versionCommand) bind(*pflag.FlagSet) {}

func (*versionCommand) run(e *env, _ []string) error {
	version, goVersion := "(unknown)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version, goVersion = info.Main.Version, " "+info.GoVersion
		if version == "" {
			version = "(devel)"
		}
	}
	_, err := fmt.Fprintf(e.stdout, "docmill %s%s\n", version, goVersion)
	return err
}
