package gate

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/git"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/change"
	"github.com/agentlint/agentlint/policy/forbid"
)

// A Session is what is kept of one conversation of an agent, in the cache and never in the repository: where it began, what it was to ask
// about, and what was asked and then done.
type Session struct {
	Commit     string              `json:"commit"`     // at which it began; "" if there was none
	Dirty      map[string][]byte   `json:"dirty"`      // files that differed from that, as they were; null for one that was gone
	Boundaries *Boundaries         `json:"boundaries"` // as they were
	Ask        string              `json:"ask"`        // what is answered about a change: ask, deny or tell
	Commands   forbid.List         `json:"commands"`   // what settings forbid, commands of a shell among it
	Accepted   map[string][]byte   `json:"accepted"`   // files as they were when all that was changed in them had been asked about
	Approved   map[string]bool     `json:"approved"`   // changes that were asked about and then made
	Pending    map[string]Question `json:"pending"`    // by path, what was asked about and is not made yet
	Told       map[string]bool     `json:"told"`       // changes that a stop was blocked for
	Answered   map[string]bool     `json:"answered"`   // changes that a user has heard of and written something since
	file       string
	read       map[string]Question // what was pending when the state was read, or has become so since
}

// A Question is what was asked about an edit of a file.
type Question struct {
	Sum     string   `json:"sum"`     // of the file as it would be
	Changes []string `json:"changes"` // that the edit makes
	Clean   bool     `json:"clean"`   // all else in the file is as it was accepted
	Old     []byte   `json:"old"`     // the file as it was
}

// maxKept is how long the state of a session is kept.
const maxKept = 30 * 24 * time.Hour

// maxCopy is how large a file is at most that is kept as it was.
const maxCopy = 2 << 20

// OpenSession returns the state of a session in the repository at a directory, and whether it has begun already. Dir is the cache's.
func OpenSession(dir, id, top string) (s *Session, begun bool) {
	sum := sha256.Sum256([]byte(id + "\x00" + top))
	s = &Session{file: filepath.Join(dir, "sessions", hex.EncodeToString(sum[:16])+".json")}
	if id == "" {
		s.file = "" // nothing is kept of what the host does not name
	}
	data, err := os.ReadFile(s.file) //nolint:forbidigo // in the cache
	begun = err == nil && json.Unmarshal(data, s) == nil && s.Boundaries != nil
	for _, m := range []*map[string]bool{&s.Approved, &s.Told, &s.Answered} {
		if *m == nil {
			*m = map[string]bool{}
		}
	}
	if s.Accepted == nil {
		s.Accepted = map[string][]byte{}
	}
	if s.Pending == nil {
		s.Pending = map[string]Question{}
	}
	s.read = maps.Clone(s.Pending)
	return s, begun
}

// Begin notes where a session begins.
func (s *Session) Begin(ctx context.Context, repo *git.Repository, disk *tree.Tree) error {
	work, err := repo.WorkTree(ctx, disk)
	if err != nil {
		return err
	}
	s.Boundaries, s.Dirty = BoundariesOf(work), map[string][]byte{}
	asking := AskingOf(work)
	s.Boundaries.Take(asking)
	s.Boundaries.Close()
	s.Ask = asking.Ask
	if set := settingsOf(work); set != nil {
		s.Commands = set.Forbidden()
	}
	if s.Commit, err = repo.Resolve(ctx, "HEAD"); err != nil {
		s.Commit, err = repo.Head(ctx)
	}
	if err != nil {
		return err
	}
	paths, err := repo.ChangedPaths(ctx, s.Commit)
	for _, path := range paths {
		data, isThere := work.Read(path)
		if len(data) > maxCopy {
			continue
		}
		s.Dirty[path] = data
		if isThere && data == nil {
			s.Dirty[path] = []byte{}
		}
	}
	return err
}

// Save keeps the state. It forgets sessions of long ago.
func (s *Session) Save() error {
	if s.file == "" {
		return nil
	}
	dir := filepath.Dir(s.file)
	if err := os.MkdirAll(dir, 0o700); err != nil { //nolint:forbidigo // in the cache
		return err
	}
	s.join()
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if _, err := os.Stat(s.file); err != nil {
		forget(dir)
	}
	next := fmt.Sprintf("%s.%d.new", s.file, os.Getpid())   // hosts use several tools at once
	if err := os.WriteFile(next, data, 0o600); err != nil { //nolint:forbidigo // in the cache
		return err
	}
	return os.Rename(next, s.file) //nolint:forbidigo // in the cache
}

// join takes over what hooks have noted that ran at the same time.
func (s *Session) join() {
	var other Session
	data, err := os.ReadFile(s.file) //nolint:forbidigo // in the cache
	if err != nil || json.Unmarshal(data, &other) != nil {
		return
	}
	for _, pair := range [][2]map[string]bool{{s.Approved, other.Approved}, {s.Told, other.Told}, {s.Answered, other.Answered}} {
		maps.Copy(pair[0], pair[1])
	}
	for path, q := range other.Pending {
		if _, isKnown := s.read[path]; !isKnown {
			s.Pending[path] = q
		}
	}
	for path, data := range other.Accepted {
		if _, isOwn := s.Accepted[path]; !isOwn {
			s.Accepted[path] = data
		}
	}
}

func forget(dir string) {
	entries, _ := os.ReadDir(dir) //nolint:forbidigo // in the cache
	for _, e := range entries {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > maxKept {
			_ = os.Remove(filepath.Join(dir, e.Name())) //nolint:forbidigo // in the cache
		}
	}
}

// accepted is the version in which a session began, with what was asked about since.
type accepted struct {
	change.Version
	*Session
}

// Read returns a file as it was accepted.
func (a accepted) Read(path string) ([]byte, bool) {
	for _, files := range []map[string][]byte{a.Accepted, a.Dirty} {
		if data, ok := files[path]; ok {
			return data, data != nil
		}
	}
	return a.Version.Read(path)
}

// Paths returns the paths of all files.
func (a accepted) Paths() []string {
	paths := a.Version.Paths()
	seen := map[string]bool{}
	for _, path := range paths {
		seen[path] = true
	}
	for _, files := range []map[string][]byte{a.Accepted, a.Dirty} {
		for path, data := range files {
			if !seen[path] && data != nil {
				seen[path] = true
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// key identifies a change, wherever it stands.
func key(c *change.Change) string { return c.Topic + "\x00" + c.Line() }

// sumOf identifies what a file says, whatever its line ends are, and of a notebook its cells, however they are written: hosts keep the line
// ends of a file, and write notebooks in their own way.
func sumOf(path string, data []byte) string {
	if source.IsNotebook(path) {
		data = cellsOf(data)
	}
	sum := sha256.Sum256(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")))
	return hex.EncodeToString(sum[:])
}

// cellsOf returns the cells of a notebook as text; what is no notebook stays as it is.
func cellsOf(data []byte) []byte {
	var notebook struct {
		Cells []struct {
			Type   string          `json:"cell_type"`
			Source json.RawMessage `json:"source"`
		} `json:"cells"`
	}
	if json.Unmarshal(data, &notebook) != nil || notebook.Cells == nil {
		return data
	}
	var out bytes.Buffer
	for _, c := range notebook.Cells {
		text, lines := "", []string(nil)
		if json.Unmarshal(c.Source, &text) != nil && json.Unmarshal(c.Source, &lines) == nil {
			text = strings.Join(lines, "")
		}
		fmt.Fprintf(&out, "%s %q\n", c.Type, text)
	}
	return out.Bytes()
}

// Unasked returns the changes since the session began that nobody was asked about.
func (s *Session) Unasked(ctx context.Context, repo *git.Repository, disk *tree.Tree) ([]change.Change, error) {
	commit, err := repo.Commit(ctx, s.Commit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = commit.Close() }()
	work, err := repo.WorkTree(ctx, disk)
	if err != nil {
		return nil, err
	}
	paths, err := repo.ChangedPaths(ctx, s.Commit)
	if err != nil {
		return nil, err
	}
	for path := range s.Dirty { // which may be as in the commit now
		paths = append(paths, path)
	}
	var unasked []change.Change
	for _, c := range change.Compare(ctx, accepted{commit, s}, work, paths, change.Options{Protected: s.Boundaries.Protects}) {
		if s.Boundaries.Asks(c.Topic) && !s.Approved[key(&c)] {
			unasked = append(unasked, c)
		}
	}
	return unasked, nil
}
