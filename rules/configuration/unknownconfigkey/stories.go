package unknownconfigkey

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/workspace/repository"
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
			} else if missing.Unsure && !(missing.Choosable && isOnly(repository.Of(pass), missing.Path) && !opens(s)) {
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

// isOnly reports whether a configuration file is the only one in its folder, so that Hydra can be told of no other.
func isOnly(files *repository.Repository, file string) bool {
	return files != nil && !slices.ContainsFunc(files.Files(".yaml", ".yml"), func(other string) bool {
		return other != file && path.Dir(other) == path.Dir(file)
	})
}

// opens reports whether a script lets keys be read that a configuration does not have
// (https://omegaconf.readthedocs.io/en/latest/usage.html#struct-flag).
func opens(s *story.Story) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		return strings.HasSuffix(c.Name, ".set_struct") || strings.HasSuffix(c.Name, "open_dict")
	})
}

// within says in which part of its file a key is missing, "" for the whole.
func within(missing *record.MissingKey) string {
	if missing.Within == "" {
		return ""
	}
	return fmt.Sprintf("%s in %s", missing.Within, missing.Path)
}
