// Package mcp reads the configuration of MCP servers, wherever it stands: in a file of its own, in that of a host, or in
// the frontmatter of a definition. Its facts about hosts and packages are data, each with its source and the day it
// was checked.
package mcp

import (
	"context"
	"errors"
	"path"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// A File is what one file says about MCP servers: a configuration file, or a definition.
type File struct {
	Base     int // of the file in the run's token.FileSet
	Source   *source.File
	Format   *Format // nil for a definition of a kind that configures no servers
	Root     config.Value
	Problems []config.Problem // of a configuration file
	Top      *config.Field    // that the servers are under, by any name; nil if there is none
	Servers  []Server         // in order; duplicates are kept
	Inputs   []Input
	Packages []Package // that servers are started from, and those that a definition names in inline code
	Mentions []Mention // of configuration files, in a definition's text outside code blocks, in order

	TooMuch string // why a configuration file was not read, "" if it was

	definition *agent.File // nil for a configuration file
}

// A Server is one entry.
type Server struct {
	Name    string
	Key     config.Range
	Value   config.Value
	Command []config.Value // the words of the command that starts it
	Named   bool           // only named: it is configured elsewhere
}

// Field returns the server's first field of that name, or nil.
func (s *Server) Field(name string) *config.Field { return s.Value.Field(name) }

// An Input is something that the host asks the user for.
// Source: https://code.visualstudio.com/docs/copilot/reference/mcp-configuration
type Input struct {
	ID    string
	Range config.Range // of the entry
}

// Parse is [ParseContext] without a context.
func Parse(src *source.File, format *Format) *File {
	return ParseContext(context.Background(), src, format)
}

// ParseContext reads the configuration file in src. Bad content gives problems, not failure. TooMuch is set if there is so much
// of something that it was not read, or if ctx was done before it was.
func ParseContext(ctx context.Context, src *source.File, format *Format) *File {
	syntax := config.JSON
	switch {
	case format.TOML:
		syntax = config.TOML
	case format.Comments || path.Ext(src.Path) == ".jsonc":
		syntax = config.JSONC
	}
	c := config.ParseContext(ctx, src, syntax)
	f := &File{Source: src, Format: format, Root: c.Root, Problems: c.Problems, TooMuch: c.TooMuch}
	f.findServers()
	f.findInputs()
	f.findPackages()
	return f
}

// OfDefinition returns what a definition says about MCP servers.
func OfDefinition(d *agent.File) *File {
	f := &File{Base: d.Base, Source: d.Source, Format: ofKind(d.Kind), definition: d}
	if f.Format != nil {
		f.Root = config.Value{Fields: d.Fields()}
		if f.Top = d.Field(f.Format.Key); f.Top != nil {
			f.addServers(f.Top.Value)
		}
	}
	f.findPackages()
	f.findMentions()
	return f
}

// keys are what hosts call the field with the servers.
var keys = []string{"mcpServers", "servers", "mcp", "mcp-servers", "mcp_servers"}

func (f *File) findServers() {
	f.Top = f.Root.Field(f.Format.Key)
	for _, key := range keys {
		if f.Top == nil && (!f.Format.Optional || strings.HasPrefix(key, "mcp")) {
			f.Top = similar(f.Root, key)
		}
	}
	switch {
	case f.Top != nil && f.Format.Manifest && f.Top.Value.Type() != config.Map:
		f.Top = nil // it names files
	case f.Top != nil:
		f.addServers(f.Top.Value)
	case f.Format.Bare:
		f.addServers(f.Root)
	}
}

// similar returns the field of that name, whatever its capitals, that holds servers or a list.
func similar(v config.Value, name string) *config.Field {
	for i := range v.Fields {
		field := &v.Fields[i]
		if field.Name == name || strings.EqualFold(field.Name, name) && !isServer(field.Value) {
			return field
		}
	}
	return nil
}

func isServer(v config.Value) bool { return v.Field("command") != nil || v.Field("url") != nil }

// addServers reads a map of servers, or a list whose items are names or maps of servers.
func (f *File) addServers(v config.Value) {
	for _, field := range v.Fields {
		f.Servers = append(f.Servers, Server{Name: field.Name, Key: field.Key, Value: field.Value, Command: words(field.Value)})
	}
	for _, item := range v.Items {
		if item.Type() == config.String {
			f.Servers = append(f.Servers, Server{Name: item.Text(), Key: item.Range, Value: item, Named: true})
		} else {
			f.addServers(config.Value{Fields: item.Fields})
		}
	}
}

// words returns a server's command and arguments: two fields, or with OpenCode one list.
func words(server config.Value) []config.Value {
	var all []config.Value
	if command := server.Field("command"); command != nil {
		if all = command.Value.Items; command.Value.Type() == config.String {
			all = []config.Value{command.Value}
		}
	}
	if args := server.Field("args"); args != nil && len(all) > 0 {
		all = append(all[:len(all):len(all)], args.Value.Items...)
	}
	return all
}

func (f *File) findInputs() {
	inputs := f.Root.Field("inputs")
	if inputs == nil {
		return
	}
	for _, item := range inputs.Value.Items {
		if id := item.Field("id"); id != nil {
			f.Inputs = append(f.Inputs, Input{id.Value.Text(), item.Range})
		}
	}
}

// Text returns the bytes of r as they stand in the file.
func (f *File) Text(r config.Range) string { return string(f.Source.Text[r.Start:r.End]) }

// Range returns r as positions in the run's token.FileSet, for reports.
func (f *File) Range(r config.Range) analysis.Range { return r.At(f.Base) }

// Analyzer is what a rule of MCP servers requires to read with [Of] what a configuration file or a definition says about
// them. The driver supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "mcp",
	Doc:        "MCP servers of one configuration file or definition",
	ResultType: reflect.TypeFor[*File](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the servers") },
}

// Of returns the file that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *File { return pass.ResultOf[Analyzer].(*File) }
