//go:build unix

package regular_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/agentlint/agentlint/lint/regular"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	file, pipe, zero, huge := filepath.Join(dir, "file"), filepath.Join(dir, "pipe"), filepath.Join(dir, "zero"), filepath.Join(dir, "huge")
	for _, err := range []error{
		os.WriteFile(file, []byte("12345"), 0o666), syscall.Mkfifo(pipe, 0o666), os.Symlink("/dev/zero", zero),
		os.WriteFile(huge, nil, 0o666), os.Truncate(huge, 1<<40),
	} {
		if err != nil {
			t.Skip(err)
		}
	}
	tests := []struct {
		path, want, err string
		limit           int64
	}{
		{file, "x12345", "", 0},
		{file, "x12345", "", 5},
		{file, "x", "5 bytes, over the limit of 4", 4},
		{huge, "x", "over the limit of 9", 9},
		{pipe, "x", "it is a named pipe, not a regular file", 0},
		{zero, "x", "it is a device, not a regular file", 0},
		{dir, "x", "is a directory", 0},
	}
	for _, test := range tests {
		got := []byte("x")
		f, info, err := regular.Open(regular.System, test.path)
		if err == nil {
			got, err = regular.Read(f, info, got, test.limit)
			_ = f.Close()
		}
		if string(got) != test.want || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: %q, %v", test.path, got, err)
		}
	}
	if _, err := regular.ReadFile(huge); !errors.As(err, new(*regular.TooLargeError)) {
		t.Errorf("a file of a terabyte gives %v", err)
	}
}
