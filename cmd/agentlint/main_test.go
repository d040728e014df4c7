package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/creachadair/jrpc2/channel"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/rules"
)

func TestMain(m *testing.M) {
	if _, isScript := os.LookupEnv(caching.DirVariable); !isScript { // scripts have a cache each
		os.Setenv(caching.OffVariable, "1")
		os.Setenv(cache.SecretVariable, "the secret of tests, which leave the user's home alone")
	}
	testscript.Main(m, map[string]func(){"agentlint": main, "earlier": earlier, "later": later, "listen": listen, "stuck": stuck})
}

// earlier is agentlint when bare-except was still called naked-except.
func earlier() {
	for _, rule := range rules.All {
		if rule.ID == "bare-except" {
			rule.ID = "naked-except"
		}
	}
	main()
}

// later is agentlint as it might be after some releases: bare-except was called naked-except once, and a rule is deprecated.
func later() {
	for _, rule := range rules.All {
		switch rule.ID {
		case "bare-except":
			rule.Aliases = []string{"naked-except", "except-everything"}
		case "raise-without-from":
			rule.Status, rule.Instead = lint.Deprecated, "ruff's B904"
		}
	}
	main()
}

// stuck is agentlint with a rule that does not come to an end.
func stuck() {
	for _, rule := range rules.All {
		if rule.ID == "bare-except" {
			rule.Run = func(*analysis.Pass) {
				for i := 0; ; i++ {
					runtime.KeepAlive(i)
				}
			}
		}
	}
	main()
}

// listen opens a socket, to show that the scenario about the network would see one.
func listen() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	l.Close()
}

// TestScript plays the scenarios in testdata/script: what a user types, and what comes of it.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv(caching.DirVariable, filepath.Join(env.WorkDir, ".agentlint_cache"))
			env.Setenv("HOME", filepath.Join(env.WorkDir, ".home")) // for the key of the cache
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"json":   checkJSON,
			"talk":   talk,
			"damage": damage,
		},
		Condition: func(condition string) (bool, error) {
			switch condition {
			case "root":
				return os.Geteuid() == 0, nil
			case "strace": // is here, and may trace
				return exec.Command("strace", "-o", os.DevNull, "true").Run() == nil, nil
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

// TestReadmeNamesAll keeps the README's table of commands complete.
func TestReadmeNamesAll(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, cmd := range newRoot().Commands() {
		if name := "`agentlint " + cmd.Name(); !strings.Contains(string(readme), name) {
			t.Errorf("the README lacks %s", name)
		}
	}
}

// TestReference holds the page on the command line to the commands.
func TestReference(t *testing.T) {
	page, err := os.ReadFile("../../docs/cli.md")
	if err != nil {
		t.Fatal(err)
	}
	root := newRoot()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	if diff := cmp.Diff(reference(root), string(page)); diff != "" {
		t.Errorf("docs/cli.md is stale; run make generate (-want +got):\n%s", diff)
	}
	for name := range details {
		if root.Flags().Lookup(name) == nil {
			t.Errorf("there is more to say of --%s, and no such flag", name)
		}
	}
}

// damage changes bytes all over each file of a directory, so that of several values in one none is left: damage DIR
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage DIR")
	}
	files, err := filepath.Glob(filepath.Join(args[0], "*"))
	ts.Check(err)
	for _, name := range files {
		content, err := os.ReadFile(name)
		ts.Check(err)
		for i := 0; i < len(content); i += 40 {
			content[i] ^= 1
		}
		ts.Check(os.WriteFile(name, content, 0o600))
	}
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

// talk plays the client of a server: talk lsp|mcp SESSION COMMAND [ARG ...]. It sends the messages in SESSION, one a line and
// with variables such as $WORK, and waits for the answer to each that has an id. What the server says is on standard output,
// one message a line.
func talk(ts *testscript.TestScript, neg bool, args []string) {
	framing, ok := map[string]channel.Framing{"lsp": channel.LSP, "mcp": channel.Line}[args[0]]
	if neg || len(args) < 3 || !ok {
		ts.Fatalf("usage: talk lsp|mcp SESSION COMMAND [ARG ...]")
	}
	ts.Check(os.Setenv("PATH", ts.Getenv("PATH"))) // where testscript has put the command
	cmd := exec.Command(args[2], args[3:]...)
	cmd.Dir, cmd.Env = ts.MkAbs("."), []string{"HOME=" + ts.Getenv("HOME"), "PATH=" + ts.Getenv("PATH")}
	in, err := cmd.StdinPipe()
	ts.Check(err)
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	cmd.Stderr = ts.Stderr()
	ts.Check(cmd.Start())
	server := framing(out, in)
	for line := range strings.Lines(os.Expand(ts.ReadFile(args[1]), ts.Getenv)) {
		ts.Check(server.Send([]byte(strings.TrimSpace(line))))
		for isRequest := strings.Contains(line, `"id"`); isRequest; {
			answer, err := server.Recv()
			ts.Check(err)
			fmt.Fprintf(ts.Stdout(), "%s\n", answer)
			isRequest = !strings.Contains(string(answer), `"id"`)
		}
	}
	ts.Check(server.Close())
	ts.Check(cmd.Wait())
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
