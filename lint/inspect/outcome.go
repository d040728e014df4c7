package inspect

import (
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/workspace"
)

// An Outcome is what became of one file.
type Outcome struct {
	apply.Said
	Outline    *facts.Facts // of a Python file: what it imports
	Syntax     Syntax       // what programs ask of it
	Definition *workspace.Definition
	MCP        *workspace.MCP
	Setup      *workspace.Setup
	Config     *facts.Config
	Suppressed *suppress.File // nil if nothing is
	Seen       cache.Seen     // the file as it was read
	Size       int            // of its text, in bytes; 0 if it was not read
	Checked    bool           // its rules ran
	Unread     bool           // nothing follows from what is in it
	Recalled   bool           // it was checked in an earlier run
	Unloaded   string         // what it looks like if no host known here loads it, such as "agent"
	PassedOver bool           // its content tells that nobody wants it checked
}
