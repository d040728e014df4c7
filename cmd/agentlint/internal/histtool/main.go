package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/git"
	"github.com/agentlint/agentlint/policy/change"
)

func main() {
	ctx := context.Background()
	r := &git.Repository{Top: os.Args[1]}
	for _, commit := range os.Args[2:] {
		start := time.Now()
		b, err := r.Commit(ctx, commit+"^")
		if err != nil {
			fmt.Println(err)
			continue
		}
		a, _ := r.Commit(ctx, commit)
		paths := git.Differing(b, a)
		all := change.Compare(ctx, b, a, paths, change.Options{MaxSteps: 100000})
		subject, _ := exec.Command("git", "-C", os.Args[1], "log", "-1", "--format=%h %s", commit).Output()
		fmt.Printf("== %s (%d files, %.1fs)\n", strings.TrimSpace(string(subject)), len(paths), time.Since(start).Seconds())
		for _, c := range all {
			fmt.Printf("  %s:%d%s %s: %s\n", c.Path, c.Start.Line, map[bool]string{true: " (old)"}[c.InOld], c.Topic, c.Line())
		}
		b.Close()
		a.Close()
	}
}
