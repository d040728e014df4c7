package settings

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/config"
)

// Includes reports whether a file is looked at whatever leaves it out, or a file below a folder may be, by an absolute
// slash-separated path.
func (s *Settings) Includes(file string, isDir bool) bool {
	return slices.ContainsFunc(s.layers, func(l *layer) bool {
		return slices.ContainsFunc(l.include, func(name string) bool {
			included := path.Join(path.Dir(s.Path), name)
			return file == included || strings.HasPrefix(file, included+"/") || isDir && strings.HasPrefix(included, file+"/")
		})
	})
}

// paths reads paths that are no globs: what is left out is not walked in search of what may match one.
func (d *decoder) paths(v config.Value) (out []string) {
	for _, item := range d.strings(v) {
		if strings.ContainsAny(item.Text(), "*?[{") {
			d.fail(item.Range, "%q is a glob; it must be the path of a file or folder", item.Text())
		}
		out = append(out, item.Text())
	}
	return out
}
