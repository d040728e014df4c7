package gitindex

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// git runs git in a directory, with nobody's settings.
func git(t testing.TB, dir string, args ...string) string {
	t.Helper()
	out, err := command(dir, args...).Output()
	if err != nil {
		t.Fatalf("git %v: %v", args, err)
	}
	return string(out)
}

func command(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	for _, entry := range os.Environ() { // a hook that runs the tests may have set some
		if !strings.HasPrefix(entry, "GIT_") {
			cmd.Env = append(cmd.Env, entry)
		}
	}
	cmd.Env = append(cmd.Env, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull,
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com")
	return cmd
}

// populate makes a work tree with files, whose names are in each other's way.
func populate(t testing.TB, init ...string) (dir string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	dir = t.TempDir()
	git(t, dir, append([]string{"init", "-q"}, init...)...)
	names := []string{"a", "a.b/c", "a-b", "dist/x.py", "dist/y/z.py", "distance.py", "ü é/ñ.py", "deep/er/and/deeper/x", "z/z/z", "A", "b/b", "b.c",
		strings.Repeat("d/", 300) + strings.Repeat("n", 240), strings.Repeat(strings.Repeat("m", 250)+"/", 14) + "far"}
	for _, name := range names {
		path := filepath.Join(dir, name)
		err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(name), 0o666))
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// agree checks that an index has what git says that it has.
func agree(t *testing.T, dir, gitDir string) {
	t.Helper()
	index, err := Read(gitDir)
	if err != nil {
		t.Fatal(err)
	}
	tracked := strings.FieldsFunc(git(t, dir, "ls-files", "-z"), func(r rune) bool { return r == 0 })
	if len(tracked) == 0 {
		t.Fatal("nothing is tracked")
	}
	for _, name := range tracked {
		if !index.Has(name, false) || !index.Has(name, true) {
			t.Errorf("%.50q is not tracked", name)
		}
		for i := range name {
			if name[i] == '/' && (index.Has(name[:i], false) || !index.Has(name[:i], true)) {
				t.Errorf("%.50q is no folder of what is tracked", name[:i])
			}
		}
	}
	for _, name := range []string{"", "new", "dist/new", "dis", "dist/x.p", "a.", "zz", "deep/er/and/deeper/x/y", "\x00"} {
		if slices.Contains(tracked, name) != index.Has(name, false) {
			t.Errorf("%q is tracked", name)
		}
	}
}

func TestAgainstGit(t *testing.T) {
	tests := map[string]struct {
		init  []string
		steps []string
	}{
		"version 2":           {nil, []string{"add .", "update-index --index-version 2"}},
		"version 3":           {nil, []string{"add dist a", "add --intent-to-add .", "update-index --skip-worktree a"}},
		"version 4":           {nil, []string{"add .", "update-index --index-version 4"}},
		"split":               {nil, []string{"add dist a", "update-index --split-index", "add .", "rm -q --cached --sparse dist/x.py a-b", "add a-b dist/x.py"}},
		"split, of version 4": {nil, []string{"add dist a", "update-index --index-version 4", "update-index --split-index", "add ."}},
		"SHA-256":             {[]string{"--object-format=sha256"}, []string{"add ."}},
		"SHA-256, version 4":  {[]string{"--object-format=sha256"}, []string{"add .", "update-index --index-version 4"}},
		"without a sum":       {nil, []string{"config index.skipHash true", "add ."}},
		"in threads":          {nil, []string{"config index.threads 4", "add .", "update-index --index-version 4"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := populate(t, test.init...)
			for _, step := range test.steps {
				git(t, dir, strings.Fields(step)...)
			}
			agree(t, dir, filepath.Join(dir, ".git"))
		})
	}
}

func TestConflict(t *testing.T) {
	dir := populate(t)
	for _, step := range []string{"add .", "commit -qm first", "switch -qc other"} {
		git(t, dir, strings.Fields(step)...)
	}
	for _, text := range []string{"one", "two"} {
		if err := os.WriteFile(filepath.Join(dir, "a"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		git(t, dir, "commit", "-qam", text)
		if text == "one" {
			git(t, dir, "switch", "-q", "-")
		}
	}
	if command(dir, "merge", "-q", "other").Run() == nil {
		t.Fatal("there is no conflict")
	}
	agree(t, dir, filepath.Join(dir, ".git"))
}

func TestNoIndex(t *testing.T) {
	if index, err := Read(t.TempDir()); err != nil || index.Has("a", true) {
		t.Error(index, err)
	}
}

func TestDamaged(t *testing.T) {
	dir := populate(t)
	git(t, dir, "add", ".")
	name := filepath.Join(dir, ".git", "index")
	sound, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for want, data := range map[string][]byte{
		"not a git index": []byte("DIRC"), "damaged": sound[:len(sound)/2], "version 9": append([]byte("DIRC\x00\x00\x00\x09"), sound[8:]...),
		"a damaged one": append(bytes.Clone(sound[:60]), bytes.Repeat([]byte{0xff}, 300)...),
	} {
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(filepath.Join(dir, ".git")); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// Whatever an index holds, reading it ends, and takes no more than a multiple of it.
func FuzzParse(f *testing.F) {
	for _, version := range []string{"2", "4"} {
		dir := populate(f)
		git(f, dir, "add", "dist", "a", "b")
		git(f, dir, "update-index", "--index-version", version)
		if version == "4" {
			git(f, dir, "update-index", "--split-index")
		}
		data, err := os.ReadFile(filepath.Join(dir, ".git", "index"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, hash := range []int{20, 32} {
			all, _, err := parse(data, hash)
			if err != nil {
				continue
			}
			if len(all.text) > (maxGrowth+1)*len(data) {
				t.Errorf("%d bytes became %d", len(data), len(all.text))
			}
			index := Index{[]paths{all}}
			index.Has("dist", true)
			index.Has("a", false)
		}
	})
}

// A path that is as long as all before it together must not make the paths grow as their square.
func TestGrowth(t *testing.T) {
	entry := func(dropped byte, suffix string, length int) []byte {
		flags := min(length, 0xfff)
		out := append(make([]byte, 60), byte(flags>>8), byte(flags), dropped)
		return append(append(out, suffix...), 0)
	}
	const count, length = 10_000, 20_000
	data := []byte{'D', 'I', 'R', 'C', 0, 0, 0, 4, 0, 0, count >> 8, count & 0xff}
	data = append(data, entry(0, strings.Repeat("x", length), length)...)
	for i := range count - 1 {
		data = append(data, entry(0, "y", length+i+1)...)
	}
	if _, _, err := parse(append(data, make([]byte, 20)...), 20); err == nil {
		t.Error("paths of 200 MB in an index of less than 1 MB")
	}
}
