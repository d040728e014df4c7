package unknownconfigkey

import (
	"cmp"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/record"
)

// inStories reports keys that a script reads of a configuration file which does not have them.
func inStories(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for i := range s.Record.Missing {
			missing := &s.Record.Missing[i]
			message := fmt.Sprintf("%s has no key %q, so this raises %s", cmp.Or(within(missing), missing.Path), missing.Name, missing.Raises)
			near, isSlip := wording.NewSpeller(missing.Keys).Nearest(missing.Name)
			if isSlip {
				message += fmt.Sprintf("; did you mean %q?", near)
			} else if missing.Unsure {
				continue
			}
			at, loaded := s.At(missing.At), s.At(missing.Loaded)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(), Message: message,
				Related: []analysis.RelatedInformation{{Pos: loaded.Pos(), End: loaded.End(), Message: "the file is read here"}},
			})
		}
	}
}

// within says in which part of its file a key is missing, "" for the whole.
func within(missing *record.MissingKey) string {
	if missing.Within == "" {
		return ""
	}
	return fmt.Sprintf("%s in %s", missing.Within, missing.Path)
}
