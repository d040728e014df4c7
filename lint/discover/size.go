package discover

import (
	"fmt"
	"strings"
)

// TooLarge returns the Notice for a file of size bytes if that is over limit. Find leaves the check to whoever opens the
// file and learns its size there, which saves a system call for every file that is found.
func TooLarge(path string, size, limit int64) (Notice, bool) {
	if size <= limit {
		return Notice{}, false
	}
	is, may := inUnits(size), inUnits(limit)
	if is == may {
		is, may = fmt.Sprintf("%d bytes", size), fmt.Sprintf("%d bytes", limit)
	}
	return Notice{Skipped, path, fmt.Sprintf("%s, over the limit of %s; raise it with --max-file-size", is, may)}, true
}

// inUnits writes a size in the largest decimal unit (1 kB is 1000 bytes) that leaves at least 1 before the point.
func inUnits(size int64) string {
	unit, value := "bytes", float64(size)
	for _, next := range []string{"kB", "MB", "GB"} {
		if value < 1000 {
			break
		}
		unit, value = next, value/1000
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", value), ".0") + " " + unit
}
