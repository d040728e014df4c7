package lint

import (
	"errors"
	"maps"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/regular"
	"github.com/agentlint/agentlint/lint/tree"
)

// open returns the content of a file of at most limit bytes, which is in buf if it is read from disk.
func (r *run) open(file discover.Entry, buf *[]byte, limit int64) (data []byte, err error) {
	if !r.cfg.replaces(file.Abs) {
		*buf, err = r.disk.Read(file.Abs, (*buf)[:0], limit)
		return *buf, err
	}
	data, err = r.cfg.Read(file.Abs)
	if outside, ok := errors.AsType[*tree.OutsideError](err); ok {
		r.refuse(outside)
	}
	if size := int64(len(data)); err == nil && limit > 0 && size > limit {
		err = &regular.TooLargeError{Size: size, Limit: limit}
	}
	return data, err
}

// replaces reports whether the file at an absolute path has other content than on disk.
func (c *Config) replaces(path string) bool {
	return c.Read != nil && (c.Replaced == nil || c.Replaced(path))
}

// Content returns the content of the file at an absolute path.
func (c *Config) Content(path string) ([]byte, error) {
	if c.replaces(path) {
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
		return ok || before.replaces(path)
	}
	return out
}
