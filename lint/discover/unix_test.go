//go:build unix

package discover

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOddNames(t *testing.T) {
	root := layout(t)
	names := []string{" ", "\n.py", "-", "[a]*.py", `\.py`, "\xff\xfe.py"}
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(root, name), nil, 0o666); err != nil {
			t.Skip(err) // macOS wants UTF-8
		}
	}
	entries, notices, err := find(root, append([]string{"."}, names...)...)
	slices.Sort(names)
	if diff := cmp.Diff(names, paths(entries)); diff != "" || err != nil || len(notices) > 0 {
		t.Error(diff, notices, err)
	}
}

// Opening a named pipe would wait for ever for somebody to write to it.
func TestNamedPipe(t *testing.T) {
	root := layout(t, "a.py")
	if err := syscall.Mkfifo(filepath.Join(root, "pipe.py"), 0o666); err != nil {
		t.Skip(err)
	}
	link(t, "pipe.py", filepath.Join(root, "link.py"))

	entries, notices, err := find(root)
	if diff := cmp.Diff([]string{"a.py"}, paths(entries)); diff != "" || err != nil {
		t.Error(diff, err)
	}
	want := []Notice{
		{Skipped, "link.py", "leads to a named pipe, not a regular file"},
		{Skipped, "pipe.py", "is a named pipe, not a regular file"},
	}
	if diff := cmp.Diff(want, notices); diff != "" {
		t.Error(diff)
	}

	entries, notices, err = find(root, "pipe.py", "/dev/null")
	if len(entries) > 0 || err != nil {
		t.Error(entries, err)
	}
	if diff := cmp.Diff([]string{"failed /dev/null", "failed pipe.py"}, kinds(notices)); diff != "" {
		t.Error(diff)
	}
}
