//go:build unix

package tree_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/agentlint/agentlint/lint/tree"
)

// layout makes a directory with a repository in it and what lies around that. What begins with -> is a link, in whose target
// DIR is the directory.
func layout(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		path := filepath.Join(dir, name)
		err := os.MkdirAll(filepath.Dir(path), 0o777)
		if target, isLink := strings.CutPrefix(content, "-> "); isLink {
			err = errors.Join(err, os.Symlink(strings.ReplaceAll(target, "DIR", dir), path))
		} else {
			err = errors.Join(err, os.WriteFile(path, []byte(content), 0o666))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var around = map[string]string{
	"repo/.git/HEAD":      "",
	"secret":              "secret",
	"outside/secret":      "secret",
	"outside/back":        "-> ../repo/a/file",
	"outside/home":        "-> ../repo",
	"repo/a/file":         "file",
	"repo/a/b/deep":       "deep",
	"repo/plain":          "-> a/file",
	"repo/a/up":           "-> ../a/b/deep",
	"repo/a/b/top":        "-> ../../a/file",
	"repo/absolute":       "-> DIR/repo/a/file",
	"repo/chain":          "-> a/chain2",
	"repo/a/chain2":       "-> DIR/repo/plain",
	"repo/roundabout":     "-> ../outside/back",
	"repo/folder":         "-> a/b",
	"repo/far":            "-> DIR/repo/a/b",
	"repo/home":           "-> ../outside/home",
	"repo/out":            "-> ../secret",
	"repo/out2":           "-> DIR/secret",
	"repo/out3":           "-> out",
	"repo/a/out4":         "-> ../out3",
	"repo/outdir":         "-> ../outside",
	"repo/outdir2":        "-> a/../../outside",
	"repo/dots":           "-> a/b/../../../secret",
	"repo/folder2":        "-> DIR/outside",
	"repo/root":           "-> /",
	"repo/device":         "-> /dev/zero",
	"repo/self":           "-> /proc/self/root",
	"repo/environ":        "-> /proc/self/environ",
	"repo/gone":           "-> nowhere",
	"repo/gonefar":        "-> DIR/repo/nowhere",
	"repo/goneout":        "-> ../nowhere",
	"repo/loop":           "-> loop",
	"repo/a/b/outagain":   "-> ../../outdir/secret",
	"repo/a/b/outagain2":  "-> ../../../secret",
	"repo2/secret":        "secret", // its path begins with that of the repository
	"repo/namesake":       "-> ../repo2/secret",
	"repo/worktree/.git":  "gitdir: DIR/outside",
	"repo/worktree/x/one": "one",
}

func TestRead(t *testing.T) {
	dir := layout(t, around)
	repo := filepath.Join(dir, "repo")
	files := tree.New(repo)
	for name, want := range map[string]string{
		"a/file": "file", "a/b/deep": "deep", "plain": "file", "a/up": "deep", "a/b/top": "file", "absolute": "file", "chain": "file",
		"roundabout": "file", "folder/deep": "deep", "folder/top": "file", "far/deep": "deep", "home/a/file": "file", "home/plain": "file",
	} {
		if got, err := files.ReadFile(filepath.Join(repo, name)); string(got) != want || err != nil {
			t.Errorf("%s holds %q: %v", name, got, err)
		}
		if info, err := files.Stat(filepath.Join(repo, name)); err != nil || info.Size() != int64(len(want)) {
			t.Errorf("%s is %v: %v", name, info, err)
		}
	}
	for _, name := range []string{
		"out", "out2", "out3", "a/out4", "outdir/secret", "outdir2/secret", "dots", "folder2/secret", "root/etc/passwd", "device",
		"environ", "self/etc/passwd", "goneout", "a/b/outagain", "a/b/outagain2", "namesake", "outdir", "home/out", "folder/outagain",
	} {
		var told []string
		telling := files.Telling(func(e *tree.OutsideError) { told = append(told, e.Path) })
		got, err := telling.ReadFile(filepath.Join(repo, name))
		outside, ok := errors.AsType[*tree.OutsideError](err)
		if !ok || len(got) > 0 || outside.Top != repo || !slices.Equal(told, []string{outside.Path}) {
			t.Errorf("%s holds %q: %v", name, got, err)
		}
		if _, err := files.Stat(filepath.Join(repo, name)); !errors.As(err, &outside) {
			t.Errorf("%s can be looked at: %v", name, err)
		}
		if _, err := files.ReadDir(filepath.Join(repo, name)); !errors.As(err, &outside) {
			t.Errorf("%s can be listed: %v", name, err)
		}
	}
	for name, want := range map[string]error{"gone": fs.ErrNotExist, "a/gone": fs.ErrNotExist, "gonefar": fs.ErrNotExist, "loop": syscall.ELOOP, "a/file/x": syscall.ENOTDIR} {
		if _, err := files.ReadFile(filepath.Join(repo, name)); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
}

// The link that leads outside is named, and what lies behind it is not.
func TestLinkIsNamed(t *testing.T) {
	dir := layout(t, around)
	for name, want := range map[string]string{"outdir/secret": "outdir", "home/out": "home/out", "self/etc/passwd": "self", "out3": "out3"} {
		_, err := tree.New(filepath.Join(dir, "repo")).ReadFile(filepath.Join(dir, "repo", name))
		if outside, ok := errors.AsType[*tree.OutsideError](err); !ok || outside.Path != filepath.Join(dir, "repo", want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A pipe makes nobody wait, be it taken for a file or for a folder.
func TestPipe(t *testing.T) {
	dir := layout(t, around)
	if err := syscall.Mkfifo(filepath.Join(dir, "repo", "pipe"), 0o666); err != nil {
		t.Skip(err)
	}
	files := tree.New(filepath.Join(dir, "repo"))
	for _, name := range []string{"pipe", "pipe/x"} {
		if _, err := files.ReadFile(filepath.Join(dir, "repo", name)); err == nil || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReplace(t *testing.T) {
	dir := layout(t, around)
	repo := filepath.Join(dir, "repo")
	files := tree.New(repo)
	for name, real := range map[string]string{
		"plain": "a/file", "a/b/top": "a/file", "absolute": "a/file", "roundabout": "a/file", "far/deep": "a/b/deep", "new": "new",
		"folder/new": "a/b/new", "gone": "nowhere", "gonefar": "nowhere", "home/a/file": "a/file",
	} {
		if err := files.Replace(filepath.Join(repo, name), []byte(name)); err != nil {
			t.Error(err)
		}
		if got, err := os.ReadFile(filepath.Join(repo, real)); string(got) != name || err != nil {
			t.Errorf("%s holds %q: %v", real, got, err)
		}
	}
	for _, name := range []string{"out", "out2", "outdir/secret", "outdir/new", "dots", "goneout", "device", "folder2/new", "a/b/outagain2"} {
		err := files.Replace(filepath.Join(repo, name), []byte("x"))
		if _, ok := errors.AsType[*tree.OutsideError](err); !ok {
			t.Errorf("%s: %v", name, err)
		}
		err = files.WriteInto(filepath.Join(repo, name), os.O_TRUNC, []byte("x"))
		if _, ok := errors.AsType[*tree.OutsideError](err); !ok {
			t.Errorf("%s: %v", name, err)
		}
		if files.Create(filepath.Join(repo, name), nil) == nil {
			t.Errorf("%s was made", name)
		}
	}
	isUntouched(t, dir)
}

// isUntouched checks that nothing around the repository is another than before.
func isUntouched(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"secret", "outside/secret", "repo2/secret"} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); string(got) != "secret" || err != nil {
			t.Errorf("%s holds %q: %v", name, got, err)
		}
	}
	for folder, want := range map[string]int{".": 4, "outside": 3, "repo2": 1} {
		if entries, err := os.ReadDir(filepath.Join(dir, folder)); len(entries) != want || err != nil {
			t.Errorf("%s has %v: %v", folder, entries, err)
		}
	}
}

func TestCreate(t *testing.T) {
	dir := layout(t, around)
	repo := filepath.Join(dir, "repo")
	files := tree.New(repo)
	for _, name := range []string{"new", "x/y/new", "folder/z/new", "far/w/new"} {
		if err := files.Create(filepath.Join(repo, name), []byte(name)); err != nil {
			t.Error(err)
		}
		if got, err := os.ReadFile(filepath.Join(repo, name)); string(got) != name || err != nil {
			t.Errorf("%s holds %q: %v", name, got, err)
		}
	}
	for _, name := range []string{"a/file", "plain", "absolute", "gone", "gonefar", "loop", "out", "goneout"} {
		if err := files.Create(filepath.Join(repo, name), nil); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := files.Create(filepath.Join(repo, "a", "file", "x"), nil); err == nil || errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	isUntouched(t, dir)
}

// What a user names is read wherever it leads, and nothing else that is there.
func TestAdmit(t *testing.T) {
	dir := layout(t, around)
	repo := filepath.Join(dir, "repo")
	tests := []struct {
		name, is     string
		holds, lacks []string
	}{
		{"repo/out", "secret", []string{"repo/out"}, []string{"repo/out3", "repo/outdir/secret"}},
		{"repo/outdir", "outside", []string{"repo/outdir/secret", "outside/secret"}, []string{"repo/outdir2/secret", "repo/out", "repo/outdir/back"}},
		{"repo/outdir/secret", "outside/secret", []string{"repo/outdir/secret"}, []string{"repo/out", "repo/folder2/secret"}},
		{"outside", "outside", []string{"outside/secret"}, []string{"outside/back", "repo/outdir/secret"}},
		{"outside/secret", "outside/secret", []string{"outside/secret"}, []string{"outside/back", "outside/home/plain"}},
		{"outside/back", "repo/a/file", []string{"outside/back", "outside/secret"}, []string{"outside/home/plain", "repo/out"}},
		{"repo/plain", "repo/a/file", []string{"repo/plain"}, []string{"repo/out"}},
	}
	for _, test := range tests {
		files := tree.New(repo)
		real, info, err := files.Admit(filepath.Join(dir, test.name))
		if real != filepath.Join(dir, test.is) || info == nil || err != nil {
			t.Errorf("%s is %s, %v: %v", test.name, real, info, err)
		}
		for _, name := range test.holds {
			if _, err := files.ReadFile(filepath.Join(dir, name)); err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
		}
		for _, name := range test.lacks {
			if got, err := files.ReadFile(filepath.Join(dir, name)); err == nil {
				t.Errorf("with %s, %s holds %q", test.name, name, got)
			}
		}
		_, _, err = tree.Fixed(repo, repo).Admit(filepath.Join(dir, test.name))
		if _, ok := errors.AsType[*tree.OutsideError](err); ok != (test.name != "repo/plain") {
			t.Errorf("nothing may be added, but %s: %v", test.name, err)
		}
	}
}

// A fixed tree is closed to the links of its own directory, and open to the settings above it.
func TestFixed(t *testing.T) {
	dir := layout(t, map[string]string{"repo/settings": "settings", "repo/app/link": "-> ../settings", "repo/app/x": "x", "repo/other": "-> app/x", "repo/out": "-> ../secret"})
	files := tree.Fixed(filepath.Join(dir, "repo", "app"), filepath.Join(dir, "repo"))
	for name, want := range map[string]string{"settings": "settings", "app/x": "x", "app/link": "", "other": "x", "out": ""} {
		if got, err := files.ReadFile(filepath.Join(dir, "repo", name)); string(got) != want || (err == nil) != (want != "") {
			t.Errorf("%s holds %q: %v", name, got, err)
		}
	}
}

func TestWithin(t *testing.T) {
	dir := layout(t, around)
	files := tree.New(filepath.Join(dir, "repo"))
	for _, test := range []struct {
		from, to string
		want     bool
	}{
		{"repo/a/file", "repo/plain", true},
		{"repo/a/file", "secret", false},
		{"repo/a/file", "repo2/secret", false},
		{"secret", "outside/secret", true},
	} {
		if err := files.Within(filepath.Join(dir, test.from), filepath.Join(dir, test.to)); (err == nil) != test.want {
			t.Errorf("from %s to %s: %v", test.from, test.to, err)
		}
	}
}

// A repository that is reached through a link is the same by both of its paths.
func TestLinkedTop(t *testing.T) {
	dir := layout(t, around)
	if err := os.Symlink("repo", filepath.Join(dir, "linked")); err != nil {
		t.Fatal(err)
	}
	files := tree.New(filepath.Join(dir, "linked"))
	for _, name := range []string{"linked/plain", "linked/absolute", "repo/plain", "repo/absolute"} {
		if got, err := files.ReadFile(filepath.Join(dir, name)); string(got) != "file" || err != nil {
			t.Errorf("%s holds %q: %v", name, got, err)
		}
	}
	for _, name := range []string{"linked/out", "repo/out"} {
		if got, err := files.ReadFile(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s holds %q", name, got)
		}
	}
}

func TestFS(t *testing.T) {
	dir := layout(t, map[string]string{"a/b": "b"})
	if err := fstest.TestFS(tree.New(dir).FS(dir), "a/b"); err != nil {
		t.Error(err)
	}
}

func TestTop(t *testing.T) {
	dir := layout(t, around)
	if got := tree.Top(filepath.Join(dir, "repo", "worktree", "x")); got != filepath.Join(dir, "repo", "worktree") {
		t.Errorf("the work tree is %q", got)
	}
}

// More folders than may be open at a time are opened again when they are needed.
func TestManyFolders(t *testing.T) {
	files := map[string]string{}
	for i := range 500 {
		files[strings.Repeat("d/", i%250+1)+"f"+string(rune('a'+i/250))] = "x"
	}
	dir := layout(t, files)
	all := tree.New(dir)
	for range 2 {
		for name := range files {
			if got, err := all.ReadFile(filepath.Join(dir, name)); string(got) != "x" || err != nil {
				t.Fatalf("%s holds %q: %v", name, got, err)
			}
		}
	}
	open, err := os.ReadDir("/proc/self/fd")
	if err == nil && len(open) > 250 {
		t.Errorf("%d files are open", len(open))
	}
}
