package report

import (
	"cmp"
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
)

// A Part is what a run over a share of the files adds to its report, so that the reports of all shares can be united to that of one run.
type Part struct {
	Index int    `json:"index"`
	Count int    `json:"count"`
	Of    string `json:"of"` // a hash of what all shares have in common: version, settings, files
	// FailOn is the lowest severity that makes the exit code 1, or never, and MayBeEmpty whether nothing to check does not make it 2.
	FailOn     string `json:"failOn"`
	MayBeEmpty bool   `json:"mayBeEmpty,omitempty"`
	Trains     bool   `json:"trains,omitempty"`  // a training was found
	IfAlone    []int  `json:"ifAlone,omitempty"` // findings that are notes if a training was found in another share, by their indexes
	Renamed    []Move `json:"renamed,omitempty"` // findings that are like accepted ones in files that are gone
	Checked    int    `json:"checked,omitempty"` // files, without those that were not found
	Skipped    int    `json:"skipped,omitempty"` // the same
	Suppressed int    `json:"suppressed,omitempty"`
	Baselined  int    `json:"baselined,omitempty"`
	// Notices are those about the files of the share. Of the first share, Settings, Near, Found and Baseline are those about what all shares
	// have in common, in the order in which they are added.
	Notices  []Notice   `json:"notices,omitempty"`
	Settings []Notice   `json:"settings,omitempty"`
	Near     []Notice   `json:"near,omitempty"`
	Found    []Notice   `json:"found,omitempty"`
	Baseline []Notice   `json:"baseline,omitempty"`
	Unloaded []Unplaced `json:"unloaded,omitempty"`
	NeedAll  []string   `json:"needWholeProject,omitempty"`

	// What the report does not have in other places, if its format is SARIF.
	Root       string   `json:"root,omitempty"`
	Repository string   `json:"repository,omitempty"`
	Paths      []string `json:"paths,omitempty"` // of the results
}

// A Notice is a [lint.Notice].
type Notice struct {
	Kind    discover.Kind `json:"kind"`
	Path    string        `json:"path"`
	Message string        `json:"message"`
}

// An Unplaced file is a [lint.Unloaded].
type Unplaced struct {
	Path string `json:"path"`
	What string `json:"what"`
	Why  string `json:"why"`
}

// A Move is a finding that the baseline may accept in place of one in a file that is gone: it does if the entries of that are not used up
// by the findings before.
type Move struct {
	Finding     int            `json:"finding"`
	Fingerprint string         `json:"fingerprint"`
	From        map[string]int `json:"from"` // how many are accepted, by path
}

// Notices returns notices as a part has them.
func Notices(all []lint.Notice) (out []Notice) {
	for _, n := range all {
		out = append(out, Notice(n))
	}
	return out
}

func told(all []Notice) (out []lint.Notice) {
	for _, n := range all {
		out = append(out, lint.Notice(n))
	}
	return out
}

// Unite returns what one run would have found, of which the parts are given in their order, with the findings of each.
func Unite(parts []*Part, findings [][]lint.Finding) *lint.Result {
	r := &lint.Result{Findings: uniteFindings(parts, findings)}
	for _, p := range parts {
		r.Checked, r.Skipped, r.Suppressed, r.Baselined = r.Checked+p.Checked, r.Skipped+p.Skipped, r.Suppressed+p.Suppressed, r.Baselined+p.Baselined
		for _, u := range p.Unloaded {
			r.Unloaded = append(r.Unloaded, lint.Unloaded(u))
		}
	}
	total := 0
	for _, f := range findings {
		total += len(f)
	}
	r.Baselined += total - len(r.Findings)
	slices.SortStableFunc(r.Unloaded, func(a, b lint.Unloaded) int { return cmp.Compare(a.Path, b.Path) })
	addNotices(r, parts)
	return r
}

// addNotices adds the notices in the order in which one run does.
func addNotices(r *lint.Result, parts []*Part) {
	known := map[lint.Notice]bool{}
	for _, p := range parts {
		own := slices.DeleteFunc(told(p.Notices), func(n lint.Notice) bool { return known[n] })
		for _, n := range own {
			if known[n] = true; n.Kind == lint.Failed {
				r.Failed++
			}
		}
		r.Notices = append(r.Notices, own...)
	}
	slices.SortStableFunc(r.Notices, func(a, b lint.Notice) int { return cmp.Compare(a.Path, b.Path) })
	first := parts[0]
	r.NeedAll = first.NeedAll
	r.Outdate(told(first.Settings))
	r.Notices = append(r.Notices, told(first.Near)...)
	r.Add(told(first.Found))
	if len(first.Baseline) > 0 {
		r.Outdate(told(first.Baseline))
	}
}

// A united finding is one with what its part knows of it.
type united struct {
	lint.Finding
	move *Move
}

// uniteFindings puts the findings of all parts in order, without those that the baseline accepts in place of others.
func uniteFindings(parts []*Part, findings [][]lint.Finding) (out []lint.Finding) {
	var all []united
	trains := slices.ContainsFunc(parts, func(p *Part) bool { return p.Trains })
	for i, p := range parts {
		own := make([]united, len(findings[i]))
		for j, f := range findings[i] {
			own[j].Finding = f
		}
		for _, j := range p.IfAlone {
			if trains && j >= 0 && j < len(own) {
				own[j].Severity = lint.Note
			}
		}
		for j := range p.Renamed {
			if m := &p.Renamed[j]; m.Finding >= 0 && m.Finding < len(own) {
				own[m.Finding].move = m
			}
		}
		all = append(all, own...)
	}
	slices.SortStableFunc(all, func(a, b united) int { return lint.Compare(&a.Finding, &b.Finding) })
	left := map[[3]string]int{} // what the baseline still accepts, by rule, fingerprint and path
	for i := range all {
		if f := &all[i]; f.move == nil || !f.move.isAccepted(f.Rule.ID, left) {
			out = append(out, f.Finding)
		}
	}
	return out
}

// isAccepted reports whether something is left of what the baseline accepts in place of a finding, and takes that.
func (m *Move) isAccepted(rule string, left map[[3]string]int) bool {
	paths := make([]string, 0, len(m.From))
	for path := range m.From {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		key := [3]string{rule, m.Fingerprint, path}
		n, known := left[key]
		if !known {
			n = m.From[path]
		}
		if left[key] = n; n > 0 {
			left[key]--
			return true
		}
	}
	return false
}
