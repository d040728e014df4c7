package ci

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

// azureEscapes is what the agent takes back, in properties and messages alike:
// https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands#formatting-commands
var azureEscapes = strings.NewReplacer("%", "%AZP25", ";", "%3B", "\r", "%0D", "\n", "%0A", "]", "%5D")

// Azure writes logging commands, which Azure Pipelines shows as issues of the run.
func Azure(w io.Writer, r report.Report) error {
	out := bufio.NewWriter(w)
	for i := range r.Result.Findings {
		f := &r.Result.Findings[i]
		fmt.Fprintf(out, "##vso[task.logissue type=%s;sourcepath=%s;linenumber=%d;columnnumber=%d;code=%s;]%s\n", azureType(f.Severity),
			azureEscapes.Replace(inert.Text(r.InRepository(f.Path))), f.Start.Line, f.Start.Column, azureEscapes.Replace(f.Rule.ID),
			azureEscapes.Replace(inert.Text(f.Located()+f.Citation())))
	}
	return out.Flush()
}

// azureType is the type of an issue. There are two.
func azureType(s lint.Severity) string {
	if s == lint.Error {
		return "error"
	}
	return "warning"
}
