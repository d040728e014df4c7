// Package preset follows the settings that a run reads of configuration files: what such a file is read as, what is made of that, which
// keys it lacks, and what it has made.
package preset

import (
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// A Reader is what a run keeps of the configuration files that it comes to.
type Reader struct {
	*record.Recorder
	// Config returns what the configuration file at a path says, nil if nothing, and whether there is one. Nil if there are none to be had.
	Config func(path string) (*configfile.Node, bool)
	Top    string               // the folder that is the top of the repository, "" for the one that paths start in
	Spend  func(steps int) bool // takes steps of the run, and reports whether these were left

	// composedIn is the folder of the configurations that Hydra composes, from that of a module.
	composedIn  value.Value
	composedFor *frame.Module
}

// A model is what a function outside the project does with settings. It returns Nothing to leave a call to others.
type model func(r *Reader, s library.Site) value.Value

// models are by dotted name.
var models = map[string]model{}

func init() {
	addLoadModels()
	addInstantiateModels()
	addFromDictModels()
}

// Call returns what a call outside the project makes of settings, Nothing if it is left to others.
func (r *Reader) Call(s library.Site) value.Value {
	own := models[s.Name]
	if own == nil {
		own = r.settingsMethod(s)
	}
	if own == nil {
		return value.Nothing
	}
	return own(r, s)
}
