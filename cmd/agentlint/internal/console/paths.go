package console

import (
	"path/filepath"
	"strconv"
)

// Absolute returns a path as from a directory, unless it is absolute.
func Absolute(root, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(root, name)
}

// Printable quotes a path that would not show as it is.
func Printable(path string) string {
	if q := strconv.Quote(path); q != `"`+path+`"` {
		return q
	}
	return path
}

// Relative returns an absolute path as findings have it: with slashes, and relative to a directory if it lies below it.
func Relative(dir, abs string) string {
	if rel, err := filepath.Rel(dir, abs); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(abs)
}
