package lint

import (
	"strings"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/mcp"
)

// A role is what a file is checked as, by its path.
type role struct {
	discover.Entry
	kind         agent.Kind
	isDefinition bool
	servers      *mcp.Format   // it configures MCP servers in this way; nil if it does not
	mayTrain     bool          // it may be the configuration of a training run: its content decides
	syntax       config.Format // of that
}

func (r *run) roleOf(file discover.Entry) role {
	out := role{Entry: file, servers: mcp.Classify(slashed(file))}
	out.kind, out.isDefinition = r.kind(file)
	out.syntax, out.mayTrain = hyperparam.Classify(file.Path)
	out.mayTrain = out.mayTrain && out.servers == nil
	return out
}

// name tells what the file is checked as, as far as its path does not.
func (r role) name() string {
	if r.mayTrain && r.Explicit {
		return "named configuration"
	}
	return string(r.kind)
}

// slashed is the path that tells a file's kind: the whole one, since the run may start inside .github/agents.
func slashed(file discover.Entry) string {
	if file.Abs == "" {
		return file.Path
	}
	return strings.ReplaceAll(file.Abs, `\`, "/")
}
