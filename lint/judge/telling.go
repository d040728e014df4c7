package judge

import (
	"context"

	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/workspace/repository"
)

// A Telling tells the stories of scripts.
type Telling struct {
	Project run.Project
	job     *apply.Job
	around  *repository.Repository
	configs map[string]*configfile.Node // what configuration files say, nil for nothing
	asked   Asked                       // which of these the last story looked for
	touched []string                    // what the last story asked for
	bases   map[string]int              // of the program's files in the run's file set
}

// NewTelling returns a telling of scripts whose files load returns, nil for one that can't be read.
func NewTelling(job *apply.Job, load func(path string) *code.File) *Telling {
	project := run.Project{Modules: job.Modules, Load: load, MaxSteps: min(run.MaxSteps, maxSteps/share), Frameworks: job.Config.Frameworks}
	t := &Telling{Project: project, job: job, bases: map[string]int{}, configs: map[string]*configfile.Node{}}
	if job.Around != nil {
		t.Read(job.Around)
	}
	return t
}

// Read lets stories read the configuration files of a repository.
func (t *Telling) Read(around *repository.Repository) {
	t.around = around.Noting(func(q repository.Question, is bool) { t.asked.Note(q, is) })
	t.Project.Config, t.Project.Top = t.config, around.Root()
}

// config returns what a configuration file says, nil if nothing, and whether it is there.
func (t *Telling) config(path string) (*configfile.Node, bool) {
	text, isThere := t.around.Content(path, configfile.MaxBytes)
	n, known := t.configs[path]
	if !known && len(text) > 0 {
		n = configfile.Parse(path, text)
		t.configs[path] = n
	}
	return n, isThere
}

// of confines a telling to some files.
func (t *Telling) of(files []*facts.Facts) *Telling {
	for _, f := range files {
		t.bases[f.Path] = f.Base
	}
	load := t.Project.Load
	t.Project.Load = func(path string) *code.File {
		t.touched = append(t.touched, path)
		if _, own := t.bases[path]; !own {
			return nil
		}
		return load(path)
	}
	return t
}

// Tell tells the story of a script.
func (t *Telling) Tell(script string) *story.Story {
	t.touched, t.asked = nil, nil
	if t.job.Config.Cache != nil {
		t.Project.Modules = t.job.Modules.Noting()
	}
	told := story.Tell(run.Run(t.Project, script), func(path string) int { return t.bases[path] })
	told.Path, told.Purpose = t.job.Files.FromTop(script), t.job.Config.PolicyOf(script).Purpose()
	if file := t.Project.Load(script); file != nil {
		told.Notebook = file.Notebook
	}
	told.Shown = t.around != nil && t.around.Shows()
	return told
}

// tellWithin tells a story that may take so many steps.
func (t *Telling) tellWithin(script string, limit int) *story.Story {
	t.job.Told.Add(1)
	return t.tellUpTo(script, limit)
}

// tellUpTo is tellWithin, not counted.
func (t *Telling) tellUpTo(script string, limit int) *story.Story {
	defer t.job.Start(profile.Telling)()
	t.Project.MaxSteps = min(run.MaxSteps, limit)
	return t.Tell(script)
}

// TellAll tells the stories of all scripts of a linked program.
func (t *Telling) TellAll(ctx context.Context, p *program.Program) {
	t.of(p.Files())
	left := maxSteps
	for _, script := range p.Scripts(nil) {
		if ctx.Err() != nil || left <= 0 {
			return
		}
		told := t.tellWithin(script, limitOf(left))
		if left -= told.Record.Steps; told.Matters() {
			p.Stories = append(p.Stories, told)
		}
	}
}
