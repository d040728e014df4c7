// Package setting answers which hyperparameters and settings a program has, keeps and uses.
package setting

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/logging"
	"github.com/agentlint/agentlint/program/value"
)

// A Setting is an option of a command line, a field of a class of settings, or a key of a dictionary of them.
type Setting struct {
	Of   string // the class or dictionary, "" for a command line
	Name string // by which code reads it
	Flag string // as users write it: --batch-size
	At   value.Place
	Read value.Truth // Open if something that is not here may read it
}

// Settings returns the settings that a script takes, and whether anything reads them.
func Settings(s *story.Story) (all []Setting) {
	h := holding{Story: s, parsed: map[value.ID]bool{}, made: map[value.ID]bool{}}
	h.find()
	for id, o := range s.Record.Heap.Objects() {
		switch {
		case o.Kind == value.Class && h.made[id]:
			all = append(all, h.ofClass(id, o)...)
		case o.Kind == value.Foreign && o.Name == "argparse.ArgumentParser()" && h.parsed[id]:
			all = append(all, h.ofParser(id, o)...)
		case o.Kind == value.Foreign && o.Name == "types.SimpleNamespace()":
			all = append(all, h.ofNamespace(id, o)...)
		case o.Kind == value.Dict && o.Elements == value.Nothing && allSettings.MatchString(strings.ToLower(o.Label)):
			all = append(all, h.ofDict(id, o)...)
		}
	}
	return all
}

// A holding knows of a story what keeps settings, and which of it gets to code that is not here.
type holding struct {
	*story.Story
	parsed map[value.ID]bool // parsers whose arguments are parsed
	made   map[value.ID]bool // classes of which there are instances
	handed map[value.ID]bool // nil before it is asked for
}

func (h *holding) find() {
	heap := h.Record.Heap
	for _, o := range heap.Objects() {
		switch {
		case o.Kind == value.Instance:
			for _, class := range heap.All(o.Callee) {
				h.made[class] = true
			}
		case o.Name == "argparse.Namespace()":
			for _, parser := range heap.All(o.Of) {
				h.parsed[parser] = true
			}
		}
	}
}

// isHanded reports whether a call hands something to code that is not here.
func (h *holding) isHanded(of value.ID) bool {
	if h.handed == nil {
		h.handed = map[value.ID]bool{}
		for i := range h.Calls {
			h.hand(&h.Calls[i])
		}
	}
	return h.handed[of]
}

// hand notes what a call hands to code that is not here, which may read all of it. What only shows or saves it does not count.
func (h *holding) hand(c *story.Step) {
	_, last := story.CutLast(c.Name)
	if logging.FactsOf(h.Story, c.Name) != nil || c.Kind == story.Save || shows[last] || declares[last] || h.Record.Launches[c.Event.Call] {
		return
	}
	seen := map[value.ID]bool{}
	for _, a := range c.Object.Args {
		h.handValue(a.Value, seen, 0)
	}
	if !keeps[last] && !keepers[c.Name] {
		h.handValue(c.Object.Of, seen, maxNested)
	}
}

// maxNested bounds how deep settings are looked for in what is handed over.
const maxNested = 2

func (h *holding) handValue(v value.Value, seen map[value.ID]bool, depth int) {
	for _, id := range h.Record.Heap.All(v) {
		if seen[id] {
			continue
		}
		seen[id] = true
		o := h.Record.Heap.Object(id)
		h.handed[id] = true
		switch o.Kind {
		case value.Instance:
			for _, class := range h.Record.Heap.All(o.Callee) {
				h.handed[class] = true
			}
		case value.Foreign:
			if o.Name == "argparse.Namespace()" {
				h.handValue(o.Of, seen, maxNested)
			}
			if o.Name == "dataclasses.asdict()" {
				h.handValue(story.Argument(o, "obj", 0), seen, depth)
			}
			if _, last := story.CutLast(strings.TrimSuffix(o.Name, "()")); last == "__dict__" || strings.HasPrefix(o.Name, "builtins.vars") {
				h.handValue(o.Of, seen, maxNested)
			}
		}
		if depth >= maxNested {
			continue
		}
		for _, item := range append(slices.Clone(o.Items), o.Elements) {
			h.handValue(item, seen, depth+1)
		}
		if len(o.Fields) == 0 || o.Kind != value.Dict && (o.Kind != value.Instance || h.Record.IsModule(id)) {
			continue
		}
		for _, key := range value.SortedKeys(o.Fields) {
			h.handValue(o.Fields[key], seen, depth+1)
		}
	}
}

// keeps are methods that read nothing, or what is noted otherwise.
var keeps = map[string]bool{
	"get": true, "update": true, "setdefault": true, "Namespace": true, "add_argument_group": true, "set_defaults": true,
}

// shows are functions and methods that show what they are given, or tell something about it.
var shows = map[string]bool{
	"print": true, "str": true, "repr": true, "len": true, "type": true, "isinstance": true, "bool": true, "id": true, "hasattr": true, "pprint": true,
	"pformat": true, "dumps": true, "dump": true, "safe_dump": true, "append": true, "format": true, "hash": true, "setattr": true, "asdict": true,
}

// declares are decorators of classes of settings, and what they read.
var declares = map[string]bool{"dataclass": true, "define": true, "frozen": true, "field": true, "Field": true}

// isRead answers whether a name is read of something.
func (h *holding) isRead(of value.ID, name string) value.Truth {
	reads := &h.Record.Reads
	switch {
	case reads.Of[record.Reading{Object: of, Name: name}], h.Record.ReadsName(name):
		return value.Yes
	case reads.Of[record.Reading{Object: of}], h.Record.Cut, h.isHanded(of):
		return value.Open
	}
	return value.No
}

// ofParser are the options of a parser of argparse.
func (h *holding) ofParser(parser value.ID, o *value.Object) (all []Setting) {
	for _, name := range value.SortedKeys(o.Fields) {
		option := h.Single(o.Fields[name])
		if option == nil || option.Kind != value.Option || len(option.Args) == 0 {
			continue
		}
		flag := h.flagOf(option)
		if !strings.HasPrefix(flag, "-") || launched.MatchString(name) || h.isForOthers(option) {
			continue
		}
		all = append(all, Setting{Name: name, Flag: flag, At: option.At, Read: h.isRead(parser, name)})
	}
	return all
}

// flagOf is the first long flag that an option is added with, or else the first.
func (h *holding) flagOf(option *value.Object) (flag string) {
	for _, a := range option.Args {
		o := h.OnlyLiteral(a.Value)
		if a.Name != "" || o == nil {
			break
		}
		if flag == "" || strings.HasPrefix(o.Name, "--") && !strings.HasPrefix(flag, "--") {
			flag = o.Name
		}
	}
	return flag
}

// launched are options that programs which start others add to the command line.
var launched = pattern.New(`^(?:local_rank|node_rank|deepspeed.*|f|fff|ip|stdin|config|version|help)$`)

// unneeded matches help for options that are kept for old command lines.
var unneeded = pattern.New(`(?i)deprecat|unused|not used|ignored|compatib|no longer|obsolete|dummy|SUPPRESS`)

// isForOthers reports whether an option need not be read: an action does its work, or its help says so.
func (h *holding) isForOthers(option *value.Object) bool {
	if slices.ContainsFunc(option.Args, func(a value.Argument) bool { return a.Rest }) {
		return true
	}
	if help, ok := option.Argument("help", -1); ok {
		if o := h.OnlyLiteral(help); o == nil && !h.isText(help) || o != nil && unneeded.MatchString(o.Name) {
			return true
		}
	}
	v, acts := option.Argument("action", -1)
	action := h.OnlyLiteral(v)
	isPlain := action != nil && action.Name != "version" && action.Name != "help"
	return acts && !isPlain && !strings.HasSuffix(h.Record.Heap.Describe(v), "BooleanOptionalAction")
}

// isText reports whether a value is a string that is put together.
func (h *holding) isText(v value.Value) bool {
	o := h.Single(v)
	return o != nil && o.Kind == value.Text
}

// classes matches what classes of settings are called.
var classes = pattern.New(`(?:Config|Configuration|Args|Arguments|Params|Parameters|Settings|Options|HParams|Hyperparameters)$`)

// ofClass are the fields of a class whose name says that it holds settings. What a class outside the project that it extends does
// with them is not known, unless that only keeps them.
func (h *holding) ofClass(class value.ID, o *value.Object) (all []Setting) {
	if !classes.MatchString(o.Name) || slices.ContainsFunc(h.Record.Bases(class), func(base string) bool { return !keepers[base] }) {
		return nil
	}
	for _, id := range h.Record.Settings(class) {
		option := h.Record.Heap.Object(id)
		all = append(all, Setting{Of: o.Name, Name: option.Name, Flag: option.Name, At: option.At, Read: h.isRead(class, option.Name)})
	}
	return all
}

// keepers are classes that keep the fields that those declare which extend them.
var keepers = map[string]bool{
	"pydantic.BaseModel": true, "pydantic_settings.BaseSettings": true, "pydantic.BaseSettings": true, "typing.NamedTuple": true, "builtins.object": true,
}

// ofNamespace are the attributes that a namespace is made with, if they are hyperparameters.
func (h *holding) ofNamespace(id value.ID, o *value.Object) (all []Setting) {
	known := 0
	for _, a := range o.Args {
		if a.Rest || a.Name == "" {
			return nil
		}
		if hyperparam.Of(a.Name) != "" {
			known++
			all = append(all, Setting{Of: o.Label, Name: a.Name, Flag: a.Name, At: o.At, Read: h.isRead(id, a.Name)})
		}
	}
	if known < 2 || o.Label == "" {
		return nil
	}
	return all
}

// ofDict are the keys of a dictionary of settings that are hyperparameters.
func (h *holding) ofDict(id value.ID, o *value.Object) (all []Setting) {
	for _, key := range value.SortedKeys(o.Fields) {
		if hyperparam.Of(key) != "" {
			all = append(all, Setting{Of: o.Label, Name: key, Flag: key, At: o.At, Read: h.isRead(id, key)})
		}
	}
	if len(all) < 2 || !slices.ContainsFunc(all, func(setting Setting) bool { return setting.Read == value.Yes }) {
		return nil // nothing reads it by its keys, so it may be a record of what is elsewhere
	}
	return all
}
