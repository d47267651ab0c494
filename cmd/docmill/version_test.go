package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionText(t *testing.T) {
	for _, test := range []struct {
		info debug.BuildInfo
		want string
	}{
		{debug.BuildInfo{}, "docmill (devel)\n"},
		{debug.BuildInfo{GoVersion: "go1.26.0", Main: debug.Module{Version: "v1.2.3"}}, "docmill v1.2.3 go1.26.0\n"},
		{
			debug.BuildInfo{GoVersion: "go1.26.0", Main: debug.Module{Version: "(devel)"}, Settings: []debug.BuildSetting{
				{Key: "vcs.revision", Value: "0123abc"}, {Key: "vcs.time", Value: "2026-01-02T03:04:05Z"}, {Key: "vcs.modified", Value: "true"},
			}},
			"docmill (devel) go1.26.0\nrevision 0123abc of 2026-01-02T03:04:05Z, with local changes\n",
		},
		{
			debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "0123abc"}, {Key: "vcs.modified", Value: "false"}}},
			"docmill v1.2.3\nrevision 0123abc\n",
		},
	} {
		if got := versionText(&test.info); got != test.want {
			t.Errorf("got\n%swant\n%s", got, test.want)
		}
	}
}
