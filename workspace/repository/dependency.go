package repository

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// Dependencies returns the names of the packages that the repository's files of requirements name, sorted, in lower
// case and with hyphens for underscores.
func (r *Repository) Dependencies() []string { return r.dependencies() }

func (r *Repository) readDependencies() []string {
	var all []string
	for _, requirement := range r.requirements() {
		if m := distribution.FindString(strings.TrimSpace(requirement)); m != "" && !strings.HasPrefix(requirement, m+"+") {
			all = append(all, strings.ReplaceAll(strings.ToLower(m), "_", "-"))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// readRequirements returns the requirements in all files.
func (r *Repository) readRequirements() (all []string) {
	for _, name := range r.names() {
		all = append(all, r.requirementsIn(name)...)
	}
	return all
}

// distribution matches the name that a requirement starts with; npm's may have a scope. With a plus after it, it is the
// scheme of a URL.
var distribution = pattern.New(`^@?[A-Za-z0-9][A-Za-z0-9._/-]*`)

// requirementsIn returns the requirements in the file at a path in the repository: names, with or without versions.
func (r *Repository) requirementsIn(name string) []string {
	base := path.Base(name)
	switch {
	case base == "pyproject.toml":
		return pyprojectRequirements(r.parse(name))
	case base == "package.json":
		root := r.parse(name)
		return slices.Concat(keys(lookup(root, "dependencies")), keys(lookup(root, "devDependencies")), keys(lookup(root, "peerDependencies")))
	case base == "Pipfile":
		root := r.parse(name)
		return slices.Concat(versioned(lookup(root, "packages")), versioned(lookup(root, "dev-packages")))
	case environment.MatchString(base):
		return texts(lookup(r.parse(name), "dependencies"))
	case base == "setup.cfg", base == "setup.py":
		return quotedOrListed(string(r.read(name)))
	case requirementsFile.MatchString(name):
		return strings.Split(string(r.read(name)), "\n")
	}
	return nil
}

var (
	environment      = pattern.New(`^(?:environment|conda|env)[\w.-]*\.ya?ml$`)
	requirementsFile = pattern.New(`requirements.*\.(?:txt|in)$|(?:^|/)constraints[\w.-]*\.txt$`)
)

func pyprojectRequirements(root config.Value) []string {
	all := texts(lookup(root, "project", "dependencies"))
	for _, groups := range []config.Value{lookup(root, "project", "optional-dependencies"), lookup(root, "dependency-groups")} {
		for _, group := range groups.Fields {
			all = append(all, texts(group.Value)...)
		}
	}
	poetry := lookup(root, "tool", "poetry")
	all = append(all, versioned(lookup(poetry, "dependencies"))...)
	all = append(all, versioned(lookup(poetry, "dev-dependencies"))...)
	for _, group := range lookup(poetry, "group").Fields {
		all = append(all, versioned(lookup(group.Value, "dependencies"))...)
	}
	return all
}

// versioned returns the fields of a map as requirements: each name with its version, which is the value or a field of it.
func versioned(v config.Value) []string {
	all := keys(v)
	for i := range v.Fields {
		version := v.Fields[i].Value.Text()
		if version == "" {
			version = lookup(v.Fields[i].Value, "version").Text()
		}
		if version != "" && version[0] >= '0' && version[0] <= '9' {
			version = "==" + version
		}
		all[i] += version
	}
	return all
}

// texts returns the scalars of a list and of the lists in its maps, as conda keeps those of pip.
func texts(v config.Value) []string {
	var all []string
	for _, item := range v.Items {
		if item.Type() == config.String {
			all = append(all, item.Text())
		}
		for _, field := range item.Fields {
			all = append(all, texts(field.Value)...)
		}
	}
	return all
}

var (
	installRequires = pattern.New(`\b(?:install_requires|requirements|REQUIRED\w*)\s*=\s*\[((?:[^"'\]]|"[^"\n]*"|'[^'\n]*')*)\]`)
	listedRequires  = pattern.New(`(?m)^install_requires\s*=(.*(?:\n[ \t]+.*)*)`)
	stringLiteral   = pattern.New(`["']([^"'\n]+)["']`)
)

// quotedOrListed reads the requirements of a setup.py (literal strings) or setup.cfg (a line each).
func quotedOrListed(text string) []string {
	var all []string
	for _, list := range installRequires.FindAllStringSubmatch(text, -1) {
		for _, m := range stringLiteral.FindAllStringSubmatch(list[1], -1) {
			all = append(all, m[1])
		}
	}
	for _, list := range listedRequires.FindAllStringSubmatch(text, -1) {
		all = append(all, strings.Split(list[1], "\n")...)
	}
	return all
}
