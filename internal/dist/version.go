package main

import (
	"regexp"
	"strings"
)

// semantic are the versions that are released.
var semantic = regexp.MustCompile(`^\d+\.\d+\.\d+(-(alpha|beta|rc)\.\d+)?$`)

// pep440 is the version as PyPI writes it: 1.2.3-rc.1 is 1.2.3rc1. https://peps.python.org/pep-0440/
func (r *release) pep440() string {
	return strings.NewReplacer("-alpha.", "a", "-beta.", "b", "-rc.", "rc").Replace(r.version)
}
