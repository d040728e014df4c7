package server

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/gate"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/report/inert"
)

// breaks refuses an edit that would newly break a bullet that says never and that the settings confirm, or bring in what they forbid.
func (e hookEvent) breaks(ctx context.Context, g *gate.Guard, top, dir string, args json.RawMessage) (gate.Verdict, error) {
	var lines []string
	for path, content := range g.Proposed(dir, args) {
		if content == nil {
			continue
		}
		abs := filepath.Join(top, filepath.FromSlash(path))
		after, err := e.broken(ctx, top, abs, content)
		if err != nil {
			return gate.Verdict{}, err
		}
		if len(after) == 0 {
			continue
		}
		var before []lint.Finding
		if old, err := tree.Fixed(top, top).ReadFile(abs); err == nil {
			if before, err = e.broken(ctx, top, abs, old); err != nil {
				return gate.Verdict{}, err
			}
		}
		for i := range after {
			if !isAmong(before, after[i]) {
				lines = append(lines, inert.Text(path+": "+after[i].Says()+" ["+after[i].Rule.ID+"]"))
			}
		}
	}
	if len(lines) == 0 {
		return gate.Verdict{}, nil
	}
	slices.Sort(lines)
	return gate.Verdict{Decision: gate.Deny, Reason: "agentlint found what a boundary forbids:\n" + strings.Join(lines[:min(len(lines), maxHookFindings)], "\n")}, nil
}

// isAmong reports whether one of some findings says the same as another, wherever in the file.
func isAmong(found []lint.Finding, f lint.Finding) bool {
	return slices.ContainsFunc(found, func(g lint.Finding) bool { return g.Rule == f.Rule && g.Message == f.Message })
}

// broken returns what is found in a file, with a content, that refuses it.
func (e hookEvent) broken(ctx context.Context, top, abs string, content []byte) (found []lint.Finding, err error) {
	run, err := e.inspected.of(ctx, top, abs, content)
	if err != nil || run == nil {
		return nil, err
	}
	for i := range run.Findings {
		if f := &run.Findings[i]; run.Holds(f) {
			found = append(found, *f)
		}
	}
	return found, nil
}

// inspections are the files that were checked for one event, each with a content that it has or would have: more than one question is asked
// about the same.
type inspections struct {
	runs  map[string]*check.Run
	held  bool // only what may refuse a file is looked for
	ready bool
}

// of returns what is found in a file with a content; nil if it is not checked.
func (i *inspections) of(ctx context.Context, top, abs string, content []byte) (*check.Run, error) {
	key := abs + "\x00" + string(content)
	if run, known := i.runs[key]; known {
		return run, nil
	}
	if !i.ready {
		if err := errors.Join(enter(top), known.OverrideHosts()); err != nil {
			return nil, err
		}
		i.ready = true
	}
	run, err := (&check.Check{Disk: tree.Fixed(top, top), Glance: &check.Glance{Held: i.held}, Cache: caching.Flags{Off: true}}).InquireInto(ctx, check.NewInput(top, abs, content))
	if err != nil {
		return nil, err
	}
	i.runs[key] = run
	return run, nil
}

// before returns what is new in a file that a tool would write: what is in it already does not keep it from being written.
func (i *inspections) before(ctx context.Context, top, abs string, content []byte) (*check.Run, error) {
	run, err := i.of(ctx, top, abs, content)
	if err != nil || run == nil {
		return nil, err
	}
	out, result := *run, *run.Result
	result.Findings = slices.Clone(run.Findings)
	out.Result = &result
	old, err := tree.Fixed(top, top).ReadFile(abs)
	if err != nil || len(result.Findings) == 0 {
		return &out, nil //nolint:nilerr // a file that is not there has nothing in it
	}
	was, err := i.of(ctx, top, abs, old)
	if err != nil || was == nil {
		return &out, err
	}
	out.Findings = slices.DeleteFunc(out.Findings, func(f lint.Finding) bool { return isAmong(was.Findings, f) })
	return &out, nil
}
