//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	ossignal "os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
)

const (
	faulty = "import torch\nprint(f\"done\")\n" // has a finding with a safe fix
	mended = "import torch\nprint(\"done\")\n"
)

// agentlint is the program in a process of its own, which a test may end, and which fails if it takes for ever.
func agentlint(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, "agentlint", args...)
	cmd.Dir = dir
	return cmd
}

func folder(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func contentOf(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// What can't be written is said, whatever it is.
func TestNoSpaceForOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no device that is always full here")
	}
	defer full.Close()
	dir := folder(t, map[string]string{"train.py": faulty})
	commands := []string{"--statistics", "--show-files", "--diff", "--format json=/dev/full --format text=out"}
	for _, format := range []string{"text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl", "azure", "markdown", "html"} {
		commands = append(commands, "--format "+format)
	}
	for _, command := range commands {
		t.Run(command, func(t *testing.T) {
			cmd := agentlint(t, dir, append(strings.Fields(command), "train.py")...)
			var stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = full, &stderr
			_ = cmd.Run() // the exit code tells
			if cmd.ProcessState.ExitCode() != exitFailed || !strings.Contains(stderr.String(), "no space left on device") {
				t.Errorf("exit code %d: %s", cmd.ProcessState.ExitCode(), &stderr)
			}
		})
	}
}

// A fix, a baseline or a report that can't be written leaves what was there, and nothing beside it.
func TestCannotWrite(t *testing.T) {
	const script = `trap "" XFSZ; ulimit -f 0; exec agentlint "$@"`
	tests := []struct {
		name, file, want string
		mode             os.FileMode
		command          []string
	}{
		{"a fix on a full disk", "train.py", "can't fix train.py", 0o644, []string{"sh", "-c", script, "sh", "--fix", "train.py"}},
		{"a baseline on a full disk", ".agentlint-baseline.json", "can't write the baseline", 0o644, []string{"sh", "-c", script, "sh", "--write-baseline", "train.py"}},
		{"comments on a full disk", "train.py", "can't write comments into train.py", 0o644, []string{"sh", "-c", script, "sh", "--add-ignore", "why", "train.py"}},
		{"a report on a full disk", "report.json", "can't write the json report", 0o644, []string{"sh", "-c", script, "sh", "--format", "json=report.json", "train.py"}},
		{"a read-only report", "report.json", "can't write the json report: write report.json: it is read-only", 0o444, []string{"agentlint", "--format", "json=report.json", "train.py"}},
		{"a fix of a read-only file", "train.py", "can't fix train.py: write train.py: it is read-only", 0o444, []string{"agentlint", "--fix", "train.py"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := folder(t, map[string]string{"train.py": faulty, ".agentlint-baseline.json": `{"schema":1,"findings":[]}`, "report.json": "{}"})
			path := filepath.Join(dir, tt.file)
			if err := os.Chmod(path, tt.mode); err != nil {
				t.Fatal(err)
			}
			before := contentOf(t, path)
			cmd := agentlint(t, dir)
			if cmd.Path, cmd.Err = exec.LookPath(tt.command[0]); cmd.Err != nil {
				t.Skip(cmd.Err)
			}
			cmd.Args = tt.command
			out, _ := cmd.CombinedOutput() // the exit code tells
			said := strings.ReplaceAll(string(out), dir+"/", "")
			if cmd.ProcessState.ExitCode() != exitFailed || !strings.Contains(said, tt.want) {
				t.Errorf("exit code %d: %s", cmd.ProcessState.ExitCode(), said)
			}
			if after := contentOf(t, path); after != before {
				t.Errorf("%q became %q", before, after)
			}
			if entries, _ := os.ReadDir(dir); len(entries) != 3 {
				t.Errorf("something is left behind: %v", entries)
			}
		})
	}
}

// killWithin starts a command and kills it at any moment of a time.
func killWithin(t *testing.T, cmd *exec.Cmd, d time.Duration) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(rand.N(d))
	_ = cmd.Process.Kill() // it may be done
	_ = cmd.Wait()
}

// Killed at any moment, --fix leaves each file as it was or as it should be.
func TestFixIsKilled(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		files[fmt.Sprintf("f%d.py", i)] = faulty
	}
	dir := folder(t, files)
	for range 15 {
		cmd := agentlint(t, dir, "--isolated", "--select", "f-string-without-placeholder", "--fix")
		killWithin(t, cmd, 150*time.Millisecond)
		for name := range files {
			path := filepath.Join(dir, name)
			if content := contentOf(t, path); content != faulty && content != mended {
				t.Fatalf("%s holds %q", name, content)
			}
			if err := os.WriteFile(path, []byte(faulty), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Killed at any moment, a run leaves the old report or the new one, whole.
func TestReportIsKilled(t *testing.T) {
	dir := folder(t, map[string]string{"train.py": "import torch\n" + strings.Repeat("x = f\"\"\n", 3000), "report.json": `{"old": true}`})
	for range 20 {
		cmd := agentlint(t, dir, "--isolated", "--format", "json=report.json", "train.py")
		killWithin(t, cmd, 200*time.Millisecond)
		if content := contentOf(t, filepath.Join(dir, "report.json")); !json.Valid([]byte(content)) {
			t.Fatalf("report.json holds %d bytes: %.100s", len(content), content)
		}
	}
}

// A report goes where its path leads to, and what is there stays what it is.
func TestWhereReportsGo(t *testing.T) {
	mask := syscall.Umask(0o027)
	defer syscall.Umask(mask)
	tests := []struct {
		name    string
		prepare func(path string) error // makes what is there
		read    string                  // where the report is then
		mode    os.FileMode             // of what is at the path
	}{
		{"nothing", func(string) error { return nil }, "out", 0o640},
		{"a file", func(path string) error { return os.WriteFile(path, []byte("old"), 0o600) }, "out", 0o600},
		{"a link", func(path string) error {
			return errors.Join(os.Mkdir(filepath.Join(path, "..", "d"), 0o755), os.WriteFile(filepath.Join(path, "..", "d", "real"), nil, 0o640), os.Symlink("d/real", path))
		}, "d/real", os.ModeSymlink | 0o777},
		{"a link through another folder", func(path string) error {
			dir := filepath.Dir(path)
			return errors.Join(os.MkdirAll(filepath.Join(dir, "d", "e"), 0o755), os.Symlink("d/e", filepath.Join(dir, "f")),
				os.Symlink("../real", filepath.Join(dir, "f", "link")), os.Symlink("f/link", path))
		}, "d/real", os.ModeSymlink | 0o777},
		{"a link to nothing", func(path string) error { return os.Symlink("new", path) }, "new", os.ModeSymlink | 0o777},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := folder(t, map[string]string{"train.py": faulty})
			path := filepath.Join(dir, "out")
			if err := tt.prepare(path); err != nil {
				t.Fatal(err)
			}
			if out, err := agentlint(t, dir, "--format", "json=out", "train.py").CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if info, err := os.Lstat(path); err != nil || info.Mode() != tt.mode {
				t.Errorf("at the path is %v: %v", info, err)
			}
			if !json.Valid([]byte(contentOf(t, filepath.Join(dir, tt.read)))) {
				t.Error("the report is not where the path leads to")
			}
		})
	}
}

// A report to a descriptor goes to what is open there, even if that is a file.
func TestReportToDescriptor(t *testing.T) {
	if _, err := os.Stat("/dev/stdout"); err != nil {
		t.Skip(err)
	}
	dir := folder(t, map[string]string{"train.py": faulty})
	path := filepath.Join(dir, "out")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	cmd := agentlint(t, dir, "--format", "json=/dev/stdout", "train.py")
	cmd.Stdout = out
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	there, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if opened, err := out.Stat(); err != nil || !os.SameFile(opened, there) || !json.Valid([]byte(contentOf(t, path))) {
		t.Errorf("the file holds %q: %v", contentOf(t, path), err)
	}
}

// An interrupted run ends at once, and says that it is not all.
func TestInterrupt(t *testing.T) {
	files := map[string]string{}
	for i := range 400 {
		files[fmt.Sprintf("f%d.py", i)] = "import torch\n" + strings.Repeat("try:\n    f()\nexcept:\n    pass\n", 100)
	}
	dir := folder(t, files)
	for _, after := range []time.Duration{30, 100, 200, 400} {
		cmd := agentlint(t, dir, "--format", "json")
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(after * time.Millisecond)
		_ = cmd.Process.Signal(os.Interrupt) // it may be done
		_ = cmd.Wait()
		switch code := cmd.ProcessState.ExitCode(); {
		case code == exitFindings: // it was
		case code == -1 && stderr.Len() == 0: // it had not begun
		case code != exitFailed || !strings.Contains(stderr.String(), "interrupted"):
			t.Errorf("exit code %d: %s", code, &stderr)
		case stdout.Len() > 0 && !strings.Contains(stdout.String(), "there may be more findings"):
			t.Errorf("a partial report does not say so:\n%.300s", &stdout)
		}
	}
}

// Whatever a rule does, a command that is asked to stop does so.
func TestStoppedWhileARuleIsStuck(t *testing.T) {
	const text = `"import torch\ntry:\n    torch.load('a')\nexcept:\n    pass\n"`
	framed := func(message string) string {
		return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(message), message)
	}
	for command, test := range map[string]struct {
		input string
		code  int
		says  string
	}{
		"train.py":       {"", exitFailed, "interrupted"},
		"--fix train.py": {"", exitFailed, "interrupted"},
		"hook":           {`{"hook_event_name":"PostToolUse","tool_name":"Write","tool_input":{"file_path":"train.py"}}`, exitClean, ""},
		"lsp": {
			framed(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}`) +
				framed(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///train.py","version":1,"text":`+text+`}}}`),
			exitClean, "",
		},
		"mcp": {
			`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"check","arguments":{"filename":"train.py","content":` + text + `}}}
`, exitClean, "",
		},
	} {
		t.Run(command, func(t *testing.T) {
			t.Parallel()
			cmd := agentlint(t, folder(t, map[string]string{"train.py": "import torch\ntry:\n    torch.load('a')\nexcept:\n    pass\n"}))
			if cmd.Path, cmd.Err = exec.LookPath("stuck"); cmd.Err != nil {
				t.Fatal(cmd.Err)
			}
			cmd.Args = append([]string{"stuck"}, strings.Fields(command)...)
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			_, _ = io.WriteString(in, strings.ReplaceAll(test.input, "/train.py", filepath.ToSlash(cmd.Dir)+"/train.py"))
			time.Sleep(2 * time.Second) // so that the rule runs, most likely
			_ = cmd.Process.Signal(syscall.SIGTERM)
			told := time.Now()
			_ = cmd.Wait()
			if took := time.Since(told); took > 10*time.Second {
				t.Errorf("it ends after %v", took)
			}
			if code := cmd.ProcessState.ExitCode(); code != test.code || !strings.Contains(stderr.String(), test.says) {
				t.Errorf("%v: %s", cmd.ProcessState, &stderr)
			}
		})
	}
}

// stalled is a git that starts to check files out, and does not come to an end.
const stalled = `#!/bin/sh
case "$*" in
*checkout-index*)
	for arg; do
		case $arg in --prefix=*) echo half >"${arg#--prefix=}half" ;; esac
	done
	: >"$STALLED"
	%s sleep 20 ;;
esac
exec %q "$@"
`

// Whoever stops a run, and with whatever git is about, the temporary copy of the repository goes.
func TestStoppedRunLeavesNothing(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip(err)
	}
	dir := folder(t, map[string]string{"a.py": faulty})
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "-A"}, {"-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "a"}} {
		if out, err := exec.Command(git, append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
	}
	for _, test := range []struct {
		signal syscall.Signal
		how    string // git is replaced by what it waits for, or not
	}{{syscall.SIGINT, "exec"}, {syscall.SIGTERM, "exec"}, {syscall.SIGHUP, "exec"}, {syscall.SIGTERM, ""}} {
		t.Run(test.signal.String()+" "+test.how, func(t *testing.T) {
			needsSignal(t, test.signal)
			bin, temp, mark := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "stalled")
			if err := os.WriteFile(filepath.Join(bin, "git"), fmt.Appendf(nil, stalled, test.how, git), 0o755); err != nil {
				t.Fatal(err)
			}
			cmd := agentlint(t, dir, "--new-from-merge-base", "main")
			cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "TMPDIR="+temp, "STALLED="+mark)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			for _, err := os.Stat(mark); err != nil; _, err = os.Stat(mark) {
				time.Sleep(10 * time.Millisecond)
			}
			_ = cmd.Process.Signal(test.signal)
			_ = cmd.Process.Signal(syscall.SIGHUP) // a terminal that is closed sends it more than once
			_ = cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != exitFailed || !strings.Contains(stderr.String(), "interrupted") {
				t.Errorf("%v: %s", cmd.ProcessState, &stderr)
			}
			if entries, err := os.ReadDir(temp); len(entries) > 0 || err != nil {
				t.Errorf("left behind: %v, %v", entries, err)
			}
		})
	}
}

// needsSignal skips a test where processes are told to ignore a signal, as nohup does with SIGHUP: so do those that they start.
func needsSignal(t *testing.T, s syscall.Signal) {
	t.Helper()
	if ossignal.Ignored(s) {
		t.Skipf("%v is ignored here", s)
	}
}

// Asked to stop, no command waits for input that may never come, and none calls it a failure that it was asked.
func TestStoppedWhileWaiting(t *testing.T) {
	for command, want := range map[string]int{
		"lsp": exitClean, "mcp": exitClean, "hook": exitClean, "--watch train.py": exitClean, "--stdin-filename a.py -": exitFailed,
	} {
		for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP} {
			t.Run(command+" "+signal.String(), func(t *testing.T) {
				needsSignal(t, signal)
				t.Parallel()
				cmd := agentlint(t, folder(t, map[string]string{"train.py": "import torch\n"}), strings.Fields(command)...)
				var stderr bytes.Buffer
				cmd.Stderr = &stderr
				if _, err := cmd.StdinPipe(); err != nil {
					t.Fatal(err)
				}
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(500 * time.Millisecond) // so that it waits, most likely
				_ = cmd.Process.Signal(signal)
				_ = cmd.Wait()
				if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == signal {
					return // it had not begun
				}
				if code := cmd.ProcessState.ExitCode(); code != want {
					t.Errorf("%v: %s", cmd.ProcessState, &stderr)
				}
			})
		}
	}
}

// Stopped at any moment, a run leaves no file behind that is not whole, neither beside the files nor in the cache.
func TestStoppedWhileWriting(t *testing.T) {
	const call = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"check","arguments":{}}}
`
	files := map[string]string{}
	for i := range 60 {
		files[fmt.Sprintf("f%d.py", i)] = faulty
	}
	for command, input := range map[string]string{"--select f-string-without-placeholder --fix": "", "--format json": "", "mcp": call} {
		dir, cacheDir := folder(t, files), t.TempDir()
		for range 8 {
			cmd := agentlint(t, dir, strings.Fields(command)...)
			cmd.Env = append(os.Environ(), caching.OffVariable+"=", caching.DirVariable+"="+cacheDir)
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			_, _ = io.WriteString(in, input)
			time.Sleep(rand.N(200 * time.Millisecond))
			_ = cmd.Process.Signal(syscall.SIGTERM) // it may be done
			_ = cmd.Wait()
		}
		for _, dir := range []string{dir, cacheDir} {
			entries, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, entry := range entries {
				if name := entry.Name(); strings.HasPrefix(name, ".agentlint-") || strings.Contains(name, ".tmp-") {
					t.Errorf("%s leaves %s behind", command, name)
				}
			}
		}
	}
}

// What nohup has started goes on when the terminal is closed.
func TestNohup(t *testing.T) {
	cmd := agentlint(t, folder(t, map[string]string{"train.py": "import torch\n"}))
	if cmd.Path, cmd.Err = exec.LookPath("sh"); cmd.Err != nil {
		t.Skip(cmd.Err)
	}
	cmd.Args = []string{"sh", "-c", `trap "" HUP; exec agentlint --watch train.py`}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, 10)); err != nil { // of the first report
		t.Fatal(err)
	}
	_ = cmd.Process.Signal(syscall.SIGHUP)
	time.Sleep(200 * time.Millisecond)
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Errorf("it is gone: %v", err)
	}
	_ = cmd.Wait()
}

// A reader that has had enough ends the run, without a word.
func TestBrokenPipe(t *testing.T) {
	dir := folder(t, map[string]string{"a.py": "import torch\n" + strings.Repeat("try:\n    f()\nexcept:\n    pass\n", 5000)})
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := agentlint(t, dir)
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = w, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = io.ReadFull(r, make([]byte, 100))
	_ = r.Close()
	_ = w.Close()
	_ = cmd.Wait()
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	if !ok || !status.Signaled() || status.Signal() != syscall.SIGPIPE || stderr.Len() > 0 {
		t.Errorf("%v: %s", cmd.ProcessState, &stderr)
	}
}

// Odd paths are files like any other.
func TestOddPaths(t *testing.T) {
	deep := strings.Repeat("d/", 1500) + strings.Repeat("n", 200) + ".py"
	for _, name := range []string{"a b.py", "a\nb.py", "\xff\xfe.py", "-n.py", "'\"$(x)`.py", "\x1b[31m.py", deep} {
		t.Run(fmt.Sprintf("%.20q", name), func(t *testing.T) {
			if len(name) > 4000-len(t.TempDir()) {
				t.Skip("longer than a path may be")
			}
			dir := folder(t, map[string]string{name: "import torch\ntry:\n    f()\nexcept:\n    pass\n"})
			cmd := agentlint(t, dir, "--isolated", "--select", "bare-except", "./...")
			out, _ := cmd.CombinedOutput() // the exit code tells
			if cmd.ProcessState.ExitCode() != exitFindings || !bytes.Contains(out, []byte("1 warning in 1 file")) || bytes.Contains(out, []byte("\x1b[31m")) {
				t.Errorf("exit code %d: %q", cmd.ProcessState.ExitCode(), out)
			}
		})
	}
}

// A path may have more bytes than the system opens at a time, since files are opened folder by folder. Only writing there is
// refused.
func TestLongPaths(t *testing.T) {
	const bad = "import torch\ntry:\n    f()\nexcept:\n    pass\n"
	for _, length := range []int{1000, 4000, 4090, 4095, 4096, 4100, 9000} { // at 4090, settings beside it would have none
		t.Run(fmt.Sprint(length), func(t *testing.T) {
			dir := folder(t, map[string]string{"near.py": bad})
			far := writeFar(t, dir, length, bad)
			if len(far) != length {
				t.Fatalf("the path has %d bytes", len(far))
			}
			out, _ := agentlint(t, dir, "--select", "bare-except").CombinedOutput() // what it says tells
			if !bytes.Contains(out, []byte("2 warnings in 2 files (2 files checked)")) {
				t.Errorf("%.200s", out)
			}
			out, err := agentlint(t, dir, "--cache-dir", "cache", "--select", "bare-except", "--add-ignore", "why").CombinedOutput()
			if err != nil && !bytes.Contains(out, []byte("file name too long")) {
				t.Errorf("%v: %.200s", err, out)
			}
			if content := contentOf(t, filepath.Join(dir, "near.py")); !strings.Contains(content, "agentlint: ignore") {
				t.Errorf("the file beside it is left out: %q", content)
			}
		})
	}
}

// writeFar writes a file below a directory whose path has so many bytes, which may be more than the system opens.
func writeFar(t *testing.T, dir string, length int, content string) (path string) {
	t.Helper()
	const file = "/x.py"
	at, err := os.OpenRoot(dir)
	for path = dir; err == nil && len(path)+len(file) < length; {
		left, size := length-len(path)-len("/")-len(file), 200
		if left <= 255 { // which a name may have
			size = left
		} else if left <= 2*size {
			size = left / 2
		}
		folder := strings.Repeat("d", size)
		path += "/" + folder
		if err = at.Mkdir(folder, 0o777); err == nil {
			var next *os.Root
			next, err = at.OpenRoot(folder)
			_ = at.Close() // nothing was written
			at = next
		}
	}
	if err == nil {
		err = errors.Join(at.WriteFile(file[1:], []byte(content), 0o666), at.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return path + file
}

// Nothing in a tree makes a run wait or read for ever, wherever a file is looked for.
func TestNothingHangs(t *testing.T) {
	names := []string{".agentlint.yaml", "pyproject.toml", ".agentlint-baseline.json", ".gitignore", "Makefile", "package.json", "train.yaml",
		".mcp.json", "helpers.py", "other.agent.md", ".agentlint/hosts/x.yaml", "notebook.ipynb", "tasks.py", "x.md"}
	creators := map[string]func(path string) error{
		"named pipe": func(path string) error { return syscall.Mkfifo(path, 0o666) },
		"device":     func(path string) error { return os.Symlink("/dev/zero", path) },
		"loop":       func(path string) error { return os.Symlink(filepath.Base(path), path) },
		"directory":  func(path string) error { return os.Mkdir(path, 0o777) },
	}
	for kind, create := range creators {
		for _, name := range names {
			t.Run(kind+" "+name, func(t *testing.T) {
				dir := folder(t, map[string]string{
					"train.py":           "import torch\nfrom helpers import f\nimport tasks\nopen('train.yaml')\nf()\n",
					"a.agent.md":         "---\nname: a\ndescription: b\nhandoffs:\n  - agent: other\n---\nSee [x](x.md) and run `make lint`, `npm run x`.\n",
					".agentlint/x":       "",
					".agentlint/hosts/a": "",
				})
				if err := create(filepath.Join(dir, name)); err != nil {
					t.Skip(err)
				}
				cmd := agentlint(t, dir, "train.py", "a.agent.md")
				out, _ := cmd.CombinedOutput() // the exit code tells
				if code := cmd.ProcessState.ExitCode(); code < 0 || bytes.Contains(out, []byte("panic")) {
					t.Errorf("exit code %d: %s", code, out)
				}
			})
		}
	}
}

// Thousands of files are no matter.
func TestManyFiles(t *testing.T) {
	files := map[string]string{}
	for i := range 3000 {
		files[fmt.Sprintf("d%d/f%d.py", i%50, i)] = "import torch\n"
	}
	out, err := agentlint(t, folder(t, files)).CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("3000 files")) {
		t.Errorf("%v: %s", err, out)
	}
}
