package gradient

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A SameOrdered is what makes a sampler that shuffles the data of a training alike in every epoch.
type SameOrdered struct {
	At       value.Place // of the call that makes it
	Epochs   value.Place // the loop over epochs
	Batches  value.Place // the loop over the batches that it orders
	OfLoader bool        // what that loop goes over was given it as its sampler, and is nothing else
}

// SameOrder returns what makes the samplers that shuffle the data of a training alike in every epoch: nothing tells them which
// epoch it is.
func SameOrder(s *story.Story) (out []SameOrdered) {
	told, known := toldEpochs(s)
	if !known {
		return nil
	}
	seen := map[value.ID]bool{}
	for _, t := range s.Trainings {
		if t.By != "" || t.Epoch < 0 {
			continue
		}
		samplers := samplersOf(s, t.Data)
		if slices.ContainsFunc(samplers, func(id value.ID) bool { return told[id] }) {
			continue // the loop goes over several data sets
		}
		for _, id := range samplers {
			if o := s.Record.Heap.Object(id); !seen[id] && shuffles(s, o) {
				seen[id] = true
				out = append(out, SameOrdered{o.At, s.Record.Loops[t.Epoch].At, s.Record.Loops[t.Loop].At, isSamplerOf(s, id, t.Data)})
			}
		}
	}
	return out
}

// isSamplerOf reports whether data is a loader, and nothing else, that is given something as its sampler.
func isSamplerOf(s *story.Story, id value.ID, data value.Value) bool {
	o := s.Single(data)
	if o == nil || !story.Loads.MatchString(s.Called(o)) {
		return false
	}
	sampler, given := o.Argument("sampler", 3)
	of, isOne := s.Record.Heap.One(sampler)
	return given && isOne && of == id
}

// samplersOf are the samplers that data was made with which must be told the epoch.
func samplersOf(s *story.Story, data value.Value) (out []value.ID) {
	for _, id := range s.Origins(data) {
		facts := s.Lookup(s.Called(s.Record.Heap.Object(id)))
		if facts != nil && facts.Epochs {
			out = append(out, id)
		}
	}
	return out
}

// shuffles reports whether a sampler certainly shuffles, as it does unless it is told not to.
func shuffles(s *story.Story, sampler *value.Object) bool {
	if slices.ContainsFunc(sampler.Args, func(a value.Argument) bool { return a.Rest }) {
		return false
	}
	shuffle, given := sampler.Argument("shuffle", 3)
	return !given || s.IsTrue(shuffle)
}

// toldEpochs are the samplers that are told the epoch; known is false if something is told of which they are not known.
func toldEpochs(s *story.Story) (told map[value.ID]bool, known bool) {
	told = map[value.ID]bool{}
	for i := range s.Calls {
		o := s.Calls[i].Object
		if !strings.HasSuffix(o.Name, ".set_epoch()") {
			continue
		}
		samplers := samplersOf(s, o.Of)
		if len(samplers) == 0 {
			return nil, false
		}
		for _, id := range samplers {
			told[id] = true
		}
	}
	return told, true
}
