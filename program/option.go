package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/link"
)

// A SettingsGroup is the settings that one parser of command lines, or one configuration class, takes.
type SettingsGroup struct {
	Of      string      // the class, "" for a parser
	At      facts.Range // the class's name, or where the parser's first option is added
	Options []Option

	module *link.Module
	class  *facts.Class
}

// An Option is one setting of a group.
type Option struct {
	Name     string // by which code reads it
	Flag     string // as users write it: --batch-size; the name, for a class
	At       facts.Range
	Call     *facts.Call // that adds it to a parser; nil for a class
	Explains bool        // has a help text
}

// SettingsGroups returns the parsers and configuration classes of training code, file by file. Tests have none that count.
func (p *Program) SettingsGroups() (groups []SettingsGroup) {
	p.ask(AsksLinks)
	for _, m := range p.graph.Order {
		if !m.Training || IsTest(m.Facts.Path) {
			continue
		}
		for _, fn := range m.Functions() {
			if g := parserOf(fn); len(g.Options) > 0 {
				groups = append(groups, g)
			}
		}
		for i := range m.Facts.Classes {
			if g, ok := classGroup(m, &m.Facts.Classes[i]); ok {
				groups = append(groups, g)
			}
		}
	}
	return groups
}

// parserOf returns the options that a function adds to parsers of argparse. Positional arguments are none.
func parserOf(fn *link.Function) SettingsGroup {
	g := SettingsGroup{module: fn.Module}
	for i := range fn.Calls {
		call := &fn.Calls[i]
		flag, ok := flag(call)
		if facts.LastPart(call.Callee) != "add_argument" || !strings.Contains(call.Callee, ".") || !ok {
			continue
		}
		help, helped := call.Arg("help", -1)
		o := Option{Name: strings.ReplaceAll(strings.TrimLeft(flag, "-"), "-", "_"), Flag: flag, Call: call, At: fn.At(call.Span)}
		o.Explains = helped && help.Text != `""` && help.Text != "None" || call.Unpacks || launched.MatchString(o.Name)
		if dest, ok := call.Arg("dest", -1); ok {
			o.Name = strings.Trim(dest.Text, `"'`)
		}
		if g.Options = append(g.Options, o); len(g.Options) == 1 {
			g.At = o.At
		}
	}
	return g
}

// flag returns the first long flag that an option is added with, or else the first.
func flag(c *facts.Call) (flag string, ok bool) {
	if c.Details == nil {
		return "", false
	}
	for _, arg := range c.Args {
		text := strings.Trim(arg.Text, `"'`)
		if arg.Name != "" || arg.Kind != facts.Literal || !strings.HasPrefix(text, "-") {
			break
		}
		if flag == "" || strings.HasPrefix(text, "--") && !strings.HasPrefix(flag, "--") {
			flag = text
		}
	}
	return flag, flag != ""
}

var configClass = pattern.New(`(?:Config|Configuration|Args|Arguments|Params|Parameters|Settings|Options|HParams|Hyperparameters)$`)

// declaring are decorators and bases by which the annotated names in a class are its fields.
var declaring = map[string]bool{
	"dataclasses.dataclass": true, "pydantic.dataclasses.dataclass": true, "attrs.define": true, "attrs.frozen": true, "attr.s": true, "attr.define": true,
	"pydantic.BaseModel": true, "pydantic.BaseSettings": true, "pydantic_settings.BaseSettings": true,
}

// classGroup returns the fields of a dataclass whose name says that it holds settings.
func classGroup(m *link.Module, class *facts.Class) (SettingsGroup, bool) {
	isData := slices.ContainsFunc(class.Decorators, func(d string) bool { return declaring[d] }) ||
		slices.ContainsFunc(class.Bases, func(base string) bool { return declaring[base] })
	if !isData || !configClass.MatchString(class.Name) {
		return SettingsGroup{}, false
	}
	g := SettingsGroup{Of: class.Name, At: facts.Range{File: m.Facts, Span: class.Span}, module: m, class: class}
	for _, field := range class.Fields {
		g.Options = append(g.Options, Option{Name: field.Name, Flag: field.Name, At: facts.Range{File: m.Facts, Span: field.Span}, Explains: class.Documented})
	}
	return g, true
}

// launched are options that programs which start others add to the command line.
var launched = pattern.New(`^(?:local_rank|node_rank|deepspeed.*|f|fff|ip|stdin|config|version|help)$`)
