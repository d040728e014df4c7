package inspect

import (
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/shell"
	"github.com/agentlint/agentlint/workspace"
)

// checkHostfile checks a file that configures MCP servers, sets a host up, or both.
func (i *Inspector) checkHostfile(role Role, base int) {
	if role.servers != nil {
		i.checkMCP(role.servers, base)
	}
	if role.setup != nil {
		i.checkSetup(role.setup, base)
	}
}

func (i *Inspector) checkMCP(format *mcp.Format, base int) {
	stop := i.Start(profile.Parsing)
	f := mcp.ParseContext(i.Ctx, i.Places.Here, format)
	stop()
	if i.isRead(f.TooMuch) {
		f.Base = base
		i.runMCP(f)
	}
}

func (i *Inspector) runMCP(f *mcp.File) {
	i.Run(i.Rules.MCP, mcp.Analyzer, f)
	i.runShell(f.Base, f.Commands())
	i.out.MCP = workspace.DefineMCP(f)
}

// checkSetup checks a file by which a host is set up.
func (i *Inspector) checkSetup(format *hostfile.Format, base int) {
	stop := i.Start(profile.Parsing)
	f := hostfile.ParseContext(i.Ctx, i.Places.Here, format)
	stop()
	if i.isRead(f.TooMuch) {
		f.Base = base
		i.runSetup(f)
	}
}

// isRead reports whether the file at hand was read, and is checked then: there is not too much of something in it.
func (i *Inspector) isRead(tooMuch string) bool {
	if tooMuch != "" {
		i.tooMuch("it can't be read: " + tooMuch)
		return false
	}
	i.out.Checked = true
	return true
}

func (i *Inspector) runSetup(f *hostfile.File) {
	i.Run(i.Rules.Hostfile, hostfile.Analyzer, f)
	i.runShell(f.Base, f.Commands())
}

// runShell runs the rules about commands that a host runs.
func (i *Inspector) runShell(base int, commands []shell.Command) {
	if len(commands) > 0 {
		i.Run(i.Rules.Shell, shell.Analyzer, &shell.File{Base: base, Commands: commands})
	}
}
