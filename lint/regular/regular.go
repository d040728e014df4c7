// Package regular reads files that are files. A repository may hold, or turn into while it is read, a named pipe that
// nobody writes to, or a link to a device that never ends: opening the one and reading the other would take for ever.
package regular

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"syscall"
)

// MaxSize is the size in bytes up to which agentlint reads what is none of the files to check: settings, baselines.
const MaxSize = 100_000_000

// A TooLargeError says that a file is over the limit, both in bytes.
type TooLargeError struct{ Size, Limit int64 }

// Error says how large the file is and may be.
func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%d bytes, over the limit of %d", e.Size, e.Limit)
}

// A Folder opens and changes files by their names: an [os.Root], which no name leads out of, or [System].
type Folder interface {
	OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error)
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
	Mkdir(name string, perm fs.FileMode) error
	Rename(old, name string) error
	Remove(name string) error
}

// ReadFile returns the content of the regular file at a path, which is none of a repository's: those are for package tree.
// The error is a [*TooLargeError] if it is over [MaxSize].
func ReadFile(path string) ([]byte, error) {
	f, info, err := Open(System, path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Read(f, info, nil, MaxSize)
}

// Read appends a file that [Open] has opened to buf and returns it, with a [*TooLargeError] if it has more than limit bytes;
// a limit of 0 is none. Reading into a buffer of one's own costs half of what os.ReadFile does.
func Read(f *os.File, info fs.FileInfo, buf []byte, limit int64) ([]byte, error) {
	if info.IsDir() {
		return buf, &fs.PathError{Op: "read", Path: f.Name(), Err: syscall.EISDIR}
	}
	if limit > 0 && info.Size() > limit {
		return buf, &TooLargeError{info.Size(), limit}
	}
	for start := len(buf); ; {
		buf = slices.Grow(buf, int(max(info.Size()-int64(len(buf)-start), 0))+512) // with room to see the end
		n, err := f.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch size := int64(len(buf) - start); {
		case err == io.EOF:
			return buf, nil
		case err != nil:
			return buf, err
		case limit > 0 && size > limit: // it grows, or is one of those that do not know their size
			return buf, &TooLargeError{size, limit}
		}
	}
}

// Open opens a directory or a regular file, without waiting for what is neither.
func Open(folder Folder, name string) (*os.File, fs.FileInfo, error) {
	f, err := folder.OpenFile(name, os.O_RDONLY|withoutWaiting, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "read", Path: f.Name(), Err: irregular(info.Mode())}
	}
	if err != nil {
		_ = f.Close() // nothing was written
		return nil, nil, err
	}
	return f, info, nil
}

func irregular(mode fs.FileMode) error {
	return fmt.Errorf("it is %s, not a regular file", Describe(mode))
}

// Describe names the type of what is no regular file.
func Describe(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something else"
}
