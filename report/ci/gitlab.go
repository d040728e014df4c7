package ci

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

// A gitlabIssue has what GitLab reads: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path      string       `json:"path"` // relative to the repository
	Positions gitlabExtent `json:"positions"`
}

type gitlabExtent struct {
	Begin gitlabPosition `json:"begin"`
	End   gitlabPosition `json:"end"`
}

type gitlabPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// GitLab writes a Code Quality report.
func GitLab(w io.Writer, r report.Report) error {
	out := bufio.NewWriter(w)
	out.WriteString("[")
	seen := map[string]int{}
	report.WriteList(out, r.Result.Findings, func(f *lint.Finding) any {
		path := r.InRepository(f.Path)
		return gitlabIssue{
			Description: f.Rule.ID + ": " + inert.Text(f.Located()+f.Citation()), // the name alone is not shown
			CheckName:   f.Rule.ID,
			Fingerprint: gitlabFingerprint(f, path, seen),
			Severity:    gitlabSeverity(f.Severity),
			Location: gitlabLocation{path, gitlabExtent{
				gitlabPosition{f.Start.Line, f.Start.Column}, gitlabPosition{f.End.Line, f.End.Column},
			}},
		}
	})
	out.WriteString("]\n")
	return out.Flush()
}

// gitlabFingerprint returns what GitLab knows a finding again by: a hash that stays when lines move. GitLab shows one issue a
// fingerprint, so findings that are alike are counted.
func gitlabFingerprint(f *lint.Finding, path string, seen map[string]int) string {
	key := fmt.Sprintf("%s %q %q", f.Rule.ID, path, f.Message)
	seen[key]++
	if n := seen[key]; n > 1 {
		key = fmt.Sprintf("%s %d", key, n)
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(key)))
}

// gitlabSeverity is GitLab's word for a severity.
func gitlabSeverity(s lint.Severity) string {
	switch s {
	case lint.Error:
		return "major"
	case lint.Warning:
		return "minor"
	}
	return "info"
}
