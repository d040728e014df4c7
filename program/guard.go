package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// A Guard is the conditions under which something happens.
type Guard uint8

// The conditions that are told apart.
const (
	OnImprovement Guard = 1 << iota // a metric is the best so far
	Periodically                    // every so many epochs or steps
	AtTheEnd                        // in the last epoch, or before the loop is left
	OnOneProcess                    // by the first process only
	OnFailure                       // in an except or finally clause
	Otherwise                       // anything else: an option
)

// Is reports whether one of the conditions holds.
func (g Guard) Is(one Guard) bool { return g&one != 0 }

var (
	oneProcess = pattern.New(`(?i)rank|(is_?|^|[^a-z])(main|master|chief|primary|lead)(_?process|_?proc|_?node|_?worker)?([^a-z]|$)|global_zero|process_index|(^|[^a-z])gpu(_?id)? *== *0`)
	improves   = pattern.New(`(?i)best|improv|lowest|highest|(^|[^a-z])(min|max)(imum)?_?(val|valid|loss|acc|error|score|metric|dev)|(loss|acc|score|error|metric)_?(min|max)([^a-z]|$)`)
	recurs     = pattern.New(`(?i)%|every|interval|freq|period|cadence|divmod|should_save|save_steps|sync_gradients|checkpointing_steps|save_after|last_(save|time|ckpt|checkpoint)`)
	lastRound  = pattern.New(`(?i)==\s*\(?([\w]+\.)*((num|n|max|total|nb|train)_?)*(epochs?|iters?|iterations?|total_steps|max_steps)\)?(\s*-\s*1)?$|last_epoch|final_epoch|is_last|is_final|final_`)
	perRank    = pattern.New(`(?i)[\w.]*rank\s*%`)
	counters   = pattern.New(`(?i)step|epoch|iter|time|save|ckpt|checkpoint|last|count|patience|wait`)
	ordering   = pattern.New(`[<>]`)
)

// guard returns the conditions on a call in its function, out to a block that is left out; -1 for all of them.
func (s callSite) guard(out int, leaves bool) (g Guard) {
	for b := s.call().Block; b >= 0 && b != out; b = s.fn.Blocks[b].Parent {
		g |= s.fn.guardOf(b)
		if leaves && s.fn.Blocks[b].Exits && s.fn.Blocks[b].Kind == If {
			g |= AtTheEnd
		}
	}
	if s.fn.leftBefore(s.call().Span) || slices.ContainsFunc(s.fn.Decorators, oneProcess.MatchString) {
		g |= OnOneProcess
	}
	return g
}

// leftBefore reports whether all but one process leave the function before a place: if rank != 0: return.
func (fn *Function) leftBefore(at Span) bool {
	return slices.ContainsFunc(fn.Blocks, func(b Block) bool {
		return b.Kind == If && b.Exits && b.Span.End <= at.Start && oneProcess.MatchString(b.Text)
	})
}

// guardOf returns the condition that a block is run on.
func (fn *Function) guardOf(block int) Guard {
	b := &fn.Blocks[block]
	switch b.Kind {
	case Except, Finally:
		return OnFailure
	case If:
		return fn.condition(b, b)
	case Else:
		if before := fn.before(block); before != nil && before.Kind == If {
			return fn.condition(before, b)
		}
		return Otherwise
	}
	return 0
}

// before returns the block that stands in front of one in the same statement.
func (fn *Function) before(block int) *Block {
	for i := block - 1; i >= 0; i-- {
		if fn.Blocks[i].Parent == fn.Blocks[block].Parent {
			return &fn.Blocks[i]
		}
	}
	return nil
}

// condition says what kind of condition decides on a block: its own, or that of the block before it.
func (fn *Function) condition(on, body *Block) Guard {
	if strings.Contains(on.Text, "__name__") {
		return 0
	}
	text := on.Text + " " + fn.meaning(on)
	own := perRank.ReplaceAllString(on.Text, "")
	switch {
	case recurs.MatchString(own):
		return Periodically | ranked(text)
	case fn.isOptimum(on, body):
		return OnImprovement | ranked(text)
	case lastRound.MatchString(on.Text) && !strings.Contains(on.Text, " or "):
		return AtTheEnd | ranked(text)
	case oneProcess.MatchString(text):
		return OnOneProcess
	}
	return Otherwise
}

func ranked(text string) Guard {
	if oneProcess.MatchString(text) {
		return OnOneProcess
	}
	return 0
}

// meaning is what the names of a condition were assigned: args.rank of is_chief = args.rank == 0.
func (fn *Function) meaning(b *Block) string {
	var all []string
	for _, v := range b.On {
		for _, name := range v.Names() {
			for i := range fn.Assigns {
				if a := &fn.Assigns[i]; len(a.Targets) == 1 && a.Targets[0] == name && a.Span.End <= b.Span.Start {
					all = append(append(all, a.Value.Names()...), a.Value.Text)
				}
			}
		}
	}
	return strings.Join(all, " ")
}

// isOptimum reports whether a condition compares with the best so far: its names say so, or the block notes the new one.
func (fn *Function) isOptimum(on, body *Block) bool {
	for alternative := range strings.SplitSeq(on.Text, " or ") {
		if !improves.MatchString(alternative) && !fn.notes(on, body) && !improves.MatchString(fn.meaning(on)) {
			return false
		}
	}
	return true
}

// notes reports whether the block assigns one side of the comparison that it depends on.
func (fn *Function) notes(on, body *Block) bool {
	return ordering.MatchString(on.Text) && slices.ContainsFunc(fn.Assigns, func(a Assign) bool {
		return body.Span.contains(a.Span) && slices.ContainsFunc(on.On, func(v Value) bool {
			return slices.ContainsFunc(a.Targets, func(t string) bool { return slices.Contains(v.Names(), t) && !counters.MatchString(t) })
		})
	})
}
