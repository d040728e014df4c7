// Package cache keeps on disk what a run has worked out, for the next one. Nothing in it is needed: what is missing,
// damaged, from another version or from somebody else is worked out again, and any number of runs may use it at the same time.
package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/shamaton/msgpack/v3"

	"github.com/agentlint/agentlint/internal/pattern"
)

// A Dir is the directory of a cache by its path. It is made when something is stored.
type Dir string

// Files are of two kinds, each written anew as a whole: what a run was, and what became of the files of a project.
const (
	runSuffix  = ".run"
	packSuffix = ".zip"
	temporary  = ".tmp-"
)

// tag marks the directory as one that backups may leave out (https://bford.info/cachedir/).
const (
	tagName = "CACHEDIR.TAG"
	tag     = "Signature: 8a477f597d28d172789f06886806bc55\n# This is the cache of agentlint; it can be deleted at any time.\n"
)

const (
	maxAge  = 30 * 24 * time.Hour // without being used
	maxSize = 1 << 30             // bytes of all files
)

// A Key tells values apart that were worked out from different things.
type Key string

// KeyOf returns the key of values that follow from all parts, in this order.
func KeyOf(parts ...string) Key {
	hash := sha256.New()
	for _, part := range parts {
		var size [8]byte
		binary.LittleEndian.PutUint64(size[:], uint64(len(part)))
		hash.Write(size[:])
		hash.Write([]byte(part))
	}
	return Key(hash.Sum(nil))
}

// Load reads the value of a key into v, and reports whether there is a sound one.
func (d Dir) Load(key Key, v any) bool {
	s, err := signerOf(runSuffix, string(key))
	if err != nil {
		return false
	}
	signed, err := os.ReadFile(d.file(key, runSuffix))
	if err != nil {
		return false
	}
	data := s.open(signed)
	return data != nil && Decode(data, v)
}

// Store keeps a value for a key, in place of the one that it had.
func (d Dir) Store(key Key, v any) error {
	data, err := Encode(v)
	if err != nil {
		return err
	}
	s, err := signerOf(runSuffix, string(key))
	if err != nil {
		return err
	}
	f, err := d.create(key, runSuffix)
	if err != nil {
		return err
	}
	return f.commit(s.write(f, data))
}

// Encode returns v as bytes. Only the exported fields of structs are kept.
func Encode(v any) ([]byte, error) { return msgpack.MarshalAsArray(v) }

// Decode reads into v what Encode made of a value of the same type, and reports whether it is that.
func Decode(data []byte, v any) (ok bool) {
	defer func() { ok = recover() == nil && ok }()
	return msgpack.UnmarshalAsArray(data, v) == nil
}

// Touch marks the pack of one key and the values of others as used.
func (d Dir) Touch(pack Key, values ...Key) {
	now := time.Now()
	var names []string
	for _, value := range values {
		names = append(names, d.file(value, runSuffix))
	}
	for i := range shards {
		names = append(names, d.file(shardKey(pack, i), packSuffix))
	}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && now.Sub(info.ModTime()) > maxAge/30 {
			_ = os.Chtimes(name, now, now) // on a tree that can't be written nothing is dropped either
		}
	}
}

// Prune drops what was not used for 30 days, and then the least recently used until a gigabyte is left.
func (d Dir) Prune() {
	files := d.files()
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	var size int64
	for _, f := range files {
		if size += f.Size(); size > maxSize || time.Since(f.ModTime()) > maxAge {
			_ = os.Remove(filepath.Join(string(d), f.Name())) // gone already, or not ours to remove
		}
	}
}

// Clean removes all that is kept, and the directory if nothing else is in it. It returns how many bytes that frees.
func (d Dir) Clean() (freed int64, err error) {
	for _, f := range d.files() {
		if e := os.Remove(filepath.Join(string(d), f.Name())); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
			continue
		}
		freed += f.Size()
	}
	if entries, e := os.ReadDir(string(d)); e == nil && len(entries) == 1 && entries[0].Name() == tagName {
		err = errors.Join(err, os.RemoveAll(string(d)))
	}
	return freed, err
}

// own matches the names of the cache's files, whole or not.
var own = pattern.New(`^[0-9a-f]{32}\.(?:run|zip)(?:\.tmp-[0-9]+)?$`)

// files returns the cache's own files in the directory.
func (d Dir) files() (files []fs.FileInfo) {
	entries, _ := os.ReadDir(string(d)) // one that is not there holds nothing
	for _, e := range entries {
		if !own.MatchString(e.Name()) {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			files = append(files, info)
		}
	}
	return files
}
