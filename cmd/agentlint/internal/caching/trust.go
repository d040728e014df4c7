package caching

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/git"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/tree"
)

// distrust returns why the cache is not to be used, nil if it may be. What a repository brings along is nobody's to trust, be it
// a cache or the key to one; nor is it followed to where it leads.
func (f *Flags) distrust(ctx context.Context) error {
	dir, err := f.Dir()
	if f.isOff() || err != nil {
		return nil
	}
	if key, err := cache.SecretFile(); err == nil && os.Getenv(cache.SecretVariable) == "" && isInProject(key) {
		return fmt.Errorf("its key would be %s, in the project, which might contain one already; move the user's cache directory elsewhere, or set %s to a secret",
			console.Printable(key), cache.SecretVariable)
	}
	if isTracked(ctx, string(dir)) {
		return fmt.Errorf("git tracks %s, so it may come from somebody else; run git rm -r --cached %[1]s and add it to .gitignore, or choose another one with --cache-dir",
			console.Printable(console.Relative(workingDir(), string(dir))))
	}
	return nil
}

// isInProject reports whether a path is in the working directory or in a repository, unless the user's home is in there, too.
func isInProject(path string) bool {
	path = realPath(path)
	home, err := os.UserHomeDir()
	for _, top := range []string{tree.Top(filepath.Dir(path)), realPath(workingDir())} {
		if top != "" && isBelow(top, path) && (err != nil || !isBelow(top, realPath(home))) {
			return true
		}
	}
	return false
}

// isTracked reports whether git tracks a path, something below it, or a link that it leads through.
func isTracked(ctx context.Context, path string) bool {
	for _, path := range []string{path, realPath(path)} {
		top := tree.Top(path)
		if top == "" {
			continue
		}
		name, err := filepath.Rel(top, upToLink(top, path))
		if err != nil {
			continue
		}
		// Without git nobody can tell, and the cache is signed all the same.
		if out, _ := (&git.Repository{Top: top}).Git(ctx, "ls-files", "-z", "--", ":(literal,icase)"+filepath.ToSlash(name)); out != "" {
			return true
		}
	}
	return false
}

// upToLink returns a path below a directory up to the first symbolic link in it, or all of it.
func upToLink(top, path string) string {
	link := path
	for dir := path; dir != top && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if info, err := os.Lstat(dir); err == nil && info.Mode()&os.ModeSymlink != 0 {
			link = dir
		}
	}
	return link
}

// realPath returns a path without symbolic links, as far as it exists.
func realPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil { //nolint:forbidigo // it is asked because of where links lead
		return real
	}
	if dir := filepath.Dir(path); dir != path {
		return filepath.Join(realPath(dir), filepath.Base(path))
	}
	return path
}

// isBelow reports whether a path is a directory, or below it.
func isBelow(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// workingDir returns the working directory, "." if it has none that can be named.
func workingDir() string {
	dir, err := os.Getwd()
	if err != nil {
		return "."
	}
	return dir
}
