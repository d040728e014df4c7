package inspect

import (
	"slices"

	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/source"
)

// A Role is what a file is checked as, by its path.
type Role struct {
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

// RoleOf returns what a file of a run is checked as.
func RoleOf(of *request.Config, file discover.Entry) Role {
	out := Role{Entry: file}
	out.kind, out.isDefinition = of.KindOf(file)
	out.servers, out.setup = request.SetupOf(of.Places, request.Slashed(file))
	out.syntax, out.mayTrain = hyperparam.Classify(source.Folded(file.Path))
	out.mayTrain = out.mayTrain && out.servers == nil && out.setup == nil
	out.isStub = source.IsStub(file.Path)
	isKnown := !out.isDefinition || out.kind == kind.Foreign && of.Places.Why(request.Slashed(file)) != kind.UnknownHost
	if isKnown && file.Explicit && slices.Contains(texts, source.Ext(file.Path)) {
		out.kind, out.isDefinition = kind.Candidate, true
	}
	out.isKnown = file.Explicit || out.isDefinition && out.kind != kind.Candidate && out.kind != kind.Foreign || out.servers != nil || out.setup != nil || of.IsTraining(file.Path)
	return out
}

// texts are the endings of files that are definitions if their frontmatter is that of one.
var texts = []string{".md", ".mdc", ".markdown", ".txt"}

// IsOfProgram reports whether the file may belong to a program: it is code, or may be the configuration of a training run.
func (r Role) IsOfProgram() bool {
	return r.mayTrain || !r.isDefinition && r.servers == nil && r.setup == nil
}

// MayBeData reports whether the content of the file, which nobody named, decides whether it is to be checked as a configuration.
func (r Role) MayBeData() bool { return r.mayTrain && !r.Explicit }

// Name tells what the file is checked as, as far as its path does not.
func (r Role) Name() string {
	if r.mayTrain && r.Explicit {
		return "named configuration"
	}
	if r.kind == kind.Candidate && r.Explicit {
		return "named definition"
	}
	switch {
	case r.servers != nil:
		return r.servers.Name
	case r.setup != nil:
		return r.setup.Name
	}
	return string(r.kind)
}

// IsUnread reports whether the file need not be read: it is a stub, or no rule wants to know if one that nobody named is the
// configuration of a training run.
func (r Role) IsUnread(rules *apply.Rules) bool {
	return r.isStub || r.mayTrain && !r.Explicit && len(rules.Config)+len(rules.Project)+len(rules.Text) == 0
}
