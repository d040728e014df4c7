package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// shells are those that agentlint completes commands in.
var shells = []string{"bash", "zsh", "fish", "powershell"}

// extras are what an archive has besides the program: texts, manual pages and completions, which the program here writes.
func (r *release) extras() ([]file, error) {
	names, err := filepath.Glob("docs/*.md")
	if err != nil {
		return nil, err
	}
	var files []file
	for _, name := range append(names, "README.md", "LICENSE", "CHANGELOG.md", "THIRD_PARTY_LICENSES.md") {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, file{filepath.ToSlash(name), content, false})
	}
	pages, err := manual()
	if err != nil {
		return nil, err
	}
	files = append(files, pages...)
	for _, shell := range shells {
		text, err := exec.Command("bin/agentlint", "completion", shell).Output() //nolint:gosec // a name from the list above
		if err != nil {
			return nil, fmt.Errorf("bin/agentlint completion %s: %w", shell, err)
		}
		files = append(files, file{"completions/agentlint." + shell, text, false})
	}
	return files, nil
}

// manual are the manual pages.
func manual() ([]file, error) {
	dir, err := os.MkdirTemp("", "dist")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if out, err := exec.Command("bin/agentlint", "man", dir).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("bin/agentlint man: %w: %s", err, out)
	}
	return sources(dir, "man")
}
