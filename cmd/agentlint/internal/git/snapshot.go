package git

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"os/exec"

	"github.com/agentlint/agentlint/lint/tree"
)

// A Snapshot is the files of a commit, of the index or of the work tree.
type Snapshot struct {
	paths   []string
	objects map[string]string // by path; of the work tree none
	read    func(path string) ([]byte, bool)
	close   func() error
}

// Paths returns the slash-separated paths of all files from the top of the repository, in order.
func (s *Snapshot) Paths() []string { return s.paths }

// Read returns the content of a file, and whether there is one.
func (s *Snapshot) Read(path string) ([]byte, bool) { return s.read(path) }

// Close ends what reads objects.
func (s *Snapshot) Close() error {
	if s.close == nil {
		return nil
	}
	return s.close()
}

// Commit returns the files of a commit.
func (r *Repository) Commit(ctx context.Context, commit string) (*Snapshot, error) {
	out, err := r.Git(ctx, "ls-tree", "-r", "-z", "--full-tree", commit)
	if err != nil {
		return nil, err
	}
	s := &Snapshot{objects: map[string]string{}}
	for _, line := range fields(out) { // 100644 blob OBJECT<tab>PATH
		about, path, _ := strings.Cut(line, "\t")
		if parts := strings.Fields(about); len(parts) == 3 && parts[1] == "blob" && parts[0] != link {
			s.add(path, parts[2])
		}
	}
	return s, r.open(ctx, s)
}

// link is the mode of a symbolic link, whose content is a path.
const link = "120000"

// Index returns the files as they are staged.
func (r *Repository) Index(ctx context.Context) (*Snapshot, error) {
	out, err := r.Git(ctx, "ls-files", "-z", "--stage", "--full-name", ":/")
	if err != nil {
		return nil, err
	}
	s := &Snapshot{objects: map[string]string{}}
	for _, line := range fields(out) { // 100644 OBJECT STAGE<tab>PATH
		about, path, _ := strings.Cut(line, "\t")
		if parts := strings.Fields(about); len(parts) == 3 && parts[0] != submodule && parts[0] != link {
			s.add(path, parts[1])
		}
	}
	slices.Sort(s.paths)
	return s, r.open(ctx, s)
}

func (s *Snapshot) add(path, object string) {
	if _, isThere := s.objects[path]; !isThere { // as there is several times in a merge with conflicts
		s.paths = append(s.paths, path)
	}
	s.objects[path] = object
}

// open starts what reads the objects of a snapshot.
func (r *Repository) open(ctx context.Context, s *Snapshot) error {
	cmd := r.command(ctx, nil, "cat-file", "--batch")
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	reader := bufio.NewReader(out)
	s.read = func(path string) ([]byte, bool) {
		object, ok := s.objects[path]
		if !ok {
			return nil, false
		}
		data, err := readObject(in, reader, object)
		return data, err == nil
	}
	s.close = func() error {
		_ = in.Close()
		return cmd.Wait()
	}
	return nil
}

// readObject asks git for one object (https://git-scm.com/docs/git-cat-file#_batch_output).
func readObject(in io.Writer, out *bufio.Reader, object string) ([]byte, error) {
	if _, err := fmt.Fprintln(in, object); err != nil {
		return nil, err
	}
	header, err := out.ReadString('\n')
	if err != nil {
		return nil, err
	}
	parts := strings.Fields(header)
	if len(parts) != 3 {
		return nil, fmt.Errorf("git has no object %s here", object)
	}
	size, err := strconv.Atoi(parts[2])
	if err != nil {
		return nil, err
	}
	data := make([]byte, size+1) // a line end follows
	if _, err := io.ReadFull(out, data); err != nil {
		return nil, err
	}
	return data[:size], nil
}

// WorkTree returns the files as they are on disk: those that git tracks, and those that it does not ignore.
func (r *Repository) WorkTree(ctx context.Context, disk *tree.Tree) (*Snapshot, error) {
	out, err := r.Git(ctx, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--full-name", ":/")
	if err != nil {
		return nil, err
	}
	s := &Snapshot{}
	for _, path := range fields(out) {
		if info, err := os.Lstat(filepath.Join(r.Top, filepath.FromSlash(path))); err == nil && info.Mode().IsRegular() {
			s.paths = append(s.paths, path)
		}
	}
	slices.Sort(s.paths)
	s.paths = slices.Compact(s.paths)
	s.read = func(path string) ([]byte, bool) {
		data, err := disk.ReadFile(filepath.Join(r.Top, filepath.FromSlash(path)))
		return data, err == nil
	}
	return s, nil
}

// Differing returns the paths of the files that two snapshots have with different content, or of which one has none, in order.
func Differing(a, b *Snapshot) (paths []string) {
	for _, path := range a.paths {
		if a.objects != nil && b.objects != nil {
			if a.objects[path] != b.objects[path] {
				paths = append(paths, path)
			}
			continue
		}
		old, _ := a.Read(path)
		if now, isThere := b.Read(path); !isThere || !bytes.Equal(old, now) {
			paths = append(paths, path)
		}
	}
	for _, path := range b.paths {
		if _, found := slices.BinarySearch(a.paths, path); !found {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// command returns a command of git that runs nothing which the repository names.
func (r *Repository) command(ctx context.Context, env []string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", slices.Concat([]string{"-C", r.Top}, harmless, r.filterless, args)...) //nolint:forbidigo // the one place
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_LFS_SKIP_SMUDGE=1", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0")
	cmd.Env = append(cmd.Env, env...)
	cmd.WaitDelay = time.Second // what git has started may outlive it, and hold its pipes
	return cmd
}

// ChangedPaths returns the paths of the files of the work tree that differ from a commit, are new or are gone, in order. Those that git is
// told to take for unchanged are among them.
func (r *Repository) ChangedPaths(ctx context.Context, commit string) ([]string, error) {
	differ, err := r.Git(ctx, "diff", "-z", "--name-only", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-relative", "--ignore-submodules=all", commit, "--")
	if err != nil {
		return nil, err
	}
	untracked, err := r.Git(ctx, "ls-files", "-z", "--others", "--exclude-standard", "--full-name", ":/")
	if err != nil {
		return nil, err
	}
	tagged, err := r.Git(ctx, "ls-files", "-z", "-v", "--full-name", ":/")
	paths := slices.Concat(fields(differ), fields(untracked))
	for _, line := range fields(tagged) { // a letter, a blank and the path
		if len(line) > 2 && (line[0] == 'S' || 'a' <= line[0] && line[0] <= 'z') {
			paths = append(paths, line[2:])
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths), err
}
