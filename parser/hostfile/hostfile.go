// Package hostfile reads the files in JSON and TOML by which a project sets its hosts up: settings, hooks, manifests of plugins and
// marketplaces. What hosts expect in them is data, each with its source and the day on which that was read.
package hostfile

import (
	"context"
	_ "embed"
	"errors"
	"path"
	"reflect"
	"slices"
	"sync"

	"go.yaml.in/yaml/v4"
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/glob"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// A Format is a kind of file by which a host is set up.
type Format struct {
	Name    string    `yaml:"name"`
	Paths   []string  `yaml:"paths"`       // globs
	Host    string    `yaml:"host"`        // that reads it, as in messages
	Holds   Content   `yaml:"holds"`       // what is in it
	Dialect string    `yaml:"dialect"`     // of its hooks; "" for none
	Kind    kind.Kind `yaml:"kind"`        // by which the host's schema says what its keys are; "" for none
	Reader  string    `yaml:"reader"`      // the Name of that host
	Fate    string    `yaml:"fate"`        // what the host does with a file that breaks the schema: "does not load the agent"
	Dotted  bool      `yaml:"dotted"`      // of a manifest: its paths must begin with "./"
	Files   bool      `yaml:"agent-files"` // of a manifest: its agents are files, not folders
	Needs   []string  `yaml:"needs"`       // of a marketplace: the keys that it must have
	Source  string    `yaml:"source"`      // URL
	Checked string    `yaml:"checked"`     // date: 2006-01-02
}

// Content is what a file is for.
type Content string

// The contents.
const (
	Settings    Content = "settings"    // of a host, hooks among them
	Hooks       Content = "hooks"       // only
	Plugin      Content = "plugin"      // the manifest of one
	Marketplace Content = "marketplace" // a list of plugins
	Definition  Content = "definition"  // an agent, a command or a configuration whose keys a schema knows
	OpenCode    Content = "opencode"    // OpenCode's configuration, agents among it
	Frontmatter Content = "frontmatter" // of a definition, which may have hooks
	Modes       Content = "modes"       // a list of Roo Code's modes
)

//go:embed formats.yaml
var formatData []byte

//go:embed dialects.yaml
var dialectData []byte

var formats = sync.OnceValues(func() ([]*Format, *glob.Set) {
	var all []*Format
	decode(formatData, &all)
	var globs []string
	for _, f := range all {
		globs = append(globs, f.Paths[0])
	}
	return all, glob.Must(globs...)
})

// decode reads embedded data. What does not decode is a fault in this program, which its tests find.
func decode(data []byte, into any) {
	if err := yaml.Load(data, into, yaml.WithKnownFields()); err != nil {
		panic(err)
	}
}

// Formats returns all formats, in the order in which they count.
func Formats() []*Format {
	all, _ := formats()
	return all
}

// Classify returns the format of the file at a slash-separated path, or nil.
func Classify(name string) *Format {
	all, globs := formats()
	if i := globs.First(name); i >= 0 {
		return all[i]
	}
	return nil
}

// OfPlugin returns the format of the hooks of a plugin, which a manifest may list in any file.
func OfPlugin() *Format {
	all := Formats()
	return all[slices.IndexFunc(all, func(f *Format) bool { return f.Name == "hooks.json of a plugin" })]
}

// Schema returns what the host knows of the file's keys, or nil if that is not said.
func (f *Format) Schema() *host.Schema {
	if f.Kind == "" {
		return nil
	}
	return host.ByName(f.Reader).Schema(f.Kind)
}

// A File is one of these files. Nothing changes it but the driver, which sets Base.
type File struct {
	Base     int // of the file in the run's token.FileSet
	Source   *source.File
	Format   *Format
	Root     config.Value
	Problems []config.Problem
	TooMuch  string // why it was not read, "" if it was
}

// ParseContext reads the file in src. Bad content gives problems, not failure.
func ParseContext(ctx context.Context, src *source.File, format *Format) *File {
	syntax := config.JSON
	switch {
	case format.Holds == Modes:
		syntax = config.YAML // of which JSON is a part
	case path.Ext(src.Path) == ".toml":
		syntax = config.TOML
	case format.Holds == OpenCode:
		syntax = config.JSONC
	}
	c := config.ParseContext(ctx, src, syntax)
	return &File{Source: src, Format: format, Root: c.Root, Problems: c.Problems, TooMuch: c.TooMuch}
}

// OfDefinition returns the hooks in a definition's frontmatter as a file, or nil if there are none that a host runs.
func OfDefinition(d *agent.File) *File {
	switch hooks := d.Field("hooks"); {
	case hooks == nil || hooks.Recovered:
	case d.Kind == kind.ClaudeAgent || d.Kind == kind.Skill || d.Kind == kind.ClaudeCommand:
		return &File{
			Base: d.Base, Source: d.Source, Root: config.Value{Fields: d.Fields()},
			Format: &Format{Name: "frontmatter", Host: "Claude Code", Holds: Frontmatter, Dialect: "claude"},
		}
	}
	return nil
}

// Range returns r as positions in the run's token.FileSet, for reports.
func (f *File) Range(r config.Range) analysis.Range { return r.At(f.Base) }

// Analyzer is what a rule about these files requires to read one with [Of]. The driver supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "hostfile",
	Doc:        "one file of settings, hooks or plugins of a host",
	ResultType: reflect.TypeFor[*File](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the file") },
}

// Of returns the file that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *File { return pass.ResultOf[Analyzer].(*File) }
