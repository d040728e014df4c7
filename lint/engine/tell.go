package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/lint/judge"
	"github.com/agentlint/agentlint/lint/memo"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/workspace"
)

// Tell returns the stories of the run's Python files, each as the script of a program, in their order. It reads what they
// import, and judges nothing.
func Tell(ctx context.Context, cfg request.Config) (stories []*story.Story) {
	cfg.Rules, cfg.Cache = nil, nil
	r := newRun(cfg)
	codes, t := r.telling()
	for _, file := range cfg.Files {
		if ctx.Err() == nil && codes.Load(file.Path) != nil {
			stories = append(stories, t.Tell(file.Path))
		}
	}
	return stories
}

// telling returns what tells stories, and the code that these are told from: that of all files of the repository.
func (r *run) telling() (*memo.Codes, *judge.Telling) {
	reader, _ := inspect.New(context.Background(), r.Job, &r.near)
	codes := r.syntaxes.Codes(reader)
	if r.Around == nil {
		r.Around = r.around()
	}
	return codes, judge.NewTelling(r.Job, codes.Load)
}

// A Spot is a line of a file.
type Spot struct {
	Path string
	Line int // from 1
}

// TellAt returns the stories of the run's files other than that of the spot, or of that if it is the only one, and the names that are
// in its line. What these stand for is in the records of the stories, as far as these come to the line.
func TellAt(ctx context.Context, cfg request.Config, at Spot) (stories []*story.Story, uses []code.Use, err error) {
	cfg.Rules, cfg.Cache = nil, nil
	r := newRun(cfg)
	codes, t := r.telling()
	lines := 0
	codes.Lower = func(f *python.File) *code.File {
		if f.Source.Path != at.Path {
			return code.Lower(f)
		}
		var lowered *code.File
		lowered, uses, lines = at.lower(f)
		return lowered
	}
	if codes.Load(at.Path) == nil {
		return nil, nil, fmt.Errorf("%s: it can't be read as Python%s", at.Path, problem(codes.Inspector.Said.Notices, at.Path))
	}
	if lines < at.Line {
		return nil, nil, fmt.Errorf("%s:%d: there is no such line: the file has %d", at.Path, at.Line, lines)
	}
	if len(uses) == 0 {
		return nil, nil, fmt.Errorf("%s:%d: there is no name in this line", at.Path, at.Line)
	}
	t.Project.Watch = uses
	for _, file := range cfg.Files {
		if ctx.Err() == nil && (file.Path != at.Path || len(cfg.Files) == 1) && codes.Load(file.Path) != nil {
			stories = append(stories, t.Tell(file.Path))
		}
	}
	return stories, uses, nil
}

// lower lowers the file of the spot with marks at its line. It returns the names in that, and how many lines there are.
func (s Spot) lower(f *python.File) (lowered *code.File, uses []code.Use, lines int) {
	if lines = f.Source.LineCount(); lines < s.Line {
		return code.Lower(f), nil, lines
	}
	line := code.Span{Start: int32(f.Source.LineStart(s.Line))}
	line.End = line.Start + int32(len(f.Source.Line(s.Line)))
	uses = code.UsesIn(f, line)
	return code.LowerWatched(f, line), uses, lines
}

// problem says why a file could not be parsed.
func problem(notices []lint.Notice, path string) string {
	for _, n := range notices {
		if n.Path == path {
			return ": " + n.Message
		}
	}
	return ""
}

// Link returns the code among the files as one program, with all its facts in memory at once, and the definitions. It judges nothing.
func Link(ctx context.Context, cfg request.Config) (*program.Program, []*workspace.Definition) {
	cfg.Rules, cfg.Cache = nil, nil
	r := newRun(cfg)
	r.inspectFiles(ctx)
	r.divide()
	var files []*facts.Facts
	codes, t := r.telling()
	for _, g := range r.division.Groups {
		for _, outline := range g.Files {
			if part := r.syntaxes.Part(codes.Inspector, outline); part.Facts != nil {
				files = append(files, part.Facts)
			}
		}
	}
	slices.SortFunc(files, func(a, b *facts.Facts) int { return strings.Compare(a.Path, b.Path) })
	linked := program.LinkContext(ctx, files)
	linked.Frameworks = cfg.Frameworks
	t.TellAll(ctx, linked)
	return linked, r.definitions()
}
