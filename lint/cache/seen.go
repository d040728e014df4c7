package cache

import (
	"crypto/sha256"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
)

// A Stamp changes whenever a file's content does. The zero Stamp tells nothing.
type Stamp struct {
	Size     int64  // bytes
	Modified int64  // nanoseconds since 1970
	Changed  int64  // the same of the inode, which no program can set; 0 where there is none
	Inode    uint64 // 0 where there is none
}

// racy is how long a file must have been left alone before its Stamp is trusted: until a file system's clock ticks, content
// can change without it. The coarsest, FAT's, ticks every two seconds.
const racy = 2 * time.Second

var now = time.Now // but in tests

// StampOf returns the Stamp of the file or directory at a path, the zero Stamp if it can't be trusted: the file has only
// just been written, or will be in the future.
func StampOf(path string) Stamp {
	settled := now().Add(-racy).UnixNano() // as of before the file is looked at
	s, ok := stat(path)
	if !ok || s.Modified > settled || s.Changed > settled {
		return Stamp{}
	}
	return s
}

// A Seen is what a run saw of a file or directory.
type Seen struct {
	Stamp Stamp  // from before it was read
	Sum   string // of the content, as from [Sum], [SumOf] or [SumEntries]; "" if it was not read whole
}

// Again looks at what lies at a path now, and reports whether it is the same. Sum works out the content's sum, if that has to
// be compared.
func (s Seen) Again(path string, sum func(path string) string) (again Seen, same bool) {
	again = Seen{StampOf(path), s.Sum}
	if again.Stamp == s.Stamp && s.Stamp != (Stamp{}) {
		return again, true
	}
	return again, s.Sum != "" && sum(path) == s.Sum
}

// Sum returns the sum of content.
func Sum(content []byte) string {
	sum := sha256.Sum256(content)
	return string(sum[:])
}

// SumFile returns the sum of the content of a file that is none of a repository's, "" if it can't be read.
func SumFile(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	return SumOf(f)
}

// SumOf returns the sum of what is left to be read, "" if it can't be.
func SumOf(r io.Reader) string {
	hash := sha256.New()
	if _, err := io.Copy(hash, r); err != nil {
		return ""
	}
	return string(hash.Sum(nil))
}

// SumEntries returns the sum of the names and types in a directory.
func SumEntries(entries []fs.DirEntry) string {
	parts := make([]string, 0, 2*len(entries))
	for _, e := range slices.SortedFunc(slices.Values(entries), func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }) {
		parts = append(parts, e.Name(), e.Type().String())
	}
	return string(KeyOf(parts...))
}
