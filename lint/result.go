package lint

import (
	"cmp"
	"slices"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/workspace"
)

// A Notice is something that happened to a file on the way, where a finding would be out of place.
type Notice = discover.Notice

// What became of the file a notice is about.
const (
	Skipped = discover.Skipped // not looked at, on purpose
	Failed  = discover.Failed  // could not be looked at; the run exits with 2
	// NotFollowed is of a script that was checked, but whose training was not recognised.
	NotFollowed = discover.NotFollowed
	// Outdated is of what still works under an old name.
	Outdated = discover.Outdated
)

// An Unloaded file looks like a definition, and no host known here loads it.
type Unloaded struct {
	Path string
	What string // it looks like, such as "agent"
	Why  string // no host loads it
}

// A Result is what a run found.
type Result struct {
	Findings  []Finding  // by path, then position, then rule
	Baselined int        // findings taken out of Findings, since the project has accepted them
	Notices   []Notice   // by path
	LeftOut   []Notice   // folders that were not walked because of their names, by path
	Unloaded  []Unloaded // by path
	Checked   int        // files whose rules ran
	Skipped   int        // files left out on purpose: binary, too large, not training code
	// Training and Configs are the Python files that are training code, and the configurations of training runs, by path.
	Training, Configs map[string]bool
	// Graphs returns the handoffs between agents; nil if there can be none.
	Graphs func() []*workspace.Graph
	Failed int // files that could not be read, or on which a rule panicked
	// Recalled is of how many files the cache told what there is to say of them alone.
	Recalled int
	// Told is how many scripts were followed anew, since something that they touch has changed.
	Told int
	// Unkept is why the cache could not be written, nil if it was or none was wanted.
	Unkept error
	Share  *Shared // nil if the run was over all
	// NeedAll are the rules that see many files, and saw only some of a project that is too large to be read for a few of its files.
	NeedAll []string
	// Suppressed is how many findings comments kept from being among Findings.
	Suppressed int
	// Suppressions are what comments suppress by path, and where more could be written; see Sites of lint/request.Config.
	Suppressions map[string]*suppress.File
}

// Shared is what a run over a share knows of all shares.
type Shared struct {
	Trains bool                   // a training comes to a file of the share
	Judges func(path string) bool // the file at a path is in the share
	Needs  func(path string) bool // what the file at a path says matters to some share
}

// Count returns how many findings have the severity.
func (r *Result) Count(s Severity) int {
	n := 0
	for i := range r.Findings {
		if r.Findings[i].Severity == s {
			n++
		}
	}
	return n
}

// Outdate adds notices about what is out of date, each thing once.
func (r *Result) Outdate(notices []Notice) {
	said := map[string]bool{}
	r.Notices = slices.DeleteFunc(append(slices.Clone(r.Notices), notices...), func(n Notice) bool {
		isKnown := n.Kind == Outdated && said[n.Message]
		said[n.Message] = said[n.Message] || n.Kind == Outdated
		return isKnown
	})
}

// Unchecked returns how many notices are about files that were not checked, or not by all rules.
func (r *Result) Unchecked() (n int) {
	for i := range r.Notices {
		if r.Notices[i].Kind != Outdated {
			n++
		}
	}
	return n
}

// Add puts the notices that finding the files gave among those of the run, unless they are there.
func (r *Result) Add(notices []Notice) {
	told := map[Notice]bool{}
	for _, n := range r.Notices {
		told[n] = true
	}
	notices = slices.DeleteFunc(slices.Clone(notices), func(n Notice) bool { return told[n] })
	for _, n := range notices {
		switch n.Kind {
		case discover.LeftOut:
			r.LeftOut = append(r.LeftOut, n)
		case Failed:
			r.Failed++
		default:
			r.Skipped++
		}
	}
	r.Notices = append(r.Notices, slices.DeleteFunc(notices, func(n Notice) bool { return n.Kind == discover.LeftOut })...)
	slices.SortStableFunc(r.Notices, func(a, b Notice) int { return cmp.Compare(a.Path, b.Path) })
}
