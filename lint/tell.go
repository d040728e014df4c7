package lint

import (
	"context"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/modules"
	runner "github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/story"
)

// Tell returns the stories of the run's Python files, each as the script of a program, in their order. It reads what they
// import, and judges nothing.
func Tell(ctx context.Context, cfg Config) (stories []*story.Story) {
	cfg.Rules, cfg.Cache = nil, nil
	t := &telling{worker: newWorker(newRun(cfg)), files: map[string]*code.File{}}
	project := runner.Project{Modules: modules.New(t.list), Load: t.load}
	for _, file := range cfg.Files {
		if ctx.Err() == nil && t.load(file.Path) != nil {
			stories = append(stories, story.Tell(runner.Run(project, file.Path)))
		}
	}
	return stories
}

// A telling is the files that stories have come to.
type telling struct {
	*worker
	files map[string]*code.File // nil for one that can't be read
}

// load returns the code of a file, nil if it can't be read.
func (t *telling) load(path string) *code.File {
	if file, ok := t.files[path]; ok {
		return file
	}
	t.files[path] = nil
	t.begin(path)
	if t.read(discover.Entry{Path: path, Abs: t.r.absolute(path)}, t.r.cfg.MaxSize) {
		if f := t.parseCode(); f != nil {
			t.files[path] = code.Lower(f)
		}
	}
	return t.files[path]
}

// list returns what a folder holds, folders with a slash at their end.
func (t *telling) list(dir string) (names []string) {
	entries, _ := t.r.disk.ReadDir(t.r.absolute(dir)) // one that can't be read holds nothing for us
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() {
			name += "/"
		}
		names = append(names, name)
	}
	return names
}
