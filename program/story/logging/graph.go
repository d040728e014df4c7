package logging

import (
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A KeptGraph is a loss that something is given with the graph that its gradients were computed by.
type KeptGraph struct {
	At   value.Place
	What string // the loss, as the program calls it
	By   string // what is given it: wandb.log, losses.append
	step story.Step
}

// LossTensor finds a loss of a training that is kept in a list, or given to a tracker, in every step, with its graph.
func LossTensor(s *story.Story, t *story.Training) (KeptGraph, bool) {
	if t.By != "" {
		return KeptGraph{}, false // frameworks detach what they report
	}
	for _, k := range graphs(s) {
		if isInSteps(s, &k.step, t) {
			return k, true
		}
	}
	return KeptGraph{}, false
}

func graphs(s *story.Story) []KeptGraph { return graphsAnswer.Of(s, findGraphs) }

var graphsAnswer story.Answer[[]KeptGraph]

// findGraphs finds all losses that are kept in lists, and then those that trackers are given.
func findGraphs(s *story.Story) (all []KeptGraph) {
	differentiated := map[value.ID]bool{}
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Call != 0 {
			noteDifferentiated(s, e.Call, differentiated)
			continue
		}
		if id, ok := s.Record.Heap.One(e.Set.Value); ok && e.Set.Attribute == record.Appended && differentiated[id] {
			all = append(all, KeptGraph{e.At, s.Record.Heap.Describe(e.Set.Value), s.Record.Heap.Describe(e.Set.Object) + ".append", story.Step{Event: e}})
		}
	}
	for i := range Reports(s) {
		r := &Reports(s)[i]
		if r.Facts.Sink != framework.Tracker {
			continue
		}
		for _, v := range reportedValues(s, r) {
			if id, ok := s.Record.Heap.One(v); ok && differentiated[id] {
				all = append(all, KeptGraph{r.Event.At, s.Record.Heap.Describe(v), strings.TrimPrefix(r.Name, "?"), r.Step})
			}
		}
	}
	return all
}

// noteDifferentiated notes what a call computes the gradients of.
func noteDifferentiated(s *story.Story, call value.ID, differentiated map[value.ID]bool) {
	o := s.Record.Heap.Object(call)
	if !s.ComputesGradients(o) {
		return
	}
	of := o.Of
	if v, ok := o.Argument("loss", 0); ok && !strings.HasPrefix(s.Called(o), "torch.Tensor") {
		of = v
	}
	for _, id := range s.Record.Heap.All(of) {
		differentiated[id] = true
	}
}

// reportedValues are what a report is given, by itself or under a key.
func reportedValues(s *story.Story, r *Report) (all []value.Value) {
	for _, a := range r.Values {
		all = append(all, a.Value)
		if o := s.Single(a.Value); o != nil && o.Kind == value.Dict {
			for _, key := range value.SortedKeys(o.Fields) {
				all = append(all, o.Fields[key])
			}
		}
	}
	return all
}
