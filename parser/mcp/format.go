package mcp

import (
	_ "embed"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/internal/glob"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
)

// A Format is a place where MCP servers are configured: a file, or the frontmatter of a definition.
type Format struct {
	Name            string      `yaml:"name"`              // of the file, or of the key in frontmatter
	Paths           []string    `yaml:"paths"`             // globs of the file
	Kinds           []kind.Kind `yaml:"kinds"`             // of the definitions
	Hosts           []string    `yaml:"hosts"`             // that read it, as in messages; none if nobody does
	Instead         []string    `yaml:"instead"`           // files to use if nobody does
	Key             string      `yaml:"key"`               // that the servers are under
	Others          []string    `yaml:"others"`            // keys that other hosts read in the same file
	Optional        bool        `yaml:"optional"`          // the file holds other things too, and need not have the key
	Bare            bool        `yaml:"bare"`              // the servers may stand at top level, without the key
	Comments        bool        `yaml:"comments"`          // and trailing commas are allowed
	Inputs          bool        `yaml:"inputs"`            // values may refer to entries of inputs
	Types           []string    `yaml:"types"`             // of a server; empty if they do not matter
	Required        []string    `yaml:"required"`          // keys that every server must have
	RemoteNeedsType string      `yaml:"remote-needs-type"` // the host that takes a server with a url and no type for a local one
	TOML            bool        `yaml:"toml"`              // it is written in TOML, of which another rule says whether it can be read
	Manifest        bool        `yaml:"manifest"`          // the key may name files with servers instead
	Plugin          bool        `yaml:"plugin"`            // it is that of a plugin, which its path does not tell
	Reserved        []string    `yaml:"reserved"`          // names that the first host keeps for its own servers
	Command         config.Type `yaml:"command"`           // of the key command; a string unless given
	Refuses         string      `yaml:"refuses"`           // what becomes of a wrong file: "OpenCode refuses to start"; "" if only the server is lost
	Secrets         string      `yaml:"secrets"`           // what the names of secrets must start with
	Source          string      `yaml:"source"`            // URL
	Checked         string      `yaml:"checked"`           // date: 2006-01-02
}

// Classify returns the format of the file at a slash-separated path, or nil if MCP servers are not configured there.
func Classify(name string) *Format {
	if ext := path.Ext(name); ext != ".json" && ext != ".jsonc" && ext != ".toml" {
		return nil
	}
	if i := paths().set.First(name); i >= 0 {
		return paths().formats[i]
	}
	return nil
}

// Formats returns all formats, in the order in which they count.
func Formats() []*Format { return formats() }

// OfPlugin returns the format of .mcp.json in the root of a plugin.
func OfPlugin() *Format {
	return formats()[slices.IndexFunc(formats(), func(f *Format) bool { return f.Plugin })]
}

// A pathSet is the globs of files, each with its format.
type pathSet struct {
	set     *glob.Set
	formats []*Format
}

var paths = sync.OnceValue(func() (p pathSet) {
	var globs []string
	for _, f := range formats() {
		for _, g := range f.Paths {
			globs, p.formats = append(globs, g), append(p.formats, f)
		}
	}
	p.set = glob.Must(globs...)
	return p
})

// ofKind returns the format of the servers in the frontmatter of definitions of a kind, or nil.
func ofKind(k kind.Kind) *Format {
	for _, f := range formats() {
		if slices.Contains(f.Kinds, k) {
			return f
		}
	}
	return nil
}

//go:embed formats.yaml
var formatData []byte

var formats = sync.OnceValue(func() []*Format {
	var all []*Format
	decode(formatData, &all)
	return all
})

// decode reads embedded data. What does not decode is a fault in this program, which its tests find.
func decode(data []byte, into any) {
	if err := yaml.Load(data, into, yaml.WithKnownFields()); err != nil {
		panic(err)
	}
}

// Readers names the hosts that read the format, for messages: "Claude Code and Copilot CLI".
func (f *Format) Readers() string { return strings.Join(f.Hosts, " and ") }
