package console

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// noVersion is the version of a build from a work tree.
const noVersion = "0.0.0-dev"

// Version is the module's version, or that of a build from a work tree.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok && len(info.Main.Version) > 1 && info.Main.Version[0] == 'v' {
		return info.Main.Version[1:]
	}
	return noVersion
}

var release = pattern.New(`^\d+\.\d+\.\d+(-(alpha|beta|rc)[.0-9]*)?$`)

// IsRelease reports whether this was built from what has the tag of its version.
func IsRelease() bool { return release.MatchString(Version()) }

// Build is the version with the commit that this was built from and its date, as far as they are known.
func Build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return Version()
	}
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	commit, date := set["vcs.revision"], set["vcs.time"]
	if len(commit) > 12 {
		commit = commit[:12]
	}
	if commit != "" && set["vcs.modified"] == "true" {
		commit += " with changes"
	}
	day, _, _ := strings.Cut(date, "T")
	about := strings.Trim(commit+", "+day, ", ")
	if about == "" {
		return Version()
	}
	return fmt.Sprintf("%s (%s)", Version(), about)
}
