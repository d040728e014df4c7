package library

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/value"
)

// Engines of Ignite run a function with every batch, and what was attached to them when something happens: see
// https://docs.pytorch.org/ignite/concepts.html. A run does what they do, so that it reads like a loop that is written out.
var engines map[string]func(Site, value.ID, value.Value) value.Value

// tells is what a logger that is attached to an engine does when its event happens.
const tells = "ignite.handlers.OutputHandler()"

func addEngineModels() {
	engines = map[string]func(Site, value.ID, value.Value) value.Value{
		"ignite.engine.Engine()":                      Site.process,
		"ignite.engine.engine.Engine()":               Site.process,
		"ignite.engine.create_supervised_trainer()":   Site.supervise,
		"ignite.engine.create_supervised_evaluator()": Site.judge,
	}
	for engine, step := range engines {
		models[strings.TrimSuffix(engine, "()")] = func(s Site) value.Value {
			return s.Heap.Of(s.leaves(s.Name, s.Of, s.Args))
		}
		models[engine+".on()"] = onModel
		models[engine+".add_event_handler"] = handlerModel
		models[engine+".run"] = func(s Site) value.Value {
			for _, id := range s.Heap.All(s.Of) {
				s.runEngine(id, step)
			}
			return value.Nothing
		}
	}
}

// onModel gives a function to the engine whose event decorates it.
func onModel(s Site) value.Value {
	on := s.Heap.Object(s.Callee)
	if len(s.Args) == 0 || len(on.Args) == 0 {
		return value.Nothing
	}
	s.handle(s.Of, on.Args[0].Value, s.Args[0].Value, on.Args[1:])
	return s.Args[0].Value
}

func handlerModel(s Site) value.Value {
	event, _ := s.Argument("event_name", 0)
	handler, ok := s.Argument("handler", 1)
	if !ok {
		return value.Nothing
	}
	s.handle(s.Of, event, handler, s.Args[2:])
	return s.Heap.None()
}

// Attach gives an engine what tells of it, if a call does that: logger.attach(engine, …), stats.Attach(engine). Metrics and timers are
// only read by others.
func Attach(s Site) {
	of, method, ok := strings.Cut(s.Name, "().attach")
	engine, given := s.Argument("engine", 0)
	if !ok || !given || !attaching[method] || strings.HasPrefix(of, "ignite.metrics.") || strings.HasSuffix(of, ".Timer") || !s.isEngine(engine) {
		return
	}
	event, given := s.Argument("event_name", -1)
	if !given {
		event = s.Heap.Outside("ignite.engine.Events.ITERATION_COMPLETED")
	}
	s.handle(engine, event, s.Heap.Outside(tells), nil)
}

// attaching are what follows the word in the names of the methods that attach something.
var attaching = map[string]bool{"": true, "_output_handler": true, "_opt_params_handler": true}

// isEngine reports whether a value may be an engine.
func (s Site) isEngine(v value.Value) bool {
	return slices.ContainsFunc(s.Heap.All(v), func(id value.ID) bool { return engines[s.Heap.Object(id).Name] != nil })
}

// handle notes what an engine calls when something happens, and with which arguments after the engine.
func (s Site) handle(engine, event, handler value.Value, rest []value.Argument) {
	id := s.make(value.Partial, 3)
	s.Heap.Add(&s.Heap.Object(id).Callee, handler)
	s.Heap.JoinArguments(s.Heap.Object(id), rest)
	for _, moment := range s.moments(event, 0) {
		s.Heap.PutField(engine, moment, s.Heap.Of(id))
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
func (s Site) moments(event value.Value, depth int) (all []string) {
	for _, id := range s.Heap.All(event) {
		o := s.Heap.Object(id)
		name, _ := value.LastPart(strings.TrimSuffix(o.Name, "()"))
		if moment, ok := momentOf[name]; ok {
			all = append(all, moment)
		} else if depth < 3 {
			for _, a := range o.Args {
				all = append(all, s.moments(a.Value, depth+1)...)
			}
		}
	}
	return all
}

// engineRounds is how often the loop of an engine is run: handlers use what others have left.
const engineRounds = 2

// runEngine runs an engine over data.
func (s Site) runEngine(engine value.ID, step func(Site, value.ID, value.Value) value.Value) {
	data, _ := s.Argument("data", 0)
	s.happen(engine, before)
	depth := len(s.Around)
	if epochs, ok := s.Argument("max_epochs", 1); ok {
		s.enter("epoch", s.Heap.Of(s.leaves("builtins.range", value.Nothing, []value.Argument{{Value: epochs, From: value.Written}})))
	}
	outer, mark := len(s.Around), len(s.Events)
	for range engineRounds {
		s.Events = s.Events[:mark] // of earlier rounds, which knew less
		s.happen(engine, beforeEpoch)
		s.enter("batch", data)
		s.happen(engine, beforeBatch)
		s.leaveOutput(engine, step(s, engine, s.element(data)))
		s.happen(engine, afterBatch)
		s.Around = s.Around[:outer]
		s.happen(engine, afterEpoch)
	}
	s.Around = s.Around[:depth]
	s.happen(engine, after)
}

// happen runs what an engine was given for a moment.
func (s Site) happen(engine value.ID, moment string) {
	self := s.Heap.Of(engine)
	for i, id := range s.Heap.All(s.Heap.Object(engine).Fields[moment]) {
		o := s.Heap.Object(id)
		args := []value.Argument{{Value: self}}
		if o.Callee == s.Heap.Outside(tells) {
			state := s.Attribute(s.Frame, self, "state", s.Span, s.At)
			args = append(args, value.Argument{Value: s.Attribute(s.Frame, state, "output", s.Span, s.At)}, value.Argument{Value: s.Attribute(s.Frame, state, "metrics", s.Span, s.At)})
		}
		s.Call(s.Frame, s.Heap.Object(id).Callee, append(args, s.Heap.Object(id).Args...), s.Span, s.At*64+i)
	}
}

// leaveOutput puts what came of a batch into the state of an engine, with the metrics that are made of it.
func (s Site) leaveOutput(engine value.ID, output value.Value) {
	state := s.Heap.New(value.Key{Context: uint32(engine), Sort: value.Foreign, Index: -2}, value.Object{Kind: value.Foreign, Name: "ignite.engine.State()"})
	metrics := s.Heap.New(value.Key{Context: uint32(engine), Sort: value.Foreign, Index: -3}, value.Object{Kind: value.Foreign, Name: "ignite.engine.State().metrics"})
	s.Heap.JoinArguments(s.Heap.Object(metrics), []value.Argument{{Value: output}})
	s.Heap.PutField(s.Heap.Of(state), "output", output)
	s.Heap.PutField(s.Heap.Of(state), "metrics", s.Heap.Of(metrics))
	s.Heap.PutField(s.Heap.Of(engine), "state", s.Heap.Of(state))
}

// process runs the function that an engine was made with.
func (s Site) process(engine value.ID, batch value.Value) value.Value {
	function, _ := s.Heap.Object(engine).Argument("process_function", 0)
	return s.Call(s.Frame, function, []value.Argument{{Value: s.Heap.Of(engine)}, {Value: batch}}, s.Span, s.At*64+62)
}

// supervise does a step of training.
func (s Site) supervise(engine value.ID, batch value.Value) value.Value {
	made := *s.Heap.Object(engine)
	model, _ := made.Argument("model", 0)
	optimizer, _ := made.Argument("optimizer", 1)
	criterion, _ := made.Argument("loss_fn", 2)
	s.tell(optimizer, "zero_grad")
	s.tell(model, "train")
	prediction := s.Call(s.Frame, model, []value.Argument{{Value: s.Index(s.Frame, batch, s.number("0"), s.Span, s.At)}}, s.Span, s.At*64+60)
	loss := s.Call(s.Frame, criterion, []value.Argument{{Value: prediction}, {Value: s.Index(s.Frame, batch, s.number("1"), s.Span, s.At*64+59)}}, s.Span, s.At*64+61)
	s.tell(loss, "backward")
	s.tell(optimizer, "step")
	return s.tell(loss, "item")
}

// judge runs a model in evaluation mode and without gradients.
func (s Site) judge(engine value.ID, batch value.Value) value.Value {
	model, _ := s.Heap.Object(engine).Argument("model", 0)
	around := len(s.Within)
	s.Within = append(s.Within, "torch.no_grad")
	s.tell(model, "eval")
	prediction := s.Call(s.Frame, model, []value.Argument{{Value: s.Index(s.Frame, batch, s.number("0"), s.Span, s.At)}}, s.Span, s.At*64+60)
	s.Within = s.Within[:around]
	return prediction
}

// tell calls a method of an object.
func (s Site) tell(object value.Value, method string) value.Value {
	return s.Call(s.Frame, s.Attribute(s.Frame, object, method, s.Span, s.At*64+58), nil, s.Span, s.At*64+58)
}

// enter opens one of the loops that one call runs.
func (s Site) enter(name string, over value.Value) {
	s.Enter(record.Loop{At: s.Frame.Place(s.Span), In: s.Frame.Code().Qualified, Name: name, Over: over}, s.Frame.Context)
}

// leaves notes a call that leaves the project and calls nothing of it.
func (s Site) leaves(name string, of value.Value, args []value.Argument) value.ID {
	key := s.Frame.Key(s.At, value.Foreign, int(s.Heap.Number(name)))
	id := s.Heap.New(key, value.Object{Kind: value.Foreign, Name: name + "()", At: s.Frame.Place(s.Span), Of: of})
	s.Heap.JoinArguments(s.Heap.Object(id), args)
	s.Emit(record.Event{Call: id, At: s.Frame.Place(s.Span)})
	return id
}
