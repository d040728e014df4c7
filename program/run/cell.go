package run

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// isCell matches the calls by which marimo decorates the cells of a notebook (https://docs.marimo.io/api/cell/).
func isCell(name string) bool { return strings.HasPrefix(name, "marimo.App().cell()") }

// A cell is a function that is one cell of a marimo notebook: it takes what other cells define, and defines names for others.
type cell struct {
	decoration

	closure *frame.Closure
}

// runCells runs the cells among the decorated functions, each after those whose names it takes.
func (r *runner) runCells() {
	var waiting []cell
	for _, d := range r.decorated {
		if c, ok := r.Heap.Object(d.function).Ref.(*frame.Closure); ok && d.isCell {
			waiting = append(waiting, cell{d, c})
		}
	}
	names := map[string]value.Value{}
	for len(waiting) > 0 {
		i := max(0, slices.IndexFunc(waiting, func(c cell) bool { return isReady(c, waiting) }))
		r.runCell(waiting[i], names)
		waiting = slices.Delete(waiting, i, i+1)
	}
}

// isReady reports whether no other cell of some defines a name that a cell takes.
func isReady(c cell, waiting []cell) bool {
	taken, _ := c.names()
	return !slices.ContainsFunc(waiting, func(other cell) bool {
		_, made := other.names()
		return other.closure != c.closure && slices.ContainsFunc(made, func(name string) bool { return slices.Contains(taken, name) })
	})
}

// names are those that a cell takes and those that it defines for others: names with an underscore in front are its own.
func (c cell) names() (taken, made []string) {
	file := c.closure.Module.File
	fn := &file.Functions[c.closure.Function]
	for i, local := range fn.Locals {
		switch name := file.Symbols[local]; {
		case i < len(fn.Parameters):
			taken = append(taken, name)
		case !strings.HasPrefix(name, "_"):
			made = append(made, name)
		}
	}
	return taken, made
}

// runCell runs a cell with the names that others have defined, and adds its own.
func (r *runner) runCell(c cell, names map[string]value.Value) {
	f := &frame.Frame{
		Module: c.closure.Module, Function: c.closure.Function, Outer: c.closure.Outer,
		Context: r.context(contextKey{c.frame.Context, c.frame.Module.Number, int32(c.at), c.closure}),
	}
	taken, made := c.names()
	var args []value.Argument
	for _, name := range taken {
		if v, ok := names[name]; ok {
			args = append(args, value.Argument{Name: name, Value: v})
		}
	}
	r.bindArguments(f, c.closure, args)
	r.bounded(func() { r.enterFrame(f) })
	for i, name := range made {
		if v := f.Slot(len(taken) + i); v != value.Nothing {
			names[name] = v
		}
	}
}
