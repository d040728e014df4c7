package discover

import (
	"fmt"
	"strings"
)

// TooLarge is the message about a file of size bytes, which is over the limit. Find leaves the check to whoever opens the file
// and learns its size there, which saves a system call for every file that is found.
func TooLarge(size, limit int64) string {
	is, may := inUnits(size), inUnits(limit)
	if is == may {
		is, may = fmt.Sprintf("%d bytes", size), fmt.Sprintf("%d bytes", limit)
	}
	return fmt.Sprintf("%s, over the limit of %s; raise it with --max-file-size", is, may)
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
