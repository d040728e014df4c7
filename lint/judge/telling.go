package judge

import (
	"context"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/story"
)

// A Telling tells the stories of scripts.
type Telling struct {
	Project run.Project
	job     *apply.Job
	touched []string       // what the last story asked for
	bases   map[string]int // of the program's files in the run's file set
}

// NewTelling returns a telling of scripts whose files load returns, nil for one that can't be read.
func NewTelling(job *apply.Job, load func(path string) *code.File) *Telling {
	project := run.Project{Modules: job.Modules, Load: load, MaxSteps: min(run.MaxSteps, maxSteps/share), Frameworks: job.Config.Frameworks}
	return &Telling{Project: project, job: job, bases: map[string]int{}}
}

// of confines a telling to the files of a program.
func (t *Telling) of(p *program.Program) *Telling {
	for _, f := range p.Files {
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
	t.touched = nil
	if t.job.Config.Cache != nil {
		t.Project.Modules = t.job.Modules.Noting()
	}
	told := story.Tell(run.Run(t.Project, script), func(path string) int { return t.bases[path] })
	told.Path, told.Purpose = t.job.Files.FromTop(script), t.job.Config.PolicyOf(script).Purpose()
	return told
}

// tellWithin tells a story that may take so many steps.
func (t *Telling) tellWithin(script string, limit int) *story.Story {
	defer t.job.Start(lint.Telling)()
	t.job.Told.Add(1)
	t.Project.MaxSteps = min(run.MaxSteps, limit)
	return t.Tell(script)
}

// TellAll tells the stories of all scripts of a linked program.
func (t *Telling) TellAll(ctx context.Context, p *program.Program) {
	t.of(p)
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
