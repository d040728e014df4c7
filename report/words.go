package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report/inert"
)

// maxText is how many code points of a rule's description GitHub takes.
const maxText = 1024

// Shorten cuts a description to what GitHub accepts.
func Shorten(text string) string {
	if utf8.RuneCountInString(text) <= maxText {
		return text
	}
	return string([]rune(text)[:maxText-1]) + "…"
}

// Summary says what was found, in how many of how many files, without a word that is from them: 1 error in 1 file (3 files checked).
func Summary(r *lint.Result) string { return Found(r) + " (" + Looked(r) + ")" }

// Found says how many findings there are: 3 errors, 1 warning in 2 files, 2 suppressed, 7 in the baseline.
func Found(r *lint.Result) string {
	text := reported(r)
	if r.Suppressed > 0 {
		text += fmt.Sprintf(", %d suppressed", r.Suppressed)
	}
	if r.Baselined > 0 {
		text += fmt.Sprintf(", %d in the baseline", r.Baselined)
	}
	return text
}

func reported(r *lint.Result) string {
	if len(r.Findings) == 0 {
		return "no findings"
	}
	var counts []string
	for _, s := range Severities {
		if n := r.CountGroups(s); n > 0 {
			counts = append(counts, Plural(n, string(s)))
		}
	}
	files := 0
	for range ByFile(All(r)) {
		files++
	}
	return strings.Join(counts, ", ") + " in " + Plural(files, "file")
}

// Looked says how many files that took: 12 files checked, 1 skipped, 2 folders left out.
func Looked(r *lint.Result) string {
	text := Plural(r.Checked, "file") + " checked"
	if r.Skipped > 0 {
		text += fmt.Sprintf(", %d skipped", r.Skipped)
	}
	if r.Failed > 0 {
		text += fmt.Sprintf(", %d failed", r.Failed)
	}
	if n := len(r.LeftOut); n > 0 {
		text += ", " + Plural(n, "folder") + " left out"
	}
	if len(r.NeedAll) > 0 {
		text += "; " + needAll(r.NeedAll)
	}
	if unloaded := Unloaded(r); unloaded != "" {
		text += "; " + unloaded
	}
	return text
}

// maxNeedAll is how many rules are named that need the whole project.
const maxNeedAll = 3

// needAll says which rules need the whole project.
func needAll(rules []string) string {
	text := "needs the whole project: " + strings.Join(rules[:min(len(rules), maxNeedAll)], ", ")
	if more := len(rules) - maxNeedAll; more > 0 {
		text += fmt.Sprintf(" and %s", Plural(more, "other rule"))
	}
	return text
}

// Place names a position as editors and terminals link it: path:line:column.
func Place(path string, at source.Position) string {
	return fmt.Sprintf("%s:%d:%d", inert.Text(path), at.Line, at.Column)
}

// PlaceOf names where a finding is: as [Place] does, but in a notebook path:cell number:line:column, by the code of the cell.
func PlaceOf(f *lint.Finding) string {
	if f.Cell.Number > 0 {
		return inert.Text(f.Path) + ":" + InFile(f)
	}
	return Place(f.Path, f.Start)
}

// InFile is where in its file a finding is: line:column, or cell number:line:column.
func InFile(f *lint.Finding) string {
	if f.Cell.Number > 0 {
		return fmt.Sprintf("cell %d:%d:%d", f.Cell.Number, f.Cell.Line, f.Cell.Column)
	}
	return fmt.Sprintf("%d:%d", f.Start.Line, f.Start.Column)
}

// Plural returns a number with its noun: 1 file, 2 files.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
