package definitions

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/policy"
	"github.com/agentlint/agentlint/policy/confirm"
	"github.com/agentlint/agentlint/policy/coverage"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/rules"
)

// settingsOf finds the settings that hold for the files of a repository.
type settingsOf = func(root string, disk *tree.Tree) (*settings.Finder, error)

// NewPolicy returns the command that shows who holds an agent to each bullet of its definition, by what finds settings.
func NewPolicy(find settingsOf) *cobra.Command {
	var format string
	var write bool
	cmd := &cobra.Command{
		Use:   "policy [PATH ...]",
		Short: "Show who holds an agent to each bullet of its definition",
		Long: `Show, bullet by bullet of each definition, who holds an agent to it: rules, topics of changes and what the settings forbid;
another tool that the repository has set up; an entry in the settings that could; or nobody, and why. Then show the rules that
run but that no bullet mentions.

With --write, write what enforces each bullet to the settings file, under policy, for a person to review. From then on,
breaking a confirmed bullet under Always or Never is an error, the bounds that bullets set apply, and policy-drift reports
definitions in which a confirmed bullet was changed, softened or removed.`,
		Example: "  agentlint policy .github/agents/ml-trainer.agent.md\n  agentlint policy --write",
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := readPolicy(cmd, args, find)
			if err != nil {
				return err
			}
			if write {
				return p.write(cmd)
			}
			switch format {
			case "text":
				return p.text(cmd.OutOrStdout())
			case "markdown":
				return p.markdown(cmd.OutOrStdout())
			case "json":
				return console.PrintJSON(cmd.OutOrStdout(), p.json())
			}
			return fmt.Errorf("--format %q is not valid; use text, markdown or json", format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the table: text, markdown or json")
	cmd.Flags().BoolVar(&write, "write", false, "write what enforces each bullet to the settings file")
	known.Complete(cmd, map[string][]string{"format": {"text", "markdown", "json"}})
	return cmd
}

// A policyTable is what becomes of the bullets of all definitions.
type policyTable struct {
	root        string
	disk        *tree.Tree
	finder      *settings.Finder
	settings    *settings.Settings
	definitions []*policy.Definition
	tables      []coverage.Table
	bullets     map[string][]policy.Bullet // of all definitions that were looked at, by absolute slash-separated path
	unmentioned []string
}

func readPolicy(cmd *cobra.Command, args []string, find settingsOf) (*policyTable, error) {
	r, err := newReader()
	if err != nil {
		return nil, err
	}
	p := &policyTable{root: r.root, disk: r.disk, bullets: map[string][]policy.Bullet{}}
	if p.finder, err = find(r.root, r.disk); err != nil {
		return nil, err
	}
	here := filepath.ToSlash(filepath.Join(r.root, "x"))
	if p.settings, err = p.finder.For(here); err != nil {
		return nil, err
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	files, err := r.find(cmd.Context(), args)
	if err != nil {
		return nil, err
	}
	top := tree.Top(r.root)
	if top == "" {
		top = r.root
	}
	tools := coverage.Tools(r.disk.FS(top))
	for _, f := range files {
		abs := filepath.ToSlash(console.Absolute(r.root, f.path))
		if f.definition == nil || p.settings.Excludes(abs) {
			continue
		}
		d := policy.NewDefinition(f.definition, rules.All)
		p.bullets[abs] = d.Bullets
		if t := coverage.Of(d, p.settings.Forbidden(), tools); len(t.Rows) > 0 {
			p.definitions, p.tables = append(p.definitions, d), append(p.tables, t)
		}
	}
	if len(p.tables) == 0 {
		return nil, errors.New("no definition here has a bullet that says what an agent must or must not do")
	}
	own, err := p.finder.Policy(here)
	if err != nil {
		return nil, err
	}
	p.unmentioned = coverage.Unmentioned(rules.All, own, p.tables)
	return p, nil
}

// write puts what enforces each bullet into the file of settings.
func (p *policyTable) write(cmd *cobra.Command) error {
	name := p.settings.Path
	if _, err := p.disk.Stat(filepath.FromSlash(name)); err != nil {
		name = path.Join(filepath.ToSlash(p.root), settings.Names[0])
	}
	if !strings.HasSuffix(name, ".yaml") && !strings.HasSuffix(name, ".yml") {
		return fmt.Errorf("%s: --write writes settings in YAML only; move them into %s", console.Relative(p.root, name), settings.Names[0])
	}
	entries := p.entries(path.Dir(name))
	old, err := p.disk.ReadFile(filepath.FromSlash(name))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	text, err := entries.Update(old, func(e *confirm.Entry) bool { return p.keeps(e, path.Dir(name)) }, func(from string) bool { return p.isUnread(from, path.Dir(name)) })
	if err != nil {
		return fmt.Errorf("%s: %w", console.Relative(p.root, name), err)
	}
	isNew := old == nil
	if isNew {
		err = p.disk.Create(filepath.FromSlash(name), text)
	} else {
		err = p.disk.Replace(filepath.FromSlash(name), text)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s confirmed; review them before you commit\n", console.Relative(p.root, name), report.Plural(len(entries), "bullet"))
	return err
}

// keeps reports whether the settings in a directory are to keep a bullet that nothing enforces by itself: while its definition has it, or has not
// been looked at.
func (p *policyTable) keeps(e *confirm.Entry, dir string) bool {
	return slices.ContainsFunc(e.From, func(from string) bool {
		isIt := func(b policy.Bullet) bool { return b.Fingerprint() == e.Fingerprint }
		return p.isUnread(from, dir) || slices.ContainsFunc(p.bullets[path.Join(dir, from)], isIt)
	})
}

// isUnread reports whether a definition, seen from a directory, is there and has not been looked at.
func (p *policyTable) isUnread(from, dir string) bool {
	at := path.Join(dir, from)
	if _, isRead := p.bullets[at]; isRead {
		return false
	}
	_, err := p.disk.Stat(filepath.FromSlash(at))
	return err == nil
}

// entries returns the bullets that anything here enforces, as the settings in a directory confirm them. What a table of faults says again
// is left out.
func (p *policyTable) entries(dir string) (all confirm.List) {
	for i, t := range p.tables {
		abs := filepath.ToSlash(console.Absolute(p.root, p.definitions[i].File.Source.Path))
		from, err := filepath.Rel(filepath.FromSlash(dir), filepath.FromSlash(abs))
		if err != nil {
			from = abs
		}
		for _, row := range t.Rows {
			b := row.Bullet
			if row.Status != coverage.Enforced || b.Fault || len(b.Rules)+len(b.Topics) == 0 {
				continue
			}
			e := confirm.Entry{Fingerprint: b.Fingerprint(), Bullet: b.Text, Tier: policy.TierName(b.Tier), From: confirm.Places{filepath.ToSlash(from)}, Rules: b.Rules, Max: b.Max()}
			if len(e.Rules) > 0 && (e.Tier == "always" || e.Tier == "never") {
				e.Severity = "error"
			}
			all.Add(e)
		}
	}
	return all
}
