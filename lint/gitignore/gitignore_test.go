package gitignore

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint/tree"
)

func TestPatterns(t *testing.T) {
	tests := []struct {
		name     string
		patterns string
		ignored  string // space-separated; a directory ends in a slash
		kept     string
	}{
		{"name at any depth", "x", "x x/ a/x x/y", "xx y a/xx"},
		{"anchored by a leading slash", "/x", "x x/y", "a/x"},
		{"anchored by a slash inside", "a/x", "a/x", "b/a/x x"},
		{"directory only", "x/", "x/ x/y a/x/", "x a/x"},
		{"star stops at a slash", "a/*.py", "a/x.py a/.py", "a/b/x.py x.py"},
		{"suffix", "*.pyc", "x.pyc a/x.pyc .pyc", "x.py x.pyc.txt"},
		{"question mark", "a?c", "abc a-c", "ac abbc a/c"},
		{"leading double star", "**/x/y", "x/y a/x/y a/b/x/y", "x/a/y ax/y"},
		{"trailing double star", "a/**", "a/x a/b/x a/b/", "a/ a x/a/b"},
		{"inner double star", "a/**/b", "a/b a/x/b a/x/y/b", "ab a/xb a/x/by"},
		{"two double stars", "a/**/b/**/c", "a/b/c a/x/b/y/c a/b/b/x/c", "a/c a/b/x"},
		{"double star inside a name", "x**y", "xy xaay", "x/y x"},
		{"double star after a literal", "a**/b", "a/b ax/b a/x/b", "b a/b2"},
		{"lone double star", "**", "x a/ a/b", ""},
		{"star and star between slashes", "a/*/b", "a/x/b", "a/b a/x/y/b"},
		{"set", "[abc]x", "ax cx", "dx x [abc]x"},
		{"negated set", "[!a]x", "bx !x", "ax x"},
		{"negated set, caret", "[^a]x", "bx ^x", "ax x"},
		{"range", "v[0-9]", "v0 v9", "va v v10"},
		{"set with a closing bracket", "[]x]", "] x", "[]x]"},
		{"set with a minus", "[a-]", "a -", "b"},
		{"class", "[[:digit:]_]x", "1x _x", "ax :x"},
		{"unknown class", "[[:foo:]]", "", "f : ["},
		{"unclosed set", "[ab", "", "a [ab"},
		{"escaped hash", `\#x`, "#x", "x"},
		{"comment", "#x", "", "#x x"},
		{"escaped exclamation mark", `\!x`, "!x", "x"},
		{"escaped star", `\*`, "*", "x"},
		{"escaped letter", `\x`, "x", `\x`},
		{"backslash at the end", `x\`, "", `x x\`},
		{"spaces at the end", "x  ", "x", ""},
		{"carriage returns", "x\r\n\r\ny/\r\n", "x y/", "y z"},
		{"byte order mark", "\ufeffx", "x", "y"},
		{"later line wins", "*\n!x\n", "y", "x"},
		{"earlier line loses", "!x\n*\n", "x y", ""},
		{"whitelist of a kind", "*\n!*/\n!*.py\n", "x a/x a/b/x", "x.py a/ a/x.py a/b/x.py"},
		{"nothing comes back below an ignored directory", "a/\n!a/x\n", "a/ a/x", "x"},
		{"content ignored, one file kept", "a/*\n!a/x\n", "a/y", "a/ a/x"},
		{"blank and odd lines", "\n \n!\n/\n//\n", "", "x a/"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := at(layout(t, map[string]string{".gitignore": test.patterns}))
			for _, name := range strings.Fields(test.ignored) {
				if !walkTo(d, name) {
					t.Errorf("%q does not ignore %q", test.patterns, name)
				}
			}
			for _, name := range strings.Fields(test.kept) {
				if walkTo(d, name) {
					t.Errorf("%q ignores %q", test.patterns, name)
				}
			}
		})
	}
}

func TestEscapedSpace(t *testing.T) {
	d := at(layout(t, map[string]string{".gitignore": `x\ ` + " \n"}))
	if !d.Ignored("x ", false) || d.Ignored("x", false) {
		t.Error(`"x\ " must ignore "x " alone`)
	}
}

func TestSources(t *testing.T) {
	top := layout(t, map[string]string{
		".git/info/exclude": "excluded\nboth\n",
		".gitignore":        "top\n!both\n/a/anchored\n",
		"a/.gitignore":      "!top\nown\n/b/here\n",
		"a/b/c/":            "",
		"module/.git":       "gitdir: ../.git/modules/module\n",
		"module/.gitignore": "inner\n",
	})
	for name, want := range map[string]bool{
		"excluded": true, "both": false, "top": true, "own": false,
		"a/top": false, "a/own": true, "a/b/own": true, "a/b/top": false, "a/anchored": true, "a/b/here": true, "b/here": false,
		"module/top": false, "module/excluded": false, "module/inner": true,
	} {
		if got := walkTo(at(top), name); got != want {
			t.Errorf("from the top, %s: ignored = %t", name, got)
		}
	}
	below := at(filepath.Join(top, "a", "b"))
	for name, want := range map[string]bool{"own": true, "here": true, "top": false, "excluded": true, "c/own": true} {
		if got := walkTo(below, name); got != want {
			t.Errorf("from a/b, %s: ignored = %t", name, got)
		}
	}
}

func TestUserFile(t *testing.T) {
	tests := map[string]map[string]string{
		"the default":       {".config/git/ignore": "x\n"},
		"from .gitconfig":   {".gitconfig": "[user]\n\tname = y\n[CORE]\n\texcludesfile = ~/mine # own\n", "mine": "x\n"},
		"from git/config":   {".config/git/config": "[core]\nexcludesFile = \"~/my \\\"own\\\" file\"\n", `my "own" file`: "x\n"},
		"set by repository": {".gitconfig": "[core]\nexcludesFile = ~/no\n", "r/.git/config": "[core]\nexcludesFile = ~/mine\n", "mine": "x"},
	}
	for name, files := range tests {
		t.Run(name, func(t *testing.T) {
			files["r/.git/HEAD"] = "ref: refs/heads/main\n"
			home := layout(t, files)
			if d := at(filepath.Join(home, "r")); !d.Ignored("x", false) || d.Ignored("y", false) {
				t.Error("the user's file does not hold")
			}
		})
	}
}

func TestWorktree(t *testing.T) {
	dir := layout(t, map[string]string{
		"main/.git/info/exclude":            "x\n",
		"main/.git/worktrees/two/commondir": "../..\n",
	})
	gitDir := filepath.Join(dir, "main", ".git", "worktrees", "two")
	write(t, filepath.Join(dir, "two", ".git"), "gitdir: "+gitDir+"\n")
	if !at(filepath.Join(dir, "two")).Ignored("x", false) {
		t.Error("a worktree does not see its repository's info/exclude")
	}
}

func TestOutsideRepository(t *testing.T) {
	root := layout(t, map[string]string{".gitignore": "x\n", "a/b/.gitignore": "y\n"})
	below := filepath.Join(root, "a", "b")
	if d := At(tree.New(below), below, root); !d.Ignored("x", false) || !d.Ignored("y", false) {
		t.Error("the patterns between the root and the directory do not hold")
	}
	if d := At(tree.New(below), below, filepath.Join(root, "other")); d.Ignored("x", false) || !d.Ignored("y", false) {
		t.Error("patterns from above hold for a directory outside the root")
	}
}

func TestOddFiles(t *testing.T) {
	dir := layout(t, map[string]string{"patterns": "x\n", "a/.gitignore/": "", "b/": ""})
	if err := os.Symlink("../patterns", filepath.Join(dir, "b", ".gitignore")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"a/x", "b/x", "missing/x"} {
		if walkTo(at(dir), name) {
			t.Errorf("%s is ignored", name)
		}
	}
}

func TestNilIgnoresNothing(t *testing.T) {
	var d *Dir
	if d.Enter("a").Ignored("x", false) {
		t.Error("a nil Dir ignores x")
	}
}

func FuzzElements(f *testing.F) {
	for _, text := range []string{"**/a*b/[!a-c[:digit:]]/**", `\*[]]?`, "a**/b", "[[:x", "*a*a*a*a*b", `**\/x`} {
		f.Add(text, "a/b/c")
	}
	f.Fuzz(func(t *testing.T, text, path string) {
		if len(text) > 100 || len(path) > 100 {
			t.Skip()
		}
		agrees(t, text, path)
		if literal := strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path); path != "" {
			agrees(t, literal, path)
		}
	})
}

func BenchmarkIgnored(b *testing.B) {
	d := &Dir{patterns: parse(strings.Repeat("*.py[cod]\n/build/\ndist/\n*.log\n.env\ndocs/**/out\n", 20))}
	for b.Loop() {
		d.Ignored("train_model.py", false)
	}
}

func at(dir string) *Dir { return At(tree.New(dir), dir, dir) }

// walkTo reports whether a walk from d to the slash path is stopped: a directory on the way is ignored, or its end.
func walkTo(d *Dir, name string) bool {
	dir, base := path.Split(strings.TrimSuffix(name, "/"))
	for parent := range strings.SplitSeq(strings.TrimSuffix(dir, "/"), "/") {
		if parent == "" {
			continue
		}
		if d.Ignored(parent, true) {
			return true
		}
		d = d.Enter(parent)
	}
	return d.Ignored(base, strings.HasSuffix(name, "/"))
}

// layout makes a directory with the files, of which those that end in a slash are directories, and makes it the user's home.
func layout(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("USERPROFILE", dir)
	t.Setenv("XDG_CONFIG_HOME", "")
	for name, content := range files {
		if path := filepath.Join(dir, filepath.FromSlash(name)); !strings.HasSuffix(name, "/") {
			write(t, path, content)
		} else if err := os.MkdirAll(path, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}
