package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestShards holds agentlint merge to its word: what it makes of the reports of all shards are the bytes of one run, and its exit code.
func TestShards(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/shards.txtar")
	if err != nil {
		t.Fatal(err)
	}
	connected, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	for name, files := range map[string]fs.FS{
		"demo": os.DirFS("../../testdata/demo"), "connected": connected, "unconnected": os.DirFS("../../testdata/cases"),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, files); err != nil {
				t.Fatal(err)
			}
			t.Chdir(dir)
			for _, format := range []string{"json", "jsonl", "sarif"} {
				for _, flags := range [][]string{nil, {"--no-baseline", "--strict"}, {"--select", "bare-except,design", "--fail-on", "error"}} {
					var want strings.Builder
					code := run(t.Context(), append([]string{"--format", format}, flags...), &want, new(strings.Builder))
					for _, n := range []int{1, 2, 3, 7} {
						compareShards(t, n, format, flags, want.String(), code)
					}
				}
			}
		})
	}
}

// compareShards compares the united reports of n shards with that of one run.
func compareShards(t *testing.T, n int, format string, flags []string, want string, code int) {
	t.Helper()
	reports := t.TempDir()
	merge := []string{"merge"}
	for i := n; i > 0; i-- { // in any order
		var out, problems strings.Builder
		args := append([]string{"--format", format, "--shard", fmt.Sprintf("%d/%d", i, n)}, flags...)
		if got := run(t.Context(), args, &out, &problems); got != exitClean {
			t.Fatalf("%v: exit code %d: %s", args, got, &problems)
		}
		name := filepath.Join(reports, fmt.Sprint(i))
		if err := os.WriteFile(name, []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		merge = append(merge, name)
	}
	var got, problems strings.Builder
	if gotCode := run(t.Context(), merge, &got, &problems); gotCode != code {
		t.Errorf("%s %v: exit code %d of %d shards, and %d of one run: %s", format, flags, gotCode, n, code, &problems)
	}
	if got.String() != want {
		t.Errorf("%s %v: %d shards give\n%s\nand one run gives\n%s", format, flags, n, &got, want)
	}
}
