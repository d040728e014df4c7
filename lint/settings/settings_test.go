package settings

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
)

type exampleOptions struct {
	Max    int    `yaml:"max"`
	Metric string `yaml:"metric"`
}

var exampleRules = []*lint.Rule{
	{ID: "too-complex", Family: "design", Severity: lint.Warning, Options: exampleOptions{Max: 9, Metric: "ruff"}},
	{ID: "bare-except", Family: "exceptions", Severity: lint.Error},
	{ID: "no-seed", Family: "seeds", Severity: lint.Error},
	{ID: "long-name", Family: "names", Severity: lint.Note, Off: true},
}

func finder(files map[string]string) *Finder {
	return &Finder{Start: "/r", Top: "/r", Reader: Reader{Rules: exampleRules, Open: func(name string) ([]byte, error) {
		text, ok := files[name]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return []byte(text), nil
	}}}
}

// running lists what runs on a file, with severities that differ from the rule's.
func running(t *testing.T, f *Finder, file string) string {
	t.Helper()
	p, err := f.Policy(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range exampleRules {
		if on, severity, options := p.Of(r); on {
			word := r.ID
			if severity != r.Severity {
				word += "=" + string(severity)
			}
			if o, ok := options.(exampleOptions); ok && o != r.Options {
				word += "(" + o.Metric + ")"
			}
			out = append(out, word)
		}
	}
	return strings.Join(out, " ")
}

func TestPolicy(t *testing.T) {
	tests := []struct{ name, yaml, file, want string }{
		{"nothing set", "", "/r/a.py", "too-complex bare-except no-seed"},
		{"a family is selected", "select: [exceptions]", "/r/a.py", "bare-except"},
		{"a glob is ignored", "ignore: ['*-seed']", "/r/a.py", "too-complex bare-except"},
		{"a rule that is off is selected", "select: [all, long-name]", "/r/a.py", "too-complex bare-except no-seed long-name"},
		{"all does not select what is off", "select: all", "/r/a.py", "too-complex bare-except no-seed"},
		{"severity", "rules: {bare-except: note, no-seed: off}", "/r/a.py", "too-complex bare-except=note"},
		{"options", "rules: {too-complex: {severity: error, metric: radon}}", "/r/a.py", "too-complex=error(radon) bare-except no-seed"},
		{"an override", "overrides: [{paths: ['tests/**'], ignore: [design]}]", "/r/tests/a.py", "bare-except no-seed"},
		{"an override elsewhere", "overrides: [{paths: ['tests/**'], ignore: [design]}]", "/r/src/tests/a.py", "too-complex bare-except no-seed"},
		{"an override turns on", "ignore: [design]\noverrides: [{paths: [lib], rules: {too-complex: on}}]", "/r/lib/x/a.py", "too-complex bare-except no-seed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := finder(map[string]string{"/r/.agentlint.yaml": tt.yaml})
			if diff := cmp.Diff(tt.want, running(t, f, tt.file)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestNearest(t *testing.T) {
	files := map[string]string{
		"/r/.agentlint.yaml":   "ignore: [design]",
		"/r/a/pyproject.toml":  "[project]\nname = \"x\"\n",
		"/r/b/pyproject.toml":  "[tool.agentlint]\nignore = [\"seeds\"]\n[tool.agentlint.rules.too-complex]\nmetric = \"mccabe\"\n",
		"/r/c/.agentlint.yaml": "extends: ../.agentlint.yaml\nignore: [exceptions]",
		"/r/d/agentlint.yaml":  "ignore: ['seeds/*']",
		"/r/e/.agentlint.toml": "ignore = ['exceptions']",
		"/.agentlint.yaml":     "ignore: [all]",
	}
	for file, want := range map[string]string{
		"/r/x.py":     "bare-except no-seed",
		"/r/a/x.py":   "bare-except no-seed",
		"/r/b/c/x.py": "too-complex(mccabe) bare-except",
		"/r/c/x.py":   "no-seed",
		"/r/d/x.py":   "too-complex bare-except",
		"/r/e/x.py":   "too-complex no-seed",
	} {
		if diff := cmp.Diff(want, running(t, finder(files), file)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

// Outside a repository, what lies above the start of a run counts only if it says that the project starts there.
func TestRoot(t *testing.T) {
	files := map[string]string{
		"/home/p/.agentlint.yaml":   "root: true\nignore: [design]",
		"/home/p/q/.agentlint.yaml": "ignore: [seeds]",
		"/home/.agentlint.yaml":     "ignore: [all]",
	}
	for start, want := range map[string]string{
		"/home/p/q/sub": "too-complex bare-except",
		"/home/p/s":     "bare-except no-seed",
		"/home/p/q":     "too-complex bare-except",
		"/home/other":   "too-complex bare-except no-seed",
	} {
		f := finder(files)
		f.Start, f.Top = start, ""
		if diff := cmp.Diff(want, running(t, f, start+"/deeper/x.py")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", start, diff)
		}
	}
}

// What a file says comes over what it extends, and of that the last over the first.
func TestExtends(t *testing.T) {
	f := finder(map[string]string{
		"/r/a.yaml":          "select: [all]\nignore: [seeds]\nfail-on: error\ntraining: [a]\nexclude: [x]\nkinds: {'*.md': skill, 'a/*.md': skill}\nrules: {bare-except: note, too-complex: {metric: a}}",
		"/r/b.yaml":          "select: [design, exceptions]\nexclude: [y]\nrules: {too-complex: {metric: b}}",
		"/r/.agentlint.yaml": "kinds: {'*.md': template}\nexclude: z\nfail-on: note\ntraining: []\nextends: [a.yaml, b.yaml]",
	})
	s, err := f.For("/r/x.py")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("too-complex(b) bare-except=note", running(t, f, "/r/x.py")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for file, kind := range map[string]string{"/r/x.md": "template", "/r/a/x.md": "skill"} {
		if got := s.KindOf(file); got != kind {
			t.Errorf("%s is a %q, want %q", file, got, kind)
		}
	}
	if s.FailOn != "note" || s.IsTraining("/r/a/x.py") {
		t.Errorf("fail-on %s, training a: %t; want what the file itself says", s.FailOn, s.IsTraining("/r/a/x.py"))
	}
	for _, file := range []string{"/r/x/a.py", "/r/y", "/r/z/b/c.py"} {
		if !s.Excludes(file) || s.Excludes("/r/a"+file) {
			t.Errorf("%s is not excluded, or more is", file)
		}
	}
}

func TestErrors(t *testing.T) {
	tests := map[string]string{
		"selct: [all]":                        `/r/.agentlint.yaml:1:1: unknown key "selct"; did you mean "select"?`,
		"select: [exception]":                 `/r/.agentlint.yaml:1:10: "exception" names no rule and no family; did you mean "exceptions"?`,
		"rules:\n  bare-exept: off":           `/r/.agentlint.yaml:2:3: there is no rule "bare-exept"; did you mean "bare-except"?`,
		"rules: {bare-except: fatal}":         `/r/.agentlint.yaml:1:22: "fatal" is not valid; use error, warning, note, on or off`,
		"rules: {too-complex: {maks: 3}}":     `/r/.agentlint.yaml:1:23: unknown key "maks"; there are max, metric and severity`,
		"root: maybe":                         `/r/.agentlint.yaml:1:7: this is a string; it must be a bool`,
		"extends: .agentlint.yaml":            `/r/.agentlint.yaml:1:10: .agentlint.yaml extends itself`,
		"extends: nowhere.yaml":               `/r/.agentlint.yaml:1:10: can't extend nowhere.yaml`,
		"overrides: [{ignore: [design]}]":     `/r/.agentlint.yaml:1:13: an override needs the paths that it applies to`,
		"hosts: [vscod]":                      `/r/.agentlint.yaml:1:9: unknown host "vscod"; did you mean "vscode"?`,
		"select: [all]\nselect: [all]":        `/r/.agentlint.yaml:2:1: key "select" is set twice`,
		"select: [":                           `/r/.agentlint.yaml:1:`,
		"kinds: {'templates/*.md': tamplate}": `unknown kind "tamplate"; did you mean "template"?`,
		"rules: {too-complex: {max: many}}":   `the options of too-complex: `,
	}
	for text, want := range tests {
		_, err := finder(map[string]string{"/r/.agentlint.yaml": text}).Policy("/r/a.py")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives the error %v, want %q", text, err, want)
		}
	}
}

func TestInline(t *testing.T) {
	f := finder(nil)
	for _, setting := range []string{"rules.too-complex.metric=radon", "ignore=[exceptions]"} {
		s, err := f.Inline(setting)
		if err != nil {
			t.Fatal(err)
		}
		f.Over = append(f.Over, s)
	}
	if diff := cmp.Diff("too-complex(radon) no-seed", running(t, f, "/r/a.py")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := f.Inline("exclude=[x]"); err == nil || !strings.Contains(err.Error(), "only select, ignore, rules, purpose and preview can be set this way") {
		t.Errorf("a key that is none of a command line's gives the error %v", err)
	}
	if _, err := f.Inline("rules.too-complex.maks=3"); err == nil || !strings.Contains(err.Error(), `unknown key "maks"`) {
		t.Errorf("an unknown key gives the error %v", err)
	}
}

// FuzzRead checks that no file of settings makes the reader fall.
func FuzzRead(f *testing.F) {
	f.Add("select: [all]\nrules: {too-complex: {max: 3}}\n")
	f.Add("overrides:\n- paths: x\n  rules: {bare-except: off}\n")
	f.Fuzz(func(t *testing.T, text string) {
		f := finder(map[string]string{"/r/.agentlint.yaml": text})
		if s, err := f.For("/r/a.py"); err == nil && s == nil {
			t.Error("neither settings nor an error")
		}
	})
}
