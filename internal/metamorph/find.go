package main

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/rules"
)

// scripts returns the paths of Python files below folders, at most some of them, spread evenly.
func scripts(dirs []string, most int) (paths []string, err error) {
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".py") {
				paths = append(paths, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(paths) <= most {
		return paths, nil
	}
	chosen := make([]string, most)
	for i := range chosen {
		chosen[i] = paths[i*len(paths)/most]
	}
	return chosen, nil
}

// find returns what the rules about programs find in files, the first of which is the script.
func find(ctx context.Context, files map[string]string) ([]lint.Finding, error) {
	const root = "/program/"
	cfg := request.Config{Root: root, MaxSize: 10_000_000, Read: func(path string) ([]byte, error) {
		text, ok := files[strings.TrimPrefix(path, root)]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return []byte(text), nil
	}}
	for _, rule := range rules.All {
		if !rule.SeesOneFile() {
			cfg.Rules = append(cfg.Rules, rule)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		cfg.Files = append(cfg.Files, discover.Entry{Path: path, Abs: root + path, Explicit: true})
	}
	result, err := engine.Run(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return result.Findings, nil
}

// places returns which rules found something at which lines of the source, which lines tells by path and line; nil if they are
// those of the source.
func places(findings []lint.Finding, lines map[string][]int) map[string]bool {
	found := map[string]bool{}
	for _, f := range findings {
		line := f.Start.Line
		if lines != nil {
			line = lines[f.Path][line]
		}
		found[fmt.Sprintf("%s@%d", f.Rule.ID, line)] = true
	}
	return found
}

// differences returns what is found before only, after a minus, and afterwards only, after a plus, but for what some rules find.
func differences(before, after map[string]bool, ignored []string) (all []string) {
	for _, found := range slices.Sorted(maps.Keys(before)) {
		if !after[found] && !slices.Contains(ignored, ruleOf(found)) {
			all = append(all, "-"+found)
		}
	}
	for _, found := range slices.Sorted(maps.Keys(after)) {
		if !before[found] && !slices.Contains(ignored, ruleOf(found)) {
			all = append(all, "+"+found)
		}
	}
	return all
}

// ruleOf returns the rule that found something.
func ruleOf(found string) string {
	rule, _, _ := strings.Cut(found, "@")
	return rule
}
