package lint

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A Share is one of several parts of what a run has to judge. Each program is in one of them, and what belongs to no program is in the
// first. The zero Share is all there is.
type Share struct {
	Index int // from 1
	Count int
}

// maxShares is how many shares there may be.
const maxShares = 1000

// ParseShare returns the share that I/N names.
func ParseShare(text string) (Share, error) {
	first, second, ok := strings.Cut(text, "/")
	index, err := strconv.Atoi(first)
	count, err2 := strconv.Atoi(second)
	if !ok || errors.Join(err, err2) != nil || index < 1 || index > count || count > maxShares {
		return Share{}, fmt.Errorf("%q is not valid; use I/N, such as 1/4: the first of four, of at most %d", text, maxShares)
	}
	return Share{index, count}, nil
}

// IsWhole reports whether the share is all there is.
func (s Share) IsWhole() bool { return s.Count == 0 }

// IsFirst reports whether what belongs to no program is in the share.
func (s Share) IsFirst() bool { return s.Index <= 1 }

// Has reports whether the share has the program whose first file is at a path. That follows from the path alone, so that programs that come
// and go move no others.
func (s Share) Has(path string) bool {
	if s.IsWhole() {
		return true
	}
	sum := sha256.Sum256([]byte(path))
	return int(binary.BigEndian.Uint64(sum[:])%uint64(s.Count))+1 == s.Index
}

// String returns the share as I/N.
func (s Share) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Count) }
