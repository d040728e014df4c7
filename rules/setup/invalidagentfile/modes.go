package invalidagentfile

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

// toolGroups are those that a mode of Roo Code may have; "browser" is taken and left out.
// Source: https://github.com/RooCodeInc/Roo-Code/blob/cb836567180a3ff1da6d082f3178b90c3bd22a70/packages/types/src/tool.ts
var toolGroups = []string{"read", "edit", "command", "mcp", "modes"}

var slug = pattern.New(`^[a-zA-Z0-9-]+$`)

// checkModes reports what keeps Roo Code from loading the modes of a file.
func checkModes(pass *analysis.Pass, f *hostfile.File) {
	modes := f.Root.Field("customModes")
	report := func(at config.Range, format string, args ...any) {
		pass.ReportRangef(f.Range(at), "%s; Roo Code loads no mode of this file", fmt.Sprintf(format, args...))
	}
	if f.Root.Type() != config.Map || modes == nil || modes.Value.Type() != config.List {
		if len(f.Problems) == 0 {
			report(f.Root.Range, "there is no list \"customModes\"")
		}
		return
	}
	for _, mode := range modes.Value.Items {
		checkMode(mode, report)
	}
}

func checkMode(mode config.Value, report func(config.Range, string, ...any)) {
	for _, name := range []string{"slug", "name", "roleDefinition", "groups"} {
		field := mode.Field(name)
		switch {
		case field == nil:
			report(mode.Range, "a mode has no %q", name)
		case name != "groups" && field.Value.Text() == "":
			report(field.Value.Range, "%q is empty", name)
		case name == "slug" && !slug.MatchString(field.Value.Text()):
			report(field.Value.Range, "the slug %q has other characters than letters, digits and hyphens", field.Value.Text())
		case name == "groups":
			checkGroups(field.Value, report)
		}
	}
}

func checkGroups(groups config.Value, report func(config.Range, string, ...any)) {
	var seen []string
	for _, item := range groups.Items {
		if len(item.Items) > 0 {
			item = item.Items[0]
		}
		switch name := item.Text(); {
		case name == "browser":
		case !slices.Contains(toolGroups, name):
			report(item.Range, "there is no group %q, only %s", name, wording.List(toolGroups, "and"))
		case slices.Contains(seen, name):
			report(item.Range, "the group %q is there twice", name)
		default:
			seen = append(seen, name)
		}
	}
}
