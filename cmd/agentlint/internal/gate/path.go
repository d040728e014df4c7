package gate

import (
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// lies reports whether a path is one that a glob, a file or a folder names: data/ and data/** are all below data, *.lock is so anywhere.
func lies(glob, name string) bool {
	glob = strings.TrimPrefix(strings.TrimPrefix(glob, "./"), "/")
	folder := strings.TrimSuffix(glob, "/")
	if folder == "" || name == folder || strings.HasPrefix(name, folder+"/") {
		return folder != ""
	}
	if ok, err := doublestar.Match(glob, name); ok && err == nil {
		return true
	}
	if strings.Contains(folder, "/") {
		return false
	}
	ok, err := doublestar.Match(folder, path.Base(name))
	return ok && err == nil || strings.Contains("/"+path.Dir(name)+"/", "/"+folder+"/") && strings.HasSuffix(glob, "/")
}
