// Command licenses writes the licences of all modules that are linked into agentlint, on any system that it is released for.
// It fails on a licence that does not let us pass the program on as we do.
package main

//go:generate go run . ../../THIRD_PARTY_LICENSES.md

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	_ "embed"

	"github.com/google/licensecheck"
)

// program is what is released, and systems what for.
const program = "github.com/agentlint/agentlint/cmd/agentlint"

var systems = []string{"linux", "darwin", "windows"}

// permissive are the licences that ask for no more than to be passed on with the program; CC-BY-4.0 is that of texts.
var permissive = []string{"MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Apache-2.0", "CC-BY-4.0"}

func main() {
	log.SetFlags(0)
	log.SetPrefix("licenses: ")
	if len(os.Args) != 2 {
		log.Fatal("usage: licenses FILE")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(name string) error {
	modules, err := linked()
	if err != nil {
		return err
	}
	var errs []error
	for _, m := range modules {
		errs = append(errs, m.readLicenses())
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(page.Execute(f, modules), f.Close())
}

// A module is one that is linked into the program.
type module struct {
	Path, Version, Dir string
	Main               bool
	Licenses           []license
}

// A license is a file of a module.
type license struct {
	File, Text string
	IDs        []string // of SPDX
}

// linked returns the modules of others that the program consists of on any system, by path.
func linked() ([]*module, error) {
	all := map[string]*module{}
	for _, system := range systems {
		cmd := exec.Command("go", "list", "-deps", "-json=Module", program)
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", system, err)
		}
		packages := json.NewDecoder(strings.NewReader(string(out)))
		for {
			var p struct{ Module *module }
			if err := packages.Decode(&p); err == io.EOF {
				break
			} else if err != nil {
				return nil, err
			}
			if p.Module != nil && !p.Module.Main {
				all[p.Module.Path] = p.Module
			}
		}
	}
	var modules []*module
	for _, m := range all {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b *module) int { return strings.Compare(a.Path, b.Path) })
	return modules, nil
}

// readLicenses reads the files at the module's root that are licences.
func (m *module) readLicenses() error {
	var names []string
	for _, pattern := range []string{"LICEN[CS]E*", "COPYING*", "NOTICE*"} {
		found, err := filepath.Glob(filepath.Join(m.Dir, pattern))
		if err != nil {
			return err
		}
		names = append(names, found...)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		l := license{File: filepath.Base(name), Text: strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n"))}
		for _, match := range licensecheck.Scan(text).Match {
			l.IDs = append(l.IDs, match.ID)
		}
		m.Licenses = append(m.Licenses, l)
	}
	return m.judge()
}

// judge returns an error unless the module has licences and all are permissive.
func (m *module) judge() error {
	ids := m.IDs()
	if len(ids) == 0 {
		return fmt.Errorf("%s: no licence is known in %s; leave the module out, or read its terms", m.Path, m.Dir)
	}
	for _, id := range ids {
		if !slices.Contains(permissive, id) {
			return fmt.Errorf("%s: its licence %s is not among %s", m.Path, id, strings.Join(permissive, ", "))
		}
	}
	return nil
}

// IDs returns the SPDX identifiers of the module's licences, each once.
func (m *module) IDs() []string {
	var ids []string
	for _, l := range m.Licenses {
		ids = append(ids, l.IDs...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

//go:embed page.tmpl
var pageText string

var page = template.Must(template.New("").Funcs(template.FuncMap{"join": strings.Join}).Parse(pageText))
