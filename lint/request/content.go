package request

import (
	"cmp"
	"maps"

	"github.com/agentlint/agentlint/lint/tree"
)

// OnDisk returns what may be read of the file system.
func (c *Config) OnDisk() *tree.Tree {
	if c.Disk != nil {
		return c.Disk
	}
	return tree.New(cmp.Or(tree.Top(c.Root), c.Root))
}

// Replaces reports whether the file at an absolute path has other content than on disk.
func (c *Config) Replaces(path string) bool {
	return c.Read != nil && (c.Replaced == nil || c.Replaced(path))
}

// Content returns the content of the file at an absolute path.
func (c *Config) Content(path string) ([]byte, error) {
	if c.Replaces(path) {
		return c.Read(path)
	}
	return c.OnDisk().ReadFile(path)
}

// With returns a run over files of which some have other content, by absolute path.
func (c *Config) With(contents map[string][]byte) Config {
	before, out, contents := *c, *c, maps.Clone(contents)
	out.Read = func(path string) ([]byte, error) {
		if content, ok := contents[path]; ok {
			return content, nil
		}
		return before.Content(path)
	}
	out.Replaced = func(path string) bool {
		_, ok := contents[path]
		return ok || before.Replaces(path)
	}
	return out
}
