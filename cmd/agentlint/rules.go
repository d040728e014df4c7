package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/internal/precision"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/rules"
)

func newRules() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List all rules",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch format {
			case "text":
				return listRules(cmd)
			case "markdown":
				return listRulesMarkdown(cmd.OutOrStdout())
			case "json":
				return listRulesJSON(cmd)
			}
			return fmt.Errorf("--format %q is not valid; use text, markdown or json", format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the list: text, markdown or json")
	known.Complete(cmd, map[string][]string{"format": {"text", "markdown", "json"}})
	return cmd
}

func listRules(cmd *cobra.Command) error {
	w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
	for _, r := range known.RulesByID(rules.All) {
		fmt.Fprintf(w, "%s\t%s\tfix: %s\t%s\t%s\n", r.ID, r.Severity, r.Fix, r.Family, r.Summary())
	}
	return w.Flush()
}

// listRulesMarkdown writes a table, which a project can put into its own documentation.
func listRulesMarkdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| rule | severity | fix | family | what it does |\n| --- | --- | --- | --- | --- |\n")
	for _, r := range known.RulesByID(rules.All) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", report.PageLink(r), r.Severity, r.Fix, r.Family, strings.ReplaceAll(r.Summary(), "|", `\|`))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A listedRule is a rule as programs read it.
type listedRule struct {
	ID       string `json:"id"`
	Family   string `json:"family"`
	Severity string `json:"severity"`
	Fix      string `json:"fix"` // safe, unsafe, safe or unsafe, none
	Summary  string `json:"summary"`
	Help     string `json:"help"`
	// Precision is what became of findings in code that was not written for agentlint, if any were read.
	Precision *precision.Figures `json:"precision,omitempty"`
	Read      string             `json:"read,omitempty"` // the same in a line
}

func listRulesJSON(cmd *cobra.Command) error {
	var list []listedRule
	for _, r := range known.RulesByID(rules.All) {
		list = append(list, listed(r))
	}
	return console.PrintJSON(cmd.OutOrStdout(), list)
}

func listed(r *lint.Rule) listedRule {
	l := listedRule{ID: r.ID, Family: r.Family, Severity: string(r.Severity), Fix: r.Fix.String(), Summary: r.Summary(), Help: r.Help()}
	if l.Precision = precision.Of(r.ID); l.Precision != nil {
		l.Read = l.Precision.String()
	}
	return l
}
