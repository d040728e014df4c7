package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/pflag"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"agentlint": main})
}

// TestScript plays the scenarios in testdata/script: what a user types, and what comes of it.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"json":  checkJSON,
		},
		Condition: func(condition string) (bool, error) {
			if condition == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("there is no condition %q", condition)
		},
	})
}

// TestReadme holds the README to its word: what it shows is what agentlint prints.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(readme), "```text\n")
	shown, _, _ = strings.Cut(shown, "```")
	t.Chdir("../../testdata/demo")
	var stdout, stderr strings.Builder
	if code := run(t.Context(), []string{"train.py"}, &stdout, &stderr); code != exitFindings {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
	if shown == "" || !strings.HasPrefix(stdout.String(), shown) {
		t.Errorf("agentlint prints\n%s\nand the README shows\n%s", &stdout, shown)
	}
}

// TestReadmeNamesAll keeps the README's tables complete.
func TestReadmeNamesAll(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	root := newRoot()
	for _, cmd := range root.Commands() {
		if name := "`agentlint " + cmd.Name(); !strings.Contains(string(readme), name) {
			t.Errorf("the README lacks %s", name)
		}
	}
	root.Flags().VisitAll(func(f *pflag.Flag) {
		if name := "`--" + f.Name; !strings.Contains(string(readme), name) {
			t.Errorf("the README lacks %s", name)
		}
	})
}

// exits runs a command and holds it to its exit code: exits CODE COMMAND [ARG ...]
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG ...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// checkJSON compares a value of a JSON file as it would be printed: json FILE KEY[.KEY ...] VALUE. A number indexes an
// array, and length is the number of its elements.
func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: json FILE PATH VALUE")
	}
	var value any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &value))
	for key := range strings.SplitSeq(args[1], ".") {
		value = member(value, key)
	}
	if got := fmt.Sprint(value); got != args[2] {
		ts.Fatalf("%s is %q, want %q", args[1], got, args[2])
	}
}

// member returns what a key leads to in a JSON value, or nil.
func member(value any, key string) any {
	switch v := value.(type) {
	case map[string]any:
		return v[key]
	case []any:
		if key == "length" {
			return len(v)
		}
		if i, err := strconv.Atoi(key); err == nil && i < len(v) {
			return v[i]
		}
	}
	return nil
}
