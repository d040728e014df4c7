package definitions

import (
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/policy"
	"github.com/agentlint/agentlint/policy/coverage"
	"github.com/agentlint/agentlint/policy/forbid"
	"github.com/agentlint/agentlint/report"
)

// tierWord names a tier in a table.
func tierWord(b *policy.Bullet) string {
	switch {
	case b.Fault:
		return "pitfall"
	case b.Tier == 0:
		return "advice"
	}
	return b.Tier.String()
}

// verdict says who holds an agent to a bullet.
func verdict(row *coverage.Row) string {
	switch row.Status {
	case coverage.Enforced:
		var by []string
		by = append(by, row.Bullet.Rules...)
		if len(row.Bullet.Topics) > 0 {
			by = append(by, "changes of "+strings.Join(row.Bullet.Topics, ", "))
		}
		for i := range row.Forbids {
			by = append(by, "forbid "+row.Forbids[i].What())
		}
		return "enforced here: " + strings.Join(by, ", ")
	case coverage.OtherTool:
		return "by another tool: " + strings.Join(row.Tools, ", ")
	case coverage.CouldBe:
		return "could be enforced: " + entryLine(row.Forbid)
	}
	return "not checkable: " + row.Reason
}

// entryLine is an entry under forbid on one line, as it is pasted into the settings.
func entryLine(f *forbid.Forbid) string {
	node := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	for _, field := range []struct{ key, value string }{
		{"call", f.Call}, {"import", f.Import}, {"argument", f.Argument}, {"decorator", f.Decorator}, {"literal", f.Literal}, {"path", f.Path},
		{"access", string(f.Access)}, {"bullet", f.Bullet},
	} {
		if field.value != "" {
			node.Content = append(node.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: field.key},
				&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: field.value, Style: yaml.DoubleQuotedStyle})
		}
	}
	text, err := yaml.Marshal(node)
	if err != nil {
		return f.What()
	}
	return "- " + strings.Join(strings.Fields(string(text)), " ")
}

// counts says how many bullets of a definition have each status.
func counts(t *coverage.Table) string {
	return fmt.Sprintf("%s: %d enforced here, %d by another tool, %d could be, %d not checkable", report.Plural(len(t.Rows), "bullet"),
		t.Count(coverage.Enforced), t.Count(coverage.OtherTool), t.Count(coverage.CouldBe), t.Count(coverage.NotCheckable))
}

func (p *policyTable) text(w io.Writer) error {
	var b strings.Builder
	for i := range p.tables {
		t := &p.tables[i]
		fmt.Fprintf(&b, "%s: %s\n", t.Path, counts(t))
		for j := range t.Rows {
			row := &t.Rows[j]
			fmt.Fprintf(&b, "  %4d  %-9s  %s\n                   %s\n", row.Bullet.Line, tierWord(row.Bullet), wording.Short(row.Bullet.Text), verdict(row))
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%s that no bullet mentions: %s\n", report.Plural(len(p.unmentioned), "rule"), orNone(p.unmentioned))
	_, err := io.WriteString(w, b.String())
	return err
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

func (p *policyTable) markdown(w io.Writer) error {
	var b strings.Builder
	cell := strings.NewReplacer("|", `\|`, "<", "&lt;", "\n", " ").Replace
	for i := range p.tables {
		t := &p.tables[i]
		fmt.Fprintf(&b, "## %s\n\n%s.\n\n| line | tier | bullet | who holds the agent to it |\n| --- | --- | --- | --- |\n", cell(t.Path), counts(t))
		for j := range t.Rows {
			row := &t.Rows[j]
			fmt.Fprintf(&b, "| %d | %s | %s | %s |\n", row.Bullet.Line, tierWord(row.Bullet), cell(row.Bullet.Text), cell(verdict(row)))
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "## Rules that no bullet mentions\n\n%s\n", orNone(p.unmentioned))
	_, err := io.WriteString(w, b.String())
	return err
}

// A policyJSON is the table for programs. Its schema is report/schema/policy.json.
type policyJSON struct {
	Schema      int                `json:"schema"`
	Definitions []policyDefinition `json:"definitions"`
	Unmentioned []string           `json:"unmentioned"` // rules that run and that no bullet mentions
}

type policyDefinition struct {
	Path    string         `json:"path"`
	Counts  map[string]int `json:"counts"`
	Bullets []policyBullet `json:"bullets"`
}

type policyBullet struct {
	Line        int      `json:"line"`
	Tier        string   `json:"tier,omitempty"`
	Pitfall     bool     `json:"pitfall,omitempty"`
	Text        string   `json:"text"`
	Fingerprint string   `json:"fingerprint"`
	Status      string   `json:"status"`
	Rules       []string `json:"rules,omitempty"`
	Topics      []string `json:"topics,omitempty"`
	Forbids     []string `json:"forbids,omitempty"`
	Tools       []string `json:"tools,omitempty"`
	Entry       string   `json:"entry,omitempty"` // what would enforce it, under forbid in the settings
	Reason      string   `json:"reason,omitempty"`
}

func (p *policyTable) json() policyJSON {
	out := policyJSON{Schema: 1, Unmentioned: append([]string{}, p.unmentioned...)}
	for i := range p.tables {
		t := &p.tables[i]
		d := policyDefinition{Path: t.Path, Counts: map[string]int{}}
		for _, s := range coverage.Statuses {
			d.Counts[string(s)] = t.Count(s)
		}
		for j := range t.Rows {
			d.Bullets = append(d.Bullets, bulletJSON(&t.Rows[j]))
		}
		out.Definitions = append(out.Definitions, d)
	}
	return out
}

func bulletJSON(row *coverage.Row) policyBullet {
	b := policyBullet{
		Line: row.Bullet.Line, Pitfall: row.Bullet.Fault, Text: row.Bullet.Text, Fingerprint: row.Bullet.Fingerprint(),
		Status: string(row.Status), Rules: row.Bullet.Rules, Topics: row.Bullet.Topics, Tools: row.Tools, Reason: row.Reason,
	}
	if row.Bullet.Tier != body.Tier(0) {
		b.Tier = policy.TierName(row.Bullet.Tier)
	}
	for i := range row.Forbids {
		b.Forbids = append(b.Forbids, row.Forbids[i].What())
	}
	if row.Forbid != nil {
		b.Entry = entryLine(row.Forbid)
	}
	return b
}
