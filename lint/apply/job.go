// Package apply runs rules over what they see, and makes findings of what they report.
package apply

import (
	"go/token"
	"sync/atomic"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/read"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/workspace/repository"
)

// A Job is what all have in common that work at one run.
type Job struct {
	Config  *request.Config
	Files   *read.Files
	Set     *token.FileSet // of all files that were looked at
	Rules   *Rules
	Modules *modules.Index
	Around  *repository.Repository // what rules that see many files may ask about; nil as long as files are checked one by one
	Seen    map[string]cache.Seen  // the Python files and configurations of the run, by path, as they were read
	Told    atomic.Int64           // how many stories were told
	Crew    Crew                   // of all who judge programs
	Open    map[string][]code.Span // files, by path: nothing is asked of programs but whether a training comes to these, and to some code there; nil if more is
}

// NewJob returns the job of a run, without what is to be kept of it.
func NewJob(config *request.Config) *Job {
	if config.Places == nil {
		config.Places = config.Classifier()
	}
	return &Job{Config: config, Files: read.New(config), Set: token.NewFileSet(), Rules: sortRules(config), Crew: NewCrew()}
}

// AddFile gives a file of some size its place in the run's file set.
func (j *Job) AddFile(path string, size int) (base int) { return j.Set.AddFile(path, -1, size).Base() }

// Start tells the run's profile that a stage begins, and returns what tells its end.
func (j *Job) Start(stage profile.Stage) (stop func()) { return j.Config.Profile.Start(stage, "") }
