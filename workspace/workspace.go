// Package workspace models what a repository tells its agents, and what they tell each other: definitions with their
// handoffs, references and commands, and the MCP servers that they use. It knows no training program; package program does.
//
// [Define], [DefineMCP] and [DefineSetup] take the facts from a file's syntax, after which the syntax can go. Facts are plain values that
// can be stored; positions in them are byte offsets into the file.
package workspace

import (
	"errors"
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// A Workspace is the facts of all definitions and configurations of MCP servers.
type Workspace struct {
	Definitions []*Definition // by path
	MCP         []*MCP        // what files say about MCP servers, by path
	Setups      []*Setup      // what settings, hooks and manifests point to, by path
	Packages    []string      // what the code beside them imports: the first parts of the names, each once
}

// Analyzer is what a rule requires to question all definitions at once with [Of]. The driver supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "workspace",
	Doc:        "the facts of all agent definitions and MCP servers",
	ResultType: reflect.TypeFor[*Workspace](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the workspace") },
}

// Of returns the workspace that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *Workspace { return pass.ResultOf[Analyzer].(*Workspace) }

// withBase returns a copy of a value for another base, which set sets; nil for nil.
func withBase[T any](v *T, set func(*T)) *T {
	if v == nil {
		return nil
	}
	out := *v
	set(&out)
	return &out
}
