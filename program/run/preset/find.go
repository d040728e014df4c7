package preset

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/run/location"
)

// configAt returns what the configuration file at a location says, and its path; nil if there is none, or if it depends on where
// the script is started which one it is.
func (r *Reader) configAt(l location.Location) (found *configfile.Node, at string) {
	if r.Config == nil || l.Path == "" || strings.HasPrefix(l.Path, "/") || strings.HasPrefix(l.Path, "~") {
		return nil, ""
	}
	if l.Anchored {
		at = path.Clean(l.Path)
		found, _ = r.Config(at)
		return found, at
	}
	for _, dir := range r.starts() {
		name := path.Join(dir, l.Path)
		n, isThere := r.Config(name)
		switch {
		case !isThere || at == name:
		case at != "":
			return nil, ""
		default:
			found, at = n, name
		}
	}
	return found, at
}

// deepestStart is how many folders a script may be started in.
const deepestStart = 12

// starts are the folders that a script may be started in: its own, and those above up to the top of the project.
func (r *Reader) starts() (dirs []string) {
	top := path.Clean(r.Top)
	for dir := path.Dir(r.Script); len(dirs) < deepestStart; dir = path.Join(dir, "..") {
		if slices.Contains(dirs, dir) {
			break
		}
		dirs = append(dirs, dir)
		if dir == top {
			break
		}
	}
	return dirs
}
