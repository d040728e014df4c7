package gitignore

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestAgainstGit asks git about every path of many small directories, each with its own patterns.
func TestAgainstGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	if runtime.GOOS != "linux" {
		t.Skip("not every name here is a name on", runtime.GOOS)
	}
	top := layout(t, nil)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	t.Setenv("GIT_DIR", filepath.Join(top, ".git")) // a hook that runs the tests may have set these
	t.Setenv("GIT_WORK_TREE", top)
	git(t, top, "", "init", "--quiet")

	sets := append(trapSets, randomSets(100)...)
	var paths []string
	for i, set := range sets {
		dir := fmt.Sprintf("set%d", i)
		write(t, filepath.Join(top, dir, ".gitignore"), set)
		for _, name := range trapNames {
			paths = addPath(t, paths, top, dir+"/"+name)
		}
		write(t, filepath.Join(top, dir, "b", ".gitignore"), sets[(i+1)%len(sets)])
	}

	want := ignoredByGit(t, top, paths)
	d := at(top)
	failures := 0
	for _, path := range paths {
		if got := walkTo(d, path); got != want[path] {
			var i int
			fmt.Sscanf(path, "set%d/", &i)
			t.Errorf("%q: ignored = %t, git says %t; patterns %q, in b %q", path, got, want[path], sets[i], sets[(i+1)%len(sets)])
			if failures++; failures == 20 {
				t.Fatal("and so on")
			}
		}
	}
	t.Logf("%d paths, %d ignored", len(paths), len(want))
}

var trapSets = []string{
	"*\n!*/\n!*.py\n", "[!x]\n", "[!x]*\n!b\n", "a/**/b\n", "**/a\n", "a/**\n", "a/**/\n", "**/\n", "**\n!**/\n",
	"\\#x\n", "\\!x\n", "x\\ \n", "x\\  \n", "x \n", "x\\\\ \n", "a**/b\n", "**a/b\n", "a/**b\n", "a/***/b\n", "**/**/b\n",
	"a\\/**/b\n", "a/**\\/b\n", "[a/b]\n", "a[/]b\n", "a[!x]b\n", "a?b\n", "/\n", "//\n", "/a\n", "//a\n", "a//b\n", "/*\n!/a\n",
	"/*\n!/a/\n/a/*\n!/a/b\n", "*\n!a\n", "*\n!a/\n!a/b\n", "b/\n!b/x.py\n", "b/*\n!b/x.py\n", "*.py\n!x.py\n", "!x.py\n*.py\n",
	"x.py/\n", "a/\n", "/a/\n", "a/b/\n", "[]]\n", "[]-a]\n", "[a-c]*\n", "[c-a]\n", "[!]a]\n", "[^!]x\n", "[\\]]\n", "[\\a-c]\n",
	"[a-\\c]\n", "[[:alpha:]]\n", "[[:^alpha:]]\n", "[[:alpha:]-c]\n", "[[:space:]]*\n", "*[[:punct:]]\n", "[[:foo:]]\n", "[[:]\n",
	"[[:]]\n", "[[::]]\n", "[[:alpha]]\n", "[a\n", "[\n", "a[\n", "x\\\n", "\\\n", "a\\/\n", "\\a\n", "\\*\n", "*\\**\n", "x.py\r\n",
	"\ufeffa\n", "a\n\ufeffb\n", " a\n", "a\t\n", "!\n", "!!x\n", "!a\n!#\n", "#x\n", " #x\n", "*a*\n", "*a*b*\n", "*/b\n", "*/*\n",
	"*/*/\n", "*/**/x.py\n", "**/*/x.py\n", "?\n", "??\n", "a/?/x.py\n", "*\r\n!*/\r\n!*.py\r\n\r\n", "a\n\n\n", "", "\n", "a",
	"[[:cntrl:]]\n", "[[:blank:][:digit:]]\n", "[[:xdigit:]]\n", "[[:graph:]]\n", "[[:print:]]\n", "[[:upper:][:lower:]]\n", "a/*/../b\n", "./a\n",
}

var trapNames = []string{
	"a/a", "a/b", "a/ab", "a/x.py", "a/b2/b", "a/c/x.py", "a/c/d/b", "a/c/d/x.py", "ab/b", "aab/x", "a-b",
	"b/a", "b/x.py", "b/c/a/b", "b/!x", "c/a/b", "c/b", "x", "x.py", "x ", `x\`, `x\ `, "xx", "#x", "!x", "!", "#", "]", "[", "-", "^", "*", "?", `\`, ":",
	"[a", "a\t", " a", " #x", "A", "3", "\n", "\r", "\v", "\x7f", "\xff\xfe", "ü", "a[b", "x.py\r", "**", "\ufeffb", "a[", "a*b",
	"e/.py", "e/a b/x", "e/xa.pyc/b", "e/e/e/b",
}

// randomSets returns sets of patterns put together from the pieces that have a meaning, always the same ones.
func randomSets(n int) []string {
	pieces := strings.Split("a b c x e .py * * ** ** **/ /** / / ? [ab] [!a] [^b] [a-c] [[:alpha:]] [x\\]] ! # \\ \\* [ ] - ^", " ")
	pieces = append(pieces, " ", `\ `, "!", "/")
	random := rand.New(rand.NewPCG(1, 2))
	sets := make([]string, n)
	for i := range sets {
		for range 1 + random.IntN(4) {
			if random.IntN(3) == 0 {
				sets[i] += "!"
			}
			for range 1 + random.IntN(5) {
				sets[i] += pieces[random.IntN(len(pieces))]
			}
			sets[i] += "\n"
		}
	}
	return sets
}

// addPath makes the file and adds it and the directories above it to paths.
func addPath(t *testing.T, paths []string, top, name string) []string {
	t.Helper()
	for i := range name {
		if dir := name[:i]; i > 0 && name[i] == '/' {
			if err := os.Mkdir(filepath.Join(top, dir), 0o777); err == nil {
				paths = append(paths, dir+"/")
			}
		}
	}
	write(t, filepath.Join(top, filepath.FromSlash(name)), "")
	return append(paths, name)
}

// ignoredByGit returns the paths that git check-ignore ignores.
func ignoredByGit(t *testing.T, top string, paths []string) map[string]bool {
	t.Helper()
	var input strings.Builder
	for _, path := range paths {
		input.WriteString(strings.TrimSuffix(path, "/") + "\x00")
	}
	output := git(t, top, input.String(), "check-ignore", "--no-index", "--verbose", "--non-matching", "--stdin", "-z")
	fields := strings.Split(strings.TrimSuffix(output, "\x00"), "\x00") // source, line, pattern, path of each
	if len(fields) != 4*len(paths) {
		t.Fatalf("git answered %d fields for %d paths", len(fields), len(paths))
	}
	ignored := map[string]bool{}
	for i, path := range paths {
		if source, pattern := fields[4*i], fields[4*i+2]; source != "" && !strings.HasPrefix(pattern, "!") {
			ignored[path] = true
		}
	}
	return ignored
}

func git(t *testing.T, dir, input string, args ...string) string {
	t.Helper()
	command := exec.Command("git", args...)
	command.Dir = dir
	command.Stdin = strings.NewReader(input)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != 1) { // 1: nothing is ignored
		t.Fatalf("git %s: %v\n%s", args[0], err, stderr.String())
	}
	return stdout.String()
}
