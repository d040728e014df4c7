package main

import (
	"io"
	"os"
	"runtime"
	"testing"
)

// A command takes no facts in that it does not need: what that takes is a multiple of what starting takes, and a hook or an editor waits for
// it. The bounds are some twice what is allocated, whatever the machine.
func TestStartsWithLittle(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.py", []byte("import os\n\ntry:\n    os.stat('a')\nexcept OSError:\n    raise\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args []string
		max  uint64 // bytes
	}{
		{[]string{"version"}, 400_000},
		{[]string{"--no-cache", "--isolated", "a.py"}, 5_000_000},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if code := run(t.Context(), test.args, io.Discard, io.Discard); code != exitClean {
			t.Errorf("%v: exit code %d", test.args, code)
		}
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > test.max {
			t.Errorf("%v: %d bytes are allocated, over %d", test.args, took, test.max)
		} else {
			t.Logf("%v: %d bytes are allocated", test.args, took)
		}
	}
}
