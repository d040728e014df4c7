package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/fix/shape"
)

// soundOf returns a plan without the fixes that would change more of a file than they are at.
func (f *fixer) soundOf(plan map[string]*patch) map[string]*patch {
	for path, p := range plan {
		if p.findings = f.sound(path, p.file, p.findings); len(p.findings) == 0 {
			delete(plan, path)
		}
	}
	return plan
}

// apply makes these the fixes of a file in the round.
func (p *patch) apply(findings []lint.Finding) {
	p.findings = findings
	p.file.now, p.edits = apply(p.file.before, fixesOf(findings))
}

func fixesOf(findings []lint.Finding) (fixes []lint.Fix) {
	for _, finding := range findings {
		fixes = append(fixes, finding.Fixes[0])
	}
	return fixes
}

// sound returns those of a file's findings whose fixes leave the rest of it as it is, and withdraws the others.
func (f *fixer) sound(path string, file *file, findings []lint.Finding) []lint.Finding {
	reason := f.broken(path, file, findings)
	if reason == "" {
		return findings
	}
	half := len(findings) / 2
	if half == 0 {
		f.withdraw(file.now, findings[0], "it would "+reason)
		return nil
	}
	first, second := f.sound(path, file, findings[:half]), f.sound(path, file, findings[half:])
	if both := append(first[:len(first):len(first)], second...); f.broken(path, file, both) == "" {
		return both
	}
	return first // what does not go with them waits for the next round
}

// broken returns what the fixes of findings would do to the rest of a file, "" if nothing.
func (f *fixer) broken(path string, file *file, findings []lint.Finding) string {
	return Harm(f.checker, shape.File{Path: path, Kind: file.kind, Text: file.now}, fixesOf(findings))
}

// Harm returns what fixes would do to the rest of a file, as the end of a sentence that starts with "it would"; "" if they
// change nothing but what they are about.
func Harm(c *shape.Checker, f shape.File, fixes []lint.Fix) string {
	after, edits := apply(f.Text, fixes)
	f.Edits = edits
	return c.Changed(f, after)
}

// withdraw gives up the fix of a finding in a file with the given content. Without a reason it did no harm, and nothing else.
func (f *fixer) withdraw(content []byte, finding lint.Finding, reason string) {
	f.tried[identity(finding, content)] = true
	if reason != "" {
		f.withdrawn = append(f.withdrawn, Withdrawn{finding, reason})
	}
}

// judge takes back what has made a file worse, and reports whether there was any such.
func (f *fixer) judge(plan map[string]*patch, before, after *lint.Result) (took bool) {
	was, is := tell(before), tell(after)
	harm := elsewhere(plan, was, is)
	if harm != "" && len(plan) > 1 {
		f.atMost = len(plan) / 2 // the next rounds find out which it was
		for _, p := range plan {
			p.file.now = p.file.before
		}
		return true
	}
	f.atMost *= 2
	for path, p := range plan {
		reason := cmp.Or(worse(was[path], is[path], p), harm)
		if reason == "" && isDone(p.findings, was[path], is[path]) {
			for _, finding := range p.findings {
				p.file.fixed[finding.Rule.ID]++
			}
			p.file.atMost *= 2
			continue
		}
		took = true
		p.file.now = p.file.before
		if len(p.findings) > 1 {
			p.file.atMost = len(p.findings) / 2 // the next rounds find out which it was
			continue
		}
		f.withdraw(p.file.now, p.findings[0], reason)
	}
	return took
}

// elsewhere returns what has become worse in files that were not fixed, or "".
func elsewhere(plan map[string]*patch, was, is map[string]*report) string {
	for _, path := range slices.Sorted(maps.Keys(is)) {
		if plan[path] == nil {
			if reason := worse(was[path], is[path], nil); reason != "" {
				return path + ": " + reason
			}
		}
	}
	return ""
}

// A report is what a run says of one file.
type report struct {
	findings map[string]int // by what they say
	counted  []lint.Finding // those that count against a fix
	notices  map[string]int
}

func tell(result *lint.Result) map[string]*report {
	all := map[string]*report{}
	of := func(path string) *report {
		if all[path] == nil {
			all[path] = &report{findings: map[string]int{}, notices: map[string]int{}}
		}
		return all[path]
	}
	for _, finding := range result.Findings {
		r := of(finding.Path)
		r.findings[key(finding)]++
		if counts(finding.Rule) {
			r.counted = append(r.counted, finding)
		}
	}
	for _, notice := range result.Notices {
		of(notice.Path).notices[notice.Message]++
	}
	return all
}

// counts reports whether findings of a rule count against a fix that brings them. Those that follow from the file do. Others
// depend on files that have nothing to do with the fix, as when it makes two of them alike; such a finding only counts if
// it is an error: then the program or the definitions do not work together any more.
func counts(rule *lint.Rule) bool { return rule.SeesOneFile() || rule.Severity == lint.Error }

// numbers are what moves in a message when lines do.
var numbers = pattern.New(`\d+`)

// key tells a finding by what it says, not by where it is.
func key(f lint.Finding) string {
	return f.Path + "\x00" + f.Rule.ID + "\x00" + numbers.ReplaceAllString(f.Message, "#")
}

// identity tells a finding by what it says and by the text that it says it of, wherever that is.
func identity(f lint.Finding, content []byte) string {
	start, end := min(f.Start.Offset, len(content)), min(f.End.Offset, len(content))
	start = bytes.LastIndexByte(content[:start], '\n') + 1
	if line := bytes.IndexByte(content[end:], '\n'); line >= 0 {
		end += line
	}
	return key(f) + "\x00" + string(content[start:max(start, end)])
}

// worse returns what a file has now that it had not before, or "". A fix may have left a part of its finding, which says
// something else then.
func worse(before, after *report, p *patch) string {
	if after == nil {
		return ""
	}
	if before == nil {
		before = &report{}
	}
	for _, notice := range slices.Sorted(maps.Keys(after.notices)) {
		if after.notices[notice] > before.notices[notice] {
			return "the file could no longer be checked: " + notice
		}
	}
	gained := map[string]int{}
	for _, f := range after.counted {
		if gained[key(f)]++; gained[key(f)] > before.findings[key(f)] && !p.leaves(f) {
			return fmt.Sprintf("it would cause %s: %s", f.Rule.ID, f.Message)
		}
	}
	return ""
}

// leaves reports whether a finding is what is left of one that was fixed: it is of the same rule, and at its place.
func (p *patch) leaves(left lint.Finding) bool {
	return p != nil && slices.ContainsFunc(p.findings, func(fixed lint.Finding) bool {
		at := fixed.Start.Offset
		for _, e := range p.edits {
			if e.End <= fixed.Start.Offset {
				at += len(e.New) - (e.End - e.Start)
			}
		}
		return fixed.Rule == left.Rule && at == left.Start.Offset
	})
}

// isDone reports whether the findings that were fixed have gone.
func isDone(fixed []lint.Finding, before, after *report) bool {
	if after == nil {
		return true
	}
	gone := map[string]int{}
	for _, f := range fixed {
		if gone[key(f)]++; after.findings[key(f)] > before.findings[key(f)]-gone[key(f)] {
			return false
		}
	}
	return true
}
