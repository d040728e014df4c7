// Package invalidplugin defines the rule invalid-plugin.
package invalidplugin

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

//go:embed invalidplugin.md
var page string

// Rule reports manifests of plugins and marketplaces that a host does not install.
var Rule = &lint.Rule{
	ID:       "invalid-plugin",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	if f.Root.Type() != config.Map {
		return // unreadable-setup is about that
	}
	r := &reporter{pass, f}
	switch f.Format.Holds {
	case hostfile.Plugin:
		r.need(f.Root, "the manifest", "name")
		r.check(f.Root)
	case hostfile.Marketplace:
		r.marketplace()
	}
}

// A reporter reports what is wrong in one file.
type reporter struct {
	pass *analysis.Pass
	file *hostfile.File
}

func (r *reporter) report(at config.Range, format string, args ...any) {
	r.pass.ReportRangef(r.file.Range(at), "%s; %s does not install it", fmt.Sprintf(format, args...), r.file.Format.Host)
}

// need reports keys that a map lacks, at its start.
func (r *reporter) need(v config.Value, what string, keys ...string) {
	for _, key := range keys {
		if v.Field(key) == nil {
			r.report(config.Range{Start: v.Range.Start, End: v.Range.Start + 1}, "%s has no %q", what, key)
		}
	}
}

// check reports what is wrong in a manifest, or in the same keys of a marketplace's entry.
func (r *reporter) check(manifest config.Value) {
	for _, field := range manifest.Fields {
		wanted, known := hostfile.ManifestTypes[field.Name]
		if !known {
			r.spelling(field)
			continue
		}
		if t := field.Value.Type(); !slices.Contains(wanted, t) {
			r.report(field.Value.Range, "%q is %s, and must be %s", field.Name, t.Indefinite(), config.Either(wanted))
			continue
		}
		if slices.Contains(hostfile.PartKeys, field.Name) {
			for _, item := range append([]config.Value{field.Value}, field.Value.Items...) {
				if fault := r.file.Format.PathFault(field.Name, item.Text()); item.Type() == config.String && fault != "" {
					r.report(item.Range, "%s", fault)
				}
			}
		}
	}
	if name := manifest.Field("name"); name != nil && strings.ContainsAny(name.Value.Text(), " \t/") {
		r.report(name.Value.Range, "the name %q has blanks or slashes", name.Value.Text())
	}
}

// spelling reports a key that is nearly one that there is.
func (r *reporter) spelling(field config.Field) {
	var known []string
	for key := range hostfile.ManifestTypes {
		known = append(known, key)
	}
	slices.Sort(known)
	if nearest, ok := wording.Nearest(field.Name, known); ok && field.Name != "source" && field.Name != "tags" {
		lint.Reportf(r.pass, r.file.Range(field.Key), lint.Warning, "%s has no key %q for plugins; did you mean %q?", r.file.Format.Host, field.Name, nearest)
	}
}

// marketplace reports what is wrong in a list of plugins.
func (r *reporter) marketplace() {
	root := r.file.Root
	r.need(root, "the marketplace", r.file.Format.Needs...)
	if owner := root.Field("owner"); owner != nil && owner.Value.Type() != config.Map {
		r.report(owner.Value.Range, "\"owner\" is %s, and must be an object with a name", owner.Value.Type().Indefinite())
	} else if owner != nil {
		r.need(owner.Value, "\"owner\"", "name")
	}
	plugins := root.Field("plugins")
	if plugins == nil {
		return
	}
	if plugins.Value.Type() != config.List {
		r.report(plugins.Value.Range, "\"plugins\" is %s, and must be a list", plugins.Value.Type().Indefinite())
	}
	seen := map[string]bool{}
	for _, entry := range plugins.Value.Items {
		if entry.Type() != config.Map {
			r.report(entry.Range, "an entry of \"plugins\" is %s, and must be an object", entry.Type().Indefinite())
			continue
		}
		r.need(entry, "a plugin", "name", "source")
		r.check(entry)
		r.source(entry)
		if name := entry.Field("name"); name != nil {
			if seen[name.Value.Text()] {
				r.report(name.Value.Range, "there are two plugins with the name %q", name.Value.Text())
			}
			seen[name.Value.Text()] = true
		}
	}
}

// source reports a plugin's source that is no place.
func (r *reporter) source(entry config.Value) {
	found := entry.Field("source")
	if found == nil {
		return
	}
	field := *found
	if from, ok := kind.LocalSource(r.file.Root, entry); ok {
		field.Value = from.Value
	}
	metadata := r.file.Root.Field("metadata")
	hasRoot := metadata != nil && metadata.Value.Field("pluginRoot") != nil
	switch text := field.Value.Text(); {
	case field.Value.Type() == config.Map:
		r.need(field.Value, "a source", "source")
	case field.Value.Type() != config.String:
		r.report(field.Value.Range, "a source is %s, and must be a path or an object", field.Value.Type().Indefinite())
	case strings.HasPrefix(text, "../") || strings.Contains(text, "/../"):
		r.report(field.Value.Range, "the source %q leads out of the marketplace", text)
	case r.file.Format.Dotted && !strings.HasPrefix(text, "./") && text != "." && !hasRoot:
		r.report(field.Value.Range, "the source %q does not begin with \"./\"", text)
	}
}
