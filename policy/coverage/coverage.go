// Package coverage says of each bullet of a definition who holds an agent to it: agentlint with rules, topics or what the settings forbid,
// another tool that the repository has set up, an entry of the settings that could be written, or nobody, and why.
package coverage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/policy"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/forbid"
	"github.com/agentlint/agentlint/policy/match"
)

// A Status is who holds an agent to a bullet.
type Status string

// The statuses.
const (
	Enforced     Status = "enforced"      // rules, topics or what is forbidden
	OtherTool    Status = "other-tool"    // another tool that the repository has
	CouldBe      Status = "could-be"      // an entry under forbid would do it
	NotCheckable Status = "not-checkable" // nothing in files shows it, or nothing here looks at it
)

// Statuses are all of them, in the order in which they are counted.
var Statuses = []Status{Enforced, OtherTool, CouldBe, NotCheckable}

// A Row is what becomes of one bullet.
type Row struct {
	Bullet  *policy.Bullet
	Status  Status
	Forbids []forbid.Forbid // that enforce it
	Tools   []string        // that see to it
	Forbid  *forbid.Forbid  // that would enforce it
	Reason  string          // why nothing can tell
}

// A Table is what becomes of the bullets of a definition.
type Table struct {
	Path string
	Rows []Row
}

// Of returns what becomes of the bullets of a definition that bind, or that anything enforces: advice that nothing knows is left out.
func Of(d *policy.Definition, forbidden forbid.List, tools []Tool) Table {
	t := Table{Path: d.File.Source.Path}
	isOther := policy.FieldOf(d.File) == match.Other
	for i := range d.Bullets {
		row := judge(&d.Bullets[i], forbidden, tools)
		if isOther && row.Status == CouldBe && row.Forbid.Path == "" && row.Forbid.Literal == "" {
			row.Status, row.Forbid, row.Reason = NotCheckable, nil, "it is about another language than Python"
		}
		if b := row.Bullet; b.Tier != 0 || row.Status == Enforced {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// Count returns how many bullets have a status.
func (t *Table) Count(s Status) (n int) {
	for _, row := range t.Rows {
		if row.Status == s {
			n++
		}
	}
	return n
}

func judge(b *policy.Bullet, forbidden forbid.List, tools []Tool) Row {
	row := Row{Bullet: b, Status: NotCheckable}
	for _, f := range forbidden {
		if f.Enforces(&b.Bullet) {
			row.Forbids = append(row.Forbids, f)
		}
	}
	demands := b.Demands()
	if len(b.Rules)+len(b.Topics)+len(row.Forbids) > 0 {
		row.Status = Enforced
		return row
	}
	kind, isTools := toolKind(b, demands)
	if isTools {
		if row.Tools = named(kind, tools); len(row.Tools) > 0 {
			row.Status = OtherTool
			return row
		}
	}
	if row.Forbid = suggest(b, demands); row.Forbid != nil {
		row.Status = CouldBe
		return row
	}
	row.Reason = reason(b, demands, kind)
	return row
}

// Unmentioned returns the rules about code that run by what a policy says and that no bullet mentions, by their names.
func Unmentioned(all []*lint.Rule, p *lint.Policy, tables []Table) (ids []string) {
	mentioned := map[string]bool{}
	for _, t := range tables {
		for _, row := range t.Rows {
			for _, id := range row.Bullet.Rules {
				mentioned[id] = true
			}
		}
	}
	for _, r := range all {
		if len(r.Enforces) > 0 && p.Runs(r) && !mentioned[r.ID] {
			ids = append(ids, r.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// reason says why nothing can tell whether a bullet is kept.
func reason(b *policy.Bullet, demands []bullet.Demand, kind string) string {
	words := bullet.Words(b.Text)
	has := func(set map[string]bool) bool {
		return slices.ContainsFunc(words, func(w string) bool { return set[w] })
	}
	switch {
	case kind != "":
		return toolKinds[kind].without
	case b.Tier == body.AskFirst:
		return "no topic of changes is about it; the topics are in docs/policy.md"
	case has(conduct) || len(demands) > 0 && slices.ContainsFunc(demands, func(d bullet.Demand) bool { return conduct[d.Verb] }):
		return "it is about how the agent works, which no file shows"
	case has(judgement):
		return "it is a matter of judgement"
	case len(demands) == 0:
		return "it names no deed"
	}
	return "no rule is about it"
}

// conduct are words about what agents do that leaves nothing in files.
var conduct = setOf(`ask user explain communicate discuss plan think understand assume confirm approval research investigate suggest recommend respond answer conversation tone
read review verify check analyze consider clarify summarize tell inform present reply agent human question feedback context guess prioritize focus listen`)

// judgement are words that people differ about.
var judgement = setOf(`clear clean simple readable maintainable appropriate meaningful good best quality elegant concise reasonable necessary unnecessary consistent
minimal small pattern complex over-engineer slop bloat robust proper effective sensible`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
