package settings

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/internal/glob"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/program/story"
)

// The bounds of a file of settings, far above what people write.
const (
	maxFaults    = 100  // that are told
	maxSelectors = 2000 // names of rules, families and globs of them
	maxOverrides = 1000
)

// A decoder turns values into a layer of settings and collects faults.
type decoder struct {
	*reading
	file      *config.File
	layer     *layer
	errs      []error
	selectors int
}

// fail notes a fault, and after the last that is told that there may be more.
func (d *decoder) fail(at config.Range, format string, args ...any) {
	if d.isFull() {
		return
	}
	if len(d.errs) == maxFaults {
		format, args = "there are more errors than the %d listed", []any{maxFaults}
	}
	p := d.file.Source.Position(at.Start)
	d.errs = append(d.errs, &Error{Path: d.layer.path, Line: p.Line, Column: p.Column, Message: fmt.Sprintf(format, args...)})
}

// isFull reports whether no more faults are told.
func (d *decoder) isFull() bool { return len(d.errs) > maxFaults }

// A decode reads the value of a key.
type decode func(config.Value)

// keys are all that a file of settings may say. The JSON Schema (see schema.go) says the same.
func (d *decoder) keys() map[string]decode {
	l := d.layer
	keys := d.choice(&l.choice)
	maps.Copy(keys, map[string]decode{
		"root":      func(v config.Value) { l.root = d.boolean(v) },
		"extends":   d.extends,
		"overrides": d.overrides,
		"training":  func(v config.Value) { l.training = d.globs(d.strings(v)) },
		"exclude":   func(v config.Value) { l.exclude = d.globs(d.strings(v)) },
		"include":   func(v config.Value) { l.include = d.paths(v) },
		"hosts":     d.hosts,
		"kinds":     d.kinds,
		"policy":    d.confirmed,
		"preview":   func(v config.Value) { on := d.boolean(v); l.previews = &on },
		"fail-on":   func(v config.Value) { l.failOn = d.oneOf(v, "error", "warning", "note", "never") },
	})
	return keys
}

// choice are the keys that say which rules run.
func (d *decoder) choice(c *choice) map[string]decode {
	c.rules = map[*lint.Rule]*setting{}
	return map[string]decode{
		"select":  func(v config.Value) { c.selected = d.selection(v) },
		"ignore":  func(v config.Value) { c.ignored = d.selection(v) },
		"rules":   func(v config.Value) { d.rules(v, c.rules) },
		"forbid":  func(v config.Value) { d.forbids(v, c) },
		"purpose": func(v config.Value) { c.purpose = story.Purpose(d.oneOf(v, purposeNames()...)) },
	}
}

// fields reads a map whose keys are known.
func (d *decoder) fields(v config.Value, known map[string]decode) {
	if v.Type() == config.Null {
		return
	}
	if !d.is(v, config.Map) {
		return
	}
	for _, f := range v.Fields {
		if d.isFull() {
			return
		}
		read, ok := known[f.Name]
		if !ok {
			d.fail(f.Key, "unknown key %q%s", f.Name, didYouMean(f.Name, slices.Sorted(maps.Keys(known))))
			continue
		}
		read(f.Value)
	}
}

func didYouMean(word string, candidates []string) string {
	if nearest, ok := wording.Nearest(word, candidates); ok {
		return fmt.Sprintf("; did you mean %q?", nearest)
	}
	return "; there are " + wording.List(candidates, "and")
}

func (d *decoder) is(v config.Value, want config.Type) bool {
	if v.Type() == want {
		return true
	}
	d.fail(v.Range, "this is a %s; it must be a %s", v.Type(), want)
	return false
}

func (d *decoder) boolean(v config.Value) bool {
	return d.is(v, config.Bool) && v.Text() == "true"
}

func (d *decoder) oneOf(v config.Value, words ...string) string {
	word := v.Text()
	if s, ok := lint.ParseSeverity(word); ok && slices.Contains(words, string(s)) {
		return string(s)
	}
	if !slices.Contains(words, word) {
		d.fail(v.Range, "%q is not valid; use %s", word, wording.List(words, "or"))
	}
	return word
}

// strings reads a list of strings, or one alone.
func (d *decoder) strings(v config.Value) (out []config.Value) {
	if v.Type() == config.String {
		return []config.Value{v}
	}
	if !d.is(v, config.List) {
		return nil
	}
	for _, item := range v.Items {
		if d.is(item, config.String) {
			out = append(out, item)
		}
	}
	return out
}

// globs returns the set of globs, each of which stands for what is below it, too; of none at all, an empty one.
func (d *decoder) globs(items []config.Value) *glob.Set {
	var globs []string
	for _, item := range items {
		text := item.Text()
		if err := glob.Check(text); err != nil {
			d.fail(item.Range, "%q is not a valid glob: %v", text, err)
			continue
		}
		globs = append(globs, strings.TrimSuffix(text, "/")+"/**")
	}
	if len(d.errs) > 0 {
		return new(glob.Set)
	}
	set, err := glob.New(globs...)
	if fault, ok := errors.AsType[*glob.Error](err); ok {
		d.fail(items[fault.Glob].Range, "%s", fault.Message)
		return new(glob.Set)
	}
	return set
}

// selection reads what names rules; none at all are an empty list, which is something to say.
func (d *decoder) selection(v config.Value) *selection {
	items := d.strings(v)
	s := &selection{rules: map[*lint.Rule]bool{}, empty: len(items) == 0}
	for _, item := range items {
		if d.selectors++; d.selectors > maxSelectors {
			d.fail(item.Range, "over %d names of rules and families in one file", maxSelectors)
			return s
		}
		named, err := d.named(item.Text(), d.layer.path)
		if err != nil {
			d.fail(item.Range, "%v", err)
		}
		named.addTo(s)
		if d.isFull() {
			return s
		}
	}
	return s
}

func (d *decoder) extends(v config.Value) {
	for _, item := range d.strings(v) {
		base, err := d.base(path.Join(path.Dir(d.layer.path), item.Text()), item.Text())
		if err != nil {
			d.fail(item.Range, "%v", err)
			continue
		}
		d.layer.bases = append(d.layer.bases, base)
		d.layer.chain = max(d.layer.chain, base.chain+1)
	}
}

func (d *decoder) rules(v config.Value, into map[*lint.Rule]*setting) {
	if !d.is(v, config.Map) {
		return
	}
	for _, f := range v.Fields {
		if d.isFull() {
			return
		}
		r := d.Reader.rule(f.Name, d.layer.path)
		if r == nil {
			d.fail(f.Key, "there is no rule %q%s", f.Name, d.hint(&d.ids, f.Name))
			continue
		}
		into[r] = d.rule(r, f.Value)
	}
}

// rule reads what is set for a rule: a severity, off, on, or a map of severity and options.
func (d *decoder) rule(r *lint.Rule, v config.Value) *setting {
	if v.Type() == config.Map {
		return d.ruleMap(r, v)
	}
	switch v.Text() {
	case "off", "false":
		return &setting{off: true}
	case "on", "true":
		return &setting{}
	}
	return &setting{severity: lint.Severity(d.oneOf(v, "error", "warning", "note", "on", "off"))}
}

func (d *decoder) ruleMap(r *lint.Rule, v config.Value) *setting {
	set := &setting{}
	known := map[string]decode{"severity": func(v config.Value) {
		switch level := d.oneOf(v, "error", "warning", "note", "off"); level {
		case "off":
			set.off = true
		default:
			set.severity = lint.Severity(level)
		}
	}}
	options := map[string]any{}
	for _, name := range optionNames(r.Options) {
		known[name] = func(v config.Value) { options[name] = plain(v) }
	}
	d.fields(v, known)
	if len(options) > 0 {
		set.options = d.options(r, v.Range, options)
	}
	return set
}

// optionNames returns the names that a rule's options have in settings.
func optionNames(options any) (names []string) {
	t := reflect.TypeOf(options)
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ","); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// options puts values over a rule's default options.
func (d *decoder) options(r *lint.Rule, at config.Range, values map[string]any) any {
	out, err := over(r.Options, values)
	if err != nil {
		d.fail(at, "the options of %s: %s", r.ID, strings.ReplaceAll(err.Error(), "\n", " "))
		return nil
	}
	return out
}

// over puts values over options.
func over(options any, values map[string]any) (any, error) {
	out := reflect.New(reflect.TypeOf(options))
	out.Elem().Set(reflect.ValueOf(options))
	text, err := yaml.Marshal(values)
	if err == nil {
		err = yaml.Unmarshal(text, out.Interface())
	}
	return out.Elem().Interface(), err
}

// plain is a value as Go has it.
func plain(v config.Value) any {
	switch v.Type() {
	case config.List:
		out := []any{}
		for _, item := range v.Items {
			out = append(out, plain(item))
		}
		return out
	case config.Map:
		out := map[string]any{}
		for _, f := range v.Fields {
			out[f.Name] = plain(f.Value)
		}
		return out
	case config.Int:
		if n, err := strconv.Atoi(v.Text()); err == nil {
			return n
		}
	case config.Float:
		if n, err := strconv.ParseFloat(v.Text(), 64); err == nil {
			return n
		}
	case config.Bool:
		return v.Text() == "true"
	case config.Null:
		return nil
	}
	return v.Text()
}

func (d *decoder) overrides(v config.Value) {
	if !d.is(v, config.List) {
		return
	}
	var paths []config.Value
	for i, item := range v.Items {
		if i == maxOverrides {
			d.fail(item.Range, "over %d overrides", maxOverrides)
			return
		}
		c, before := choice{}, len(paths)
		keys := d.choice(&c)
		keys["paths"] = func(v config.Value) { paths = append(paths, d.strings(v)...) }
		d.fields(item, keys)
		if len(paths) == before {
			d.fail(item.Range, "an override needs the paths that it applies to")
		}
		c.settle(d.Rules)
		d.layer.overrides = append(d.layer.overrides, c)
		d.layer.pathsOf = append(d.layer.pathsOf, slices.Repeat([]int{i}, len(paths)-before)...)
	}
	d.layer.paths = d.globs(paths)
}

func (d *decoder) hosts(v config.Value) {
	var names []string
	for _, h := range host.All() {
		names = append(names, h.Name)
	}
	d.layer.hosts = []string{}
	for _, item := range d.strings(v) {
		if !slices.Contains(names, item.Text()) {
			d.fail(item.Range, "unknown host %q%s", item.Text(), didYouMean(item.Text(), names))
		}
		d.layer.hosts = append(d.layer.hosts, item.Text())
	}
}

func (d *decoder) kinds(v config.Value) {
	var names []string
	for _, k := range kind.Kinds() {
		names = append(names, string(k))
	}
	if !d.is(v, config.Map) {
		return
	}
	var paths []config.Value
	for _, f := range v.Fields {
		if d.isFull() {
			return
		}
		if !slices.Contains(names, f.Value.Text()) {
			d.fail(f.Value.Range, "unknown kind %q%s", f.Value.Text(), didYouMean(f.Value.Text(), names))
		}
		paths = append(paths, config.NewString(f.Name, f.Key))
		d.layer.kindsOf = append(d.layer.kindsOf, f.Value.Text())
	}
	d.layer.kinds = d.globs(paths)
}
