// Package reporttest has reports for the tests of formats: ordinary ones, large ones, and one that a hostile repository gives.
package reporttest

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/workspace"
)

// BareExcept is a rule whose findings are errors.
var BareExcept = &lint.Rule{
	ID: "bare-except", Severity: lint.Error, Family: "exceptions", Enforces: []match.Pattern{match.Avoid("use", "bare except")},
	Page: `# bare-except

Reports ` + "`except:`" + ` without an exception type.

It also catches KeyboardInterrupt, so a run can't be stopped.

## Fix

Name the exceptions that can be handled here.
`,
}

// MissingDescription is one whose findings are warnings.
var MissingDescription = &lint.Rule{
	ID: "missing-description", Severity: lint.Warning, Family: "agent",
	Page: `# missing-description

Reports a definition without a description.

Hosts choose an agent by its description.

## Fix

Add a description.

More about it.
`,
}

// Unquoted is one whose findings are notes.
var Unquoted = &lint.Rule{ID: "unquoted", Severity: lint.Note, Family: "agent", Page: "# unquoted\n\nReports text that YAML reads in another way.\n"}

// Sample is a small report with everything that makes columns hard.
var Sample = newSample()

func newSample() report.Report {
	b := NewBuilder(map[string]string{
		"train.py":                        "import torch\n\ttry:  # tab, é, 😀\n    é = '😀'; except: pass\n",
		"crlf.py":                         "a = 1\r\nexcept: pass\r\n",
		"日本語/モデル 50%.md":                  "---\nname: 日本語 e\u0301🏳 here\n---\n",
		".github/agents/trainer.agent.md": "- Never use a bare except\n",
		"long.py":                         strings.Repeat("x", 5000) + " except: " + strings.Repeat("y", 4991) + "\n",
		"a[1]#b:c?.py":                    "try:\n    pass\nexcept:\n    pass",
		"hostile\x1b[2J.py":               "safe = '\u202e' + '\x1b[31m' # \u200b\n",
	})
	b.Add(BareExcept, "a[1]#b:c?.py", "except:\n    pass", "bare except")
	b.Add(MissingDescription, "a[1]#b:c?.py", "", "nothing at the end of the file")
	b.Add(BareExcept, "crlf.py", "except:", "bare except")
	b.Add(Unquoted, "hostile\x1b[2J.py", "safe", "saw \x1b]0;owned\a and \u202etxt.exe and [a link](https://example.com)\n::error::no")
	b.Add(BareExcept, "long.py", "except:", "bare except")
	b.Add(BareExcept, "train.py", "try:", "tab before")
	b.Add(BareExcept, "train.py", "except:", "bare except")
	b.Add(MissingDescription, "日本語/モデル 50%.md", "here", "no description")

	related, fixed := &b.Result.Findings[6], &b.Result.Findings[7]
	related.Related = []lint.Related{{
		Message: "the [first] try is here", Path: "train.py",
		Start: source.Position{Line: 2, Column: 2, Offset: 14}, End: source.Position{Line: 2, Column: 6, Offset: 18},
	}}
	fixed.Fixes = []lint.Fix{
		{Message: "quote the name", Safe: true, Edits: []lint.Edit{{Start: 10, End: 10, New: `"`}, {Start: fixed.End.Offset, End: fixed.End.Offset, New: `"`}}},
		{Message: "remove the name", Edits: []lint.Edit{{Start: 4, End: fixed.End.Offset}}},
	}
	b.Result.Findings[2].Breaks = []lint.Broken{{
		Tier: "never", Text: "Never use a bare except", Path: ".github/agents/trainer.agent.md",
		Start: source.Position{Line: 1, Column: 3, Offset: 2}, End: source.Position{Line: 1, Column: 26, Offset: 25},
	}}
	b.Result.Graphs = func() []*workspace.Graph { return workspace.Graphs(Handoffs()) }
	b.Result.Checked, b.Result.Skipped, b.Result.Failed = 12, 1, 1
	b.Result.Notices = []lint.Notice{
		{Kind: lint.Skipped, Path: "data.bin", Message: "binary"},
		{Kind: lint.Failed, Path: "locked file.py", Message: "permission denied"},
	}
	return b.Report
}

// Handoffs are agents that hand over to each other in every way there is.
func Handoffs() []*workspace.Definition {
	define := func(name string, to ...workspace.Handoff) *workspace.Definition {
		return &workspace.Definition{Path: ".github/agents/" + name + ".agent.md", Kind: kind.CustomAgent, Name: name, Handoffs: to}
	}
	return []*workspace.Definition{
		define("lead", workspace.Handoff{Agent: "plan-data", Label: "Plan the data"}, workspace.Handoff{Agent: "train"}, workspace.Handoff{Agent: "review"}),
		define("plan-data", workspace.Handoff{Agent: "train", Send: true}),
		define("review", workspace.Handoff{Agent: "lead", Label: "Start over"}, workspace.Handoff{Agent: "review"}, workspace.Handoff{Agent: "Plan"}),
		define("train", workspace.Handoff{Agent: "review", Label: "Ask for a review"}, workspace.Handoff{Agent: "no-such-agent-\u202e<b>"}),
	}
}

// Outside has files that are not below the root, and a rule without a page.
var Outside = newOutside()

func newOutside() report.Report {
	b := NewBuilder(map[string]string{"/opt/shared/a b.py": "x\n", "../sibling/a.py": "", "a.py": "y = 1\n"})
	noPage := &lint.Rule{ID: "no-page", Severity: lint.Error}
	b.Add(BareExcept, "../sibling/a.py", "", "empty file")
	b.Add(BareExcept, "/opt/shared/a b.py", "x\n", "a whole line")
	b.Add(noPage, "a.py", "", "empty last line")
	return b.Report
}

// A Builder makes a report over files in memory.
type Builder struct {
	report.Report
	files map[string]*source.File
}

// NewBuilder returns a builder of a report over files with these texts, by path.
func NewBuilder(texts map[string]string) *Builder {
	b := &Builder{files: map[string]*source.File{}}
	for path, text := range texts {
		b.files[path] = source.New(path, []byte(text))
	}
	b.Report = report.Report{
		Result:  &lint.Result{Checked: len(texts)},
		Rules:   []*lint.Rule{BareExcept, MissingDescription, Unquoted},
		Version: "0.1.0",
		Source:  func(path string) *source.File { return b.files[path] },
		Root:    "/home/ada/my project",
	}
	return b
}

// Add puts a finding on the first occurrence of text; the empty text is at the file's end.
func (b *Builder) Add(rule *lint.Rule, path, text, message string) {
	file := b.files[path]
	start := strings.Index(string(file.Text), text)
	if text == "" {
		start = len(file.Text)
	}
	b.Result.Findings = append(b.Result.Findings, lint.Finding{
		Rule: rule, Severity: rule.Severity, Message: message, Path: path,
		Start: file.Position(start), End: file.Position(start + len(text)),
	})
}

// Render returns what a format makes of a report.
func Render(t *testing.T, format report.Format, r report.Report) string {
	t.Helper()
	var out bytes.Buffer
	if err := format(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Many returns a report with so many findings of each severity, mixed.
func Many(errors, warnings, notes int) report.Report {
	left := map[lint.Severity]int{lint.Error: errors, lint.Warning: warnings, lint.Note: notes}
	rules := map[lint.Severity]*lint.Rule{lint.Error: BareExcept, lint.Warning: MissingDescription, lint.Note: Unquoted}
	b := NewBuilder(nil)
	for i := 0; left[lint.Error]+left[lint.Warning]+left[lint.Note] > 0; i++ {
		if s := report.Severities[i%3]; left[s] > 0 {
			left[s]--
			at := source.Position{Line: i + 1, Column: 1}
			b.Result.Findings = append(b.Result.Findings, lint.Finding{
				Rule: rules[s], Severity: s, Message: "m", Path: fmt.Sprintf("%03d.py", i/30), Start: at, End: at,
			})
		}
	}
	return b.Report
}

// Attack is text as a hostile file holds it.
const Attack = "\r\n::error::owned\n##vso[task.setvariable variable=PATH]owned\r##[add-mask]owned\x1b[2J\x1b]0;owned\a\u009b31m\x00\u202e\u2066\u200b\u2028\ufeff\U000e0041" +
	"</script></style><img src=x onerror=alert(1)>]]>--><!-- | `<b>` **owned** https://example.com &amp; %0A::warning::owned %25 ; ] , \xff"

// Hostile returns a report that has the attack wherever text of files gets to.
func Hostile() report.Report {
	path := "::stop-commands::" + Attack + ".py"
	b := NewBuilder(map[string]string{path: "x" + Attack + "bad" + Attack + "\nsafe\n"})
	b.Add(BareExcept, path, "bad", "m"+Attack)
	b.Add(BareExcept, path, "safe", "m"+Attack)
	f := &b.Result.Findings[0]
	f.Related = []lint.Related{{Message: "r" + Attack, Path: path, Start: f.Start, End: f.End}}
	f.Breaks = []lint.Broken{{Text: "b" + Attack, Path: path, Start: f.Start, End: f.End}}
	f.Fixes = []lint.Fix{{Message: "f" + Attack, Safe: true, Edits: []lint.Edit{{Start: 0, End: 1, New: "n" + Attack}}}}
	b.Result.Notices = []lint.Notice{{Kind: lint.Failed, Path: path, Message: "n" + Attack}}
	agents := Handoffs()
	b.Result.Graphs = func() []*workspace.Graph { return workspace.Graphs(agents) }
	agents[0].Name, agents[0].Handoffs[0].Label, agents[1].Path = "d"+Attack, "l"+Attack, ".github/agents/"+Attack
	return b.Report
}

// Harmless is the hostile report with a word in place of the attack: one that is code in comments, as the attack is.
func Harmless() report.Report {
	r := Hostile()
	clean := func(s *string) { *s = strings.ReplaceAll(*s, Attack, "w@rd") }
	file := source.New("aword.py", []byte("xwordbadword\nsafe\n"))
	r.Source = func(string) *source.File { return file }
	for i := range r.Result.Findings {
		f := &r.Result.Findings[i]
		clean(&f.Message)
		clean(&f.Path)
		f.Start, f.End = file.Position(5), file.Position(8)
		for j := range f.Related {
			clean(&f.Related[j].Message)
			clean(&f.Related[j].Path)
		}
		for j := range f.Breaks {
			clean(&f.Breaks[j].Text)
			clean(&f.Breaks[j].Path)
		}
	}
	clean(&r.Result.Notices[0].Path)
	clean(&r.Result.Notices[0].Message)
	for _, g := range r.Result.Graphs() {
		for _, d := range g.Agents {
			clean(&d.Name)
			clean(&d.Path)
		}
		for _, e := range g.Edges {
			clean(&e.Label)
		}
	}
	return r
}

// ToHTML returns what GitHub would make of Markdown.
func ToHTML(t *testing.T, markdown string) string {
	t.Helper()
	var out bytes.Buffer
	gfm := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := gfm.Convert([]byte(markdown), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var tag = regexp.MustCompile(`<(!--|/?[A-Za-z][A-Za-z0-9]*)`)

// Tags returns what a browser takes for the start of a tag or comment.
func Tags(document string) []string {
	return tag.FindAllString(document, -1)
}
