// Package regular reads files that are files. A repository may hold, or turn into while it is read, a named pipe that
// nobody writes to, or a link to a device that never ends: opening the one and reading the other would take for ever.
package regular

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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

// ReadFile returns the content of the regular file at a path. The error is a [*TooLargeError] if that is over [MaxSize].
func ReadFile(path string) ([]byte, error) { return Read(path, nil, MaxSize) }

// Read appends the regular file at a path to buf and returns it, with a [*TooLargeError] if it has more than limit bytes;
// a limit of 0 is none. Reading into a buffer of one's own costs half of what os.ReadFile does.
func Read(path string, buf []byte, limit int64) ([]byte, error) {
	f, info, err := open(path)
	if err != nil {
		return buf, err
	}
	defer f.Close()
	if info.IsDir() {
		return buf, &fs.PathError{Op: "read", Path: path, Err: syscall.EISDIR}
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

// open opens a directory or a regular file, without waiting for what is neither.
func open(path string) (*os.File, fs.FileInfo, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "read", Path: path, Err: fmt.Errorf("it is %s, not a regular file", Describe(info.Mode()))}
	}
	if err != nil {
		_ = f.Close() // nothing was written
		return nil, nil, err
	}
	return f, info, nil
}

// Describe names the type of what is neither a regular file nor a directory.
func Describe(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something else"
}

// DirFS returns the files below a directory, like os.DirFS, of which only directories and regular files can be opened.
func DirFS(dir string) fs.FS { return dirFS{dir} }

type dirFS struct{ dir string }

// Open opens the named file.
func (d dirFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, _, err := open(filepath.Join(d.dir, filepath.FromSlash(name)))
	if err != nil {
		return nil, err // a nil *os.File would be no nil fs.File
	}
	return f, nil
}

// Stat describes the named file, and opens nothing.
func (d dirFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(os.DirFS(d.dir), name) }
