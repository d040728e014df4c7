package lint

import (
	slashpath "path"
	"slices"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/source"
)

// A role is what a file is checked as, by its path.
type role struct {
	discover.Entry
	kind         kind.Kind
	isDefinition bool
	servers      *mcp.Format      // it configures MCP servers in this way; nil if it does not
	setup        *hostfile.Format // it sets a host up in this way; nil if it does not
	mayTrain     bool             // it may be the configuration of a training run: its content decides
	syntax       config.Format    // of that
	isStub       bool             // there is nothing in it to check
	isKnown      bool             // it is to be checked, whatever is in it
}

func (r *run) roleOf(file discover.Entry) role {
	out := role{Entry: file, servers: mcp.Classify(slashed(file)), setup: hostfile.Classify(slashed(file))}
	out.kind, out.isDefinition = r.kind(file)
	if out.servers != nil && out.servers.Name == ".mcp.json" && r.cfg.Places.IsPlugin(slashpath.Dir(slashed(file))) {
		out.servers = mcp.OfPlugin()
	}
	out.syntax, out.mayTrain = hyperparam.Classify(source.Folded(file.Path))
	out.mayTrain = out.mayTrain && out.servers == nil && out.setup == nil
	out.isStub = source.IsStub(file.Path)
	if !out.isDefinition && file.Explicit && slices.Contains(texts, source.Ext(file.Path)) {
		out.kind, out.isDefinition = kind.Candidate, true
	}
	out.isKnown = file.Explicit || out.isDefinition && out.kind != kind.Candidate || out.servers != nil || out.setup != nil || r.cfg.Training != nil && r.cfg.Training(file.Path)
	return out
}

// texts are the endings of files that are definitions if their frontmatter is that of one.
var texts = []string{".md", ".mdc", ".markdown", ".txt"}

// name tells what the file is checked as, as far as its path does not.
func (r role) name() string {
	if r.mayTrain && r.Explicit {
		return "named configuration"
	}
	if r.kind == kind.Candidate && r.Explicit {
		return "named definition"
	}
	if r.servers != nil {
		return r.servers.Name
	}
	return string(r.kind)
}

// slashed is the path that tells a file's kind: the whole one, since the run may start inside .github/agents. Some systems take an
// extension in capitals for the same.
func slashed(file discover.Entry) string { return source.Folded(absolutePath(file)) }

func absolutePath(file discover.Entry) string {
	if file.Abs == "" {
		return file.Path
	}
	return slash(file.Abs)
}
