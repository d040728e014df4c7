// Package git asks git what a repository has changed. It is the one place that runs another program.
package git

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A Repository is what git says of the repository that a directory is in. git itself is asked: it alone knows about work
// trees, sparse checkouts and whatever the next version brings.
//
// Nothing that the configuration of the repository names is run: see harmless.
type Repository struct {
	Top        string   // absolute; paths are relative to it
	filterless []string // options that keep git from running filters of the repository; see filters
}

// Open returns the repository that an absolute directory is in.
func Open(ctx context.Context, dir string) (*Repository, error) {
	r := &Repository{Top: dir}
	out, err := r.Git(ctx, "rev-parse", "--is-inside-work-tree", "--show-cdup")
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("git, which is needed to find changes, is not installed")
	}
	inside, up, _ := strings.Cut(out, "\n")
	if err != nil || inside != "true" {
		return nil, fmt.Errorf("%s is not in a git repository, so there is nothing to compare with (%w)", dir, cmp.Or(err, errors.New("it has no work tree")))
	}
	r.Top = filepath.Join(dir, strings.TrimSuffix(up, "\n"))
	r.filterless, err = r.filters(ctx)
	return r, err
}

// harmless keeps git from running what a repository's configuration names, from asking anybody, and from fetching
// (https://git-scm.com/docs/git-config, https://git-scm.com/docs/git#_environment_variables).
var harmless = []string{
	"--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "safe.bareRepository=explicit",
	"-c", "protocol.allow=never", "-c", "submodule.recurse=false",
}

// filters returns options that empty all filters of the repository, by which git would run programs on the content of files.
// They can't be turned off as a whole.
func (r *Repository) filters(ctx context.Context) (options []string, err error) {
	out, err := r.Git(ctx, "config", "--null", "--name-only", "--get-regexp", `^filter\..*\.(clean|smudge|process|required)$`)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 1 {
		return nil, nil // there are none
	}
	for _, name := range fields(out) {
		value := ""
		if strings.HasSuffix(name, ".required") {
			value = "false"
		}
		options = append(options, "-c", name+"="+value)
	}
	return options, err
}

// Git returns what git prints, or an error with its last words. Nothing is written into the repository, and large files that
// are stored elsewhere are not fetched.
func (r *Repository) Git(ctx context.Context, args ...string) (string, error) {
	return r.gitWith(ctx, nil, args...)
}

func (r *Repository) gitWith(ctx context.Context, env []string, args ...string) (string, error) {
	cmd := r.command(ctx, env, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if said := strings.TrimSpace(stderr.String()); err != nil && said != "" {
		err = fmt.Errorf("git says: %s", strings.ReplaceAll(said, "\n", "; "))
	}
	return string(out), err
}

// A Difference is the paths that differ between two states of a repository. Those that are gone are not among them.
type Difference struct{ Files, Submodules []string }

// ChangedSince returns what differs from a commit or is new, whether it is staged or not.
func (r *Repository) ChangedSince(ctx context.Context, commit string) (Difference, error) {
	differ, err := r.diff(ctx, commit)
	if err != nil {
		return differ, err
	}
	untracked, err := r.Git(ctx, "ls-files", "-z", "--others", "--exclude-standard")
	differ.Files = append(differ.Files, fields(untracked)...)
	return differ, err
}

// Staged returns what differs between the last commit and the index.
func (r *Repository) Staged(ctx context.Context) (Difference, error) {
	return r.diff(ctx, "--cached")
}

// Unstaged returns what differs between the index and the disk.
func (r *Repository) Unstaged(ctx context.Context) (Difference, error) { return r.diff(ctx) }

// diff asks git what differs. What is changed in a submodule but not committed there is not looked for: git would run there
// with the configuration of the submodule.
func (r *Repository) diff(ctx context.Context, args ...string) (d Difference, err error) {
	args = append([]string{
		"diff", "-z", "--raw", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-relative", "--diff-filter=d", "--ignore-submodules=dirty",
	}, args...)
	out, err := r.Git(ctx, append(args, "--")...)
	all := fields(out)
	for i := 0; i+1 < len(all); i += 2 { // :100644 100644 old new M, and then the path
		if _, mode, _ := strings.Cut(all[i], " "); strings.HasPrefix(mode, submodule) {
			d.Submodules = append(d.Submodules, all[i+1])
		} else {
			d.Files = append(d.Files, all[i+1])
		}
	}
	return d, err
}

// submodule is the mode of a commit of another repository (https://git-scm.com/docs/git-diff#_raw_output_format).
const submodule = "160000"

func fields(out string) []string { return strings.FieldsFunc(out, func(r rune) bool { return r == 0 }) }

// Head returns the last commit, or the empty tree if there is none yet.
func (r *Repository) Head(ctx context.Context) (string, error) {
	if commit, err := r.Resolve(ctx, "HEAD"); err == nil {
		return commit, nil
	}
	out, err := r.Git(ctx, "hash-object", "-t", "tree", os.DevNull)
	return strings.TrimSpace(out), err
}

// Resolve returns the commit that a ref leads to.
func (r *Repository) Resolve(ctx context.Context, ref string) (string, error) {
	out, err := r.Git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", ref+"^{commit}")
	if err != nil {
		return "", fmt.Errorf("git does not know the commit %q; %s", ref, remedy(ref))
	}
	return strings.TrimSpace(out), nil
}

// remedy says what may help where git does not know a ref. What starts from another ref, such as HEAD~1, can't be fetched by its name.
func remedy(ref string) string {
	if strings.ContainsAny(ref, "~^:@") || strings.HasPrefix(ref, "-") {
		return "check the spelling; if the clone is shallow, fetch more of it: git fetch --unshallow"
	}
	return "check the spelling, or fetch it: git fetch origin " + strings.TrimPrefix(ref, "origin/")
}

// MergeBase returns the commit at which the work since has left the history of a ref.
func (r *Repository) MergeBase(ctx context.Context, ref string) (string, error) {
	return r.MergeBaseOf(ctx, ref, "HEAD")
}

// MergeBaseOf returns the last commit that the histories of two refs have in common.
func (r *Repository) MergeBaseOf(ctx context.Context, ref, other string) (string, error) {
	commit, err := r.Resolve(ctx, ref)
	if err != nil {
		return "", err
	}
	head, err := r.Resolve(ctx, other)
	if err != nil {
		return "", err
	}
	out, err := r.Git(ctx, "merge-base", commit, head)
	if err != nil {
		return "", fmt.Errorf("%q and %s have no commit in common here; if the clone is shallow, fetch more of it: git fetch --unshallow", ref, other)
	}
	return strings.TrimSpace(out), nil
}

// DefaultBranch returns the branch that work goes into: the one that CI says, that of the remote, or main or master.
func (r *Repository) DefaultBranch(ctx context.Context) (string, error) {
	var candidates []string
	if target := cmp.Or(os.Getenv("GITHUB_BASE_REF"), os.Getenv("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")); target != "" {
		candidates = append(candidates, "origin/"+target, target)
	} else {
		candidates = []string{"origin/HEAD", "origin/main", "origin/master", "main", "master"}
	}
	for _, ref := range candidates {
		if _, err := r.Resolve(ctx, ref); err == nil {
			return ref, nil
		}
	}
	name := strings.TrimPrefix(candidates[min(1, len(candidates)-1)], "origin/")
	return "", fmt.Errorf("there is no default branch here to compare with; fetch it (git fetch origin %s), or name one with --base", name)
}

// Indexed returns the content that the index has for the file at an absolute path.
func (r *Repository) Indexed(ctx context.Context, abs string) ([]byte, error) {
	path, err := filepath.Rel(r.Top, abs)
	if err != nil {
		return nil, err
	}
	out, err := r.Git(ctx, "cat-file", "blob", ":"+filepath.ToSlash(path))
	return []byte(out), err
}

// Absolute returns paths as a set of absolute ones.
func (r *Repository) Absolute(paths []string) map[string]bool {
	set := map[string]bool{}
	for _, path := range paths {
		set[filepath.Join(r.Top, filepath.FromSlash(path))] = true
	}
	return set
}

// CheckOut writes the files of a commit into a directory, which looks like the root of a repository then. The repository
// keeps no trace of it, as it would of a work tree.
func (r *Repository) CheckOut(ctx context.Context, commit, dir string) error {
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil { //nolint:forbidigo // in a temporary directory
		return err
	}
	index := []string{"GIT_INDEX_FILE=" + filepath.Join(dir, ".git", "index")}
	if _, err := r.gitWith(ctx, index, "read-tree", commit); err != nil {
		return err
	}
	_, err := r.gitWith(ctx, index, "checkout-index", "--all", "--prefix="+filepath.ToSlash(dir)+"/")
	return err
}
