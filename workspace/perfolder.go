package workspace

import (
	"fmt"
	"path"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/agent/kind"
)

// ReportPerFolder reports what is wrong with each definition. What several of a folder have in common is said once, with their
// number, unless it has a fix.
func ReportPerFolder(pass *analysis.Pass, faults func(*Definition) []analysis.Diagnostic) {
	told := map[shared]*analysis.Diagnostic{}
	var order []shared
	count := map[shared]int{}
	for _, d := range Of(pass).Definitions {
		if d.Beside {
			continue
		}
		for _, fault := range faults(d) {
			if len(fault.SuggestedFixes) > 0 {
				pass.Report(fault)
				continue
			}
			at := shared{d.collection(), fault.Message, fault.Category}
			if count[at]++; count[at] == 1 {
				told[at] = &fault
				order = append(order, at)
			}
		}
	}
	for _, at := range order {
		switch more := count[at] - 1; more {
		case 0:
		case 1:
			told[at].Message += " (and in 1 other file here)"
		default:
			told[at].Message += fmt.Sprintf(" (and in %d other files here)", more)
		}
		pass.Report(*told[at])
	}
}

// shared is what definitions of a folder have in common.
type shared struct{ folder, message, severity string }

// collection returns the folder of the definition and of others like it.
func (d *Definition) collection() string {
	if d.Kind == kind.Skill {
		return path.Dir(path.Dir(d.Path))
	}
	return path.Dir(d.Path)
}

// HasKey reports whether the frontmatter has a key.
func (d *Definition) HasKey(name string) bool {
	for _, key := range d.Keys {
		if key.Name == name {
			return true
		}
	}
	return false
}
