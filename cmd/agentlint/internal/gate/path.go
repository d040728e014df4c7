package gate

import (
	"strings"

	"github.com/agentlint/agentlint/internal/glob"
)

// lies reports whether a path is one that a glob, a file or a folder names: data/ and data/** are all below data, *.lock is so anywhere.
func lies(pattern, name string) bool {
	pattern = strings.TrimPrefix(strings.TrimPrefix(pattern, "./"), "/")
	folder := strings.TrimSuffix(pattern, "/")
	if folder == "" || name == folder || strings.HasPrefix(name, folder+"/") {
		return folder != ""
	}
	globs := []string{pattern}
	if !strings.Contains(folder, "/") {
		globs = append(globs, "**/"+folder)
	}
	if strings.HasSuffix(pattern, "/") {
		globs = append(globs, "**/"+folder+"/**")
	}
	set, err := glob.New(globs...)
	return err == nil && set.Match(name)
}
