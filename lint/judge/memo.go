package judge

import (
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/workspace/repository"
)

// A Memo wraps the two steps in which scripts are judged, each of which follows from what it says it has touched, and from nothing else.
// Follow and Judge may be called several times at once.
type Memo interface {
	// Follow returns what is kept of a script that may take so many steps, as long as that holds, or else what follow does. What
	// is not sound is not kept.
	Follow(script string, limit int, follow func() (f *Followed, isSound bool)) *Followed
	// Judge returns what is kept of a judgement of scripts, as long as that holds, or else what judge does.
	Judge(of []*Followed, judge func() (j *Judgement, isSound bool)) *Judgement
	// Scripts returns what is kept of which files are scripts, as long as that holds, or else what find does.
	Scripts(find func() Scripts) Scripts
	// Recall returns what rules found that see all files together, as far as that is kept and holds, what they asked the
	// repository, and the rules that are left. All scripts of the program have been told.
	Recall(rules []*lint.Rule, p *program.Program) (found []lint.Finding, asked Asked, left []*lint.Rule)
	// Add keeps what rules found, which have asked the program for something.
	Add(rules []*lint.Rule, found []lint.Finding, asks func(rule *lint.Rule) program.Asks)
}

// Scripts are the files of a program that are to be followed.
type Scripts struct {
	Paths  []string
	Starts []string // those among them that do something as scripts only, or at their top level
}

// A Followed is what is known of the story of a script, and what that follows from.
type Followed struct {
	ID      cache.Key // of all that it follows from; "" if nothing that follows from it is to be kept
	Limit   int       // of the steps that it was allowed to take
	Steps   int       // that it took
	IsCut   bool      // it would have taken more
	Touched []string  // the files that it came to, those without code among them
	Looked  []modules.Looked
	Asked   Asked // of the configuration files that it reads
	Account *program.Account
	Matters bool           // rules may ask about it
	Miss    string         // why no training was recognised, "" if one was or none is there
	Sign    program.Note   // the first sign of that training; its File is -1 if its place is not known
	Meets   []program.Note // its trainings
	Stakes  []apply.Stake  // where these do what their results depend on, and failures are handled
}

// A Judgement is what rules say of scripts that come to the same trainings, and what they asked the repository.
type Judgement struct {
	apply.Said
	Asked Asked
}

// Asked are the answers of a repository to questions.
type Asked []Answer

// An Answer is one of them.
type Answer struct {
	Question repository.Question
	Is       bool
}

// Note takes down an answer.
func (a *Asked) Note(q repository.Question, is bool) { *a = append(*a, Answer{q, is}) }

// Unique returns the answers without those that are there twice.
func (a Asked) Unique() (unique Asked) {
	known := map[repository.Question]bool{}
	for _, answer := range a {
		if !known[answer.Question] {
			known[answer.Question] = true
			unique = append(unique, answer)
		}
	}
	return unique
}

// Holds reports whether a repository gives the same answers.
func (a Asked) Holds(r *repository.Repository) bool {
	for _, answer := range a {
		if r.Ask(answer.Question) != answer.Is {
			return false
		}
	}
	return true
}
