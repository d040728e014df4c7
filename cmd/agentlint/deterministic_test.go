package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestDeterministic holds the output to be the same, to the byte, however many files are checked at the same time. The
// fixtures of two families stand for a program in which many rules find something.
func TestDeterministic(t *testing.T) {
	t.Chdir("../..")
	before := runtime.GOMAXPROCS(0)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
	first := reports(t, 1)
	for procs := 2; procs <= 8; procs++ {
		for name, text := range reports(t, procs) {
			if text != first[name] {
				t.Errorf("%s differs with %d processors: %s", name, procs, firstDifference(text, first[name]))
			}
		}
	}
}

// reports checks fixtures on so many processors, and returns the reports by format.
func reports(t *testing.T, procs int) map[string]string {
	t.Helper()
	runtime.GOMAXPROCS(procs)
	texts := map[string]string{}
	args := []string{"--isolated", "--all-python", "--strict", "./rules/exceptions/...", "./rules/handoffs/..."}
	dir := t.TempDir()
	formats := []string{"json", "sarif", "html"}
	for _, name := range formats {
		args = append(args, "--format", name+"="+filepath.Join(dir, name))
	}
	var stdout, stderr strings.Builder
	if code := run(t.Context(), args, &stdout, &stderr); code != exitFindings {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	texts["standard error"] = stderr.String()
	for _, name := range formats {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	return texts
}

// firstDifference returns what the two texts have where they part.
func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	near := func(s string) string { return s[max(0, i-80):min(len(s), i+80)] }
	return near(a) + "\n\tand\n" + near(b)
}
