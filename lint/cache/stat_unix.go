//go:build unix

package cache

import "golang.org/x/sys/unix"

// stat returns what the file system says of a file, and whether it says anything.
func stat(path string) (Stamp, bool) {
	var s unix.Stat_t
	if err := unix.Stat(path, &s); err != nil {
		return Stamp{}, false
	}
	return Stamp{s.Size, s.Mtim.Nano(), s.Ctim.Nano(), uint64(s.Ino)}, true //nolint:unconvert // not all systems have 64 bits there
}
