package main

import (
	"archive/zip"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	parser "github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/imports"
)

// packages are measured if the user names no repositories: libraries of which PyPI has archives with all their Python in them.
var packages = []string{"transformers==4.53.0", "scikit-learn==1.7.2", "keras==3.11.3", "lightning==2.5.5", "torch-geometric==2.6.1"}

// A repository is one that exists: what its files have to do with each other is what makes a linter of programs slow, and copies of a
// few files do not show it.
type repository struct {
	tree
	name  string
	files []string // slash-separated, by path

	notebooks int
}

// repositoriesBelow returns the folders in a folder that have Python in them.
func repositoriesBelow(dir string) (all []repository, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		r, err := newRepository(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		if len(r.files) > 0 {
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: there is no folder with Python in it", dir)
	}
	return all, nil
}

func newRepository(dir string) (repository, error) {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	r := repository{tree: tree{dir: dir, copies: 1}, name: filepath.Base(dir)}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || path.Ext(name) != ".py" {
			if path.Ext(name) == ".ipynb" {
				r.notebooks++
			}
			return err
		}
		info, err := entry.Info()
		if err == nil {
			r.files, r.mb = append(r.files, name), r.mb+float64(info.Size())/1e6
		}
		return err
	})
	r.tree.files = len(r.files)
	return r, err
}

// download fetches the packages into a folder, unless they are there, and unpacks them. It builds and runs none of them.
func (b toolbox) download(ctx context.Context, dir string) error {
	for _, p := range packages {
		into := filepath.Join(dir, strings.ReplaceAll(p, "==", "-"))
		if _, err := os.Stat(into); err == nil {
			continue
		}
		wheels := filepath.Join(dir, ".wheels", p)
		if err := execute(ctx, b.program("python"), "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--dest", wheels, p); err != nil {
			return err
		}
		found, err := filepath.Glob(filepath.Join(wheels, "*.whl"))
		if err != nil || len(found) == 0 {
			return fmt.Errorf("%s: pip left no archive", p)
		}
		if err := unpack(found[0], into); err != nil {
			return err
		}
	}
	return nil
}

func unpack(archive, into string) error {
	r, err := zip.OpenReader(archive)
	if err != nil {
		return err
	}
	defer r.Close()
	return os.CopyFS(into, r)
}

// repositoryRows are the questions about whole repositories, asked of each.
func (b *bench) repositoryRows() (all []row) {
	for _, r := range b.repositories {
		all = append(all, row{
			name: "repository " + r.name, what: r.name + ", cold, all default rules, against ruff with its families of similar rules", peer: "ruff",
			targets: []target{{"wall", 1}, {"CPU", 1}, {"memory", 1.5}},
			ask: func(b *bench) (ours, other command, err error) {
				return b.wholly(r.tree, "agentlint, default rules", false), b.ruffOn(r.tree, "ruff, similar families", ruffFamilies, false), nil
			},
		})
	}
	if len(b.repositories) == 0 {
		return nil
	}
	r := b.largest()
	return append(all, b.growthRow(r), b.changedRow(r, "most imported module", r.mostImported), b.changedRow(r, "script that imports most", r.entryScript))
}

// largest returns the repository with the most files.
func (b *bench) largest() *repository {
	r := slices.MaxFunc(b.repositories, func(a, b repository) int { return cmp.Compare(len(a.files), len(b.files)) })
	return &r
}

// wholly returns a command that runs agentlint over a repository as its users do.
func (b *bench) wholly(t tree, name string, cached bool) command {
	c := b.agentlintOn(t, name, cached)
	c.argv = slices.DeleteFunc(c.argv, func(arg string) bool { return arg == "--no-ignore" || arg == "--all-python" })
	return c
}

// fewFiles is how many files of a repository show what it costs by the MB when it is small.
const fewFiles = 250

func (b *bench) growthRow(r *repository) row {
	return row{
		name: "repository growth", what: fmt.Sprintf("%s, time per MB, against the %d files around its middle", r.name, fewFiles), perMB: true,
		targets: []target{{"CPU", 1.2}},
		ask: func(b *bench) (ours, other command, err error) {
			all, err := codeBelow(r.dir)
			if err != nil {
				return ours, other, err
			}
			slices.SortFunc(all.files, func(a, b file) int { return strings.Compare(a.path, b.path) })
			from := max((len(all.files)-fewFiles)/2, 0)
			few, err := corpus{files: all.files[from:min(from+fewFiles, len(all.files))]}.layOut(filepath.Join(b.scratch, "few"), min(fewFiles, len(all.files)))
			return b.wholly(r.tree, "agentlint, all of it", false), b.wholly(few, "agentlint, a part of it", false), err
		},
	}
}

// changedRow compares a run after one file has changed with one after none has. The repository itself stays as it is.
func (b *bench) changedRow(r *repository, what string, which func() (string, error)) row {
	return row{
		name: "repository changed " + what, what: r.name + ", its " + what + " changed, against nothing changed", cached: true,
		targets: []target{{"CPU", 3}},
		ask: func(b *bench) (ours, other command, err error) {
			name, err := which()
			if err != nil {
				return ours, other, err
			}
			t, err := b.copyOf(r)
			ours = b.wholly(t, "agentlint, "+what+" changed", true)
			ours.before = func() error { return appendTo(filepath.Join(t.dir, filepath.FromSlash(name)), "# changed\n") }
			return ours, b.wholly(t, "agentlint, nothing changed", true), err
		},
	}
}

// copyOf lays out the Python of a repository where it may be changed.
func (b *bench) copyOf(r *repository) (tree, error) {
	if t, ok := b.trees[r.dir]; ok {
		return t, nil
	}
	all, err := codeBelow(r.dir)
	if err != nil {
		return tree{}, err
	}
	t, err := all.layOut(filepath.Join(b.scratch, "copy-of-"+r.name), len(all.files))
	t.dir = filepath.Join(t.dir, "copy0")
	b.trees[r.dir] = t
	return t, err
}

// imports returns what each file of the repository imports, and how many files import each.
func (r *repository) imports() (of map[string][]string, by map[string]int, err error) {
	of, by = map[string][]string{}, map[string]int{}
	entries := map[string]bool{}
	for _, name := range r.files {
		for at := name; at != "."; at = path.Dir(at) {
			entries[at] = true
		}
	}
	has := func(folder, name string) bool { return entries[path.Join(folder, name)] }
	reader := parser.NewParser()
	for _, name := range r.files {
		text, err := os.ReadFile(filepath.Join(r.dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, nil, err
		}
		src := source.New(name, text)
		known := map[string]bool{name: true}
		for _, i := range facts.Outline(reader.Parse(src, src.Text, nil)).Imports {
			for _, file := range imports.Files(i, path.Dir(name), has) {
				if !known[file] {
					known[file], of[name], by[file] = true, append(of[name], file), by[file]+1
				}
			}
		}
	}
	return of, by, nil
}

// mostImported returns the module that most files import; packages do not count, which come with their modules.
func (r *repository) mostImported() (string, error) {
	_, by, err := r.imports()
	return r.most(err, func(name string) int {
		if path.Base(name) == "__init__.py" {
			return 0
		}
		return by[name]
	})
}

// entryScript returns the script that imports the most files.
func (r *repository) entryScript() (string, error) {
	of, _, err := r.imports()
	return r.most(err, func(name string) int {
		text, _ := os.ReadFile(filepath.Join(r.dir, filepath.FromSlash(name)))
		if !mainGuard.Match(text) {
			return 0
		}
		return 1 + len(of[name])
	})
}

var mainGuard = regexp.MustCompile(`(?m)^if __name__ == ["']__main__["']`)

func (r *repository) most(err error, of func(name string) int) (string, error) {
	if err != nil {
		return "", err
	}
	name := slices.MaxFunc(r.files, func(a, b string) int { return cmp.Compare(of(a), of(b)) })
	if of(name) == 0 {
		return "", fmt.Errorf("%s has none", r.name)
	}
	return name, nil
}

// parsed matches how often Python was parsed, in what agentlint tells of its stages.
var parsed = regexp.MustCompile(`(?m)ms +[\d.]+ % +(\d+) +parse$`)

// parsesPerFile returns how often a run parses a file.
func (b *bench) parsesPerFile(r repository) (float64, error) {
	c := b.wholly(r.tree, "", false)
	c.argv = append(c.argv, "--profile-rules")
	_, stderr, err := c.run(b.ctx)
	if err != nil {
		return 0, err
	}
	found := parsed.FindStringSubmatch(stderr)
	if found == nil {
		return 0, fmt.Errorf("%s: nothing says how often Python was parsed", r.name)
	}
	n, err := strconv.Atoi(found[1])
	return float64(n) / float64(len(r.files)+r.notebooks), err
}
