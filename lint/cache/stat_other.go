//go:build !unix

package cache

import "os"

// stat returns what the file system says of a file, and whether it says anything.
func stat(path string) (Stamp, bool) {
	info, err := os.Stat(path)
	if err != nil {
		return Stamp{}, false
	}
	return Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()}, true
}
