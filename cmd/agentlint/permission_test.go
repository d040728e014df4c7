//go:build unix

package main

import (
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
)

// nobody is a user who owns nothing.
const nobody = 65534

// A person runs agentlint in a directory, as somebody to whom permissions apply.
type person func(t *testing.T, dir string, args ...string) (out string, code int)

// unprivileged returns the user of this test or, where that is root, whom permissions do not stop, another.
func unprivileged(t *testing.T) person {
	t.Helper()
	if os.Geteuid() != 0 {
		return func(t *testing.T, dir string, args ...string) (string, int) {
			t.Helper()
			return finish(t, agentlint(t, dir, args...))
		}
	}
	program := publicCopy(t)
	return func(t *testing.T, dir string, args ...string) (string, int) {
		t.Helper()
		open(t, dir)
		cmd := agentlint(t, dir, args...)
		cmd.Path = program
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		return finish(t, cmd)
	}
}

// publicCopy returns a copy of the program that everybody may run.
func publicCopy(t *testing.T) (path string) {
	t.Helper()
	from, err := exec.LookPath("agentlint")
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	path = filepath.Join(t.TempDir(), "agentlint")
	open(t, filepath.Dir(path))
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// open lets everybody into the directory that t.TempDir makes for a test's directories.
func open(t *testing.T, dir string) {
	t.Helper()
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
}

// onReadOnlyMount runs agentlint as root over a copy of a directory, in a file system that nobody can write to.
func onReadOnlyMount(t *testing.T, dir string, args ...string) (out string, code int) {
	t.Helper()
	const script = `mount -t tmpfs tmpfs "$1" && cp -R "$2/." "$1" && mount -o remount,ro "$1" && cd "$1" || exit 99
shift 2; exec agentlint "$@"`
	cmd := agentlint(t, dir)
	var err error
	if cmd.Path, err = exec.LookPath("unshare"); err != nil {
		t.Skip(err)
	}
	cmd.Args = append([]string{"unshare", "-r", "-m", "sh", "-c", script, "sh", t.TempDir(), dir}, args...)
	out, code = finish(t, cmd)
	if code == 99 || strings.HasPrefix(out, "unshare: ") {
		t.Skip("nothing may be mounted here: ", out)
	}
	return out, code
}

// finish runs a command, and returns what it prints and its exit code.
func finish(t *testing.T, cmd *exec.Cmd) (out string, code int) {
	t.Helper()
	text, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Skip(err)
	}
	return string(text), cmd.ProcessState.ExitCode()
}

// protect takes from everybody the right to write to a directory and all in it, until the test ends.
func protect(t *testing.T, dir string) {
	t.Helper()
	change := func(mode fs.FileMode) {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.IsDir() {
				err = os.Chmod(path, mode)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	change(0o555)
	t.Cleanup(func() { change(0o755) })
}

// A tree that can't be written to is checked like any other; what wants to write says where it can't, and leaves nothing.
func TestReadOnlyTree(t *testing.T) {
	reports := []string{"train.py:2:", "sub/b.py:2:"}
	tests := []struct {
		name, args string
		code       int
		want       []string
	}{
		{"a run", "", exitFindings, reports},
		{"a fix", "--fix", exitFailed, []string{"can't fix sub/b.py: write ", "\ncan't fix train.py: write "}},
		{"a diff", "--diff", exitFindings, []string{"+++ b/train.py", "+++ b/sub/b.py"}},
		{"a baseline", "--write-baseline", exitFailed, []string{"can't write the baseline: write "}},
		{"comments", "--add-ignore why", exitFailed, []string{"can't write comments into sub/b.py: write ", "\ncan't write comments into train.py: write "}},
		{"a report", "--format json=out.json", exitFailed, []string{"can't write the json report: ", "out.json: "}},
		{"a report in no folder", "--format text --format json=no/out.json", exitFailed, append(reports, "can't write the json report: ", "no such file")},
		{"a cache", "--cache-dir cache", exitFindings, reports},
		{"a cache in a file", "--cache-dir train.py", exitFindings, reports},
		{"settings", "init", exitFailed, []string{".agentlint.yaml"}},
	}
	ways := map[string]person{
		"read-only mount": onReadOnlyMount,
		"permissions": func(t *testing.T, dir string, args ...string) (string, int) {
			t.Helper()
			protect(t, dir)
			return unprivileged(t)(t, dir, args...)
		},
	}
	t.Setenv(caching.OffVariable, "")
	t.Setenv(caching.DirVariable, filepath.Join(t.TempDir(), "closed", "cache"))
	for way, run := range ways {
		for _, tt := range tests {
			t.Run(way+", "+tt.name, func(t *testing.T) {
				files := map[string]string{"train.py": faulty, "sub/b.py": faulty}
				dir := folder(t, files)
				args := strings.Fields(tt.args)
				if tt.args != "init" {
					args = append(args, "--fail-on", "note")
				}
				out, code := run(t, dir, args...)
				if code != tt.code {
					t.Errorf("exit code %d, want %d", code, tt.code)
				}
				for _, want := range tt.want {
					if !strings.Contains(out, want) {
						t.Errorf("%q is not in\n%s", want, out)
					}
				}
				checkTree(t, dir, files)
			})
		}
	}
}

// checkTree checks that a directory holds some files and nothing else.
func checkTree(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if content := contentOf(t, path); content != files[name] {
			t.Errorf("%s holds %q", name, content)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// What may not be read is said, and makes the exit code 2; all else is checked.
func TestPermissionDenied(t *testing.T) {
	tests := []struct {
		name, closed string // what nobody may read
		mode         fs.FileMode
		args         string
		code         int
		want         []string
	}{
		{"a file", "b.py", 0, "", exitFailed, []string{"a.py:2:", "failed: b.py: can't open it: permission denied", "1 of the files could not be checked"}},
		{"a file that is named", "b.py", 0, "a.py b.py", exitFailed, []string{"a.py:2:", "failed: b.py: can't open it: permission denied"}},
		{"a notebook", "c.ipynb", 0, "", exitFailed, []string{"a.py:2:", "failed: c.ipynb: can't open it: permission denied"}},
		{"a definition", ".github/agents/d.agent.md", 0, "", exitFailed, []string{"a.py:2:", "failed: .github/agents/d.agent.md: can't open it: permission denied"}},
		{"a folder", "sub", 0, "", exitFailed, []string{"a.py:2:", "failed: sub: directory can't be read: permission denied"}},
		{"a folder that can be listed", "sub", 0o444, "", exitFailed, []string{"a.py:2:", "failed: sub/e.py: can't open it: permission denied"}},
		{"a folder that can't be listed", "sub", 0o111, "", exitFailed, []string{"a.py:2:", "failed: sub: directory can't be read: permission denied"}},
		{"a folder that is named", "sub", 0, "sub", exitFailed, []string{`"sub": permission denied; make it readable or leave it out`}},
		{"a file to fix", "b.py", 0, "--fix", exitFailed, []string{"failed: b.py: can't open it: permission denied"}},
		{"settings", ".agentlint.yaml", 0, "", exitFailed, []string{".agentlint.yaml", "permission denied"}},
		{"a baseline", ".agentlint-baseline.json", 0, "", exitFailed, []string{".agentlint-baseline.json", "permission denied"}},
		{"an ignore file, which counts as empty", ".gitignore", 0, "", exitClean, []string{"a.py:2:"}},
	}
	run := unprivileged(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := folder(t, map[string]string{
				"a.py": faulty, "b.py": faulty, "sub/e.py": faulty, "c.ipynb": `{"cells": []}`, ".agentlint.yaml": "", ".agentlint-baseline.json": `{"schema":1,"findings":[]}`,
				".github/agents/d.agent.md": "---\nname: d\ndescription: Trains.\n---\nTrain.\n", ".gitignore": "*.log\n",
			})
			path := filepath.Join(dir, tt.closed)
			if err := os.Chmod(path, tt.mode); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(path, 0o755) })
			out, code := run(t, dir, append(strings.Fields(tt.args), "--notes")...)
			if code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
			for _, want := range tt.want {
				if !strings.Contains(out, want) {
					t.Errorf("%q is not in\n%s", want, out)
				}
			}
		})
	}
}

// A report that is there and may be written to is, even if its folder may not.
func TestReportInClosedFolder(t *testing.T) {
	dir := folder(t, map[string]string{"train.py": faulty, "out.json": "old"})
	path := filepath.Join(dir, "out.json")
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	protect(t, dir)
	out, code := unprivileged(t)(t, dir, "--format", "json=out.json", "train.py")
	if content := contentOf(t, path); code != exitClean || !json.Valid([]byte(content)) {
		t.Errorf("exit code %d: %s; the report is %.100q", code, out, content)
	}
}
