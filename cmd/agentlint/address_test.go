package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/internal/address"
	"github.com/agentlint/agentlint/report/formats"
)

// foreign is an address under the name agentlint on GitHub, PyPI, npm or the web: those are other projects.
var foreign = regexp.MustCompile(`(github|githubusercontent|ghcr)\.(com|io)[/:]agentlint\b|agentlint/agentlint(@|\.git)|pypi\.org/project/agentlint\b[^-]|` +
	`npmjs\.com/package/agentlint\b[^-]|agentlint\.dev\b`)

// output is all that a command writes, into files of the working directory, too.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var out, notices bytes.Buffer
	if run(t.Context(), args, &out, &notices) == exitFailed {
		t.Fatalf("agentlint %s: %s", strings.Join(args, " "), &notices)
	}
	all := out.String() + notices.String()
	for _, text := range files(t, ".") {
		all += text
	}
	return all
}

// files are the texts below a folder, by path.
func files(t *testing.T, root string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		texts[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// everything is what commands write of a project with a fault.
func everything(t *testing.T) map[string]string {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("train.py", []byte("import torch\n\ntry:\n    torch.load('a')\nexcept:\n    pass\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, name := range formats.Names() {
		texts[name] = output(t, "--color", "always", "--fail-on", "never", "--no-cache", "--format", name)
	}
	for _, line := range []string{
		"--help", "version", "rules --format markdown", "rules --format json", "config schema", "schema vscode", "schema frameworks", "explain bare-except",
		"completion bash", "man man", "init --workflow --repository ada/lint@v1.2.3",
	} {
		texts[line] = output(t, strings.Fields(line)...)
	}
	return texts
}

// TestAddresses keeps agentlint from leading anybody to a project of the same name.
func TestAddresses(t *testing.T) {
	for name, text := range everything(t) {
		if at := foreign.FindStringIndex(text); at != nil {
			t.Errorf("%s leads to another project: %q", name, text[max(0, at[0]-40):min(len(text), at[1]+40)])
		}
	}
}

// TestAddressesThatAreSet holds what has links to those of the build.
func TestAddressesThatAreSet(t *testing.T) {
	address.Repository, address.Site = "ada/lint", "https://lint.example/"
	defer func() { address.Repository, address.Site = "", "" }()
	texts := everything(t)
	for _, name := range []string{"sarif", "html", "markdown", "rdjson", "rules --format markdown"} {
		if !strings.Contains(texts[name], "https://lint.example/rules/bare-except") {
			t.Errorf("%s does not lead to the page of the rule", name)
		}
	}
	if !strings.Contains(texts["version"], "repository: https://github.com/ada/lint\n") {
		t.Errorf("version does not say where the repository is: %s", texts["version"])
	}
}

// TestAddressesInFiles holds what people read and what is generated to the same.
func TestAddressesInFiles(t *testing.T) {
	root := "../.."
	texts := files(t, filepath.Join(root, "docs"))
	for _, folder := range []string{"rules", "report", ".github", ".ci", "testdata/script"} {
		for path, text := range files(t, filepath.Join(root, folder)) {
			if filepath.Ext(path) != ".go" {
				texts[path] = text
			}
		}
	}
	for _, pattern := range []string{"*.md", "*.y*ml", ".*.yaml", "Dockerfile", "Makefile", "release.env"} {
		paths, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if text, err := os.ReadFile(path); err == nil && filepath.Base(path) != ".golangci.yml" { // which is about imports
				texts[path] = string(text)
			}
		}
	}
	for path, text := range texts {
		if at := foreign.FindStringIndex(text); at != nil {
			t.Errorf("%s leads to another project: %q", path, text[max(0, at[0]-40):min(len(text), at[1]+40)])
		}
	}
}
