package discover

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint/tree"
)

func TestFind(t *testing.T) {
	root := layout(t,
		"train.py", "notes.txt", "data/load.py", "data/deep/er/x.py", ".github/agents/a.md", ".claude/agents/b.md",
		"node_modules/n.py", "data/.venv/v.py", "dist/d.py", "data/__pycache__/p.py",
		"ignored/i.py", "a b/c d.py",
	)
	write(t, filepath.Join(root, ".gitignore"), "ignored/\n*.tmp.py\n")
	write(t, filepath.Join(root, "data", "w.tmp.py"), "")
	everything := []string{".claude/agents/b.md", ".github/agents/a.md", "a b/c d.py", "data/deep/er/x.py", "data/load.py", "train.py"}
	below := []string{"data/deep/er/x.py", "data/load.py"}
	tests := []struct {
		name string
		args []string
		want []string
	}{
		{"nothing", nil, everything},
		{"dots", []string{"./..."}, everything},
		{"bare dots", []string{"..."}, everything},
		{"the directory itself", []string{"."}, everything},
		{"a directory", []string{"data"}, below},
		{"a directory with dots", []string{"data/..."}, below},
		{"an absolute directory", []string{filepath.Join(root, "data")}, below},
		{"a roundabout way", []string{"./data/../data//"}, below},
		{"a file", []string{"data/load.py"}, []string{"data/load.py"}},
		{"a file of an unknown kind", []string{"notes.txt"}, []string{"notes.txt"}},
		{"an ignored file", []string{"ignored/i.py"}, []string{"ignored/i.py"}},
		{"an ignored directory", []string{"ignored"}, []string{"ignored/i.py"}},
		{"a directory that is never walked", []string{"node_modules"}, []string{"node_modules/n.py"}},
		{"arguments that overlap", []string{"data", "data/load.py", "./data/deep/..."}, below},
		{"sorted whatever the order", []string{"train.py", "data/load.py"}, []string{"data/load.py", "train.py"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			entries, notices, err := find(root, test.args...)
			notices = slices.DeleteFunc(notices, func(n Notice) bool { return n.Kind == LeftOut })
			if err != nil || len(notices) > 0 {
				t.Fatal(notices, err)
			}
			if diff := cmp.Diff(test.want, paths(entries)); diff != "" {
				t.Error(diff)
			}
			for _, entry := range entries {
				if want := filepath.Join(root, filepath.FromSlash(entry.Path)); entry.Abs != want {
					t.Errorf("Abs = %q, want %q", entry.Abs, want)
				}
			}
		})
	}
}

func TestNoIgnore(t *testing.T) {
	root := layout(t, "a.py", "ignored/b.py", "dist/c.py", ".git/d.py", "__pycache__/e.py")
	write(t, filepath.Join(root, ".gitignore"), "*\n")
	entries, _, err := Find(context.Background(), nil, Options{Root: root, NoIgnore: true, Want: wanted})
	if diff := cmp.Diff([]string{"a.py", "dist/c.py", "ignored/b.py"}, paths(entries)); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestLeftOutByName(t *testing.T) {
	for _, list := range []map[string]bool{never, foreign, generated} {
		for name := range list {
			root := layout(t, name+"/a.py", "b/"+name+"/a.py", "c/"+name+".py")
			entries, notices, err := find(root)
			if diff := cmp.Diff([]string{"c/" + name + ".py"}, paths(entries)); diff != "" || err != nil {
				t.Error(diff, err)
			}
			want := []string{"left out " + name, "left out b/" + name}
			slices.Sort(want)
			if never[name] {
				want = nil
			}
			if diff := cmp.Diff(want, kinds(notices)); diff != "" {
				t.Error(diff)
			}
		}
	}
}

// What git tracks is found though it is ignored or lies in a folder such as dist. What is others' by convention is not.
func TestTracked(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	root := layout(t, "a.py", "ignored/b.py", "ignored/deep/c.py", "c.tmp.py", "dist/d.py", "dist/sub/e.py", "dist/node_modules/f.py", "build/g.py",
		"venv/lib/h.py", "_build/i.py", "buck-out/j.py", "node_modules/k.py", ".venv/l.py", "vendor/m.py", "site-packages/n.py", ".eggs/o.py")
	write(t, filepath.Join(root, ".gitignore"), "ignored/\n*.tmp.py\nvenv\n.venv\n")
	git(t, root, "init", "-q")
	git(t, root, "add", "--force", ".")
	for _, name := range []string{"new.py", "ignored/new.py", "dist/new.py", "dist/newer/x.py", "venv/new.py", "new.tmp.py", "away/dist/x.py", "away/vendor/x.py", "away/.venv/x.py"} {
		write(t, filepath.Join(root, filepath.FromSlash(name)), "")
	}
	entries, notices, err := find(root)
	want := []string{"_build/i.py", "a.py", "buck-out/j.py", "build/g.py", "c.tmp.py", "dist/d.py", "dist/sub/e.py", "ignored/b.py", "ignored/deep/c.py", "new.py", "venv/lib/h.py"}
	if diff := cmp.Diff(want, paths(entries)); diff != "" || err != nil {
		t.Error(diff, err)
	}
	want = []string{
		"left out .eggs", "left out .venv", "left out away/dist", "left out away/vendor", "left out dist/node_modules", "left out node_modules",
		"left out site-packages", "left out vendor",
	}
	if diff := cmp.Diff(want, kinds(notices)); diff != "" {
		t.Error(diff)
	}
	files := tree.New(root)
	for _, entry := range entries {
		if PassesBy(Options{Root: root, Tree: files}, entry.Abs) {
			t.Errorf("%s is passed by", entry.Path)
		}
	}
	entries, _, err = find(filepath.Join(root, "dist"))
	if diff := cmp.Diff([]string{"d.py", "new.py", "newer/x.py", "sub/e.py"}, paths(entries)); diff != "" || err != nil {
		t.Error("in a folder where the run starts:", diff, err)
	}
}

// A repository whose index can't be read is walked as if nothing in it were tracked, which is said.
func TestDamagedIndex(t *testing.T) {
	root := layout(t, "a.py", "dist/b.py")
	write(t, filepath.Join(root, ".git", "index"), "DIRC")
	entries, notices, err := find(root)
	if diff := cmp.Diff([]string{"a.py"}, paths(entries)); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if len(notices) != 2 || notices[0].Kind != Skipped || !strings.Contains(notices[0].Message, "index: it is not a git index") {
		t.Error(notices)
	}
}

// What Options.Include names is found wherever it is, but for what is nobody's.
func TestInclude(t *testing.T) {
	root := layout(t, "a.py", "ignored/b.py", "ignored/c.py", "vendor/ours/d.py", "vendor/theirs/e.py", "dist/f.py", "vendor/ours/node_modules/g.py")
	write(t, filepath.Join(root, ".gitignore"), "ignored/\n")
	names := []string{"ignored/b.py", "vendor/ours/d.py", "vendor/ours/node_modules/g.py"}
	entries, notices, err := Find(context.Background(), nil, Options{Root: root, Want: wanted, Include: func(path string, isDir bool) bool {
		return slices.ContainsFunc(names, func(name string) bool { return name == path || isDir && strings.HasPrefix(name, path+"/") })
	}})
	if diff := cmp.Diff([]string{"a.py", "ignored/b.py", "vendor/ours/d.py", "vendor/ours/node_modules/g.py"}, paths(entries)); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if diff := cmp.Diff([]string{"left out dist"}, kinds(notices)); diff != "" {
		t.Error(diff)
	}
}

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	for _, entry := range os.Environ() { // a hook that runs the tests may have set some
		if !strings.HasPrefix(entry, "GIT_") {
			cmd.Env = append(cmd.Env, entry)
		}
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v: %s", args, err, out)
	}
}

func TestRepositoryAboveRoot(t *testing.T) {
	top := layout(t, ".git/HEAD", "pkg/a.py", "pkg/b.py", "pkg/sub/c.py")
	write(t, filepath.Join(top, ".gitignore"), "/pkg/b.py\nc.py\n")
	entries, _, err := find(filepath.Join(top, "pkg"))
	if diff := cmp.Diff([]string{"a.py"}, paths(entries)); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestOutsideRoot(t *testing.T) {
	top := layout(t, "here/a.py", "there/b.py")
	entries, _, err := find(filepath.Join(top, "here"), "../there", ".")
	want := []string{filepath.ToSlash(top) + "/there/b.py", "a.py"}
	if diff := cmp.Diff(want, paths(entries)); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestExplicit(t *testing.T) {
	root := layout(t, "a.py", "b.py")
	entries, _, _ := find(root, ".", "b.py")
	want := []Entry{{Path: "a.py", Abs: filepath.Join(root, "a.py")}, {Path: "b.py", Abs: filepath.Join(root, "b.py"), Explicit: true}}
	if diff := cmp.Diff(want, entries); diff != "" {
		t.Error(diff)
	}
}

// TestPassesBy asks of single files what a walk of the tree says.
func TestPassesBy(t *testing.T) {
	root := layout(t, "train.py", "data/load.py", "ignored/i.py", "data/ignored/kept/j.py", "node_modules/n.py", "data/.venv/v.py", "w.tmp.py")
	write(t, filepath.Join(root, ".gitignore"), "ignored/\n*.tmp.py\n")
	entries, _, err := find(root)
	if err != nil {
		t.Fatal(err)
	}
	walked := paths(entries)
	for _, name := range []string{"train.py", "data/load.py", "ignored/i.py", "data/ignored/kept/j.py", "node_modules/n.py", "data/.venv/v.py", "w.tmp.py"} {
		if got := PassesBy(Options{Root: root, Tree: tree.New(root)}, filepath.Join(root, name)); got == slices.Contains(walked, name) {
			t.Errorf("PassesBy(%q) is %t, and a walk finds %v", name, got, walked)
		}
	}
	if !PassesBy(Options{Root: filepath.Join(root, "data"), Tree: tree.New(root)}, filepath.Join(root, "train.py")) {
		t.Error("a walk of data passes by train.py")
	}
}

func TestErrors(t *testing.T) {
	root := layout(t, "a.py", "b.py")
	link(t, "self", filepath.Join(root, "self"))
	link(t, "gone.py", filepath.Join(root, "broken"))
	entries, notices, err := find(root, "missing.py", "a.py", "missing/...", "b.py/...", "self", "broken", "", "a.py/x.py")
	if diff := cmp.Diff([]string{"a.py"}, paths(entries)); diff != "" {
		t.Error(diff)
	}
	if len(notices) > 0 || err == nil {
		t.Fatalf("notices %v, error %v", notices, err)
	}
	lines := strings.Split(err.Error(), "\n")
	want := []string{
		`"missing.py": no such file or directory; check the spelling (paths are relative to `,
		`"missing/...": no such file or directory; check`,
		`"b.py/...": is a file, not a directory; name it without the /...`,
		`"self": is a symbolic link that leads back to itself; name what it should lead to`,
		`"broken": no such file or directory`,
		`"": an empty path names no file; leave it out`,
		`"a.py/x.py": `,
	}
	if len(lines) != len(want) {
		t.Fatalf("got %d errors:\n%v", len(lines), err)
	}
	for i, line := range lines {
		if !strings.HasPrefix(line, want[i]) {
			t.Errorf("error %q does not start with %q", line, want[i])
		}
	}
}

func TestSymbolicLinks(t *testing.T) {
	root := layout(t, "b/real.py", "b/other.py", "outside/x.py")
	link(t, "../b/real.py", filepath.Join(root, "a", "alias.py"))  // sorts before what it leads to
	link(t, "../b/other.py", filepath.Join(root, "c", "alias.py")) // sorts after
	link(t, "..", filepath.Join(root, "b", "up"))
	link(t, "../outside", filepath.Join(root, "b", "linked.py")) // a wanted name for a directory
	link(t, "gone", filepath.Join(root, "broken.py"))
	link(t, "loop.py", filepath.Join(root, "loop.py"))

	entries, notices, err := find(root)
	if diff := cmp.Diff([]string{"a/alias.py", "b/other.py", "outside/x.py"}, paths(entries)); diff != "" || err != nil {
		t.Error(diff, err)
	}
	want := []string{"skipped broken.py", "skipped loop.py"}
	if diff := cmp.Diff(want, kinds(notices)); diff != "" {
		t.Error(diff)
	}

	entries, _, err = find(root, "b/up/b", "b")
	if diff := cmp.Diff([]string{"b/other.py", "b/real.py"}, paths(entries)); diff != "" || err != nil {
		t.Error("a directory named twice, once through a link:", diff, err)
	}
	entries, _, err = find(root, "b/up/outside", "c/alias.py", "b/other.py")
	if diff := cmp.Diff([]string{"b/other.py", "b/up/outside/x.py"}, paths(entries)); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if !entries[0].Explicit {
		t.Error("a file named through a link is not explicit")
	}
}

func TestUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	root := layout(t, "a.py", "closed/b.py")
	closed := filepath.Join(root, "closed")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(closed, 0o777) })
	entries, notices, err := find(root)
	if diff := cmp.Diff([]string{"a.py"}, paths(entries)); diff != "" || err != nil {
		t.Error(diff, err)
	}
	want := []Notice{{Failed, "closed", "directory can't be read: permission denied"}}
	if diff := cmp.Diff(want, notices); diff != "" {
		t.Error(diff)
	}
	if _, _, err := find(root, "closed"); err == nil || err.Error() != `"closed": permission denied; make it readable or leave it out` {
		t.Errorf("error = %v", err)
	}
}

func TestLongPaths(t *testing.T) {
	var path string
	for range 14 {
		path += strings.Repeat("d", 250) + "/"
	}
	path += strings.Repeat("f", 200) + ".py"
	entries, notices, err := find(layout(t, path))
	if diff := cmp.Diff([]string{path}, paths(entries)); diff != "" || err != nil || len(notices) > 0 {
		t.Error(diff, notices, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Find(ctx, nil, Options{Root: layout(t, "a.py"), Want: wanted}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v", err)
	}
}

func TestSameEveryTime(t *testing.T) {
	root := grow(t, 400)
	first, _, err := find(root)
	if err != nil || len(first) != 400 || !slices.IsSorted(paths(first)) {
		t.Fatal(len(first), err)
	}
	for range 20 {
		again, _, err := find(root)
		if diff := cmp.Diff(first, again); diff != "" || err != nil {
			t.Fatal(diff, err)
		}
	}
}

func TestTooLarge(t *testing.T) {
	tests := []struct {
		size, limit int64
		want        string
	}{
		{12_300_000, 10_000_000, "12.3 MB, over the limit of 10 MB; raise it with --max-file-size"},
		{10_000_001, 10_000_000, "10000001 bytes, over the limit of 10000000 bytes; raise it with --max-file-size"},
		{2_500, 999, "2.5 kB, over the limit of 999 bytes; raise it with --max-file-size"},
	}
	for _, test := range tests {
		if got := TooLarge(test.size, test.limit); got != test.want {
			t.Errorf("TooLarge(%d, %d) = %q", test.size, test.limit, got)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	root := grow(b, 4000)
	b.ReportAllocs()
	for b.Loop() {
		if entries, _, err := find(root); len(entries) != 4000 || err != nil {
			b.Fatal(len(entries), err)
		}
	}
}

func find(root string, args ...string) ([]Entry, []Notice, error) {
	return Find(context.Background(), args, Options{Root: root, Want: wanted})
}

func wanted(path string) bool {
	return strings.HasSuffix(path, ".py") || strings.HasSuffix(path, ".md")
}

func paths(entries []Entry) []string {
	var paths []string
	for _, entry := range entries {
		paths = append(paths, entry.Path)
	}
	return paths
}

func kinds(notices []Notice) []string {
	var kinds []string
	for _, notice := range notices {
		kinds = append(kinds, string(notice.Kind)+" "+notice.Path)
	}
	return kinds
}

// layout makes a directory with empty files, and lets the user have no git configuration.
func layout(t testing.TB, files ...string) string {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", "")
	root := t.TempDir()
	for _, name := range files {
		write(t, filepath.Join(root, filepath.FromSlash(name)), "")
	}
	return root
}

// grow makes a directory with n Python files, ten to a folder, and patterns such as projects have.
func grow(t testing.TB, n int) string {
	t.Helper()
	root := layout(t)
	for i := range n {
		name := fmt.Sprintf("src/part%02d/module%03d/file%d.py", i/200, i/10, i%10)
		write(t, filepath.Join(root, filepath.FromSlash(name)), "")
	}
	patterns := "*.py[cod]\n"
	for i := range 25 {
		patterns += fmt.Sprintf("/build%d/\nout%d/\n*.log%d\n.cache%d\n", i, i, i, i)
	}
	write(t, filepath.Join(root, ".gitignore"), patterns)
	return root
}

func write(t testing.TB, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, name); err != nil {
		t.Skip(err)
	}
}
