package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/randomproject"
)

// Whatever is done to a project, a run with a cache says what one without does.
func TestWarmIsCold(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	cacheDir := randomproject.New(t, random)
	for step := range 40 {
		for range random.IntN(3) {
			randomproject.Disturb(t, random)
		}
		flags := [][]string{
			{}, {"--all-python"}, {"--strict"}, {"--select", "all"}, {"--config", "rules.mutable-default-arg=note"}, {"a.py"}, {"--ignore-suppressions"},
			{"sub"}, {"b.py", "n.ipynb"}, {".github"}, {"--diff"}, {"--diff", "--unsafe-fixes"}, {"--diff", "a.py"},
		}
		args := append([]string{"--format=json", "--fail-on=never"}, flags[max(0, random.IntN(2*len(flags))-len(flags))]...)
		cold := outcomeOf(t, append(args, "--no-cache"))
		if warm := outcomeOf(t, append(args, "--cache-dir", cacheDir)); warm != cold {
			t.Fatalf("step %d, %v: with the cache\n%s\nwithout\n%s", step, args, warm, cold)
		}
	}
}

// Runs at the same time over one project and one cache all say the same.
func TestRunsAtTheSameTime(t *testing.T) {
	cacheDir := randomproject.New(t, rand.New(rand.NewPCG(3, 4)))
	want := outcomeOf(t, []string{"--format=json", "--no-cache"})
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			for j := range 5 {
				args := []string{"--format=json", "--cache-dir", cacheDir}
				if (i+j)%2 == 0 {
					args = append(args, "--config", "rules.bare-except=on") // its own run, the same pack
				}
				if got := outcomeOf(t, args); got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			}
		})
	}
	group.Wait()
}

// outcomeOf is all that a run says, and how it ends.
func outcomeOf(t *testing.T, args []string) string {
	var stdout, stderr strings.Builder
	code := run(t.Context(), args, &stdout, &stderr)
	return fmt.Sprintf("%s%s%d", &stdout, &stderr, code)
}
