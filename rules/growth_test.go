package rules

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/coverage"
	"strconv"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
)

// TestGrowth checks that what it takes to check a hostile input grows with its size, and not with the square of it. It doubles
// the input three times, and compares what the last doubling adds with what the first does: slices and maps grow in leaps, so
// that what one doubling adds says little. It counts bytes that are allocated and, where the test is built with counters (make
// growth), statements that are executed.
func TestGrowth(t *testing.T) {
	counts := map[string]func(t *testing.T, do func()) float64{"bytes": allocated}
	size := 4 << 10
	if testing.CoverMode() == "atomic" {
		counts = map[string]func(t *testing.T, do func()) float64{"statements": executed}
	}
	for _, input := range growing() {
		t.Run(input.name, func(t *testing.T) {
			check(t, input, 2*size) // what is made once is made now
			for unit, count := range counts {
				var took [4]float64
				for i := range took {
					took[i] = count(t, func() { check(t, input, size<<i) })
				}
				if first, last := took[1]-took[0], took[3]-took[2]; last > mostly*max(first, took[0]/5) {
					t.Errorf("%.0f %s for %d bytes and their doubles", took, unit, size)
				}
			}
		})
	}
}

// mostly is how many times as much the last doubling may add as the first: four times if what it takes grows with the size, eight
// with its power of 1.5, and sixteen with its square.
const mostly = 8

func check(t *testing.T, input hostile, size int) {
	file := discover.Entry{Path: input.file, Abs: "/r/" + input.file, Explicit: true}
	lintHostile(t, lint.Config{Files: []discover.Entry{file}}, map[string]string{input.file: input.make(size)})
}

// allocated returns how many bytes something allocates.
func allocated(_ *testing.T, do func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}

// executed returns how many statements something executes, of those that have counters.
func executed(t *testing.T, do func()) (n float64) {
	dir := t.TempDir()
	if err := coverage.WriteMetaDir(dir); err != nil { // which also finds the counters
		t.Fatal(err)
	}
	if err := coverage.ClearCounters(); err != nil {
		t.Fatal(err)
	}
	do()
	if err := coverage.WriteCountersDir(dir); err != nil {
		t.Fatal(err)
	}
	profile := filepath.Join(dir, "profile")
	if out, err := exec.Command("go", "tool", "covdata", "textfmt", "-i", dir, "-o", profile).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(profile)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) { // file.go:1.2,3.4 STATEMENTS COUNT
		if words := strings.Fields(line); len(words) == 3 {
			statements, _ := strconv.ParseFloat(words[1], 64)
			count, _ := strconv.ParseFloat(words[2], 64)
			n += statements * count
		}
	}
	return n
}
