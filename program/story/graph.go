package story

import (
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// A KeptGraph is a loss that something is given with the graph that its gradients were computed by.
type KeptGraph struct {
	At   value.Place
	What string // the loss, as the program calls it
	By   string // what is given it: wandb.log, losses.append
	step Step
}

// LossTensor finds a loss of a training that is kept in a list, or given to a tracker, in every step, with its graph.
func (s *Story) LossTensor(t *Training) (KeptGraph, bool) {
	if t.By != "" {
		return KeptGraph{}, false // frameworks detach what they report
	}
	for _, k := range s.graphs() {
		if s.isInSteps(&k.step, t) {
			return k, true
		}
	}
	return KeptGraph{}, false
}

func (s *Story) graphs() []KeptGraph { return graphsAnswer.Of(s, (*Story).findGraphs) }

var graphsAnswer Answer[[]KeptGraph]

// findGraphs finds all losses that are kept in lists, and then those that trackers are given.
func (s *Story) findGraphs() (all []KeptGraph) {
	differentiated := map[value.ID]bool{}
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Call != 0 {
			s.noteDifferentiated(e.Call, differentiated)
			continue
		}
		if id, ok := s.Record.Heap.One(e.Set.Value); ok && e.Set.Attribute == run.Appended && differentiated[id] {
			all = append(all, KeptGraph{e.At, s.Describe(e.Set.Value), s.Describe(e.Set.Object) + ".append", Step{Event: e}})
		}
	}
	for i := range s.reports() {
		r := &s.reports()[i]
		if r.facts.Sink != framework.Tracker {
			continue
		}
		for _, v := range s.reportedValues(r) {
			if id, ok := s.Record.Heap.One(v); ok && differentiated[id] {
				all = append(all, KeptGraph{r.Event.At, s.Describe(v), strings.TrimPrefix(r.Name, "?"), r.Step})
			}
		}
	}
	return all
}

// noteDifferentiated notes what a call computes the gradients of.
func (s *Story) noteDifferentiated(call value.ID, differentiated map[value.ID]bool) {
	o := s.Record.Heap.Object(call)
	if !s.computesGradients(o) {
		return
	}
	of := o.Of
	if v, ok := o.Argument("loss", 0); ok && !strings.HasPrefix(s.called(o), "torch.Tensor") {
		of = v
	}
	for _, id := range s.Record.Heap.All(of) {
		differentiated[id] = true
	}
}

// reportedValues are what a report is given, by itself or under a key.
func (s *Story) reportedValues(r *report) (all []value.Value) {
	for _, a := range r.values {
		all = append(all, a.Value)
		if o := s.single(a.Value); o != nil && o.Kind == value.Dict {
			for _, key := range sortedKeys(o.Fields) {
				all = append(all, o.Fields[key])
			}
		}
	}
	return all
}
