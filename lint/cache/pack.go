package cache

import (
	"archive/zip"
	"encoding/hex"
	"errors"
	"io"
	"sync"
)

// A Pack is what is kept for the files of one project: values by key, in one file. It is safe for concurrent use.
type Pack struct {
	dir     Dir
	project Key
	old     *zip.ReadCloser      // nil if there is none
	entries map[string]*zip.File // of old, by name

	mu    sync.Mutex
	used  map[string]bool // names of entries that were asked for
	fresh *newFile        // the pack as it will be; nil as long as nothing is new
	zip   *zip.Writer     // of fresh
	err   error           // the first one about fresh
}

// Open returns the pack of a project, which is empty if there is none or it is damaged.
func (d Dir) Open(project Key) *Pack {
	p := &Pack{dir: d, project: project, entries: map[string]*zip.File{}, used: map[string]bool{}}
	old, err := zip.OpenReader(d.file(project, packSuffix))
	if err != nil {
		return p
	}
	p.old = old
	for _, f := range old.File {
		p.entries[f.Name] = f
	}
	return p
}

// Get returns the value of a key, nil if there is no sound one.
func (p *Pack) Get(key Key) []byte {
	name := hex.EncodeToString([]byte(key))
	f := p.entries[name]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	value, err := io.ReadAll(r) // which compares checksums
	if err != nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.used[name] = true
	return value
}

// Keep keeps the value that a key has, as if it had been asked for.
func (p *Pack) Keep(key Key) {
	name := hex.EncodeToString([]byte(key))
	if p.entries[name] == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.used[name] = true
}

// Put keeps the value of a key. What goes wrong is told by [Pack.Commit].
func (p *Pack) Put(key Key, value []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fresh == nil && p.err == nil {
		if p.fresh, p.err = p.dir.create(p.project, packSuffix); p.err == nil {
			p.zip = zip.NewWriter(p.fresh)
		}
	}
	if p.err != nil {
		return
	}
	name := hex.EncodeToString([]byte(key))
	delete(p.used, name) // the old value was of no use
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err == nil {
		_, err = w.Write(value)
	}
	p.err = err
}

// Commit writes the pack anew with the values that were asked for or put, if it would be another.
func (p *Pack) Commit() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fresh == nil {
		return errors.Join(p.err, p.close())
	}
	for name := range p.used {
		if p.err == nil {
			p.err = p.zip.Copy(p.entries[name])
		}
	}
	if p.err == nil {
		p.err = p.zip.Close()
	}
	err := errors.Join(p.err, p.close()) // Windows replaces no file that is open
	fresh := p.fresh
	p.fresh = nil
	return fresh.commit(err)
}

// Discard leaves the pack as it was.
func (p *Pack) Discard() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fresh != nil {
		_ = p.fresh.commit(errDiscarded)
	}
	_ = p.close()
}

var errDiscarded = errors.New("discarded")

func (p *Pack) close() error {
	if p.old == nil {
		return nil
	}
	return p.old.Close()
}
