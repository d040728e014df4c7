package story

import (
	"slices"

	"github.com/agentlint/agentlint/program/value"
)

func (s *Story) complements() []labels { return complementsAnswer.Of(s, (*Story).findComplements) }

var complementsAnswer Answer[[]labels]

// findComplements labels what is made of data that the program parts by slices of its own: of what comes before a bound and what
// comes after it, the part that a training goes over is for training, and the other is held out. It is asked where nothing else
// says which part something is.
func (s *Story) findComplements() []labels {
	h := s.Record.Heap
	out := make([]labels, h.Len()+1)
	trained := s.trainedSlices()
	if len(trained) == 0 {
		return out
	}
	own := make([]bool, h.Len()+1)
	for id := 1; id <= h.Len(); id++ {
		if t, ok := s.taking(h.Object(value.ID(id))); ok && t.split == nil {
			out[id] = s.complementLabel(t, trained)
			own[id] = out[id] != 0
		}
	}
	for range maxPasses {
		settled := true
		for id := 1; id <= h.Len(); id++ {
			if own[id] {
				continue
			}
			found := labels(0)
			for _, v := range s.madeOf(h.Object(value.ID(id))) {
				for _, from := range h.All(v) {
					found |= out[from]
				}
			}
			if found != out[id] {
				out[id], settled = found, false
			}
		}
		if settled {
			break
		}
	}
	return out
}

// trainedSlices are the slices of data that the program's own trainings go over.
func (s *Story) trainedSlices() (all []taken) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By != "" || t.Data == value.Nothing {
			continue
		}
		for _, k := range s.rowsOf(t.Data).taken {
			if k.split == nil {
				all = append(all, k)
			}
		}
	}
	return all
}

// complementLabel tells which part a slice is if some are trained on: it is one of them, or what one of them leaves.
func (s *Story) complementLabel(t taken, trained []taken) labels {
	switch {
	case slices.ContainsFunc(trained, func(k taken) bool { return k.piece == t.piece }):
		return fromTrain
	case slices.ContainsFunc(trained, func(k taken) bool { return s.isRest(t, k) || s.isRest(k, t) }):
		return fromHeldOut
	}
	return 0
}

// isRest reports whether one slice goes on where another ends, to the end of the same data.
func (s *Story) isRest(t, before taken) bool {
	return t.piece.Of == before.piece.Of && before.lower == value.Nothing && t.upper == value.Nothing && s.isSameBound(t.lower, before.upper)
}

// isSameBound reports whether two bounds of slices are the same number.
func (s *Story) isSameBound(a, b value.Value) bool {
	return a == b || s.literal(a) != nil && s.signature(a, 1) == s.signature(b, 1)
}
