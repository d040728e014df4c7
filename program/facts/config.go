package facts

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
)

// A Config is what the configuration of a training run says: a file, or an example in a document.
type Config struct {
	Path      string
	Base      int `json:"-"` // base of the file in the run's token.FileSet
	Format    config.Format
	Snippet   bool            // an example in a document, which no script reads
	Commented bool            // somebody explains something in it
	Composed  bool            // other files are put together with it: the defaults list of Hydra
	Settings  []ConfigSetting // in order
	At        Span            // the key at the top under which the first of the hyperparameters stands
}

// A ConfigSetting is a key of a configuration that has a value and no keys below.
type ConfigSetting struct {
	Path []string // the keys from the top down to its own
	Raw  string   // the value as it is written
	Span Span     // of the value
}

// Key returns the setting's own key.
func (s *ConfigSetting) Key() string { return s.Path[len(s.Path)-1] }

// Configure takes the facts from the configuration of a training run.
func Configure(f *config.File) *Config {
	c := &Config{
		Path: strings.Clone(f.Source.Path), Base: f.Base, Format: f.Format, Snippet: f.IsExtract(),
		Commented: f.Format == config.JSON || f.MayHaveComments(), Composed: f.Root.Field("defaults") != nil,
	}
	for above, field := range hyperparam.Settings(f.Root) {
		if field.Value.Type() == config.Map && len(field.Value.Fields) > 0 {
			continue
		}
		path := append(above[:len(above):len(above)], field.Name)
		c.Settings = append(c.Settings, ConfigSetting{path, start(f.Text(field.Value.Range)), spanIn(f, field.Value.Range)})
		kind := hyperparam.Of(field.Name)
		if c.At == (Span{}) && (kind == hyperparam.LearningRate || kind == hyperparam.Epochs || kind == hyperparam.BatchSize) {
			c.At = spanIn(f, f.Root.Field(path[0]).Key)
		}
	}
	return c
}

func spanIn(f *config.File, r config.Range) Span {
	at := f.Range(r)
	return Span{int32(int(at.Pos()) - f.Base), int32(int(at.End()) - f.Base)}
}

// WithBase returns it for another base: a copy that shares all else. It returns nil for nil.
func (c *Config) WithBase(base int) *Config { return withBase(c, func(c *Config) { c.Base = base }) }

// Range returns a span of the file as positions in the run's token.FileSet, for reports.
func (c *Config) Range(s Span) analysis.Range {
	return config.Range{Start: int(s.Start), End: int(s.End)}.At(c.Base)
}

// Sets reports whether some setting is of the kind.
func (c *Config) Sets(kind hyperparam.Kind) bool {
	for i := range c.Settings {
		if hyperparam.Of(c.Settings[i].Key()) == kind {
			return true
		}
	}
	return false
}
