package hostfile

import (
	"fmt"
	"strings"

	"github.com/agentlint/agentlint/parser/config"
)

// PartKeys are the keys of a manifest with paths to what a plugin brings.
// Source: https://code.claude.com/docs/en/plugins/manifest-reference, read on 2026-11-30.
var PartKeys = []string{"commands", "agents", "skills", "hooks", "mcpServers", "lspServers", "outputStyles"}

// ManifestTypes are those of the keys of a manifest.
// Source: https://code.claude.com/docs/en/plugins/manifest-reference, read on 2026-11-30.
var ManifestTypes = map[string][]config.Type{
	"name": {config.String}, "version": {config.String}, "description": {config.String}, "homepage": {config.String},
	"repository": {config.String}, "license": {config.String}, "author": {config.Map}, "keywords": {config.List},
	"commands": {config.String, config.List, config.Map}, "agents": {config.String, config.List}, "skills": {config.String, config.List},
	"hooks": {config.String, config.List, config.Map}, "mcpServers": {config.String, config.List, config.Map},
	"lspServers": {config.String, config.List, config.Map}, "outputStyles": {config.String, config.List},
}

// PathFault says why the host refuses a path under a key of a manifest, "" if it does not.
func (f *Format) PathFault(key, name string) string {
	switch {
	case strings.Contains(name, "://"), strings.HasPrefix(name, "${"):
	case strings.HasPrefix(name, "../") || strings.Contains(name, "/../"):
		return fmt.Sprintf("the path %q of %q leads out of the plugin", name, key)
	case f.Dotted && !strings.HasPrefix(name, "./"):
		return fmt.Sprintf("the path %q of %q does not begin with \"./\"", name, key)
	case key == "agents" && f.Files && !strings.HasSuffix(name, ".md"):
		return fmt.Sprintf("%q lists files that end in .md, and %q is a folder; the folder agents is found without it", key, name)
	case key == "skills" && strings.HasSuffix(name, ".md"):
		return fmt.Sprintf("%q lists folders with a SKILL.md, and %q is a file", key, name)
	}
	return ""
}
