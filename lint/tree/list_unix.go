//go:build unix

package tree

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// openFolder makes opening fail for what is no folder.
const openFolder = unix.O_DIRECTORY

// list lists an open folder. A file of an [os.Root] looks at each of its entries once more, which takes longer than all the rest
// and may not be allowed; a second descriptor of the same folder does not. The entries' Info goes by their paths, and may be of
// another file: nobody asks for it.
func list(f *os.File) (entries []fs.DirEntry, err error) {
	conn, err := f.SyscallConn()
	if err != nil {
		return nil, err
	}
	var fd int
	var dupErr error
	err = conn.Control(func(first uintptr) { fd, dupErr = unix.FcntlInt(first, unix.F_DUPFD_CLOEXEC, 0) })
	if err = errors.Join(err, dupErr); err != nil {
		return nil, err
	}
	second := os.NewFile(uintptr(fd), f.Name())
	defer second.Close()
	return second.ReadDir(-1)
}
