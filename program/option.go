package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// A SettingsGroup is the settings that one parser of command lines, or one configuration class, takes.
type SettingsGroup struct {
	Of      string // the class, "" for a parser
	At      Range  // the class's name, or where the parser's first option is added
	Options []Option

	module *module
	class  *Class
}

// An Option is one setting of a group.
type Option struct {
	Name     string // by which code reads it
	Flag     string // as users write it: --batch-size; the name, for a class
	At       Range
	Call     *Call // that adds it to a parser; nil for a class
	Explains bool  // has a help text
}

// SettingsGroups returns the parsers and configuration classes of training code, file by file. Tests have none that count.
func (p *Program) SettingsGroups() (groups []SettingsGroup) {
	for _, m := range p.order {
		if !p.training[m] || IsTest(m.facts.Path) {
			continue
		}
		for _, fn := range m.sorted() {
			if g := parserOf(fn); len(g.Options) > 0 {
				groups = append(groups, g)
			}
		}
		for i := range m.facts.Classes {
			if g, ok := classGroup(m, &m.facts.Classes[i]); ok {
				groups = append(groups, g)
			}
		}
	}
	return groups
}

// parserOf returns the options that a function adds to parsers of argparse. Positional arguments are none.
func parserOf(fn *function) SettingsGroup {
	g := SettingsGroup{module: fn.module}
	for i := range fn.Calls {
		call := &fn.Calls[i]
		flag, ok := call.flag()
		if lastPart(call.Callee) != "add_argument" || !strings.Contains(call.Callee, ".") || !ok {
			continue
		}
		help, helped := call.arg("help", -1)
		o := Option{Name: strings.ReplaceAll(strings.TrimLeft(flag, "-"), "-", "_"), Flag: flag, Call: call, At: fn.at(call.Span)}
		o.Explains = helped && help.Text != `""` && help.Text != "None" || call.Unpacks || launched.MatchString(o.Name)
		if dest, ok := call.arg("dest", -1); ok {
			o.Name = strings.Trim(dest.Text, `"'`)
		}
		if g.Options = append(g.Options, o); len(g.Options) == 1 {
			g.At = o.At
		}
	}
	return g
}

// flag returns the first long flag that an option is added with, or else the first.
func (c *Call) flag() (flag string, ok bool) {
	for _, arg := range c.Args {
		text := strings.Trim(arg.Text, `"'`)
		if arg.Name != "" || arg.Kind != Literal || !strings.HasPrefix(text, "-") {
			break
		}
		if flag == "" || strings.HasPrefix(text, "--") && !strings.HasPrefix(flag, "--") {
			flag = text
		}
	}
	return flag, flag != ""
}

var configClass = pattern.New(`(?:Config|Configuration|Args|Arguments|Params|Parameters|Settings|Options|HParams|Hyperparameters)$`)

// classGroup returns the fields of a dataclass whose name says that it holds settings.
func classGroup(m *module, class *Class) (SettingsGroup, bool) {
	isData := slices.ContainsFunc(class.Decorators, func(d string) bool { return d == "dataclasses.dataclass" })
	if !isData || !configClass.MatchString(class.Name) {
		return SettingsGroup{}, false
	}
	g := SettingsGroup{Of: class.Name, At: Range{m.facts, class.Span}, module: m, class: class}
	for _, field := range class.Fields {
		g.Options = append(g.Options, Option{Name: field.Name, Flag: field.Name, At: Range{m.facts, field.Span}, Explains: class.Documented})
	}
	return g, true
}

// Unread returns the options of a parser or class that nothing reads, as far as can be told: none if the settings as a
// whole are turned into something else or handed to code that is not here.
func (p *Program) Unread(g SettingsGroup) (unread []Option) {
	together := p.together(g.module)
	isStarted := slices.ContainsFunc(together, func(m *module) bool { return p.isStarted(m) })
	if !isStarted || g.class != nil && len(p.bases(g.module, g.class, maxDepth)) > 0 {
		return nil
	}
	for _, o := range g.Options {
		if !o.isForOthers() && !slices.ContainsFunc(together, func(m *module) bool { return m.facts.has(o.Name) }) {
			unread = append(unread, o)
		}
	}
	if len(unread) > 0 && isHandedOut(g, together) { // asked last: it takes a look at all calls
		return nil
	}
	return unread
}

// launched are options that programs which start others add to the command line.
var launched = pattern.New(`^(?:local_rank|node_rank|deepspeed.*|f|fff|ip|stdin|config|version|help)$`)

// unneeded matches help for options that are kept for old command lines.
var unneeded = pattern.New(`(?i)deprecat|unused|not used|ignored|compatib|no longer|obsolete|dummy|SUPPRESS`)

// isForOthers reports whether an option need not be read: an action does its work, or its help says so.
func (o *Option) isForOthers() bool {
	if launched.MatchString(o.Name) {
		return true
	}
	if o.Call == nil {
		return false
	}
	action, acts := o.Call.arg("action", -1)
	isPlain := action.Kind == Literal && !strings.Contains(action.Text, "version") && !strings.Contains(action.Text, "help")
	help, _ := o.Call.arg("help", -1)
	return acts && !isPlain && !strings.HasSuffix(action.Text, "BooleanOptionalAction") || o.Call.Unpacks || unneeded.MatchString(help.Text)
}

// isStarted reports whether a module is one that a script which trains consists of.
func (p *Program) isStarted(m *module) bool {
	if p.started == nil {
		p.started = map[*module]bool{}
		for _, e := range p.entries {
			for _, fn := range e.reached {
				p.started[fn.module] = true
			}
		}
	}
	return p.started[m]
}

// together returns the modules that may run in one process with m: those that import it, however indirectly, and all
// that they import.
func (p *Program) together(m *module) []*module {
	all := map[*module]bool{}
	above := spread([]*module{m}, map[*module]bool{}, p.importersOf)
	spread(above, all, p.imported)
	return slices.DeleteFunc(slices.Clone(p.order), func(m *module) bool { return !all[m] })
}

// importersOf returns the modules that import one.
func (p *Program) importersOf(m *module) []*module {
	if p.importers == nil {
		p.importers = map[*module][]*module{}
		for _, importer := range p.order {
			for _, imported := range p.imported(importer) {
				p.importers[imported] = append(p.importers[imported], importer)
			}
		}
	}
	return p.importers[m]
}

// spread returns modules and all that others lead to from them, however indirectly, and marks them as seen.
func spread(from []*module, seen map[*module]bool, next func(*module) []*module) (all []*module) {
	add := func(more []*module) {
		for _, m := range more {
			if !seen[m] {
				seen[m] = true
				all = append(all, m)
			}
		}
	}
	add(from)
	for i := 0; i < len(all); i++ {
		add(next(all[i]))
	}
	return all
}

// converts are words of code that reads settings without naming them.
var converts = []string{"__dict__", "asdict", "astuple", "_get_kwargs", "save_hyperparameters", "_asdict", "fields", "__dataclass_fields__",
	"HfArgumentParser", "from_argparse_args", "parse_args_into_dataclasses", "to_dict", "model_dump"}

// isHandedOut reports whether the settings of a group, as a whole, get to code that is not here.
func isHandedOut(g SettingsGroup, together []*module) bool {
	for _, m := range together {
		for _, word := range converts {
			if m.facts.has(word) {
				return true
			}
		}
		ofModule := m.body.namespaces(g)
		for _, fn := range m.sorted() {
			namespaces := slices.Concat(fn.namespaces(g), ofModule)
			for i := range fn.Calls {
				if fn.handsOut(i, namespaces) {
					return true
				}
			}
		}
	}
	return false
}

// namespaces are the names that a function itself gives to the settings of a group.
func (fn *function) namespaces(g SettingsGroup) []string {
	if fn.settings == nil {
		fn.settings = fn.findNamespaces()
	}
	if g.Of == "" {
		return fn.settings[""]
	}
	return slices.Concat(fn.settings[""], fn.settings[g.Of])
}

// findNamespaces returns the names of settings by what makes them: a class, or "" for what may hold those of any group.
func (fn *function) findNamespaces() map[string][]string {
	names := map[string][]string{}
	for _, parameter := range fn.Parameters {
		if settings.MatchString(parameter) {
			names[""] = append(names[""], parameter)
		}
	}
	for i := range fn.Assigns {
		assign := &fn.Assigns[i]
		if len(assign.Targets) == 0 {
			continue
		}
		maker := lastPart(assign.Value.Text)
		if maker == "parse_args" || maker == "parse_known_args" || settings.MatchString(assign.Targets[0]) {
			maker = ""
		} else if maker == "" {
			continue
		}
		names[maker] = append(names[maker], assign.Targets[0])
	}
	return names
}

// onlyShow are callables that show what they are given, or keep it as it is.
var onlyShow = pattern.New(`^builtins\.(?:print|str|repr|len|type|isinstance|bool|id|setattr|hasattr|getattr)$|^(?:pprint|logging|json|pickle|torch\.save|wandb|mlflow|yaml)\b|` +
	`(?i)\b(?:logger|logging|log|writer|console|tb|tensorboard)\b|\.(?:info|debug|warning|error|add_text|add_hparams|append|update|dump|dumps|save|pformat)$`)

// handsOut reports whether the i-th call of fn gives one of the names to code that is not here, or spreads it.
func (fn *function) handsOut(i int, names []string) bool {
	call, t := &fn.Calls[i], &fn.targets[i]
	gives := slices.ContainsFunc(call.Args, func(a Arg) bool { return a.Kind == Name && len(a.Names()) == 1 && slices.Contains(names, a.Names()[0]) })
	if call.Callee == "builtins.vars" || call.Callee == "builtins.getattr" && len(call.Args) > 1 && call.Args[1].Kind != Literal {
		return true
	}
	return gives && len(t.functions) == 0 && t.class == nil && !onlyShow.MatchString(call.Callee)
}
