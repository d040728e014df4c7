package patch

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/report/inert/runnertest"
)

// lines returns text of n lines, of which some are others.
func lines(n int, others map[int]string) string {
	var b strings.Builder
	for i := range n {
		if other, ok := others[i]; ok {
			b.WriteString(other)
		} else {
			fmt.Fprintf(&b, "line %d\n", i)
		}
	}
	return b.String()
}

const command = "  ::error file=a,line=1::owned\n"

// Each is a change to a file beside lines that are commands.
var changes = map[string]struct{ before, after string }{
	"no command":     {lines(20, nil), lines(20, map[int]string{9: "x\n"})},
	"after":          {lines(20, map[int]string{10: command}), lines(20, map[int]string{9: "x\n", 10: command})},
	"before":         {lines(20, map[int]string{8: command}), lines(20, map[int]string{8: command, 9: "x\n"})},
	"at the edge":    {lines(20, map[int]string{12: command, 6: command}), lines(20, map[int]string{9: "x\n", 12: command, 6: command})},
	"far":            {lines(20, map[int]string{13: command}), lines(20, map[int]string{9: "x\n", 13: command})},
	"in a row":       {lines(30, map[int]string{10: command, 11: command, 14: command, 17: command}), lines(30, map[int]string{9: "x\n", 10: command, 11: command, 14: command, 17: command})},
	"between":        {lines(30, map[int]string{12: command}), lines(30, map[int]string{9: "x\n", 12: command, 15: "y\n"})},
	"first line":     {lines(9, map[int]string{0: command}), lines(9, map[int]string{0: command, 1: "x\n"})},
	"last line":      {lines(9, map[int]string{8: command}), lines(9, map[int]string{7: "x\n", 8: command})},
	"no end":         {lines(9, map[int]string{8: strings.TrimSpace(command)}), lines(9, map[int]string{7: "x\n", 8: strings.TrimSpace(command)})},
	"itself":         {lines(20, map[int]string{9: command}), lines(20, map[int]string{9: "x\n"})},
	"inserted":       {lines(20, map[int]string{9: command}), lines(20, map[int]string{9: command + "x\n"})},
	"all of them":    {strings.Repeat(command, 30), strings.Repeat(command, 14) + "x\n" + strings.Repeat(command, 15)},
	"carriage lines": {strings.ReplaceAll(lines(20, map[int]string{8: command}), "\n", "\r\n"), strings.ReplaceAll(lines(20, map[int]string{8: command, 9: "x\n"}), "\n", "\r\n")},
	"brackets":       {lines(9, nil), lines(9, map[int]string{4: "##[1, 2] ##x[3]\n"})},
}

var paths = []string{"a.py", "my model.py", "dir/é日本.py", "a\"b\\c.py", "tab\tand\nnewline.py", "##[error]x.py", "::stop-commands::x.py"}

// What is obeyed is not in the patch, and git and patch make of the old content the new.
func TestWrite(t *testing.T) {
	for name, c := range changes {
		for _, path := range paths {
			t.Run(name+" in "+path, func(t *testing.T) {
				var out bytes.Buffer
				if isEscaped, err := Write(&out, path, []byte(c.before), []byte(c.after), false); isEscaped || err != nil {
					t.Fatal(isEscaped, err)
				}
				if obeyed := runnertest.Obeyed(out.String()); name != "brackets" && len(obeyed) > 0 {
					t.Errorf("%s\nholds %q", out.String(), obeyed)
				}
				apply(t, path, c.before, c.after, out.String(), "git", "apply", "-")
				if path == "a.py" {
					apply(t, path, c.before, c.after, out.String(), "patch", "--fuzz=0", "--binary", "--no-backup-if-mismatch", "-p1")
				}
			})
		}
	}
}

// apply has a command make the new content of a file from the old.
func apply(t *testing.T, path, before, after, patch string, tool ...string) {
	t.Helper()
	if _, err := exec.LookPath(tool[0]); err != nil {
		return
	}
	dir := t.TempDir()
	file := filepath.Join(dir, path)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(before), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool[0], tool[1:]...)
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(patch)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v: %s\n%s", tool, err, said, patch)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != after {
		t.Errorf("%v makes of it %q: %v\n%s", tool, got, err, patch)
	}
}

// What is a command wherever it stands is escaped, and that is said.
func TestWriteEscapes(t *testing.T) {
	for _, line := range []string{"x ##[add-mask]y\n", "##vso[task.complete]\n", "x\r::error::y\n"} {
		before, after := lines(9, map[int]string{3: line}), lines(9, map[int]string{3: line, 4: "x\n"})
		var out, exact bytes.Buffer
		isEscaped, err := Write(&out, "a.py", []byte(before), []byte(after), false)
		if obeyed := runnertest.Obeyed(out.String()); !isEscaped || err != nil || len(obeyed) > 0 {
			t.Errorf("%t %v %q", isEscaped, err, obeyed)
		}
		if isEscaped, err := Write(&exact, "a.py", []byte(before), []byte(after), true); isEscaped || err != nil {
			t.Errorf("%t %v", isEscaped, err)
		}
		apply(t, "a.py", before, after, exact.String(), "git", "apply", "-")
	}
}

// Commands without end take no time without end.
func TestWriteIsBounded(t *testing.T) {
	text := strings.Repeat(command+"x\n", 50_000)
	changes := []int{0, len(text) / 2, len(text)}
	taken := map[int]bool{}
	starts := commands(text)
	for _, at := range changes {
		down(text, at, starts, taken)
		up(text, at, starts, taken)
	}
	if len(taken) > maxSame {
		t.Errorf("%d lines are taken", len(taken))
	}
	var out bytes.Buffer
	if isEscaped, err := Write(&out, "a.py", []byte(text), []byte("y\n"+text), false); !isEscaped || err != nil {
		t.Error(isEscaped, err)
	}
	if obeyed := runnertest.Obeyed(out.String()); len(obeyed) > 0 {
		t.Errorf("holds %q", obeyed[:1])
	}
}
