package machine

import (
	"bufio"
	"fmt"
	"io"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
)

// jsonSchema is the version of the JSON report. Keys may be added under the same version;
// none is removed, renamed or given another meaning.
const jsonSchema = 1

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonFinding struct {
	Rule     string        `json:"rule"`
	Severity lint.Severity `json:"severity"`
	Message  string        `json:"message"`
	Path     string        `json:"path"`
	Start    jsonPosition  `json:"start"`
	End      jsonPosition  `json:"end"` // exclusive
	Help     string        `json:"help"`
	Related  []jsonRelated `json:"related,omitempty"`
	Fixes    []jsonFix     `json:"fixes,omitempty"`
	Breaks   []jsonBroken  `json:"breaks,omitempty"` // bullets of the repository's definitions
	Cell     *jsonCell     `json:"cell,omitempty"`
	Group    string        `json:"group,omitempty"` // of findings that say what one training lacks: where that is
}

// A jsonCell is a [lint.Cell].
type jsonCell struct {
	Number int `json:"number"`
	Line   int `json:"line"`
	Column int `json:"column"`
}

// A jsonPosition is a [source.Position], with its units.
type jsonPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Offset int `json:"offset"`
}

type jsonRelated struct {
	Message string       `json:"message"`
	Path    string       `json:"path"`
	Start   jsonPosition `json:"start"`
	End     jsonPosition `json:"end"`
}

type jsonBroken struct {
	Tier  string       `json:"tier,omitempty"`
	Text  string       `json:"text"`
	Path  string       `json:"path"`
	Start jsonPosition `json:"start"`
	End   jsonPosition `json:"end"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Safe    bool       `json:"safe"`
	Edits   []jsonEdit `json:"edits"`
}

// A jsonEdit replaces the bytes from Start up to End.
type jsonEdit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

type jsonSummary struct {
	Files    jsonFiles `json:"files"`
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Notes    int       `json:"notes"`
	// NeedAll are rules that saw only a part of the project, which was too large to be read for the files that were named.
	NeedAll []string `json:"needWholeProject,omitempty"`
	// Suppressed and Baselined findings are in none of the other numbers.
	Suppressed int `json:"suppressed,omitempty"`
	Baselined  int `json:"baselined,omitempty"`
}

type jsonFiles struct {
	Checked int `json:"checked"`
	Skipped int `json:"skipped"`
	Failed  int `json:"failed"`
	// FoldersLeftOut are not walked because of their names. How many files they have is not known.
	FoldersLeftOut int `json:"foldersLeftOut,omitempty"`
	// Unloaded look like definitions, and no host known to agentlint loads them. They are not checked.
	Unloaded []string `json:"unloaded,omitempty"`
	// UnloadedBecause has the same files by what they look like and why no host loads them.
	UnloadedBecause []jsonUnloaded `json:"unloadedBecause,omitempty"`
}

type jsonUnloaded struct {
	What   string   `json:"what"`
	Reason string   `json:"reason"`
	Files  []string `json:"files"`
}

// JSON writes a report for programs: one object, one line a finding, in the shape of version [jsonSchema].
// Findings are encoded one by one, so that a million of them need no memory of their own.
func JSON(w io.Writer, r report.Report) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `{"schema":%d,"tool":%s,`, jsonSchema, report.Encode(jsonTool{Name: "agentlint", Version: r.Version}, ""))
	if r.Part != nil {
		fmt.Fprintf(out, "\"shard\":%s,", report.Encode(r.Part, ""))
	}
	out.WriteString(`"findings":[`)
	report.WriteList(out, r.Result.Findings, toJSON)
	fmt.Fprintf(out, `],"summary":%s`, report.Encode(summarise(r.Result), ""))
	if len(r.Result.Notices) > 0 {
		out.WriteString(`,"notices":[`)
		report.WriteList(out, r.Result.Notices, func(n *lint.Notice) any { return report.Notice(*n) })
		out.WriteString("]")
	}
	out.WriteString("}\n")
	return out.Flush()
}

func summarise(r *lint.Result) jsonSummary {
	files := jsonFiles{Checked: r.Checked, Skipped: r.Skipped, Failed: r.Failed, FoldersLeftOut: len(r.LeftOut)}
	for _, f := range r.Unloaded {
		files.Unloaded = append(files.Unloaded, f.Path)
	}
	for _, g := range report.UnloadedGroups(r) {
		files.UnloadedBecause = append(files.UnloadedBecause, jsonUnloaded{g.What, g.Why, g.Paths})
	}
	return jsonSummary{
		Files:      files,
		NeedAll:    r.NeedAll,
		Errors:     r.Count(lint.Error),
		Warnings:   r.Count(lint.Warning),
		Notes:      r.Count(lint.Note),
		Suppressed: r.Suppressed,
		Baselined:  r.Baselined,
	}
}

func toJSON(f *lint.Finding) any {
	finding := jsonFinding{
		Rule: f.Rule.ID, Severity: f.Severity, Message: f.Message, Path: f.Path,
		Start: toPosition(f.Start), End: toPosition(f.End), Help: f.Rule.Help(), Group: f.Group(),
	}
	if f.Cell.Number > 0 {
		finding.Cell = (*jsonCell)(&f.Cell)
	}
	for _, r := range f.Related {
		finding.Related = append(finding.Related, jsonRelated{r.Message, r.Path, toPosition(r.Start), toPosition(r.End)})
	}
	for _, b := range f.Breaks {
		finding.Breaks = append(finding.Breaks, jsonBroken{b.Tier, b.Text, b.Path, toPosition(b.Start), toPosition(b.End)})
	}
	for _, fix := range f.Fixes {
		edits := make([]jsonEdit, len(fix.Edits))
		for i, e := range fix.Edits {
			edits[i] = jsonEdit(e)
		}
		finding.Fixes = append(finding.Fixes, jsonFix{fix.Message, fix.Safe, edits})
	}
	return finding
}

func toPosition(p source.Position) jsonPosition { return jsonPosition(p) }
