package lint

import "github.com/agentlint/agentlint/program/story"

// A Policy says which rules run on a file, how severe their findings are and with which options. The zero Policy and nil
// leave every rule as it is.
type Policy struct {
	settings map[string]setting
	purpose  story.Purpose
}

type setting struct {
	switched bool // On says whether the rule runs; otherwise it is the rule's own choice
	on       bool
	severity Severity
	options  any
}

// NewPolicy returns a policy that leaves every rule as it is.
func NewPolicy() *Policy { return &Policy{settings: map[string]setting{}} }

// Switch turns a rule on or off.
func (p *Policy) Switch(r *Rule, on bool) {
	p.change(r, func(s *setting) { s.switched, s.on = true, on })
}

// SetSeverity gives all findings of a rule a severity.
func (p *Policy) SetSeverity(r *Rule, severity Severity) {
	p.change(r, func(s *setting) { s.severity = severity })
}

// SetOptions gives a rule options, which must have the type of its Options.
func (p *Policy) SetOptions(r *Rule, options any) {
	p.change(r, func(s *setting) { s.options = options })
}

// SetPurpose says what scripts are there for.
func (p *Policy) SetPurpose(purpose story.Purpose) { p.purpose = purpose }

// Purpose returns what scripts are said to be there for, "" if nothing is said of it.
func (p *Policy) Purpose() story.Purpose {
	if p == nil {
		return ""
	}
	return p.purpose
}

func (p *Policy) change(r *Rule, how func(*setting)) {
	s := p.settings[r.ID]
	how(&s)
	p.settings[r.ID] = s
}

// runs reports whether a rule runs.
func (p *Policy) runs(r *Rule) bool {
	if p == nil || !p.settings[r.ID].switched {
		return !r.Off
	}
	return p.settings[r.ID].on
}

// policies are those of several files.
type policies map[*Policy]bool

// run reports whether a rule runs on one of the files.
func (all policies) run(r *Rule) bool {
	for p := range all {
		if p.runs(r) {
			return true
		}
	}
	return false
}

// settles reports whether the project has set the severity of a rule.
func (p *Policy) settles(r *Rule) bool { return p != nil && p.settings[r.ID].severity != "" }

// severity returns what a finding of a rule is, which the rule holds for severity s.
func (p *Policy) severity(r *Rule, s Severity) Severity {
	if p.settles(r) {
		return p.settings[r.ID].severity
	}
	return s
}

// options returns the options of a rule.
func (p *Policy) options(r *Rule) any {
	if p != nil && p.settings[r.ID].options != nil {
		return p.settings[r.ID].options
	}
	return r.Options
}

// Of returns what holds for a rule: whether it runs, what severity its findings have and with which options.
func (p *Policy) Of(r *Rule) (on bool, severity Severity, options any) {
	return p.runs(r), p.severity(r, r.Severity), p.options(r)
}
