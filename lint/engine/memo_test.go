package engine_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/workspace/repository"
)

// missing reports, for each module of a program, that there is no text file of its name in the repository.
var missing = &lint.Rule{
	ID: "missing", Severity: lint.Warning, Requires: []*analysis.Analyzer{program.Analyzer, repository.Analyzer},
	Run: func(pass *analysis.Pass) {
		p := program.Of(pass)
		for _, f := range p.Files() {
			if name := strings.TrimSuffix(f.Path, ".py") + ".txt"; !repository.Of(pass).Exists(name) {
				pass.ReportRangef(facts.Range{File: f, Span: facts.Span{End: 1}}, "there is no %s", name)
			}
		}
	},
}

// onDisk is a run over scripts in folders of their own, each of which is a program.
func onDisk(t *testing.T, root string, names ...string) request.Config {
	t.Helper()
	cfg := request.Config{Root: root, Rules: []*lint.Rule{calls, missing}, Cache: &request.Cache{}}
	for _, name := range names {
		write(t, root, name, "import torch\nf()\n")
		cfg.Files = append(cfg.Files, discover.Entry{Path: name, Abs: filepath.Join(root, name)})
	}
	return cfg
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	path := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// sameAsCold runs with what is remembered, and compares with what a run without says.
func sameAsCold(t *testing.T, cfg request.Config) {
	t.Helper()
	warm := places(run(t, cfg))
	cfg.Cache = nil
	if diff := cmp.Diff(places(run(t, cfg)), warm); diff != "" {
		t.Errorf("(-cold +warm):\n%s", diff)
	}
}

// What one process asks of the files around, while another is at work, decides over what that one has kept.
func TestProcessesAskOfTheSameWorld(t *testing.T) {
	root, kept := t.TempDir(), request.Cache{Dir: cache.Dir(t.TempDir())}
	start, slow, quick := onDisk(t, root, "x/x.py"), onDisk(t, root, "a/a.py"), onDisk(t, root, "b/b.py")
	start.Cache, slow.Cache, quick.Cache = &kept, &kept, &kept
	slow.Context, quick.Context = true, true // so that none takes away what others have kept
	sameAsCold(t, start)
	slow.Progress = func(stage profile.Stage, _, _ int) {
		if stage == profile.ProjectRules {
			run(t, quick)
		}
	}
	run(t, slow)
	slow.Progress = nil
	write(t, root, "b/b.txt", "")
	sameAsCold(t, quick)
	sameAsCold(t, slow)
}

// What another process has kept holds for one that goes on only as long as that one's answers do, too.
func TestProcessThatGoesOn(t *testing.T) {
	root, dir := t.TempDir(), cache.Dir(t.TempDir())
	start, mine, other := onDisk(t, root, "x/x.py"), onDisk(t, root, "b/b.py"), onDisk(t, root, "b/b.py")
	goesOn := &request.Cache{Dir: dir, Live: request.NewLive()}
	start.Cache, mine.Cache, other.Cache = goesOn, goesOn, &request.Cache{Dir: dir}
	other.Context = true
	sameAsCold(t, start)
	sameAsCold(t, other)
	write(t, root, "b/b.txt", "")
	sameAsCold(t, mine)
}

// What a run was allowed to read outside of its repository, since it was named, is not there for one that was not.
func TestMemoryLeadsNowhereOutside(t *testing.T) {
	root := t.TempDir()
	cfg := onDisk(t, root, "a.py")
	write(t, root, "a.py", "import torch\nimport helper\n")
	outside, err := filepath.Abs("run.go") // which was there before, so that it counts as unchanged without being read
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(root, "helper.py")
	if err := os.Symlink(outside, link); err != nil {
		t.Skip("no symbolic links here")
	}
	kept := request.Cache{Dir: cache.Dir(t.TempDir()), Live: request.NewLive()}
	cfg.Cache, cfg.Context = &kept, true
	named := cfg
	named.Disk = tree.New(root)
	if _, _, err := named.Disk.Admit(link); err != nil {
		t.Fatal(err)
	}
	if got := places(run(t, named)); len(got) != 2 {
		t.Fatalf("with the link: %q", got)
	}
	sameAsCold(t, cfg)
}

// A run that reports on some files judges less, which is not taken for all there is.
func TestWhatIsNotReportedIsNotForgotten(t *testing.T) {
	root := t.TempDir()
	all := onDisk(t, root, "a.py", "b.py")
	some := all
	some.Reports = func(path string) bool { return path == "b.py" }
	for _, kept := range []request.Cache{{Live: request.NewLive()}, {Dir: cache.Dir(t.TempDir())}} {
		all.Cache, some.Cache = &kept, &kept
		for _, cfg := range []request.Config{some, all, some} {
			sameAsCold(t, cfg)
		}
	}
}

// However little there is room for, nothing is lost.
func TestLittleMemory(t *testing.T) {
	root := t.TempDir()
	cfg := onDisk(t, root, "a/a.py", "b/b.py", "c/c.py")
	for _, room := range []int{0, 1000, 2000, 4000, 8000} {
		cfg.Cache = &request.Cache{Live: cache.NewLive(room)}
		for range 3 {
			sameAsCold(t, cfg)
			write(t, root, "d/d.txt", "")
		}
	}
}

// Something is made where nothing was, and goes again, in the course of one process.
func TestWorldChangesBetweenRuns(t *testing.T) {
	root := t.TempDir()
	cfg := onDisk(t, root, "a.py")
	for _, kept := range []request.Cache{{Live: request.NewLive()}, {Live: request.NewLive(), Dir: cache.Dir(t.TempDir())}} {
		cfg.Cache = &kept
		for range 2 {
			sameAsCold(t, cfg)
			write(t, root, "a.txt", "")
			sameAsCold(t, cfg)
			if err := os.Remove(filepath.Join(root, "a.txt")); err != nil {
				t.Fatal(err)
			}
		}
	}
}
