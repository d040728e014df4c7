package main

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/mcp"
)

// A chunk is a project, or a folder of one, that is fixed at once.
type chunk struct {
	name, root string
	files      []discover.Entry
}

// find returns the projects in folders, each in chunks of at most that many files.
func find(ctx context.Context, dirs []string, most int) (all []chunk, err error) {
	for _, dir := range dirs {
		projects, err := projectsIn(dir)
		if err != nil {
			return nil, err
		}
		for _, root := range projects {
			files, _, err := discover.Find(ctx, nil, discover.Options{Root: root, NoIgnore: true, Want: wanted})
			if err != nil {
				return nil, err
			}
			for _, files := range split(files, "", most) {
				all = append(all, chunk{path.Join(filepath.Base(root), folder(files)), root, files})
			}
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("there is nothing to fix in %s", strings.Join(dirs, ", "))
	}
	return all, nil
}

// projectsIn returns a folder if it has files of its own that can be fixed, and its folders otherwise.
func projectsIn(dir string) (projects []string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.IsDir() && wanted(e.Name()) {
			return []string{dir}, nil
		}
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			projects = append(projects, filepath.Join(dir, e.Name()))
		}
	}
	return projects, nil
}

// wanted reports whether a file is one that agentlint may fix.
func wanted(name string) bool {
	_, isDefinition := kind.Classify(name)
	_, isConfig := hyperparam.Classify(name)
	return isDefinition || isConfig || mcp.Classify(name) != nil || slices.Contains([]string{".py", ".ipynb"}, path.Ext(name))
}

// split takes files, which are in the order of their paths and all in a folder, apart by folder. Small folders stay together.
func split(files []discover.Entry, dir string, most int) (parts [][]discover.Entry) {
	if len(files) <= most {
		return [][]discover.Entry{files}
	}
	groups := map[string][]discover.Entry{}
	for _, f := range files {
		below, _, isDeeper := strings.Cut(f.Path[len(dir):], "/")
		if !isDeeper {
			below = ""
		}
		groups[below] = append(groups[below], f)
	}
	if len(groups) == 1 && groups[""] != nil {
		return slices.Collect(slices.Chunk(files, most))
	}
	for _, name := range sortedKeys(groups) {
		within := dir
		if name != "" {
			within = dir + name + "/"
		}
		for _, part := range split(groups[name], within, most) {
			if last := len(parts) - 1; last >= 0 && len(parts[last])+len(part) <= most {
				parts[last] = slices.SortedFunc(slices.Values(append(parts[last], part...)), byPath)
			} else {
				parts = append(parts, part)
			}
		}
	}
	return parts
}

func byPath(a, b discover.Entry) int { return strings.Compare(a.Path, b.Path) }

// folder returns the innermost folder that has all files.
func folder(files []discover.Entry) string {
	if len(files) == 0 {
		return ""
	}
	dir := path.Dir(files[0].Path)
	for _, f := range files {
		for dir != "." && !strings.HasPrefix(f.Path, dir+"/") {
			dir = path.Dir(dir)
		}
	}
	return dir
}
