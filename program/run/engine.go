package run

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// Engines of Ignite run a function with every batch, and what was attached to them when something happens: see
// https://docs.pytorch.org/ignite/concepts.html. A run does what they do, so that it reads like a loop that is written out.
var engines map[string]func(*runner, *frame, site, value.ID, value.Value) value.Value

// tells is what a logger that is attached to an engine does when its event happens.
const tells = "ignite.handlers.OutputHandler()"

func addEngineModels() {
	engines = map[string]func(*runner, *frame, site, value.ID, value.Value) value.Value{
		"ignite.engine.Engine()":                      (*runner).process,
		"ignite.engine.engine.Engine()":               (*runner).process,
		"ignite.engine.create_supervised_trainer()":   (*runner).supervise,
		"ignite.engine.create_supervised_evaluator()": (*runner).judge,
	}
	for engine, step := range engines {
		models[strings.TrimSuffix(engine, "()")] = func(r *runner, f *frame, s site) value.Value {
			return r.heap.Of(r.leaving(f, s.name, s.of, s.args, s.span, s.at))
		}
		models[engine+".on()"] = onModel
		models[engine+".add_event_handler"] = handlerModel
		models[engine+".run"] = func(r *runner, f *frame, s site) value.Value {
			for _, id := range r.heap.All(s.of) {
				r.runEngine(f, s, id, step)
			}
			return value.Nothing
		}
	}
}

// onModel gives a function to the engine whose event decorates it.
func onModel(r *runner, f *frame, s site) value.Value {
	on := r.heap.Object(s.callee)
	if len(s.args) == 0 || len(on.Args) == 0 {
		return value.Nothing
	}
	r.handle(f, s, s.of, on.Args[0].Value, s.args[0].Value, on.Args[1:])
	return s.args[0].Value
}

func handlerModel(r *runner, f *frame, s site) value.Value {
	event, _ := s.argument("event_name", 0)
	handler, ok := s.argument("handler", 1)
	if !ok {
		return value.Nothing
	}
	r.handle(f, s, s.of, event, handler, s.args[2:])
	return r.none()
}

// attach gives an engine what tells of it, if a call does that: logger.attach(engine, …), stats.attach(engine). Metrics and timers are
// only read by others.
func (r *runner) attach(f *frame, s site) {
	of, method, ok := strings.Cut(s.name, "().attach")
	engine, given := s.argument("engine", 0)
	if !ok || !given || !attaching[method] || strings.HasPrefix(of, "ignite.metrics.") || strings.HasSuffix(of, ".Timer") || !r.isEngine(engine) {
		return
	}
	event, given := s.argument("event_name", -1)
	if !given {
		event = r.outside("ignite.engine.Events.ITERATION_COMPLETED")
	}
	r.handle(f, s, engine, event, r.outside(tells), nil)
}

// attaching are what follows the word in the names of the methods that attach something.
var attaching = map[string]bool{"": true, "_output_handler": true, "_opt_params_handler": true}

// isEngine reports whether a value may be an engine.
func (r *runner) isEngine(v value.Value) bool {
	return slices.ContainsFunc(r.heap.All(v), func(id value.ID) bool { return engines[r.heap.Object(id).Name] != nil })
}

// handle notes what an engine calls when something happens, and with which arguments behind the engine.
func (r *runner) handle(f *frame, s site, engine, event, handler value.Value, rest []value.Argument) {
	id := r.makeID(f, value.Partial, 3, s.span, s.at)
	r.heap.Add(&r.heap.Object(id).Callee, handler)
	r.joinArguments(r.heap.Object(id), rest)
	for _, moment := range r.moments(event, 0) {
		r.putField(engine, moment, r.heap.Of(id))
	}
}

// The moments of an engine's run, as fields of the engine that no attribute is called like.
const (
	before      = "before it"
	beforeEpoch = "before an epoch"
	beforeBatch = "before a batch"
	afterBatch  = "after a batch"
	afterEpoch  = "after an epoch"
	after       = "after it"
)

var momentOf = map[string]string{
	"STARTED": before, "EPOCH_STARTED": beforeEpoch, "ITERATION_STARTED": beforeBatch, "GET_BATCH_STARTED": beforeBatch, "GET_BATCH_COMPLETED": beforeBatch,
	"ITERATION_COMPLETED": afterBatch, "EPOCH_COMPLETED": afterEpoch, "COMPLETED": after,
}

// moments are when an event happens, or one of several that are joined with |.
func (r *runner) moments(event value.Value, depth int) (all []string) {
	for _, id := range r.heap.All(event) {
		o := r.heap.Object(id)
		last, _ := lastPart(strings.TrimSuffix(o.Name, "()"))
		if moment, ok := momentOf[last]; ok {
			all = append(all, moment)
		} else if depth < 3 {
			for _, a := range o.Args {
				all = append(all, r.moments(a.Value, depth+1)...)
			}
		}
	}
	return all
}

// engineRounds is how often the loop of an engine is run: handlers use what others have left.
const engineRounds = 2

// runEngine runs an engine over data.
func (r *runner) runEngine(f *frame, s site, engine value.ID, step func(*runner, *frame, site, value.ID, value.Value) value.Value) {
	data, _ := s.argument("data", 0)
	r.happen(f, s, engine, before)
	depth := len(r.around)
	if epochs, ok := s.argument("max_epochs", 1); ok {
		r.openNamed(f, s, "epoch", r.foreign(f, "builtins.range", value.Nothing, []value.Argument{{Value: epochs, From: value.Written}}, s.span, s.at))
	}
	outer, mark := len(r.around), len(r.record.Events)
	for range engineRounds {
		r.record.Events = r.record.Events[:mark] // of earlier rounds, which knew less
		r.happen(f, s, engine, beforeEpoch)
		r.openNamed(f, s, "batch", data)
		r.happen(f, s, engine, beforeBatch)
		r.leaveOutput(engine, step(r, f, s, engine, r.element(f, data, s.span, s.at)))
		r.happen(f, s, engine, afterBatch)
		r.around = r.around[:outer]
		r.happen(f, s, engine, afterEpoch)
	}
	r.around = r.around[:depth]
	r.happen(f, s, engine, after)
}

// openNamed opens one of the loops that one call runs.
func (r *runner) openNamed(f *frame, s site, name string, over value.Value) {
	at := f.place(s.span)
	for i, l := range r.record.Loops {
		if l.At == at && l.Name == name {
			r.loopsOver(i, over)
			r.around = append(r.around, Around{Loop: i, Way: f.context})
			return
		}
	}
	r.record.Loops = append(r.record.Loops, Loop{At: at, In: f.code().Qualified, Name: name, Over: over})
	r.around = append(r.around, Around{Loop: len(r.record.Loops) - 1, Way: f.context})
}

// happen runs what an engine was given for a moment.
func (r *runner) happen(f *frame, s site, engine value.ID, moment string) {
	self := r.heap.Of(engine)
	for i, id := range r.heap.All(r.heap.Object(engine).Fields[moment]) {
		o := r.heap.Object(id)
		args := []value.Argument{{Value: self}}
		if o.Callee == r.outside(tells) {
			state := r.attribute(f, self, "state", s.span, s.at)
			args = append(args, value.Argument{Value: r.attribute(f, state, "output", s.span, s.at)}, value.Argument{Value: r.attribute(f, state, "metrics", s.span, s.at)})
		}
		r.call(f, r.heap.Object(id).Callee, append(args, r.heap.Object(id).Args...), s.span, s.at*64+i)
	}
}

// leaveOutput puts what came of a batch into the state of an engine, with the metrics that are made of it.
func (r *runner) leaveOutput(engine value.ID, output value.Value) {
	state := r.heap.New(value.Key{Context: uint32(engine), Sort: value.Foreign, Index: -2}, value.Object{Kind: value.Foreign, Name: "ignite.engine.State()"})
	metrics := r.heap.New(value.Key{Context: uint32(engine), Sort: value.Foreign, Index: -3}, value.Object{Kind: value.Foreign, Name: "ignite.engine.State().metrics"})
	r.joinArguments(r.heap.Object(metrics), []value.Argument{{Value: output}})
	r.putField(r.heap.Of(state), "output", output)
	r.putField(r.heap.Of(state), "metrics", r.heap.Of(metrics))
	r.putField(r.heap.Of(engine), "state", r.heap.Of(state))
}

// process runs the function that an engine was made with.
func (r *runner) process(f *frame, s site, engine value.ID, batch value.Value) value.Value {
	function, _ := r.heap.Object(engine).Argument("process_function", 0)
	return r.call(f, function, []value.Argument{{Value: r.heap.Of(engine)}, {Value: batch}}, s.span, s.at*64+62)
}

// supervise does a step of training.
func (r *runner) supervise(f *frame, s site, engine value.ID, batch value.Value) value.Value {
	made := *r.heap.Object(engine)
	model, _ := made.Argument("model", 0)
	optimizer, _ := made.Argument("optimizer", 1)
	criterion, _ := made.Argument("loss_fn", 2)
	r.tell(f, s, optimizer, "zero_grad")
	r.tell(f, s, model, "train")
	prediction := r.call(f, model, []value.Argument{{Value: r.index(f, batch, r.number("0"), s.span, s.at)}}, s.span, s.at*64+60)
	loss := r.call(f, criterion, []value.Argument{{Value: prediction}, {Value: r.index(f, batch, r.number("1"), s.span, s.at*64+59)}}, s.span, s.at*64+61)
	r.tell(f, s, loss, "backward")
	r.tell(f, s, optimizer, "step")
	return r.tell(f, s, loss, "item")
}

// judge runs a model in evaluation mode and without gradients.
func (r *runner) judge(f *frame, s site, engine value.ID, batch value.Value) value.Value {
	model, _ := r.heap.Object(engine).Argument("model", 0)
	around := len(r.within)
	r.within = append(r.within, "torch.no_grad")
	r.tell(f, s, model, "eval")
	prediction := r.call(f, model, []value.Argument{{Value: r.index(f, batch, r.number("0"), s.span, s.at)}}, s.span, s.at*64+60)
	r.within = r.within[:around]
	return prediction
}

// tell calls a method of an object.
func (r *runner) tell(f *frame, s site, object value.Value, method string) value.Value {
	return r.call(f, r.attribute(f, object, method, s.span, s.at*64+58), nil, s.span, s.at*64+58)
}
