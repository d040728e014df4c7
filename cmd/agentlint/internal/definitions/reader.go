// Package definitions is the commands about what hosts load of a repository: what they make of a file, which files they find, which
// agents hand over to which, and what they read.
package definitions

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/source"
)

// A reader reads what hosts load of a repository.
type reader struct {
	root   string
	disk   *tree.Tree
	places *kind.Classifier
}

func newReader() (*reader, error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	disk := tree.Around(root)
	return &reader{root, disk, request.NewClassifier(disk, root)}, nil
}

// A hostFile is a file for hosts: a definition, what sets a host up, or both of the latter.
type hostFile struct {
	path       string         // as shown
	definition *agent.File    // nil for none
	unread     *kind.Place    // where it is, if no host looks there; nil for others
	setup      *hostfile.File // nil for none
	servers    *mcp.Format    // nil for none
}

// folded returns a path as places know it.
func folded(abs string) string { return source.Folded(filepath.ToSlash(abs)) }

// read reads the file at an absolute path. It is nil if no host is known to look for it.
func (r *reader) read(abs, shown string) (*hostFile, error) {
	name := folded(abs)
	k, isDefinition := r.places.Classify(name)
	format, servers := hostfile.Classify(name), mcp.Classify(name)
	if !isDefinition && format == nil && servers == nil {
		return nil, nil //nolint:nilnil // it is no file for hosts, which is no failure
	}
	data, err := r.disk.ReadFile(abs)
	if err != nil {
		return nil, err
	}
	if k == kind.Candidate {
		k, isDefinition = kind.Sniff(data)
	}
	src, f := source.New(shown, data), &hostFile{path: shown, servers: servers}
	switch {
	case isDefinition && k.IsRead():
		f.definition = agent.Parse(src, k)
	case isDefinition && k == kind.Unread:
		f.unread = kind.PlaceOf(console.Relative(r.root, abs))
	case format != nil:
		f.setup = hostfile.ParseContext(context.Background(), src, format)
	case servers == nil:
		return nil, nil //nolint:nilnil // its frontmatter is no definition's
	}
	return f, nil
}

// find reads all files for hosts that the paths name or hold.
func (r *reader) find(ctx context.Context, paths []string) ([]*hostFile, error) {
	found, _, err := discover.Find(ctx, paths, discover.Options{Root: r.root, Tree: r.disk, Want: func(path string) bool {
		name := folded(console.Absolute(r.root, filepath.FromSlash(path)))
		_, ok := r.places.Classify(name)
		return ok || hostfile.Classify(name) != nil || mcp.Classify(name) != nil
	}})
	if err != nil {
		return nil, err
	}
	var files []*hostFile
	for _, entry := range found {
		f, err := r.read(strings.ReplaceAll(entry.Abs, `\`, "/"), entry.Path)
		if err != nil {
			return nil, err
		}
		if f != nil {
			files = append(files, f)
		}
	}
	return files, nil
}
