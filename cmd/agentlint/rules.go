package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/internal/precision"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/rules"
)

// A listing is which rules are listed, and how.
type listing struct{ format, status, since string }

func newRules() *cobra.Command {
	var l listing
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List all rules",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := l.rules()
			if err != nil {
				return err
			}
			switch l.format {
			case "text":
				return listRules(cmd, list)
			case "markdown":
				return listRulesMarkdown(cmd.OutOrStdout(), list)
			case "json":
				return listRulesJSON(cmd, list)
			}
			return fmt.Errorf("--format %q is not valid; use text, markdown or json", l.format)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&l.format, "format", "text", "`FORMAT` of the list: text, markdown or json")
	flags.StringVar(&l.status, "status", "", "list only rules with this `STATUS`: "+wording.List(lint.StatusNames(), "or"))
	flags.StringVar(&l.since, "since", "", "list only rules that are new in this `RELEASE` or a later one, such as 0.2.0")
	known.Complete(cmd, map[string][]string{"format": {"text", "markdown", "json"}, "status": lint.StatusNames()})
	return cmd
}

// rules returns the rules that are listed, in order of their names.
func (l *listing) rules() ([]*lint.Rule, error) {
	if l.status != "" && !slices.Contains(lint.StatusNames(), l.status) {
		return nil, fmt.Errorf("--status %q is not valid; use %s", l.status, wording.List(lint.StatusNames(), "or"))
	}
	since, err := release(cmp.Or(l.since, "0"))
	if err != nil {
		return nil, fmt.Errorf("--since %q is not a release such as 0.2.0", l.since)
	}
	return slices.DeleteFunc(known.RulesByID(rules.All), func(r *lint.Rule) bool {
		first, _ := release(r.Since) // a test reads all of them
		return l.status != "" && r.Status.String() != l.status || slices.Compare(first, since) < 0
	}), nil
}

// release returns the numbers of a release.
func release(version string) (numbers []int, err error) {
	version, _, _ = strings.Cut(strings.TrimPrefix(version, "v"), "-")
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

func listRules(cmd *cobra.Command, list []*lint.Rule) error {
	w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
	for _, r := range list {
		fmt.Fprintf(w, "%s\t%s\tfix: %s\t%s\t%s\n", r.ID, r.Severity, r.Fix, r.Family, marked(r, "%s: "))
	}
	return w.Flush()
}

// marked returns what a rule reports, after its status if it is not stable.
func marked(r *lint.Rule, format string) string {
	if r.Status == lint.Stable {
		return r.Summary()
	}
	return fmt.Sprintf(format, r.Status) + r.Summary()
}

// listRulesMarkdown writes a table, which a project can put into its own documentation.
func listRulesMarkdown(w io.Writer, list []*lint.Rule) error {
	var b strings.Builder
	b.WriteString("| rule | severity | fix | family | what it does |\n| --- | --- | --- | --- | --- |\n")
	for _, r := range list {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", report.PageLink(r), r.Severity, r.Fix, r.Family, strings.ReplaceAll(marked(r, "*%s*: "), "|", `\|`))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A listedRule is a rule as programs read it.
type listedRule struct {
	ID       string   `json:"id"`
	Family   string   `json:"family"`
	Severity string   `json:"severity"`
	Fix      string   `json:"fix"`     // safe, unsafe, safe or unsafe, none
	Status   string   `json:"status"`  // stable, preview, deprecated
	Since    string   `json:"since"`   // the release that first had it
	Aliases  []string `json:"aliases"` // names that it had before, the oldest first
	Summary  string   `json:"summary"`
	Help     string   `json:"help"`
	// Precision is what became of findings in code that was not written for agentlint, if any were read.
	Precision *precision.Figures `json:"precision,omitempty"`
	Read      string             `json:"read,omitempty"` // the same in a line
}

func listRulesJSON(cmd *cobra.Command, all []*lint.Rule) error {
	list := []listedRule{}
	for _, r := range all {
		list = append(list, listed(r))
	}
	return console.PrintJSON(cmd.OutOrStdout(), list)
}

func listed(r *lint.Rule) listedRule {
	l := listedRule{
		ID: r.ID, Family: r.Family, Severity: string(r.Severity), Fix: r.Fix.String(), Summary: r.Summary(), Help: r.Help(),
		Status: r.Status.String(), Since: r.Since, Aliases: append([]string{}, r.Aliases...),
	}
	if l.Precision = precision.Of(r.ID); l.Precision != nil {
		l.Read = l.Precision.String()
	}
	return l
}
