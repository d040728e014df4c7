package rules

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/request"
)

// inMemory is a run of all rules over files that are nowhere but in memory.
func inMemory(files map[string]string) request.Config {
	cfg := oneFile("", nil)
	cfg.Files = nil
	for _, name := range slices.Sorted(maps.Keys(files)) {
		cfg.Files = append(cfg.Files, discover.Entry{Path: name, Abs: "/r/" + name})
	}
	cfg.Read = func(path string) ([]byte, error) {
		text, ok := files[strings.TrimPrefix(path, "/r/")]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return []byte(text), nil
	}
	return cfg
}

// connected is a script that trains with a package of n modules, each of which imports the next one and has something that can be
// fixed five times, if it is one of the first.
func connected(n, faulty int) map[string]string {
	files := map[string]string{"train.py": "import torch\nfrom pkg import m0\n" + trainingOf("m0.f(loss)")}
	for i := range n {
		text := fmt.Sprintf("import torch\nfrom pkg import m%d\n\n\ndef f(x):\n    return m%[1]d.f(x)\n", (i+1)%n)
		if i < faulty {
			text += strings.Repeat("print(f\"done\")\n", 5)
		}
		files[fmt.Sprintf("pkg/m%d.py", i)] = text
	}
	return files
}

// calls is how often a run did what makes up a stage, such as parsing a file.
func calls(p *profile.Profile, stage profile.Stage) (n int) {
	for _, cost := range p.Costs() {
		if cost.Stage == stage {
			n += cost.Calls
		}
	}
	return n
}

// Fixing looks again at the files that it has changed, and at nothing else.
func TestFixingWork(t *testing.T) {
	const modules, faulty = 300, 100
	cfg := inMemory(connected(modules, faulty))
	plain, fixing := profile.New(), profile.New()
	cfg.Profile = plain
	found := lintFile(t, cfg)
	cfg.Profile = fixing
	out, err := fix.Run(context.Background(), cfg, fix.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fixed := 0
	for _, c := range out.Changes {
		fixed += c.Fixed
	}
	if left := len(found.Findings) - len(out.Result.Findings); fixed != 5*faulty || left != fixed || len(out.Changes) != faulty {
		t.Errorf("fixed %d findings in %d files, and %d have gone; want %d in %d", fixed, len(out.Changes), left, 5*faulty, faulty)
	}
	for stage, more := range map[profile.Stage]int{profile.Parsing: 3 * faulty, profile.ExtractingFacts: faulty, profile.Linking: 1} {
		if want := calls(plain, stage) + more; calls(fixing, stage) > want {
			t.Errorf("%s: %d times, want %d at most", stage, calls(fixing, stage), want)
		}
	}
}

// onDisk writes files, and returns a run of all rules over one of them, which reads what it imports.
func onDisk(t *testing.T, files map[string]string, name string) request.Config {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return request.Config{
		Root: root, Rules: All, Context: true, Profile: profile.New(), Cache: &request.Cache{},
		Files:   []discover.Entry{{Path: name, Abs: filepath.Join(root, name)}},
		Reports: func(path string) bool { return path == name },
	}
}

// A file is edited in the midst of others that it imports: these are not parsed again, be it in the same process or another.
func TestEditingWork(t *testing.T) {
	const modules = 300
	edit := func(cfg request.Config) request.Config {
		text, err := os.ReadFile(cfg.Files[0].Abs)
		if err != nil {
			t.Fatal(err)
		}
		return cfg.With(map[string][]byte{cfg.Files[0].Abs: append(text, "x = 1\n"...)})
	}
	save := func(cfg request.Config) request.Config {
		edited := edit(cfg)
		text, err := edited.Content(cfg.Files[0].Abs)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(cfg.Files[0].Abs, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return cfg
	}
	tests := []struct {
		name  string
		cache request.Cache
		edit  func(request.Config) request.Config
	}{
		{"in memory", request.Cache{Live: request.NewLive()}, edit},
		{"on disk", request.Cache{Dir: cache.Dir(t.TempDir())}, save},
		{"on disk, and then in memory", request.Cache{Dir: cache.Dir(t.TempDir())}, edit},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cfg := onDisk(t, connected(modules, 1), "pkg/m0.py")
			cfg.Cache = &tt.cache
			lintFile(t, cfg)
			if n := calls(cfg.Profile, profile.ExtractingFacts); n < modules {
				t.Fatalf("took the facts of %d files, which are too few for this test", n)
			}
			cfg = tt.edit(cfg)
			cfg.Profile = profile.New()
			warm := lintFile(t, cfg)
			if parsed, facts := calls(cfg.Profile, profile.Parsing), calls(cfg.Profile, profile.ExtractingFacts); parsed > 2 || facts > 1 {
				t.Errorf("parsed %d times and took facts of %d files, want 2 and 1 at most", parsed, facts)
			}
			cfg.Cache = nil
			if diff := cmp.Diff(said(lintFile(t, cfg)), said(warm)); diff != "" {
				t.Errorf("(-cold +warm):\n%s", diff)
			}
		})
	}
}

// said is all that a run says, line by line.
func said(r *lint.Result) (lines []string) {
	for _, f := range r.Findings {
		id := f.Rule.ID
		f.Rule = nil
		lines = append(lines, fmt.Sprintf("%s %+v", id, f))
	}
	for _, n := range r.Notices {
		lines = append(lines, fmt.Sprintf("%+v", n))
	}
	return append(lines, fmt.Sprint(r.Checked, r.Skipped, r.Failed, r.Suppressed, r.Training, r.Configs))
}

// What is kept in memory is shared by all runs, and no rule changes it: over the fixtures of all rules, each run says what it
// says without a memory.
func TestMemoryIsLeftAsItIs(t *testing.T) {
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	cfg := request.Config{Root: root, Rules: All, AllPython: true, Strict: true}
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		name, _ := filepath.Rel(root, path)
		if name = filepath.ToSlash(name); err == nil && !e.IsDir() && strings.Contains(name, "/testdata/") && filepath.Ext(name) != ".want" {
			cfg.Files = append(cfg.Files, discover.Entry{Path: name, Abs: path})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(cfg.Files, func(a, b discover.Entry) int { return strings.Compare(a.Path, b.Path) })
	empty := map[string][]byte{}
	for i := 0; i < len(cfg.Files); i += 40 {
		empty[cfg.Files[i].Abs] = nil
	}
	live := request.NewLive()
	for i, cfg := range []request.Config{cfg, cfg.With(empty), cfg} {
		cold := lintFile(t, cfg)
		cfg.Cache = &request.Cache{Live: live}
		if diff := cmp.Diff(said(cold), said(lintFile(t, cfg))); diff != "" {
			t.Fatalf("run %d (-cold +warm):\n%s", i+1, diff)
		}
	}
}
