// Package library says what functions outside the project do to values, where a name and a result do not say it: those of the
// standard library, of the command lines of programs, and what wraps, applies or launches functions.
package library

import (
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// A Model is what a function outside the project does to values. It returns Nothing to leave a call to the record alone.
type Model func(s Site) value.Value

// A Site is a call of something outside the project, and the run that has come to it.
type Site struct {
	Runner
	*record.Recorder
	Frame  *frame.Frame
	Name   string      // of what is called
	Of     value.Value // what that is a method of
	Args   []value.Argument
	Span   code.Span
	At     int
	Callee value.ID
}

// A Runner runs what a model comes to: code of the project that a call leads back to.
type Runner interface {
	Call(f *frame.Frame, callee value.Value, args []value.Argument, span code.Span, at int) value.Value
	Append(list, v value.Value)
	Attribute(f *frame.Frame, object value.Value, name string, span code.Span, at int) value.Value
	SetAttribute(f *frame.Frame, object value.Value, name string, v value.Value, span code.Span)
	Element(f *frame.Frame, iterable value.Value, span code.Span, at int) value.Value
	ElementOf(f *frame.Frame, id value.ID, span code.Span, at int) value.Value
	Index(f *frame.Frame, object, key value.Value, span code.Span, at int) value.Value
	// Named returns what a dotted name stands for: something of the project, or of a library of which anything is known. Nothing otherwise.
	Named(f *frame.Frame, dotted string) value.Value
	// Module returns the module that an absolute name stands for.
	Module(f *frame.Frame, name string) value.Value
	// Called notes a call that leaves the project, and returns its result, which knows what was called.
	Called(s Site) value.Value
}

// Argument returns one of the call's arguments.
func (s Site) Argument(name string, position int) (value.Value, bool) {
	o := value.Object{Args: s.Args}
	return o.Argument(name, position)
}

// make makes an object there.
func (s Site) make(kind value.Kind, index int) value.ID {
	return s.Frame.Make(s.Heap, kind, index, s.Span, s.At)
}

// element returns what the elements of an iterable may be.
func (s Site) element(iterable value.Value) value.Value {
	return s.Element(s.Frame, iterable, s.Span, s.At)
}

// models are by dotted name.
var models map[string]Model

// Of returns the model of a function by its dotted name, nil if there is none.
func Of(name string) Model { return models[name] }

func init() {
	models = map[string]Model{
		"builtins.super":                               superModel,
		"builtins.getattr":                             getattrModel,
		"builtins.setattr":                             setattrModel,
		"builtins.enumerate":                           enumerateModel,
		"builtins.zip":                                 zipModel,
		"builtins.dict":                                dictModel,
		"builtins.map":                                 mapModel,
		"builtins.set":                                 orderModel(value.Hashed),
		"builtins.frozenset":                           orderModel(value.Hashed),
		"builtins.sorted":                              orderModel(value.Sorted),
		"builtins.staticmethod":                        flagModel(func(c *frame.Closure) { c.Static = true }),
		"builtins.classmethod":                         flagModel(func(c *frame.Closure) { c.OfClass = true }),
		"builtins.property":                            flagModel(func(c *frame.Closure) { c.Property = true }),
		"functools.cached_property":                    flagModel(func(c *frame.Closure) { c.Property = true }),
		"functools.partial":                            partialModel,
		"functools.wraps":                              wrapsModel,
		"functools.wraps()":                            First,
		"argparse.ArgumentParser().add_argument":       optionModel,
		"argparse.ArgumentParser().add_argument_group": receiverModel,
		"argparse.ArgumentParser().parse_args":         parsedModel,
		"argparse.ArgumentParser().parse_known_args":   parsedPairModel,
		"builtins.dict().get":                          getModel,
		"builtins.tuple":                               tupleModel,
		"builtins.dict().items":                        itemsModel,
		"builtins.dict().values":                       valuesModel,
		"builtins.dict().update":                       updateModel,
		"builtins.list().append":                       appendModel,
		"builtins.list().extend":                       extendModel,
		"ray.remote().options":                         receiverModel,
	}
	for _, name := range []string{"torch.no_grad", "torch.inference_mode", "torch.enable_grad", "torch.autocast"} {
		models[name], models[name+"()"] = contextModel, contextModel
	}
	for _, name := range []string{"click.option()", "rich_click.option()", "cloup.option()", "click.argument()", "rich_click.argument()", "cloup.argument()"} {
		models[name] = clickModel
	}
	addFlagModels()
	addDataclassModels()
	for name := range differentiated {
		models[name] = gradientModel
	}
	addRolledModels()
	addEngineModels()
	addByNameModels()
	addSequentialModels()
	addTyperModels()
}

// addFlagModels adds the models of the functions that define flags of Abseil and TensorFlow.
func addFlagModels() {
	for _, library := range []string{"absl.flags", "tensorflow.app.flags", "tensorflow.compat.v1.flags", "tensorflow.compat.v1.app.flags", "tensorflow.flags"} {
		for _, kind := range []string{"integer", "float", "string", "bool", "boolean", "enum", "list", "spaceseplist", "multi_string", "multi_integer"} {
			models[library+".DEFINE_"+kind] = flagsModel
		}
		models[library+".mark_flag_as_required"], models[library+".mark_flags_as_required"] = requiredFlagsModel, requiredFlagsModel
	}
}
