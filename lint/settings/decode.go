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

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// A Reader reads files of settings.
type Reader struct {
	Rules []*lint.Rule                      // those that settings may name
	Open  func(path string) ([]byte, error) // reads a file at a slash-separated path
	// Within returns an error if one file of settings may not extend another, by their slash-separated paths; nil for never.
	Within func(from, path string) error
}

func (r *Reader) within(from, path string) error {
	if r.Within == nil {
		return nil
	}
	return r.Within(from, path)
}

// Read reads the settings at a path and what they extend. It returns nil without an error for a pyproject.toml that has
// no table tool.agentlint. Errors join an *Error for each fault.
func (r *Reader) Read(name string) (*Settings, error) { return r.read(name, nil) }

func (r *Reader) read(name string, from []string) (*Settings, error) {
	data, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	format, _ := config.Classify(name)
	if format == "" {
		format = config.YAML
	}
	file := config.Parse(source.New(name, data), format)
	d := decoder{reader: r, file: file, settings: &Settings{Path: name, Choice: Choice{Rules: map[string]*Rule{}}}, from: append(from, name)}
	root := file.Root
	if path.Base(name) == "pyproject.toml" {
		tool := root.Field("tool")
		if tool == nil || tool.Value.Field("agentlint") == nil {
			return nil, nil
		}
		root = tool.Value.Field("agentlint").Value
	}
	for _, p := range file.Problems {
		d.fail(p.Range, "%s", p.Message)
	}
	if len(d.errs) == 0 {
		d.fields(root, d.keys())
		d.settings.extend(d.bases)
	}
	return d.settings, errors.Join(d.errs...)
}

// A decoder turns values into settings and collects faults.
type decoder struct {
	reader   *Reader
	file     *config.File
	settings *Settings   // what the file says itself
	bases    []*Settings // what it extends
	from     []string    // files that extend one another up to this one
	errs     []error
}

func (d *decoder) fail(at config.Range, format string, args ...any) {
	p := d.file.Source.Position(at.Start)
	d.errs = append(d.errs, &Error{Path: d.settings.Path, Line: p.Line, Column: p.Column, Message: fmt.Sprintf(format, args...)})
}

// A decode reads the value of a key.
type decode func(config.Value)

// keys are all that a file of settings may say. The JSON Schema (see schema.go) says the same.
func (d *decoder) keys() map[string]decode {
	s := d.settings
	return map[string]decode{
		"root":      func(v config.Value) { s.Root = d.boolean(v) },
		"extends":   d.extends,
		"select":    func(v config.Value) { s.Select = d.selectors(v) },
		"ignore":    func(v config.Value) { s.Ignore = d.selectors(v) },
		"rules":     func(v config.Value) { d.rules(v, s.Rules) },
		"overrides": d.overrides,
		"training":  func(v config.Value) { s.Training = d.globs(v) },
		"exclude":   func(v config.Value) { s.Exclude = d.globs(v) },
		"include":   func(v config.Value) { s.Include = d.paths(v) },
		"hosts":     d.hosts,
		"kinds":     d.kinds,
		"fail-on":   func(v config.Value) { s.FailOn = d.oneOf(v, "error", "warning", "note", "never") },
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
	d.fail(v.Range, "this is a %s, where a %s belongs", v.Type(), want)
	return false
}

func (d *decoder) boolean(v config.Value) bool {
	return d.is(v, config.Bool) && v.Text() == "true"
}

func (d *decoder) oneOf(v config.Value, words ...string) string {
	if !slices.Contains(words, v.Text()) {
		d.fail(v.Range, "%q is none of %s", v.Text(), wording.List(words, "and"))
	}
	return v.Text()
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

// globs reads globs; none at all are an empty list, which is something to say.
func (d *decoder) globs(v config.Value) []string {
	out := []string{}
	for _, item := range d.strings(v) {
		if !doublestar.ValidatePattern(item.Text()) {
			d.fail(item.Range, "%q is no glob", item.Text())
		}
		out = append(out, item.Text())
	}
	return out
}

// selectors reads what names rules; none at all are an empty list, which is something to say.
func (d *decoder) selectors(v config.Value) []string {
	out := []string{}
	for _, item := range d.strings(v) {
		if err := d.reader.CheckSelector(item.Text()); err != nil {
			d.fail(item.Range, "%v", err)
		}
		out = append(out, item.Text())
	}
	return out
}

// CheckSelector returns an error if a selector names no rule.
func (r *Reader) CheckSelector(selector string) error {
	if selector == "all" || slices.ContainsFunc(r.Rules, func(rule *lint.Rule) bool { return rule.Matches(selector) }) {
		return nil
	}
	return fmt.Errorf("%q names no rule and no family%s", selector, r.hint(selector, func(r *lint.Rule) []string { return []string{r.ID, r.Family} }))
}

// hint says which of the names of rules a word may be meant to be, or where they are listed.
func (r *Reader) hint(word string, names func(*lint.Rule) []string) string {
	var candidates []string
	for _, rule := range r.Rules {
		candidates = append(candidates, names(rule)...)
	}
	if nearest, ok := wording.Nearest(word, candidates); ok {
		return fmt.Sprintf("; did you mean %q?", nearest)
	}
	return "; agentlint rules lists all"
}

func (d *decoder) extends(v config.Value) {
	for _, item := range d.strings(v) {
		name := path.Join(path.Dir(d.settings.Path), item.Text())
		if slices.Contains(d.from, name) {
			d.fail(item.Range, "%s extends itself", item.Text())
			continue
		}
		err := d.reader.within(d.settings.Path, name)
		var base *Settings
		if err == nil {
			base, err = d.reader.read(name, d.from)
		}
		switch {
		case err != nil:
			d.fail(item.Range, "can't extend %s: %v", item.Text(), err)
		case base == nil:
			d.fail(item.Range, "%s has no settings of agentlint", item.Text())
		default:
			d.bases = append(d.bases, base)
		}
	}
}

func (d *decoder) rules(v config.Value, into map[string]*Rule) {
	if !d.is(v, config.Map) {
		return
	}
	for _, f := range v.Fields {
		i := slices.IndexFunc(d.reader.Rules, func(r *lint.Rule) bool { return r.ID == f.Name })
		if i < 0 {
			d.fail(f.Key, "there is no rule %q%s", f.Name, d.reader.hint(f.Name, func(r *lint.Rule) []string { return []string{r.ID} }))
			continue
		}
		into[f.Name] = d.rule(d.reader.Rules[i], f.Value)
	}
}

// rule reads what is set for a rule: a severity, off, on, or a map of severity and options.
func (d *decoder) rule(r *lint.Rule, v config.Value) *Rule {
	if v.Type() == config.Map {
		return d.ruleMap(r, v)
	}
	switch v.Text() {
	case "off", "false":
		return &Rule{Off: true}
	case "on", "true":
		return &Rule{}
	}
	return &Rule{Severity: lint.Severity(d.oneOf(v, "error", "warning", "note", "on", "off"))}
}

func (d *decoder) ruleMap(r *lint.Rule, v config.Value) *Rule {
	set := &Rule{}
	known := map[string]decode{"severity": func(v config.Value) {
		switch level := d.oneOf(v, "error", "warning", "note", "off"); level {
		case "off":
			set.Off = true
		default:
			set.Severity = lint.Severity(level)
		}
	}}
	options := map[string]any{}
	for _, name := range optionNames(r.Options) {
		known[name] = func(v config.Value) { options[name] = plain(v) }
	}
	d.fields(v, known)
	if len(options) > 0 {
		set.Options = d.options(r, v.Range, options)
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
	out := reflect.New(reflect.TypeOf(r.Options))
	out.Elem().Set(reflect.ValueOf(r.Options))
	text, err := yaml.Marshal(values)
	if err == nil {
		err = yaml.Unmarshal(text, out.Interface())
	}
	if err != nil {
		d.fail(at, "the options of %s: %s", r.ID, strings.ReplaceAll(err.Error(), "\n", " "))
		return nil
	}
	return out.Elem().Interface()
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
	for _, item := range v.Items {
		o := Override{Choice: Choice{Rules: map[string]*Rule{}}}
		d.fields(item, map[string]decode{
			"paths":  func(v config.Value) { o.Paths = d.globs(v) },
			"select": func(v config.Value) { o.Select = d.selectors(v) },
			"ignore": func(v config.Value) { o.Ignore = d.selectors(v) },
			"rules":  func(v config.Value) { d.rules(v, o.Rules) },
		})
		if len(o.Paths) == 0 {
			d.fail(item.Range, "an override needs paths that it holds for")
		}
		d.settings.Overrides = append(d.settings.Overrides, o)
	}
}

func (d *decoder) hosts(v config.Value) {
	var names []string
	for _, h := range host.All() {
		names = append(names, h.Name)
	}
	d.settings.Hosts = []string{}
	for _, item := range d.strings(v) {
		if !slices.Contains(names, item.Text()) {
			d.fail(item.Range, "there is no host %q%s", item.Text(), didYouMean(item.Text(), names))
		}
		d.settings.Hosts = append(d.settings.Hosts, item.Text())
	}
}

func (d *decoder) kinds(v config.Value) {
	var names []string
	for _, k := range agent.Kinds() {
		names = append(names, string(k))
	}
	if !d.is(v, config.Map) {
		return
	}
	for _, f := range v.Fields {
		if !slices.Contains(names, f.Value.Text()) {
			d.fail(f.Value.Range, "there is no kind %q%s", f.Value.Text(), didYouMean(f.Value.Text(), names))
		}
		d.settings.Kinds = append(d.settings.Kinds, KindOf{f.Name, f.Value.Text()})
	}
}
