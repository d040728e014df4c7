package lint

import "github.com/agentlint/agentlint/program/story"

// A Policy says which rules run on a file, how severe their findings are and with which options. The zero Policy and nil
// leave every rule as it is.
type Policy struct {
	settings map[string]setting
	purpose  story.Purpose
	previews bool
}

type setting struct {
	switched bool // On says whether the rule runs; otherwise it is the rule's own choice
	on       bool
	severity Severity
	options  any

	confirmed bool // the severity is that of a confirmed bullet
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

// Confirm says that a confirmed bullet wants a rule to run, with a severity and options if it sets any. What the project has set for the
// rule itself comes over that.
func (p *Policy) Confirm(r *Rule, severity Severity, options any) {
	p.change(r, func(s *setting) {
		if !s.switched {
			s.switched, s.on = true, true
		}
		if s.severity == "" || s.confirmed && severity.Rank() > s.severity.Rank() {
			s.severity, s.confirmed = severity, severity != ""
		}
		if s.options == nil {
			s.options = options
		}
	})
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

// SetPreviews says whether rules run that are being tried out.
func (p *Policy) SetPreviews(on bool) { p.previews = on }

func (p *Policy) change(r *Rule, how func(*setting)) {
	s := p.settings[r.ID]
	how(&s)
	p.settings[r.ID] = s
}

// Runs reports whether a rule runs.
func (p *Policy) Runs(r *Rule) bool {
	if p == nil || !p.settings[r.ID].switched {
		return r.runsByDefault(p != nil && p.previews)
	}
	return p.settings[r.ID].on
}

// Settles reports whether the project has set the severity of a rule.
func (p *Policy) Settles(r *Rule) bool { return p != nil && p.settings[r.ID].severity != "" }

// SeverityOf returns what a finding of a rule is, which the rule holds for severity s.
func (p *Policy) SeverityOf(r *Rule, s Severity) Severity {
	if p.Settles(r) {
		return p.settings[r.ID].severity
	}
	return s
}

// OptionsOf returns the options of a rule.
func (p *Policy) OptionsOf(r *Rule) any {
	if p != nil && p.settings[r.ID].options != nil {
		return p.settings[r.ID].options
	}
	return r.Options
}

// Of returns what holds for a rule: whether it runs, what severity its findings have and with which options.
func (p *Policy) Of(r *Rule) (on bool, severity Severity, options any) {
	return p.Runs(r), p.SeverityOf(r, r.Severity), p.OptionsOf(r)
}
