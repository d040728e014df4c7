package lint

import (
	"strconv"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/workspace/repository"
)

// A keptEntry is what is kept of the story of a script, and what that follows from.
type keptEntry struct {
	ID      cache.Key // of all that it follows from
	Limit   int       // of the steps that it was allowed to take
	Steps   int       // that it took
	IsCut   bool      // it would have taken more
	Touched []string  // the files that it came to, those without code among them
	Looked  []modules.Looked
	Account *program.Account
	Matters bool           // rules may ask about it
	Miss    string         // why no training was recognised, "" if one was or none is there
	Sign    program.Note   // the first sign of that training; its File is -1 if its place is not known
	Meets   []program.Note // its trainings
}

// A judgement is what rules say of scripts that come to the same trainings, and what they asked the repository.
type judgement struct {
	Findings []keptFinding
	Notices  []Notice
	Asked    asked
}

// asked are the answers of a repository to questions.
type asked []answer

type answer struct {
	Question repository.Question
	Is       bool
}

func (a *asked) note(q repository.Question, is bool) { *a = append(*a, answer{q, is}) }

// holds reports whether a repository gives the same answers.
func (a asked) holds(r *repository.Repository) bool {
	for _, answer := range a {
		if r.Ask(answer.Question) != answer.Is {
			return false
		}
	}
	return true
}

// entryKey is that of the story of a script: of the last one, which has an ID to tell whether it still is that.
func (m *memory) entryKey(script string) cache.Key {
	return cache.KeyOf("entry", string(m.asked), m.program.Sum, script, strconv.FormatBool(m.r.cfg.Context))
}

// identify returns the ID of a script that touches what an entry does, as that is now.
func (b *bench) identify(e *keptEntry, script string) cache.Key {
	r := b.judge.r
	m := r.memory
	if m == nil {
		return ""
	}
	parts := []string{"follows", script, r.fromTop(script), strconv.FormatBool(e.IsCut)}
	if e.IsCut {
		parts = append(parts, strconv.Itoa(e.Limit))
	}
	for _, path := range e.Touched {
		parts = append(parts, path, b.sumOf(path), m.fingerprint(r.policy(path)))
	}
	return cache.KeyOf(append(parts, r.modules.Answers(e.Looked))...)
}

// sumOf returns the sum of a file of the program, "" if it is none of its files.
func (t *telling) sumOf(path string) string {
	if _, own := t.bases[path]; !own {
		return ""
	}
	return t.worker.r.seen[path].Sum
}

// recallEntry takes what is kept of a script if it holds, and reports whether it does.
func (b *bench) recallEntry(e *entry, script string) bool {
	m := b.judge.r.memory
	if m == nil {
		return false
	}
	k := recall[keptEntry](m, m.entryKey(script))
	if k == nil || k.Limit != e.limit && (k.IsCut || k.Limit > e.limit) || k.ID != b.identify(k, script) {
		return false
	}
	e.keptEntry = *k
	for _, path := range k.Touched {
		m.stay(m.codeKey(path, m.r.seen[path]))
	}
	return true
}

// keepEntry keeps what is to be kept of the story of a script, unless a file was changed while it was told.
func (b *bench) keepEntry(e *entry) {
	m := b.judge.r.memory
	if m == nil || b.changed || b.judge.ctx.Err() != nil || hasFailed(b.judge.out.notices) {
		e.ID = "" // nothing that follows from it is kept either
		return
	}
	kept := e.keptEntry
	remember(m, m.entryKey(e.Account.Script), &kept, b.areOnDisk(e))
}

func (b *bench) areOnDisk(e *entry) bool {
	for _, path := range e.Touched {
		if !b.judge.r.memory.isOnDisk(path) {
			return false
		}
	}
	return true
}

// judgementKey is that of what is said of scripts that come to the same trainings, "" if it is not to be kept.
func (b *bench) judgementKey(together []*entry) cache.Key {
	m := b.judge.r.memory
	if m == nil {
		return ""
	}
	parts := []string{"judgement", string(m.asked), m.program.Sum}
	for _, e := range together {
		if e.ID == "" {
			return ""
		}
		parts = append(parts, string(e.ID))
	}
	return cache.KeyOf(parts...)
}

// recallJudgement returns what is kept of a judgement if the repository around still gives the same answers, else nil.
func (b *bench) recallJudgement(key cache.Key) *judgement {
	k := recall[judgement](b.judge.r.memory, key)
	if k == nil || len(k.Asked) > 0 && !k.Asked.holds(b.judge.r.around) {
		return nil
	}
	return k
}

func (b *bench) keepJudgement(key cache.Key, k *judgement, together []*entry) {
	if key == "" || hasFailed(k.Notices) || b.judge.ctx.Err() != nil {
		return
	}
	onDisk := true
	for _, e := range together {
		onDisk = onDisk && b.areOnDisk(e)
	}
	remember(b.judge.r.memory, key, k, onDisk)
}
