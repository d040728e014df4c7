package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
)

func newMan() *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages, one per command, into a directory",
		Long: `Write the manual pages, one per command, into a directory, which is created if necessary. SOURCE_DATE_EPOCH is their date
if it is set.`,
		Example: "  agentlint man ~/.local/share/man/man1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil { //nolint:forbidigo // whoever packages agentlint names it
				return err
			}
			if markdown {
				return os.WriteFile(filepath.Join(args[0], "cli.md"), []byte(reference(cmd.Root())), 0o644) //nolint:forbidigo,gosec // see above; everybody may read it
			}
			header := &doc.GenManHeader{Section: "1", Source: "agentlint " + console.Version(), Manual: "agentlint"}
			if err := doc.GenManTree(cmd.Root(), header, args[0]); err != nil {
				return err
			}
			return addSections(filepath.Join(args[0], "agentlint.1"))
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "write a single page in Markdown, cli.md, instead")
	return cmd
}

// addSections puts what cobra does not know of into the page of the program, before that which leads to other pages.
func addSections(page string) error {
	text, err := os.ReadFile(page) //nolint:forbidigo // see above
	if err != nil {
		return err
	}
	before, after, _ := strings.Cut(string(text), ".SH SEE ALSO")
	return os.WriteFile(page, []byte(before+manSections+".SH SEE ALSO"+after), 0o644) //nolint:forbidigo,gosec // everybody may read it
}

const manSections = `.SH EXIT STATUS
.TP
.B 0
No findings at or above --fail-on.
.TP
.B 1
Findings.
.TP
.B 2
agentlint could not do what was asked: a bad flag, a path that can't be read, or nothing to check.
.SH ENVIRONMENT
.TP
.B AGENTLINT_FORMAT
The format if there is no --format, or several separated by spaces.
.TP
.B AGENTLINT_CACHE_DIR
The directory of the cache, like --cache-dir.
.TP
.B AGENTLINT_NO_CACHE
If set, there is no cache, as with --no-cache.
.TP
.B NO_COLOR\fR, \fBFORCE_COLOR\fR, \fBCLICOLOR\fR, \fBTERM
Whether --color auto uses colours.
.SH FILES
.TP
.I .agentlint.yaml\fR, \fI.agentlint.toml\fR, \fIpyproject.toml
Settings; the nearest one above a file applies.
.TP
.I .agentlint-baseline.json
The accepted findings.
.TP
.I .agentlint/hosts\fR, \fI.agentlint/frameworks
What the project says about hosts and about its own frameworks.
`
