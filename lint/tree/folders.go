package tree

import (
	"os"
	"path/filepath"
	"sync"
)

// maxFolders is how many folders a generation has.
const maxFolders = 100

// folders are those of a zone that are open, by name. What is opened in one needs no look at those above it: files are mostly
// asked for folder by folder. The zero value has none.
type folders struct {
	mu        sync.Mutex
	now, last map[string]*os.Root // two generations: what is not asked for while a new one grows up is closed
}

// folder returns an open folder of the zone. It may be closed by the time it is used, for others that are opened meanwhile.
func (z *zone) folder(name string) (*os.Root, error) {
	var missing []string // those that are to be opened, the innermost first
	above := name
	folder := z.folders.get(above)
	for ; folder == nil && above != "."; folder = z.folders.get(above) {
		missing = append(missing, above)
		above = filepath.Dir(above)
	}
	var err error
	if folder == nil {
		folder, err = os.OpenRoot(z.real())
		folder = z.folders.put(".", folder)
	}
	for i := len(missing) - 1; i >= 0 && err == nil; i-- {
		folder, err = folder.OpenRoot(filepath.Base(missing[i]) + separator) // nothing but a folder: opening a pipe would wait
		folder = z.folders.put(missing[i], folder)
	}
	return folder, err
}

// get returns a folder if it is open, else nil.
func (f *folders) get(name string) *os.Root {
	f.mu.Lock()
	defer f.mu.Unlock()
	folder := f.now[name]
	if folder == nil && f.last[name] != nil {
		folder = f.last[name]
		delete(f.last, name)
		f.add(name, folder)
	}
	return folder
}

// put keeps a folder that has been opened, and returns the one to use.
func (f *folders) put(name string, folder *os.Root) *os.Root {
	if folder == nil { // it could not be
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if other := f.now[name]; other != nil {
		_ = folder.Close() // nothing was written
		return other
	}
	f.add(name, folder)
	return folder
}

func (f *folders) add(name string, folder *os.Root) {
	if len(f.now) >= maxFolders || f.now == nil {
		for _, old := range f.last {
			_ = old.Close() // nothing was written
		}
		f.last, f.now = f.now, make(map[string]*os.Root, maxFolders)
	}
	f.now[name] = folder
}
