package lint

import (
	"context"
	"fmt"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/modules"
	runner "github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/workspace/repository"
)

// Tell returns the stories of the run's Python files, each as the script of a program, in their order. It reads what they
// import, and judges nothing.
func Tell(ctx context.Context, cfg Config) (stories []*story.Story) {
	cfg.Rules, cfg.Cache = nil, nil
	t := newTelling(newWorker(newRun(cfg)))
	for _, file := range cfg.Files {
		if ctx.Err() == nil && t.load(file.Path) != nil {
			stories = append(stories, t.tell(file.Path))
		}
	}
	return stories
}

// A Spot is a line of a file.
type Spot struct {
	Path string
	Line int // from 1
}

// TellAt returns the stories of the run's files other than that of the spot, or of that if it is the only one, and the names that are
// in its line. What these stand for is in the records of the stories, as far as these come to the line.
func TellAt(ctx context.Context, cfg Config, at Spot) (stories []*story.Story, uses []code.Use, err error) {
	cfg.Rules, cfg.Cache = nil, nil
	t := newTelling(newWorker(newRun(cfg)))
	t.watched = at
	if t.load(at.Path) == nil {
		return nil, nil, fmt.Errorf("%s: it can't be read as Python%s", at.Path, t.problem(at.Path))
	}
	if t.lines < at.Line {
		return nil, nil, fmt.Errorf("%s:%d: there is no such line: the file has %d", at.Path, at.Line, t.lines)
	}
	if len(t.project.Watch) == 0 {
		return nil, nil, fmt.Errorf("%s:%d: there is no name in this line", at.Path, at.Line)
	}
	for _, file := range cfg.Files {
		if ctx.Err() == nil && (file.Path != at.Path || len(cfg.Files) == 1) && t.load(file.Path) != nil {
			stories = append(stories, t.tell(file.Path))
		}
	}
	return stories, t.project.Watch, nil
}

// config returns what a configuration file says, nil if nothing, and whether it is there.
func (t *telling) config(path string) (*configfile.Node, bool) {
	text, isThere := t.around.Content(path, configfile.MaxBytes)
	n, known := t.configs[path]
	if !known && len(text) > 0 {
		n = configfile.Parse(path, text)
		t.configs[path] = n
	}
	return n, isThere
}

// problem says why the file that was read last could not be parsed.
func (t *telling) problem(path string) string {
	for _, n := range t.worker.out.notices {
		if n.Path == path {
			return ": " + n.Message
		}
	}
	return ""
}

// watch lowers a file with marks at the line that is watched.
func (t *telling) watch(f *python.File) *code.File {
	if t.lines = f.Source.LineCount(); t.lines < t.watched.Line {
		return code.Lower(f)
	}
	line := code.Span{Start: f.Source.LineStart(t.watched.Line)}
	line.End = line.Start + len(f.Source.Line(t.watched.Line))
	t.project.Watch = code.UsesIn(f, line)
	return code.LowerWatched(f, line)
}

// A telling is the files that stories have come to.
type telling struct {
	worker  *worker // reads files
	project runner.Project
	around  *repository.Repository      // what the stories read of configuration files
	touched []string                    // what the last story asked for
	changed bool                        // a file has other content than when its facts were read
	files   map[string]*code.File       // nil for one that can't be read
	bases   map[string]int              // of files in the run's file set
	configs map[string]*configfile.Node // what configuration files say, nil for nothing
	asked   asked                       // which of these the last story looked for
	watched Spot                        // of which values are wanted; none if its path is ""
	lines   int                         // of the file of that
}

// newTelling returns a telling that reads the files of the repository.
func newTelling(w *worker) *telling {
	t := &telling{worker: w, files: map[string]*code.File{}, bases: map[string]int{}, configs: map[string]*configfile.Node{}}
	around := w.r.around
	if around == nil {
		around = w.r.repository()
	}
	t.around = around.Noting(func(q repository.Question, is bool) { t.asked.note(q, is) })
	t.project = runner.Project{Modules: w.r.modules, Load: t.load, Config: t.config, Top: around.Root(), MaxSteps: min(runner.MaxSteps, maxSteps/share), Frameworks: w.r.cfg.Frameworks}
	return t
}

// tellingOf returns a telling that reads the files of a program, and no others.
func (r *run) tellingOf(p *program.Program) *telling {
	t := newTelling(newWorker(r))
	for _, f := range p.Files {
		t.bases[f.Path] = f.Base
	}
	t.project.Load = func(path string) *code.File {
		t.touched = append(t.touched, path)
		if _, own := t.bases[path]; !own {
			return nil
		}
		return t.load(path)
	}
	return t
}

// tellSnippet tells the story of an example that is all there is.
func tellSnippet(f *python.File, frameworks *framework.Set) *story.Story {
	lowered := code.Lower(f)
	project := runner.Project{
		Frameworks: frameworks,
		Modules:    modules.New(func(string) []string { return nil }),
		Load: func(path string) *code.File {
			if path != lowered.Path {
				return nil
			}
			return lowered
		},
	}
	told := story.Tell(runner.Run(project, lowered.Path), func(string) int { return f.Base })
	told.Snippet = true
	return told
}

func (t *telling) tell(script string) *story.Story {
	t.touched, t.asked = nil, nil
	if t.worker.r.memory != nil {
		t.project.Modules = t.worker.r.modules.Noting()
	}
	told := story.Tell(runner.Run(t.project, script), func(path string) int { return t.bases[path] })
	told.Path, told.Purpose = t.worker.r.fromTop(script), t.worker.r.policy(script).Purpose()
	return told
}

// load returns the code of a file, nil if it can't be read.
func (t *telling) load(path string) *code.File {
	if file, ok := t.files[path]; ok {
		return file
	}
	t.files[path] = nil
	w := t.worker
	w.begin(path)
	file := discover.Entry{Path: path, Abs: w.r.absolute(path)}
	if i, named := w.r.index(path); named {
		file = w.r.cfg.Files[i]
	}
	key := func(seen cache.Seen) cache.Key { return w.r.memory.codeKey(path, seen) }
	if v := w.r.visited[path]; v != nil && v.code != nil && path != t.watched.Path {
		t.files[path], t.changed = v.code, t.changed || v.seen.Sum != w.r.seen[path].Sum
		remember(w.r.memory, key(v.seen), v.code, !w.r.cfg.replaces(file.Abs))
		return v.code
	}
	lowered, ok := known[code.File](w, w.r.seen[path], key, func() bool { return w.read(file, w.r.cfg.MaxSize) })
	t.changed = t.changed || w.out.seen.Sum != w.r.seen[path].Sum
	if lowered == nil && ok {
		if f := w.parseCode(); f != nil && path == t.watched.Path {
			lowered = t.watch(f)
		} else if f != nil {
			lowered = code.Lower(f)
			remember(w.r.memory, key(w.out.seen), lowered, !w.r.cfg.replaces(file.Abs))
		}
	}
	t.files[path] = lowered
	return lowered
}
