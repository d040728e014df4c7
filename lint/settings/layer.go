package settings

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"

	"github.com/agentlint/agentlint/internal/glob"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/confirm"
)

// A Reader reads files of settings, each once. It is not for concurrent use.
type Reader struct {
	Rules []*lint.Rule                      // those that settings may name
	Open  func(path string) ([]byte, error) // reads a file at a slash-separated path
	// Within returns an error if one file of settings may not extend another, by their slash-separated paths; nil for never.
	Within func(from, path string) error

	Outdated []lint.Notice // what settings call by names that are out of date, each by its file of settings

	layers     map[string]*layer // by path
	selectors  map[string]selected
	ids, names *wording.Speller
}

func (r *Reader) within(from, path string) error {
	if r.Within == nil {
		return nil
	}
	return r.Within(from, path)
}

// maxChain is how many files may extend one another in a row.
const maxChain = 32

// A layer is what one file of settings says itself.
type layer struct {
	path     string
	root     bool
	hosts    []string // nil if nothing is said of them
	failOn   string
	policy   Policy
	training *glob.Set // nil if nothing is said of it
	exclude  *glob.Set // likewise
	include  []string  // paths of files and folders
	kinds    *glob.Set
	kindsOf  []string // by the indexes of kinds
	choice
	confirmed []confirm.Entry

	overrides []choice
	paths     *glob.Set // of the overrides
	pathsOf   []int     // indexes of overrides, by those of paths

	bases []*layer // what it extends; the last comes over the others
	chain int      // how many files extend one another in a row, at most, from this one on
}

// Read reads the settings at a path and what they extend. It returns nil without an error for a pyproject.toml that has
// no table tool.agentlint. Errors join an *Error for each fault, up to maxFaults a file.
func (r *Reader) Read(name string) (*Settings, error) {
	top, err := (&reading{r, nil, map[string]bool{}}).layer(name)
	if top == nil || err != nil {
		return nil, err
	}
	s := &Settings{Path: name, Root: top.root, layers: top.order(nil, map[*layer]bool{})}
	s.merge(r.Rules)
	return s, nil
}

// order returns a layer and those below it, each once: what comes over the others first.
func (l *layer) order(above []*layer, seen map[*layer]bool) []*layer {
	if seen[l] {
		return above
	}
	seen[l] = true
	above = append(above, l)
	for _, base := range slices.Backward(l.bases) {
		above = base.order(above, seen)
	}
	return above
}

// merge works out what layers come to together. Rules that are ignored add up; of all else, what comes over the others counts.
func (s *Settings) merge(all []*lint.Rule) {
	s.choice = &choice{ignored: &selection{rules: map[*lint.Rule]bool{}}, rules: map[*lint.Rule]*setting{}}
	for _, l := range slices.Backward(s.layers) {
		s.FailOn = cmp.Or(l.failOn, s.FailOn)
		s.Asking = l.policy.over(s.Asking)
		if l.hosts != nil {
			s.Hosts = l.hosts
		}
		if l.selected != nil {
			s.choice.selected = l.selected
		}
		if l.ignored != nil {
			s.choice.ignored.add(l.ignored)
		}
		maps.Copy(s.choice.rules, l.rules)
		s.choice.bans = append(s.choice.bans, l.bans...)
		s.choice.purpose = cmp.Or(l.purpose, s.choice.purpose)
		s.choice.previews = cmp.Or(l.previews, s.choice.previews)
	}
	s.choice.settle(all)
}

// A reading is one call of Read.
type reading struct {
	*Reader
	from   []string        // files that extend one another, down to the one at hand
	faulty map[string]bool // files whose faults were told
}

// layer reads a file and those that it extends; nil if it has no settings.
func (r *reading) layer(name string) (*layer, error) {
	if l := r.layers[name]; l != nil {
		return l, nil
	}
	data, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	r.from = append(r.from, name)
	defer func() { r.from = r.from[:len(r.from)-1] }()
	l, err := r.decode(name, data)
	switch {
	case err != nil:
		r.faulty[name] = true
	case l != nil:
		if r.layers == nil {
			r.Reader.layers = map[string]*layer{}
		}
		r.layers[name] = l
	}
	return l, err
}

// decode makes a layer of the text of a file.
func (r *reading) decode(name string, data []byte) (*layer, error) {
	format, _ := config.Classify(name)
	if format == "" {
		format = config.YAML
	}
	file := config.Parse(source.New(name, data), format)
	root := file.Root
	if path.Base(name) == "pyproject.toml" {
		tool := root.Field("tool")
		if tool == nil || tool.Value.Field("agentlint") == nil {
			return nil, nil
		}
		root = tool.Value.Field("agentlint").Value
	}
	d := decoder{reading: r, file: file, layer: &layer{path: name, chain: 1}}
	for _, p := range file.Problems {
		d.fail(p.Range, "%s", p.Message)
	}
	if len(d.errs) == 0 {
		d.fields(root, d.keys())
	}
	return d.layer, errors.Join(d.errs...)
}

// base reads what the file at hand extends. The error says why that can't be.
func (r *reading) base(name, written string) (*layer, error) {
	switch {
	case slices.Contains(r.from, name):
		return nil, fmt.Errorf("%s extends itself", written)
	case r.faulty[name]:
		return nil, fmt.Errorf("can't extend %s: see its errors above", written)
	case len(r.from) == maxChain:
		return nil, fmt.Errorf("can't extend %s: over %d files would extend one another in a row", written, maxChain)
	}
	var base *layer
	err := r.within(r.from[len(r.from)-1], name)
	if err == nil {
		base, err = r.layer(name)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("can't extend %s: %w", written, err)
	case base == nil:
		return nil, fmt.Errorf("%s has no settings of agentlint", written)
	case len(r.from)+base.chain > maxChain:
		return nil, fmt.Errorf("can't extend %s: over %d files would extend one another in a row", written, maxChain)
	}
	return base, nil
}
