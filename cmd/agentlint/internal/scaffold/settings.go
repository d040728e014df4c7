// Package scaffold writes what a project starts with: a file of settings, with what was found in it, and a workflow.
package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/hooks"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/report"
)

// NewCommand returns the command that writes these.
func NewCommand() *cobra.Command {
	var workflow bool
	var repository string
	var hosts []string
	cmd := &cobra.Command{
		Use:     "init",
		Short:   "Write a settings file that fits what is found in this project",
		Example: "  agentlint init --workflow --repository OWNER/NAME@REF\n  agentlint init --hooks claude",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root, err := os.Getwd()
			if err != nil {
				return err
			}
			if top := tree.Top(root); workflow && top != "" && top != root {
				return fmt.Errorf("--workflow: GitHub looks for workflows in the root of the repository; run agentlint init in %s", top)
			}
			var text string
			if repository != "" && !workflow {
				return errors.New("--repository requires --workflow")
			}
			if workflow {
				if text, err = workflowText(repository); err != nil {
					return err
				}
			}
			if len(hosts) > 0 {
				return initHooks(cmd, root, hosts)
			}
			err = initSettings(cmd, root)
			if !workflow || err != nil && !errors.Is(err, fs.ErrExist) {
				return err
			}
			return writeNew(cmd, root, ".github/workflows/agentlint.yml", text)
		},
	}
	cmd.Flags().BoolVar(&workflow, "workflow", false, "also write a GitHub Actions workflow")
	cmd.Flags().StringVar(&repository, "repository", "", "`OWNER/NAME@REF` from which the workflow runs agentlint: a repository on GitHub, at a full commit or a tag")
	cmd.Flags().StringSliceVar(&hosts, "hooks", nil, "make these `hosts` run agentlint as a hook, instead of writing a settings file: "+strings.Join(hooks.Names(), ", "))
	known.Complete(cmd, map[string][]string{"hooks": hooks.Names()})
	return cmd
}

// initHooks has hosts run agentlint as a hook, beside what they run already.
func initHooks(cmd *cobra.Command, root string, hosts []string) error {
	if top := tree.Top(root); top != "" {
		root = top // where hosts look for their files
	}
	for _, host := range hosts {
		file, isNew, err := hooks.Write(tree.Around(root), root, host)
		if err != nil {
			return err
		}
		text := "%s has the hooks already\n"
		if isNew {
			text = "wrote %s\n"
		}
		if _, err := fmt.Fprintf(cmd.OutOrStdout(), text, file); err != nil {
			return err
		}
	}
	return nil
}

// initSettings writes a file of settings into the working directory. Its error is fs.ErrExist if there is one.
func initSettings(cmd *cobra.Command, root string) error {
	f, err := (&check.SettingFlags{}).Finder(root, tree.Around(root))
	if err != nil {
		return err
	}
	if s, err := f.In(filepath.ToSlash(root)); err != nil {
		return err
	} else if s != nil {
		return isThere(path.Base(s.Path))
	}
	c := &check.Check{MaxSize: check.DefaultMaxSize}
	c.Isolated = true
	linked, definitions, err := c.Link(cmd.Context(), nil)
	if err != nil {
		return err
	}
	return writeNew(cmd, root, settings.Names[0], settingsText(linked, len(definitions)))
}

// writeNew writes a file below a directory that must not be there yet.
func writeNew(cmd *cobra.Command, root, name, text string) error {
	err := tree.Around(root).Create(filepath.Join(root, filepath.FromSlash(name)), []byte(text))
	if errors.Is(err, fs.ErrExist) {
		return isThere(name)
	}
	if err != nil {
		return fmt.Errorf("can't write %s: %w", name, err)
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "wrote %s\n", name)
	return err
}

// settingsText is a file of settings that says what was found, beside the code the number of definitions, and shows what can be set.
func settingsText(p *program.Program, definitions int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Settings of agentlint; agentlint config show FILE shows what applies to a file.\n#\n# Found here: %s.\n\n", found(p, definitions))
	b.WriteString("# The project starts here.\nroot: true\n\n# Rules by name or family; agentlint rules lists all.\n# select: [all]\n# ignore: [naming]\n\n")
	b.WriteString("# rules:\n#   cyclomatic-complexity: {max: 12}\n#   missing-type-annotations: note\n#   bare-except: off\n\n")
	if dirs := trainingDirs(p); len(dirs) > 0 {
		fmt.Fprintf(&b, "# Python here is training code, whatever it imports.\ntraining: [%s]\n\n", strings.Join(dirs, ", "))
	}
	b.WriteString("# overrides:\n#   - paths: [\"notebooks/**\"]\n#     ignore: [annotations]\n\n# exclude: [third_party]\n# hosts: [vscode, claude]\n# fail-on: warning\n")
	return b.String()
}

// isThere is the error of a file that is not written, since it exists.
func isThere(name string) error {
	return existing{name}
}

// found says which frameworks, scripts and definitions a project has.
func found(p *program.Program, definitions int) string {
	frameworks := map[string]bool{}
	for _, f := range p.Files() {
		for _, i := range f.Imports {
			if top, _, _ := strings.Cut(i.Target, "."); framework.IsModule(top) {
				frameworks[top] = true
			}
		}
	}
	scripts := trainingScripts(p)
	parts := []string{report.Plural(definitions, "agent definition"), report.Plural(len(scripts), "script") + " that train"}
	if len(scripts) == 1 {
		parts[1] = "1 script that trains"
	}
	if len(frameworks) > 0 {
		parts = append(parts, strings.Join(slices.Sorted(maps.Keys(frameworks)), ", "))
	}
	return strings.Join(parts, "; ")
}

// trainingScripts are the paths of the scripts that start a training.
func trainingScripts(p *program.Program) (scripts []string) {
	for _, s := range p.Stories {
		if slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return !t.Alone() }) {
			scripts = append(scripts, s.Record.Script)
		}
	}
	return scripts
}

// trainingDirs are the directories, below the top, of the scripts that train.
func trainingDirs(p *program.Program) []string {
	dirs := map[string]bool{}
	for _, script := range trainingScripts(p) {
		if dir := path.Dir(script); dir != "." && !path.IsAbs(dir) {
			dirs[dir] = true
		}
	}
	return slices.Sorted(maps.Keys(dirs))
}

// An existing file is not changed.
type existing struct{ name string }

func (e existing) Error() string { return e.name + " already exists and was not changed" }

// Is makes it what it is to programs.
func (existing) Is(target error) bool { return target == fs.ErrExist }
