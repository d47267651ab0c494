package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
)

// settingFlags are the flags of the settings that a command has a use for. What
// is given on the command line wins over the configuration.
type settingFlags struct {
	values config.Target // of the flags
	flags  *pflag.FlagSet
	bound  []config.Setting // that have a flag
}

// bind defines the flags of the settings of some groups.
func (f *settingFlags) bind(fs *pflag.FlagSet, groups ...config.Group) {
	f.flags = fs
	for _, s := range config.Settings {
		if slices.Contains(groups, s.Group) {
			f.bindOne(fs, s)
		}
	}
}

// bindKeys defines the flags of some settings.
func (f *settingFlags) bindKeys(fs *pflag.FlagSet, keys ...string) {
	f.flags = fs
	for _, key := range keys {
		f.bindOne(fs, *config.Find(key))
	}
}

func (f *settingFlags) bindOne(fs *pflag.FlagSet, s config.Setting) {
	f.bound = append(f.bound, s)
	switch p := s.Of(&f.values).(type) {
	case *string:
		fs.StringVar(p, s.Flag, "", s.Help)
	case *bool:
		fs.BoolVar(p, s.Flag, false, s.Help)
	case *int:
		fs.IntVar(p, s.Flag, 0, s.Help)
	case *[]string:
		if s.Commas {
			fs.StringSliceVar(p, s.Flag, nil, s.Help)
		} else {
			fs.StringArrayVar(p, s.Flag, nil, s.Help)
		}
	case *map[string]string:
		fs.StringToStringVar(p, s.Flag, nil, s.Help)
	case pflag.Value:
		fs.Var(p, s.Flag, s.Help)
	default:
		panic(fmt.Sprintf("docmill: no flag can hold a %T", p))
	}
	flag := fs.Lookup(s.Flag)
	if _, isSwitch := s.Of(&f.values).(*bool); !isSwitch {
		flag.DefValue = "" // not "[]" in help
	}
	if s.Bare != "" {
		flag.NoOptDefVal = s.Bare
	}
}

// given returns the settings that the command line has, in the order of help.
func (f *settingFlags) given() []config.Setting {
	var out []config.Setting
	for _, s := range f.bound {
		if f.flags.Changed(s.Flag) {
			out = append(out, s)
		}
	}
	return out
}

// has reports whether the command line has the setting of a key.
func (f *settingFlags) has(key string) bool { return f.flags.Changed(config.Find(key).Flag) }

// override applies the flags to the single target they are about.
func (f *settingFlags) override(targets []config.Target) error {
	given := f.given()
	if len(given) == 0 {
		return nil
	}
	if len(targets) != 1 {
		var names []string
		for _, s := range given {
			names = append(names, "--"+s.Flag)
		}
		return fmt.Errorf("the configuration has %d targets; %s would be for one: say which with --target: %s",
			len(targets), strings.Join(names, ", "), strings.Join(config.Outs(targets), ", "))
	}
	for _, s := range given {
		if s.Instead != "" && f.has(s.Instead) {
			return fmt.Errorf("--%s and --%s exclude each other", s.Flag, config.Find(s.Instead).Flag)
		}
		s.Override(&targets[0], &f.values)
	}
	if wrong := targets[0].Check(); len(wrong) > 0 {
		return fmt.Errorf("--%s: %w", config.Find(wrong[0].Key()).Flag, wrong[0])
	}
	return nil
}
