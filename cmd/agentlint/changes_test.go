package main

import (
	"strings"
	"testing"
)

func TestChangedWithoutGit(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("PATH", "")
	var stdout, stderr strings.Builder
	code := run(t.Context(), []string{"--changed"}, &stdout, &stderr)
	if want := "git, which is needed to find changes, is not installed"; code != exitFailed || !strings.Contains(stderr.String(), want) {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
}
