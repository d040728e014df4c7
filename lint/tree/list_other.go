//go:build !unix

package tree

import (
	"io/fs"
	"os"
)

const openFolder = 0

func list(f *os.File) ([]fs.DirEntry, error) { return f.ReadDir(-1) }
