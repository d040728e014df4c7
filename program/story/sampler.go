package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// SameOrder returns what makes the samplers that shuffle the data of a training alike in every epoch: nothing tells them which
// epoch it is.
func (s *Story) SameOrder() (out []*value.Object) {
	told, known := s.toldEpochs()
	if !known {
		return nil
	}
	seen := map[value.ID]bool{}
	for _, t := range s.Trainings {
		if t.By != "" || t.Epoch < 0 {
			continue
		}
		samplers := s.samplersOf(t.Data)
		if slices.ContainsFunc(samplers, func(id value.ID) bool { return told[id] }) {
			continue // the loop goes over several data sets
		}
		for _, id := range samplers {
			if o := s.Record.Heap.Object(id); !seen[id] && s.shuffles(o) {
				seen[id] = true
				out = append(out, o)
			}
		}
	}
	return out
}

// samplersOf are the samplers that data was made with which must be told the epoch.
func (s *Story) samplersOf(data value.Value) (out []value.ID) {
	for _, id := range s.origins(data) {
		facts := s.frameworks.Lookup(s.called(s.Record.Heap.Object(id)))
		if facts != nil && facts.Epochs {
			out = append(out, id)
		}
	}
	return out
}

// shuffles reports whether a sampler certainly shuffles, as it does unless it is told not to.
func (s *Story) shuffles(sampler *value.Object) bool {
	if slices.ContainsFunc(sampler.Args, func(a value.Argument) bool { return a.Rest }) {
		return false
	}
	shuffle, given := sampler.Argument("shuffle", 3)
	return !given || s.isTrue(shuffle)
}

// toldEpochs are the samplers that are told the epoch; known is false if something is told of which they are not known.
func (s *Story) toldEpochs() (told map[value.ID]bool, known bool) {
	told = map[value.ID]bool{}
	for i := range s.calls {
		o := s.calls[i].Object
		if !strings.HasSuffix(o.Name, ".set_epoch()") {
			continue
		}
		samplers := s.samplersOf(o.Of)
		if len(samplers) == 0 {
			return nil, false
		}
		for _, id := range samplers {
			told[id] = true
		}
	}
	return told, true
}

// maxMade bounds how many objects something is made of.
const maxMade = 512

// origins are the objects that a value may be, and those that they were made of.
func (s *Story) origins(v value.Value) (all []value.ID) {
	h := s.Record.Heap
	seen := map[value.ID]bool{}
	add := func(v value.Value) {
		for _, id := range h.All(v) {
			if !seen[id] && len(all) < maxMade {
				seen[id] = true
				all = append(all, id)
			}
		}
	}
	add(v)
	for i := 0; i < len(all); i++ {
		o := h.Object(all[i])
		add(o.Of)
		add(o.Elements)
		for _, a := range o.Args {
			add(a.Value)
		}
		for _, item := range o.Items {
			add(item)
		}
		for _, key := range sortedKeys(o.Fields) {
			if o.Kind == value.Dict {
				add(o.Fields[key])
			}
		}
	}
	return all
}
