package server

import (
	"bytes"
	"context"
	"time"

	"github.com/aymanbagabas/go-udiff"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
)

// slow is how long a check takes that an editor does not wait for while somebody types.
const slow = 100 * time.Millisecond

// maxPause is how long nothing must have been typed, at most, before a check begins that is slow.
const maxPause = 500 * time.Millisecond

// A checked text is one of which all was known.
type checked struct {
	run  *check.Run
	text *source.File
	took time.Duration
}

// glance shows what follows from a document alone, and what was known of its last text from others, if to know all takes long. It then waits
// until typing has ceased for longer.
func (s *languageServer) glance(ctx context.Context, doc *document) {
	s.mu.Lock()
	last, now := doc.last, doc.text
	s.mu.Unlock()
	if last == nil || last.took < s.slow || bytes.Equal(last.text.Text, now.Text) || ctx.Err() != nil {
		return
	}
	run, err := s.inquire(ctx, doc, &check.Check{Alone: last.run})
	if err != nil || run == nil || run.Failed > 0 {
		return
	}
	s.mu.Lock()
	if ctx.Err() == nil {
		seen, result := *last.run, *last.run.Result
		result.Findings = last.with(run.Findings, now)
		seen.Result = &result
		shown := *doc
		shown.run = &seen
		s.publish(ctx, &shown)
	}
	s.mu.Unlock()
	select {
	case <-ctx.Done():
	case <-time.After(min(last.took, maxPause)):
	}
}

// foretell shows what follows from a document alone when it is opened in a project in which to know all takes long. How bad a finding is may
// follow from other files; that is then corrected.
func (s *languageServer) foretell(ctx context.Context, doc *document) {
	s.mu.Lock()
	isKnown := doc.last != nil
	s.mu.Unlock()
	if isKnown {
		return // and has been shown at a glance
	}
	run, err := s.ask(ctx, doc, &check.Check{Alone: check.Unseen})
	if err != nil || run == nil || run.Failed > 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() == nil {
		shown := *doc
		shown.run = run
		s.publish(ctx, &shown)
	}
}

// with returns what is found in a later text: what follows from it alone, and what followed from others before, where it is now.
func (c *checked) with(alone []lint.Finding, now *source.File) (all []lint.Finding) {
	move := mover(c.text.Text, now)
	type place struct {
		rule  *lint.Rule
		start int
	}
	before := map[place]lint.Finding{}
	for _, f := range c.run.Findings {
		start, end, ok := move(f.Start, f.End)
		if !ok {
			continue
		}
		related := f.Related
		f.Start, f.End, f.Related = start, end, nil
		for _, r := range related {
			if r.Path != f.Path {
				f.Related = append(f.Related, r)
			} else if r.Start, r.End, ok = move(r.Start, r.End); ok {
				f.Related = append(f.Related, r)
			}
		}
		if before[place{f.Rule, start.Offset}] = f; !f.Rule.SeesOneFile() {
			all = append(all, f)
		}
	}
	for _, f := range alone {
		if old, ok := before[place{f.Rule, f.Start.Offset}]; ok { // which knows more about it
			f.Severity, f.Breaks, f.Related = old.Severity, old.Breaks, old.Related
		}
		all = append(all, f)
	}
	lint.Sort(all)
	return all
}

// mover returns what says where a range of a text is in a later one, if what it begins with is still there.
func mover(before []byte, now *source.File) func(start, end source.Position) (source.Position, source.Position, bool) {
	edits := udiff.Bytes(before, now.Text)
	at := func(offset int) (moved int, ok bool) {
		moved = offset
		for _, e := range edits {
			if e.Start < offset && offset < e.End || e.Start == offset && e.End > offset {
				return 0, false
			}
			if e.End <= offset {
				moved += len(e.New) - (e.End - e.Start)
			}
		}
		return moved, true
	}
	return func(start, end source.Position) (source.Position, source.Position, bool) {
		from, ok := at(start.Offset)
		if !ok {
			return start, end, false
		}
		to, ok := at(end.Offset)
		if !ok {
			to = from
		}
		return now.Position(from), now.Position(max(from, to)), true
	}
}
