package workspace

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/shell"
)

// A Setup is the files that settings, hooks or a manifest point to.
type Setup struct {
	Path  string
	Base  int    `json:"-"` // base of the file in the run's token.FileSet
	Host  string // that reads it, as in messages
	Files []SetupFile
}

// A SetupFile is a path in such a file.
type SetupFile struct {
	Use   Use
	What  string   // whose path it is: "commands", "the hook of Stop"
	Text  string   // as written
	Paths []string // where it may be, relative to the run's root
	Span  config.Range
}

// A Use is what a path is for.
type Use string

// The uses of paths.
const (
	AsPart   Use = "part"   // of a plugin
	AsPlugin Use = "plugin" // a folder that a marketplace takes a plugin from
	AsScript Use = "script" // that a command runs
)

// DefineSetup takes the facts from a file by which a host is set up, nil if it points nowhere.
func DefineSetup(f *hostfile.File) *Setup {
	s := &Setup{Path: f.Source.Path, Base: f.Base, Host: f.Format.Host}
	switch f.Format.Holds {
	case hostfile.Plugin:
		s.addParts(f.Format, f.Root, root(f, pluginFolder))
	case hostfile.Marketplace:
		s.addPlugins(f)
	}
	for _, command := range f.Commands() {
		s.addScripts(f, command)
	}
	if len(s.Files) == 0 {
		return nil
	}
	return s
}

// pluginFolder matches the folder of a manifest, from the root of its plugin.
var pluginFolder = pattern.New(`(?:\.claude-plugin|\.codex-plugin|\.github/plugin|\.agents/plugins)/[^/]*$|hooks/[^/]*$`)

// hostFolder matches the folder of a host, from the root of its project.
var hostFolder = pattern.New(`\.\w+/(?:[\w.-]+/)*[^/]*$`)

// root returns the folder that a file is about: the one that holds the folder which a pattern matches.
func root(f *hostfile.File, folder *pattern.Pattern) string {
	name := f.Source.Path
	if m := folder.FindStringIndex(name); m != nil && (m[0] == 0 || name[m[0]-1] == '/') {
		return path.Clean("./" + name[:m[0]])
	}
	return path.Dir(name)
}

// maxFiles is how many files of a manifest are looked for.
const maxFiles = 10_000

// addParts adds the files and folders that a manifest lists, but for those that the host refuses whatever there is.
func (s *Setup) addParts(format *hostfile.Format, manifest config.Value, root string) {
	for _, key := range hostfile.PartKeys {
		field := manifest.Field(key)
		if field == nil {
			continue
		}
		for _, item := range append([]config.Value{field.Value}, field.Value.Items...) {
			if len(s.Files) == maxFiles {
				return
			}
			name := item.Text()
			if item.Type() == config.String && name != "" && !strings.ContainsAny(name, "$*:") && isInside(name) && format.PathFault(key, name) == "" {
				s.Files = append(s.Files, SetupFile{AsPart, key, name, []string{path.Join(root, name)}, item.Range})
			}
		}
	}
}

// isInside reports whether a path stays in the folder that it starts from.
func isInside(name string) bool {
	return !path.IsAbs(name) && !strings.HasPrefix(path.Clean(name), "..")
}

// addPlugins adds the folders that a marketplace takes its plugins from, and what it lists of each.
func (s *Setup) addPlugins(f *hostfile.File) {
	plugins := f.Root.Field("plugins")
	if plugins == nil {
		return
	}
	for _, entry := range plugins.Value.Items[:min(len(plugins.Value.Items), maxFiles)] {
		if from, ok := kind.LocalSource(f.Root, entry); ok && isInside(from.Path) {
			at := path.Join(root(f, pluginFolder), from.Path)
			s.Files = append(s.Files, SetupFile{AsPlugin, "source", from.Value.Text(), []string{at}, from.Value.Range})
			s.addParts(f.Format, entry, at)
		}
	}
}

// scriptPath matches a path to a script as a word of a command, after the variable for where it starts.
var scriptPath = pattern.New(`^["']?(?:\$\{?(\w+)\}?["']?/|\./)?((?:[\w.-]+/)*[\w.-]+\.(?:sh|bash|zsh|py|js|mjs|cjs|ts|rb|pl|ps1))["']?$`)

// runners are programs whose first argument is a script.
var runners = []string{"sh", "bash", "zsh", "python", "python3", "node", "deno", "bun", "ruby", "perl", "pwsh", "source", "."}

// addScripts adds the script that a command starts, if it says where that is.
func (s *Setup) addScripts(f *hostfile.File, command shell.Command) {
	words := strings.Fields(command.Text)
	if len(words) > 1 && slices.Contains(runners, path.Base(strings.Trim(words[0], `"'`))) {
		words = words[1:]
	}
	if len(words) == 0 {
		return
	}
	m := scriptPath.FindStringSubmatch(words[0])
	if m == nil {
		return
	}
	name := m[2]
	project := root(f, hostFolder)
	var paths []string
	switch variable := m[1]; {
	case variable == "CLAUDE_PLUGIN_ROOT" || variable == "PLUGIN_ROOT":
		paths = above(f.Source.Path, name) // a manifest in one of these folders may list the file
	case variable == "CLAUDE_PROJECT_DIR" || variable == "CURSOR_PROJECT_DIR" || variable == "GEMINI_PROJECT_DIR":
		paths = []string{path.Join(project, name)}
	case variable != "", f.Format.Holds == hostfile.Frontmatter, f.Format.Name == "hooks.json of a plugin", !strings.Contains(words[0], "/"):
		return // it starts from a folder that only the user's machine tells
	default:
		paths = []string{path.Join(project, name), path.Join(path.Dir(f.Source.Path), name)}
	}
	s.Files = append(s.Files, SetupFile{AsScript, command.What, words[0], paths, command.Range})
}

// above returns a path as it is from each of the folders that a file is in.
func above(file, name string) (all []string) {
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		all = append(all, path.Join(dir, name))
		if dir == "." || dir == "/" || path.Base(dir) == ".." {
			return all
		}
	}
}

// WithBase returns it for another base: a copy that shares all else. It returns nil for nil.
func (s *Setup) WithBase(base int) *Setup { return withBase(s, func(s *Setup) { s.Base = base }) }

// Range returns a span of the file as positions in the run's token.FileSet, for reports.
func (s *Setup) Range(r config.Range) analysis.Range { return r.At(s.Base) }
