package cache

import (
	"archive/zip"
	"bytes"
	"encoding/hex"
	"errors"
	"strconv"
	"sync"
)

// A Pack is what is kept for the files of one project: values by key. It is safe for concurrent use.
//
// The values lie in several files by their keys, so that a run which has something new for a few keys writes a few of the
// files anew, and one that asks for nothing opens none.
type Pack struct{ shards [shards]shard }

// shards is how many files a pack has.
const shards = 32

// A shard is one file of a pack.
type shard struct {
	dir    Dir
	key    Key
	opened sync.Once

	mu      sync.Mutex
	old     *zip.ReadCloser      // nil if there is none
	entries map[string]*zip.File // of old, by name
	used    map[string]bool      // names of entries that were asked for or kept
	put     map[string]bool      // names of entries of fresh
	fresh   *newFile             // the shard as it will be; nil as long as nothing is new
	zip     *zip.Writer          // of fresh
	err     error                // the first one about fresh
}

// Open returns the pack of a project. What there is none of, or is damaged, is empty.
func (d Dir) Open(project Key) *Pack {
	p := &Pack{}
	for i := range p.shards {
		s := &p.shards[i]
		s.dir, s.key, s.used, s.put = d, shardKey(project, i), map[string]bool{}, map[string]bool{}
	}
	return p
}

func shardKey(project Key, i int) Key { return KeyOf(string(project), strconv.Itoa(i)) }

// of returns the shard of a key, and the name of its entry there.
func (p *Pack) of(key Key) (s *shard, name string) {
	return &p.shards[key[0]%shards], hex.EncodeToString([]byte(key))
}

// open reads what entries there are, once.
func (s *shard) open() {
	s.opened.Do(func() {
		if _, err := secret(); err != nil {
			return
		}
		old, err := zip.OpenReader(s.dir.file(s.key, packSuffix))
		if err != nil {
			return
		}
		s.old, s.entries = old, make(map[string]*zip.File, len(old.File))
		for _, f := range old.File {
			s.entries[f.Name] = f
		}
	})
}

// Get returns the value of a key, nil if there is no sound one.
func (p *Pack) Get(key Key) []byte {
	s, name := p.of(key)
	s.open()
	f := s.entries[name]
	if f == nil || f.Method != zip.Store { // what is compressed is not ours, and may be a thousand times as large
		return nil
	}
	signed, err := s.signer(key)
	if err != nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	const maxGuess = 1 << 20 // bytes; what a damaged file says of its size may be anything
	value := bytes.NewBuffer(make([]byte, 0, min(f.UncompressedSize64, maxGuess)+bytes.MinRead))
	if _, err := value.ReadFrom(r); err != nil { // which compares checksums
		return nil
	}
	data := signed.open(value.Bytes())
	if data != nil {
		p.Keep(key)
	}
	return data
}

// signer returns the signer of the value of a key.
func (s *shard) signer(key Key) (signer, error) {
	return signerOf(packSuffix, string(s.key), string(key))
}

// Keep keeps the value that a key has, if it has one, as if it had been asked for.
func (p *Pack) Keep(key Key) {
	s, name := p.of(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used[name] = true
}

// Put keeps the value of a key. What goes wrong is told by [Pack.Commit].
func (p *Pack) Put(key Key, value []byte) {
	s, name := p.of(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	signed, err := s.signer(key)
	if s.err == nil {
		s.err = err
	}
	if s.fresh == nil && s.err == nil {
		if s.fresh, s.err = s.dir.create(s.key, packSuffix); s.err == nil {
			s.zip = zip.NewWriter(s.fresh)
		}
	}
	if s.err != nil {
		return
	}
	s.put[name] = true
	w, err := s.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err == nil {
		err = signed.write(w, value)
	}
	s.err = err
}

// Commit keeps what was put. A run over the whole project says so: of the files that are written anew for it, what it has neither
// asked for nor kept is dropped then. Otherwise that is done with files that have become large.
func (p *Pack) Commit(isWhole bool) error {
	var errs []error
	for i := range p.shards {
		errs = append(errs, p.shards[i].commit(isWhole))
	}
	return errors.Join(errs...)
}

// maxShard is how many bytes a file of a pack grows to by runs over a part of the project.
const maxShard = 16 << 20

func (s *shard) commit(isWhole bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fresh == nil {
		return errors.Join(s.err, s.close())
	}
	s.open()
	tidies := isWhole || s.size() > maxShard
	for name, f := range s.entries {
		if !s.put[name] && (s.used[name] || !tidies) && s.err == nil {
			s.err = s.zip.Copy(f)
		}
	}
	if s.err == nil {
		s.err = s.zip.Close()
	}
	err := errors.Join(s.err, s.close()) // Windows replaces no file that is open
	fresh := s.fresh
	s.fresh = nil
	return fresh.commit(err)
}

// size returns the bytes of what the shard had.
func (s *shard) size() (bytes uint64) {
	for _, f := range s.entries {
		bytes += f.CompressedSize64
	}
	return bytes
}

// Discard leaves the pack as it was.
func (p *Pack) Discard() {
	for i := range p.shards {
		p.shards[i].discard()
	}
}

func (s *shard) discard() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fresh != nil {
		_ = s.fresh.commit(errDiscarded)
	}
	_ = s.close()
}

var errDiscarded = errors.New("discarded")

func (s *shard) close() error {
	if s.old == nil {
		return nil
	}
	return s.old.Close()
}
