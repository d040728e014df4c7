package check

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/rules"
)

// SettingFlags are the flags that say which settings hold.
type SettingFlags struct {
	config   []string
	Isolated bool
	selected []string
	extended []string
	ignored  []string
	previews bool
	open     func(name string) ([]byte, error) // reads a file of settings; from disk if nil
}

// Register adds the flags to those of a command.
func (s *SettingFlags) Register(flags *pflag.FlagSet) {
	flags.StringArrayVar(&s.config, "config", nil, "settings `FILE` to use instead of those that are found, or KEY=VALUE to override a setting; may be repeated")
	flags.BoolVar(&s.Isolated, "isolated", false, "ignore all settings files")
	flags.StringSliceVar(&s.selected, "select", nil, "run only these `rules`: names, families, globs or all")
	flags.StringSliceVar(&s.extended, "extend-select", nil, "also run these `rules`: names, families, globs or all")
	flags.StringSliceVar(&s.ignored, "ignore", nil, "do not run these `rules`: names, families, globs or all")
	flags.BoolVar(&s.previews, "preview", false, "also run rules in preview, which otherwise run only if they are named")
}

// Finder returns what gives each file its settings.
func (s *SettingFlags) Finder(root string, disk *tree.Tree) (*settings.Finder, error) {
	open := s.open
	if open == nil {
		open = disk.ReadFile
	}
	s.admit(root, disk)
	f := &settings.Finder{
		Reader: settings.Reader{
			Rules:  rules.All,
			Open:   func(path string) ([]byte, error) { return open(filepath.FromSlash(path)) },
			Within: func(from, path string) error { return disk.Within(filepath.FromSlash(from), filepath.FromSlash(path)) },
		},
		Start:    filepath.ToSlash(root),
		Top:      filepath.ToSlash(tree.Top(root)),
		Isolated: s.Isolated,
	}
	for _, c := range s.config {
		if err := s.add(f, root, c); err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("--config: there is no file %s", c)
			}
			return nil, fmt.Errorf("--config: %w", err)
		}
	}
	over, err := f.Selection(s.selected, s.extended, s.ignored, s.previews)
	if err != nil {
		return nil, err
	}
	f.Over = append(f.Over, over)
	return f, nil
}

// admit lets the files that --config names be read, wherever they lead.
func (s *SettingFlags) admit(root string, disk *tree.Tree) {
	for _, value := range s.config {
		_, _, _ = disk.Admit(console.Absolute(root, value)) // of what is no file, reading it will tell
	}
}

// add takes one value of --config: a file, or a setting.
func (s *SettingFlags) add(f *settings.Finder, root, value string) error {
	if _, err := os.Stat(value); err != nil && strings.Contains(value, "=") {
		inline, err := f.Inline(value)
		if err == nil {
			f.Over = append(f.Over, inline)
		}
		return err
	}
	fixed, err := f.Read(filepath.ToSlash(console.Absolute(root, value)))
	if err == nil && fixed == nil {
		err = fmt.Errorf("%s has no table tool.agentlint", value)
	}
	f.Fixed = fixed
	return err
}

// A Project is the files of a run with what is set for them.
type Project struct {
	root     string // absolute; paths are relative to it
	Files    []discover.Entry
	excluded []string           // paths that settings leave out
	sources  map[string]string  // where the settings of files are from, by path
	settings *settings.Settings // of the working directory
	policy   *lint.Policy       // of the working directory, for files that are no part of the run
	policies map[string]*lint.Policy
	training map[string]bool
	kinds    map[string]kind.Kind // by absolute path
	finder   *settings.Finder     // of what is set for files
	outdated []lint.Notice        // what settings call by names that are out of date
}

// arrange gives each file its settings, and leaves out those that settings exclude: if they were named, only by force.
func arrange(f *settings.Finder, root string, files []discover.Entry, force bool) (*Project, error) {
	own, err := f.For(filepath.ToSlash(filepath.Join(root, "x")))
	p := &Project{root: root, settings: own, finder: f, policies: map[string]*lint.Policy{}, training: map[string]bool{},
		kinds: map[string]kind.Kind{}, sources: map[string]string{}}
	errs := []error{err}
	if p.policy, err = f.Policy(filepath.ToSlash(filepath.Join(root, "x"))); err != nil {
		errs = append(errs, err)
	}
	for _, file := range files {
		abs := filepath.ToSlash(file.Abs)
		s, err := f.For(abs)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if (force || !file.Explicit) && s.Excludes(abs) {
			p.excluded = append(p.excluded, file.Path)
			continue
		}
		p.Files = append(p.Files, file)
		p.sources[file.Path] = s.Path
		p.training[file.Path] = s.IsTraining(abs)
		if k := s.KindOf(abs); k != "" {
			p.kinds[abs] = kind.Kind(k)
		}
		if p.policies[file.Path], err = f.Policy(abs); err != nil {
			errs = append(errs, err)
		}
	}
	if err := joinOnce(errs); err != nil {
		return nil, err
	}
	if len(own.Hosts) > 0 {
		host.Select(own.Hosts)
	}
	for _, n := range f.Outdated {
		if n.Path != "" {
			n.Path = console.Relative(root, filepath.FromSlash(n.Path))
		}
		p.outdated = append(p.outdated, n)
	}
	return p, nil
}

// foldersOfFacts returns the directories in which the project may say what frameworks do: the root of the repository, and that of the
// file of settings, which goes over it.
func (p *Project) foldersOfFacts() []string {
	dirs := []string{cmp.Or(tree.Top(p.root), p.root)}
	if p.settings.Path != "" {
		dirs = append(dirs, filepath.Dir(filepath.FromSlash(p.settings.Path)))
	}
	return dirs
}

// joinOnce joins errors, each said once.
func joinOnce(errs []error) error {
	var said []string
	var out []error
	for _, err := range errs {
		if err != nil && !slices.Contains(said, err.Error()) {
			said, out = append(said, err.Error()), append(out, err)
		}
	}
	return errors.Join(out...)
}

// policyOf returns what is set for the file at a path: that of the working directory for one that is only imported.
func (p *Project) policyOf(path string) *lint.Policy {
	if policy, ok := p.policies[path]; ok {
		return policy
	}
	return p.policy
}
