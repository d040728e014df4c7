package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// consoleBlock is a block of a page that shows commands and what they print. A comment before it may name the archive in testdata whose
// files they run on; otherwise it is the demo.
var consoleBlock = regexp.MustCompile("(?m)(?:^<!-- in ([^ ]+) -->\n\n?)?^```console\n((?:.*\n)*?)```$")

// TestConsole runs each command that a page shows and compares what it prints.
func TestConsole(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(root, "docs/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	for _, page := range append(pages, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for i, block := range consoleBlock.FindAllStringSubmatch(string(text), -1) {
			blocks++
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(page), i+1), func(t *testing.T) {
				t.Chdir(project(t, root, block[1]))
				for command := range strings.SplitSeq(strings.TrimPrefix(block[2], "$ "), "\n$ ") {
					line, want, _ := strings.Cut(command, "\n")
					if got := printed(t, line); strings.TrimSpace(got) != strings.TrimSpace(want) {
						t.Errorf("$ %s prints\n%s\nand not\n%s", line, got, want)
					}
				}
			})
		}
	}
	if blocks < 4 {
		t.Errorf("%d blocks were found", blocks)
	}
}

// project is a folder with the files that a block is about.
func project(t *testing.T, root, archive string) string {
	t.Helper()
	dir := t.TempDir()
	if archive == "" {
		if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "testdata/demo"))); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	parsed, err := txtar.ParseFile(filepath.Join(root, "testdata", archive))
	if err != nil {
		t.Fatal(err)
	}
	files, err := txtar.FS(parsed)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// printed is what a command of agentlint writes to standard output.
func printed(t *testing.T, line string) string {
	t.Helper()
	args := strings.Fields(line)
	if args[0] != "agentlint" {
		t.Fatalf("%q is not a command of agentlint", line)
	}
	var out, notices bytes.Buffer
	if run(t.Context(), args[1:], &out, &notices) == exitFailed {
		t.Fatalf("%s: %s", line, &notices)
	}
	return out.String()
}
