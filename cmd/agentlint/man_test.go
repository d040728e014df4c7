package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestMan holds the manual to a page for every command, with all its flags.
func TestMan(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "0")
	dir := filepath.Join(t.TempDir(), "man1")
	root := newRoot()
	root.SetArgs([]string{"man", dir})
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	checkPages(t, dir, root)
}

func checkPages(t *testing.T, dir string, cmd *cobra.Command) {
	name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
	page, err := os.ReadFile(filepath.Join(dir, name+".1"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), `"Jan 1970" "agentlint `) {
		t.Errorf("the page of %s is not of the date that is set", name)
	}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && !strings.Contains(string(page), `--`+f.Name) {
			t.Errorf("the page of %s lacks --%s", name, f.Name)
		}
	})
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			checkPages(t, dir, sub)
		}
	}
}
