package gate

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/git"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/policy/change"
	"github.com/agentlint/agentlint/report/inert"
)

// What a hook is told to do about a change.
const (
	Ask  = "ask"
	Deny = "deny"
	Tell = "tell"
)

// maxHookSteps is how many instructions of a program are run before an edit: what these do not show, the end of the session does.
const maxHookSteps = 8_000

// A Guard asks about the edits of one session.
type Guard struct {
	*Session
	top  string
	disk *tree.Tree
	repo *git.Repository
}

// NewGuard returns the guard of a session in the repository at the directory top. Cache is the cache's directory. It begins the session
// if nothing has yet.
func NewGuard(ctx context.Context, cache, session, top string, disk *tree.Tree) (*Guard, error) {
	g := &Guard{top: top, disk: disk, repo: &git.Repository{Top: top}}
	s, begun := OpenSession(cache, session, top)
	if g.Session = s; begun {
		return g, nil
	}
	repo, err := git.Open(ctx, top)
	if err != nil {
		return nil, err
	}
	g.repo = repo
	if err := g.Begin(ctx, repo, disk); err != nil {
		return nil, err
	}
	return g, g.Save()
}

// A Verdict is what is to become of an edit.
type Verdict struct {
	Decision string // ask, deny or tell; "" if there is nothing to say
	Reason   string // for whoever decides
}

// onDisk is the files as they are, with some as a tool would write them.
type onDisk struct {
	*Guard
	proposed map[string][]byte // nil for one that would be gone
}

// Paths returns none: only what is near is looked at.
func (d onDisk) Paths() []string { return nil }

// Read returns a file.
func (d onDisk) Read(path string) ([]byte, bool) {
	if data, ok := d.proposed[path]; ok {
		return data, data != nil
	}
	data, err := d.disk.ReadFile(filepath.Join(d.top, filepath.FromSlash(path)))
	return data, err == nil
}

// Folder returns the names in a folder.
func (d onDisk) Folder(dir string) (names []string) {
	entries, _ := os.ReadDir(filepath.Join(d.top, filepath.FromSlash(dir))) //nolint:forbidigo // names only
	for _, e := range entries {
		name := e.Name()
		if path := strings.TrimPrefix(dir+"/"+name, "./"); e.IsDir() {
			names = append(names, name+"/")
		} else if data, ok := d.proposed[path]; !ok || data != nil {
			names = append(names, name)
		}
	}
	for path, data := range d.proposed {
		if parent, name := splitPath(path); data != nil && parent == dir && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func splitPath(path string) (dir, name string) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return ".", path
	}
	return path[:i], path[i+1:]
}

// Relative returns a path from the top of the repository; false for one that leads out of it.
func (g *Guard) Relative(dir, path string) (string, bool) {
	abs := filepath.FromSlash(path)
	if !filepath.IsAbs(abs) {
		abs = filepath.Join(dir, abs)
	}
	rel, err := filepath.Rel(g.top, filepath.Clean(abs))
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// Proposed returns the files that a tool is about to write, by their paths from the top of the repository, given the directory that its
// own paths are relative to.
func (g *Guard) Proposed(dir string, input json.RawMessage) map[string][]byte {
	read := func(path string) ([]byte, error) {
		rel, ok := g.Relative(dir, path)
		if !ok {
			return nil, fs.ErrNotExist
		}
		return g.disk.ReadFile(filepath.Join(g.top, filepath.FromSlash(rel)))
	}
	proposed := map[string][]byte{}
	for path, data := range Proposed(input, read) {
		if rel, ok := g.Relative(dir, path); ok {
			proposed[rel] = data
		}
	}
	return proposed
}

// Before says what is to become of an edit that a tool is about to make, given the directory that its paths are relative to.
func (g *Guard) Before(ctx context.Context, dir string, input json.RawMessage) (Verdict, error) {
	if len(g.Boundaries.Topics) == 0 {
		return Verdict{}, nil
	}
	proposed := g.Proposed(dir, input)
	if len(proposed) == 0 {
		return Verdict{}, nil
	}
	unasked, answered := g.changes(ctx, proposed)
	wasPending := false
	for path := range proposed {
		wasPending = wasPending || g.Pending[path].Sum != ""
		delete(g.Pending, path)
	}
	if len(unasked)+len(answered) == 0 {
		if !wasPending {
			return Verdict{}, nil
		}
		return Verdict{}, g.Save()
	}
	var keys []string
	for _, c := range slices.Concat(unasked, answered) {
		keys = append(keys, key(&c))
	}
	for path, data := range proposed {
		g.read[path] = Question{}
		g.Pending[path] = Question{Sum: sumOf(path, data), Changes: keys, Clean: g.isAccepted(ctx, path), Old: g.current(path)}
	}
	if len(unasked) == 0 {
		return Verdict{}, g.Save()
	}
	return Verdict{cmp.Or(g.Ask, Ask), g.reason("ask first", unasked)}, g.Save()
}

// changes returns what files that a tool would write change that somebody wants to be asked about and that nobody has agreed to yet: apart from
// the rest what the user has heard of and answered.
func (g *Guard) changes(ctx context.Context, proposed map[string][]byte) (unasked, answered []change.Change) {
	before, after := onDisk{g, nil}, onDisk{g, proposed}
	o := change.Options{Near: true, MaxSteps: maxHookSteps, Protected: g.Boundaries.Protects}
	for _, c := range change.Compare(ctx, before, after, slices.Sorted(maps.Keys(proposed)), o) {
		switch k := key(&c); {
		case !g.Boundaries.Asks(c.Topic) || g.Approved[k]:
		case g.Answered[k]:
			answered = append(answered, c)
		default:
			unasked = append(unasked, c)
		}
	}
	return unasked, answered
}

// isAccepted reports whether a file is as it was when the session began, or when all changes in it had been asked about.
func (g *Guard) isAccepted(ctx context.Context, path string) bool {
	now, err := g.disk.ReadFile(filepath.Join(g.top, filepath.FromSlash(path)))
	for _, files := range []map[string][]byte{g.Accepted, g.Dirty} {
		if data, ok := files[path]; ok {
			return (data == nil) == (err != nil) && string(data) == string(now)
		}
	}
	old, e := g.repo.Git(ctx, "cat-file", "blob", g.Commit+":"+path)
	return (e != nil) == (err != nil) && old == string(now)
}

// current returns a file as it is, unless it is too large to be kept.
func (g *Guard) current(path string) []byte {
	data, err := g.disk.ReadFile(filepath.Join(g.top, filepath.FromSlash(path)))
	if err != nil || len(data) > maxCopy {
		return nil
	}
	return data
}

// After notes that a tool has written files: what was asked about them is done, and so agreed to.
func (g *Guard) After(ctx context.Context, dir string, input json.RawMessage) error {
	var done []string
	for path, q := range g.Pending {
		if !mentions(input, dir, g.top, path) {
			continue
		}
		data, err := g.disk.ReadFile(filepath.Join(g.top, filepath.FromSlash(path)))
		if err != nil {
			data = nil
		}
		made, isAll := q.Changes, true
		if sumOf(path, data) != q.Sum {
			made, isAll = g.made(ctx, path, q)
		}
		if len(made) == 0 {
			continue
		}
		done = append(done, path)
		for _, k := range made {
			g.Approved[k] = true
		}
		if q.Clean && isAll {
			g.Accepted[path] = data
		}
	}
	for _, path := range done {
		delete(g.Pending, path)
		g.read[path] = Question{}
	}
	if len(done) == 0 {
		return nil
	}
	return g.Save()
}

// made returns which of the changes that were asked about are in a file now, and whether there are no others: something else, such as what
// formats it, may have written it, too.
func (g *Guard) made(ctx context.Context, path string, q Question) (made []string, isAll bool) {
	if q.Old == nil {
		return nil, false
	}
	before, after := onDisk{g, map[string][]byte{path: q.Old}}, onDisk{g, nil}
	o := change.Options{Near: true, MaxSteps: maxHookSteps, Protected: g.Boundaries.Protects}
	isAll = true
	for _, c := range change.Compare(ctx, before, after, []string{path}, o) {
		switch k := key(&c); {
		case slices.Contains(q.Changes, k):
			made = append(made, k)
		case g.Boundaries.Asks(c.Topic):
			isAll = false
		}
	}
	return made, isAll
}

// mentions reports whether the input of a tool names a path.
func mentions(input json.RawMessage, dir, top, path string) bool {
	rel, err := filepath.Rel(dir, filepath.Join(top, filepath.FromSlash(path)))
	text := strings.ReplaceAll(string(input), `\\`, "/") // as paths of Windows are in JSON
	return strings.Contains(text, path) || err == nil && strings.Contains(text, filepath.ToSlash(rel))
}

// Hear notes that the user has written something, and so has heard of what was not allowed. Hosts that can't ask need that.
func (g *Guard) Hear() error {
	if len(g.Pending) == 0 {
		return nil
	}
	for _, q := range g.Pending {
		for _, k := range q.Changes {
			g.Answered[k] = true
		}
	}
	return g.Save()
}

// Stop returns what was changed without having been asked about, and whether the agent is to go on: it is once for each change.
func (g *Guard) Stop(ctx context.Context) (text string, goesOn bool, err error) {
	if len(g.Boundaries.Topics) == 0 {
		return "", false, nil
	}
	repo, err := git.Open(ctx, g.top)
	if err != nil {
		return "", false, err
	}
	changes, err := g.Unasked(ctx, repo, g.disk)
	if err != nil || len(changes) == 0 {
		return "", false, err
	}
	for i := range changes {
		if k := key(&changes[i]); !g.Told[k] {
			g.Told[k], goesOn = true, true
		}
	}
	return g.reason("changed without asking", changes), goesOn, g.Save()
}

// maxTold is how many changes are listed.
const maxTold = 10

// reason lists changes, each with its place and the boundary that is about it.
func (g *Guard) reason(start string, changes []change.Change) string {
	var b strings.Builder
	fmt.Fprintf(&b, "agentlint: %s:", start)
	for i := range changes {
		c := &changes[i]
		if i == maxTold {
			fmt.Fprintf(&b, "\nand %d more", len(changes)-maxTold)
			break
		}
		fmt.Fprintf(&b, "\n%s: %s (%s:%d)", titleOf(c.Topic), inert.Text(c.Line()), inert.Text(c.Path), c.Start.Line)
		if from := g.Boundaries.Topics[c.Topic]; len(from) > 0 {
			fmt.Fprintf(&b, "; %s:%d says: %s", inert.Text(from[0].Path), from[0].Line, inert.Text(from[0].Text))
		}
	}
	return b.String()
}
