package inspect

import (
	"bytes"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/workspace"
)

// maxExamples is how many fenced blocks of a definition are looked at for code to check.
const maxExamples = 20_000

// checkDefinition checks a definition, and the examples in it.
func (i *Inspector) checkDefinition(k kind.Kind, base int) {
	f := i.parseDefinition(k, base)
	if f == nil {
		return
	}
	i.Run(i.Rules.Agent, agent.Analyzer, f)
	i.runShell(base, f.Commands())
	i.runMCP(mcp.OfDefinition(f))
	if hooks := hostfile.OfDefinition(f); hooks != nil {
		i.runSetup(hooks)
	}
	for n, fence := range f.Fences {
		if n == maxExamples {
			i.Notice(lint.Failed, "over %d fenced blocks; the code in those after them is not checked", maxExamples)
			break
		}
		i.checkExample(f, fence)
	}
	stop := i.Start(profile.ExtractingFacts)
	i.out.Definition = workspace.Define(f)
	stop()
	i.out.Checked = true
}

// parseDefinition parses the definition at hand, nil if it is too much.
func (i *Inspector) parseDefinition(k kind.Kind, base int) *agent.File {
	stop := i.Start(profile.Parsing)
	f := agent.ParseContext(i.Ctx, i.Places.Here, k)
	stop()
	if f.TooMuch != "" {
		i.tooMuch(f.TooMuch)
		return nil
	}
	f.Base = base
	i.out.Suppressed.AddDefinition(f)
	return f
}

// checkCandidate checks a file that is a definition if its frontmatter is that of one. Of another, nothing is said unless it was
// named.
func (i *Inspector) checkCandidate(role Role) {
	k, ok := kind.Sniff(i.Places.Here.Text)
	switch {
	case ok:
		i.checkDefinition(k, i.enter())
	case role.Explicit && !kind.HasFrontmatter(i.Places.Here.Text):
		i.checkOther()
	case role.Explicit:
		i.enter()
		i.Notice(lint.Skipped, "no host looks for a definition here, and its frontmatter has no name and description that show what it is; kinds in the settings can")
	default:
		i.out.PassedOver = true
	}
}

// checkForeign notes what a file looks like that no host known here loads. One that was named is skipped, which is said.
func (i *Inspector) checkForeign(role Role) {
	i.out.Unloaded = kind.What(request.Slashed(role.Entry), i.Places.Here.Text)
	if !role.Explicit {
		i.out.PassedOver = true
		return
	}
	i.enter()
	i.Notice(lint.Skipped, "agentlint does not know the host that this folder is for; kinds in the settings can say what the file is")
}

// mayLink reports whether there may be a link in a text, or a comment for agentlint: most that skills bring have neither, and Markdown is
// slow to parse.
func mayLink(text []byte) bool {
	return bytes.Contains(text, []byte("](")) || bytes.Contains(text, []byte("]:")) || bytes.Contains(text, []byte("agentlint"))
}

// checkText checks only where a text that a skill brings points to: no host reads it as a definition.
func (i *Inspector) checkText(base int) {
	i.out.Checked = !mayLink(i.Places.Here.Text)
	if i.out.Checked {
		return
	}
	if f := i.parseDefinition(kind.SkillText, base); f != nil {
		i.out.Definition = workspace.DefineText(f)
		i.out.Checked = true
	}
}
