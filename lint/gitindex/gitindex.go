// Package gitindex reads which files git tracks: the index of a work tree, of versions 2 to 4, whole or split
// (https://git-scm.com/docs/index-format). Reading it takes less than starting git, and works where there is no git.
package gitindex

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"

	"github.com/agentlint/agentlint/lint/regular"
)

// An Index is the paths that git tracks. The zero Index has none.
type Index struct {
	parts []paths // more than one if the index is split
}

// Read reads the index of a work tree from the directory in which git keeps what it knows about that. A directory without an
// index has an empty one. The error says what is wrong with a file, by its path.
func Read(gitDir string) (*Index, error) {
	own, shared, err := read(filepath.Join(gitDir, "index"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Index{}, nil
	case err != nil:
		return nil, err
	case shared == "":
		return &Index{[]paths{own}}, nil
	}
	rest, _, err := read(filepath.Join(gitDir, "sharedindex."+shared))
	if err != nil {
		return nil, err
	}
	return &Index{[]paths{own, rest}}, nil // what is no longer tracked may still be in the shared part, until git writes that anew
}

func read(name string) (all paths, shared string, err error) {
	data, err := regular.ReadFile(name) //nolint:forbidigo // git itself goes wherever it leads
	if err != nil {
		return paths{}, "", err
	}
	for _, hash := range []int{20, 32} { // bytes of SHA-1 and SHA-256; the file does not say which
		if all, shared, err = parse(data, hash); err == nil {
			return all, shared, nil
		}
	}
	return paths{}, "", fmt.Errorf("%s: %w", name, err)
}

// Has reports whether a file is tracked, or anything below a folder, by its slash-separated path from the top of the work tree.
// A submodule is tracked itself, and nothing in it.
func (x *Index) Has(path string, isDir bool) bool {
	for _, part := range x.parts {
		if part.has(path) || isDir && part.hasBelow(path+"/") {
			return true
		}
	}
	return false
}

// paths are sorted as bytes are.
type paths struct {
	text string // one after the other
	ends []int
}

func (p *paths) at(i int) string {
	start := 0
	if i > 0 {
		start = p.ends[i-1]
	}
	return p.text[start:p.ends[i]]
}

// search returns the first path that does not come before a prefix, "" if there is none.
func (p *paths) search(prefix string) string {
	i := sort.Search(len(p.ends), func(i int) bool { return p.at(i) >= prefix })
	if i == len(p.ends) {
		return ""
	}
	return p.at(i)
}

func (p *paths) has(path string) bool        { return path != "" && p.search(path) == path }
func (p *paths) hasBelow(folder string) bool { return strings.HasPrefix(p.search(folder), folder) }

var errDamaged = errors.New("it is not a git index, or a damaged one")

// maxGrowth is how many times longer than the file its paths may be: in version 4 a path says what it has in common with the
// one before it.
const maxGrowth = 16

// parse returns the paths in an index whose hashes have so many bytes, and the hash in the name of the file that has the rest of
// them, "" if there is none.
func parse(data []byte, hash int) (all paths, shared string, err error) {
	const header = 12
	if len(data) < header+hash || string(data[:4]) != "DIRC" {
		return paths{}, "", errDamaged
	}
	version, count := binary.BigEndian.Uint32(data[4:]), binary.BigEndian.Uint32(data[8:])
	if version < 2 || version > 4 {
		return paths{}, "", fmt.Errorf("it has version %d, which agentlint does not support", version)
	}
	e := entries{rest: data[header : len(data)-hash], hash: hash, version: version}
	var text []byte
	for range count {
		if text, err = e.next(text); err != nil || len(text) > maxGrowth*len(data) {
			return paths{}, "", errDamaged
		}
		all.ends = append(all.ends, len(text))
	}
	all.text = string(text)
	return all, e.shared(), nil
}

// entries are what is left to be read of an index.
type entries struct {
	rest    []byte
	hash    int
	version uint32
	last    int // bytes of the path before
}

// next appends the path of the next entry to those before it.
func (e *entries) next(text []byte) ([]byte, error) {
	const (
		stat     = 40     // bytes before the hash
		extended = 0x4000 // the flag that two more bytes of flags follow
		longest  = 0xfff  // the length in the flags of a path that has as many bytes or more
	)
	head := stat + e.hash + 2
	if len(e.rest) < head {
		return nil, errDamaged
	}
	flags := binary.BigEndian.Uint16(e.rest[head-2:])
	if flags&extended != 0 && e.version > 2 {
		head += 2
	}
	kept := 0
	if e.version == 4 {
		dropped, size := varint(e.rest[min(head, len(e.rest)):])
		if size == 0 || dropped > e.last {
			return nil, errDamaged
		}
		head, kept = head+size, e.last-dropped
	}
	end := bytes.IndexByte(e.rest[min(head, len(e.rest)):], 0)
	if length := kept + end; end < 0 || int(flags&longest) != min(length, longest) {
		return nil, errDamaged
	}
	size := head + end + 1
	if e.version < 4 { // filled up to a multiple of eight
		size = min((size+7)&^7, len(e.rest))
	}
	before := len(text) - e.last
	text = append(append(text, text[before:before+kept]...), e.rest[head:head+end]...)
	e.rest, e.last = e.rest[size:], kept+end
	return text, nil
}

// varint reads a number as git writes it in an index, and returns how many bytes it has, 0 if it is none.
func varint(data []byte) (n, size int) {
	for size < len(data) && size < 5 {
		b := data[size]
		n = n<<7 | int(b&0x7f)
		size++
		if b&0x80 == 0 {
			return n, size
		}
		n++
	}
	return 0, 0
}

// shared returns the hash in the name of the file with the other paths, from the extension of a split index.
func (e *entries) shared() string {
	const head = 8 // bytes: a name of four, and the size
	for len(e.rest) >= head {
		size := int(binary.BigEndian.Uint32(e.rest[4:]))
		body := e.rest[head:]
		if size > len(body) {
			return ""
		}
		if string(e.rest[:4]) == "link" && size >= e.hash {
			return hex.EncodeToString(body[:e.hash])
		}
		e.rest = body[size:]
	}
	return ""
}
