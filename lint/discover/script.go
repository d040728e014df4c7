package discover

import (
	"io"
	"io/fs"
	"path"
)

// mayBeScript reports whether an entry of a directory may be a script, going by its name.
func (w *walker) mayBeScript(entry fs.DirEntry) bool {
	return w.Script != nil && entry.Type().IsRegular() && path.Ext(entry.Name()) == ""
}

// isScript reports whether the file at a path is an executable script of a known kind.
func (w *walker) isScript(abs string) bool {
	const line = 128 // bytes, which Linux reads of a first line
	info, err := w.Tree.Lstat(abs)
	if err != nil || info.Mode()&0o111 == 0 {
		return false
	}
	f, err := w.Tree.Open(abs)
	if err != nil {
		return false // nobody can run it, either
	}
	defer f.Close()
	head := make([]byte, line)
	n, _ := io.ReadFull(f, head)
	return w.Script(head[:n])
}
