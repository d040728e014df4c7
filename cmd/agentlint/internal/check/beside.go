package check

import (
	"context"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"sync/atomic"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/rules"
	"github.com/agentlint/agentlint/workspace"
)

// The bounds of a project that is read as a whole to check some of its files. Above them, what these import is read, and the definitions
// beside them, and the run says that more is known to a check of all files.
const (
	maxLooked = 20_000 // files that are met on the way
	maxCode   = 300    // Python files and notebooks
	maxRest   = 1000   // definitions, settings and configurations
)

// lookBeside adds the other files of the project to a run over some of them, so that what is said of these is what a run over all files
// says. It adds nothing if the project is too large, which the run then knows.
func (c *Check) lookBeside(ctx context.Context, run *Run, cfg *request.Config) error {
	if !cfg.Context || cfg.Glance || run.changes != nil || c.view.showFiles || run.isOutside() {
		return nil
	}
	files, err := c.othersOf(ctx, run)
	if err != nil {
		return err
	}
	if files == nil {
		run.isPartial = true
		return nil
	}
	cfg.Beside, cfg.Reports, cfg.Context = files, nil, false
	if run.only != "" {
		cfg.Shows = run.isAbout
	}
	return nil
}

// alone keeps a run from looking at more than its files, which is quick. Which of them train is taken from an earlier run.
func alone(cfg *request.Config, earlier *Run) {
	cfg.Alone, cfg.Context = true, false
	if earlier != Unseen {
		cfg.Training = func(path string) bool { return earlier.training[path] || earlier.Training[path] }
	}
}

// Unseen stands for the earlier run over a file that has not been looked at; see [Check.Alone].
var Unseen = &Run{Project: &Project{}, Result: &lint.Result{}}

// isOutside reports whether a file of the run is not below the directory that it starts in.
func (r *Run) isOutside() bool {
	for _, file := range r.Files {
		if !filepath.IsLocal(filepath.FromSlash(file.Path)) {
			return true
		}
	}
	return len(r.Files) == 0
}

// othersOf returns the files that a run over the whole project has besides those of this one, with what is set for them; nil if there are
// too many.
func (c *Check) othersOf(ctx context.Context, run *Run) ([]discover.Entry, error) {
	walk, stop := context.WithCancel(ctx)
	defer stop()
	where, looked := c.where(run.root, run.settings), atomic.Int32{}
	want := where.Want
	where.Want = func(path string) bool {
		if looked.Add(1) > maxLooked {
			stop()
		}
		return want(path)
	}
	all, notices, err := discover.Find(walk, nil, where)
	if walk.Err() != nil && ctx.Err() == nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	named := map[string]bool{}
	for _, file := range run.Files {
		named[file.Abs] = true
		run.tellNear(file.Path, notices)
	}
	others, code := []discover.Entry{}, 0
	for _, file := range all {
		if abs := filepath.ToSlash(file.Abs); named[file.Abs] || !isSettled(run.finder, abs) {
			continue
		}
		if isPython(file.Path) {
			code++
		}
		others = append(others, file)
	}
	if code > maxCode && run.hasCode() || len(others)-code > maxRest {
		return nil, nil
	}
	if code > maxCode {
		others = slices.DeleteFunc(others, func(file discover.Entry) bool { return isPython(file.Path) })
	}
	around, err := arrange(run.finder, run.root, others, true)
	if err != nil {
		return nil, err
	}
	run.adopt(around)
	return append([]discover.Entry{}, around.Files...), nil
}

// hasCode reports whether a file of the run is judged together with code: it is Python, or may be the configuration of a training.
func (r *Run) hasCode() bool {
	return slices.ContainsFunc(r.Files, isCode)
}

func isCode(file discover.Entry) bool {
	_, mayTrain := hyperparam.Classify(source.Folded(file.Path))
	return isPython(file.Path) || mayTrain
}

// needingAll returns the rules that may find more in the files of the run if all files are checked.
func (r *Run) needingAll() (ids []string) {
	for _, rule := range known.RulesByID(rules.All) {
		isAboutDocuments := slices.Contains(rule.Requires, workspace.Analyzer)
		if rule.SeesManyFiles() && slices.ContainsFunc(r.Files, func(file discover.Entry) bool {
			return isCode(file) != isAboutDocuments && r.policyOf(file.Path).Runs(rule)
		}) {
			ids = append(ids, rule.ID)
		}
	}
	return ids
}

// tellNear adds why definitions beside a definition were not read: what it refers to may be there.
func (r *Run) tellNear(file string, notices []discover.Notice) {
	for _, n := range notices {
		if n.Kind != discover.Skipped || path.Dir(n.Path) != path.Dir(file) || slices.Contains(r.near, n) {
			continue
		}
		if _, isDefinition := r.places.Classify(filepath.ToSlash(r.Absolute(n.Path))); isDefinition {
			r.near = append(r.near, n)
		}
	}
}

// isSettled reports whether the settings of a file can be read: those of others must not keep a file from being checked.
func isSettled(f *settings.Finder, abs string) bool {
	_, err := f.For(abs)
	return err == nil
}

// adopt takes what is set for the files of another project.
func (p *Project) adopt(other *Project) {
	for _, file := range other.Files {
		p.policies[file.Path], p.training[file.Path] = other.policies[file.Path], other.training[file.Path]
	}
	maps.Copy(p.kinds, other.kinds)
}
