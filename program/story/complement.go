package story

import (
	"slices"

	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

func (s *Story) complements() []parts.Labels {
	return complementsAnswer.Of(s, (*Story).findComplements)
}

var complementsAnswer Answer[[]parts.Labels]

// findComplements labels what is made of data that the program parts by slices of its own: of what comes before a bound and what
// comes after it, the part that a training goes over is for training, and the other is held out. It is asked where nothing else
// says which part something is.
func (s *Story) findComplements() []parts.Labels {
	h := s.Record.Heap
	out := make([]parts.Labels, h.Len()+1)
	trained := s.trainedSlices()
	if len(trained) == 0 {
		return out
	}
	own := make([]bool, h.Len()+1)
	for id, o := range h.Objects() {
		if t, ok := s.Taking(o); ok && t.Split == nil {
			out[id] = s.complementLabel(t, trained)
			own[id] = out[id] != 0
		}
	}
	for range maxPasses {
		settled := true
		for id, o := range h.Objects() {
			if own[id] {
				continue
			}
			found := parts.Labels(0)
			for _, v := range s.MadeOf(o) {
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
func (s *Story) trainedSlices() (all []Taken) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By != "" || t.Data == value.Nothing {
			continue
		}
		for _, k := range s.RowsOf(t.Data).Taken {
			if k.Split == nil {
				all = append(all, k)
			}
		}
	}
	return all
}

// complementLabel tells which part a slice is if some are trained on: it is one of them, or what one of them leaves.
func (s *Story) complementLabel(t Taken, trained []Taken) parts.Labels {
	switch {
	case slices.ContainsFunc(trained, func(k Taken) bool { return k.Piece == t.Piece }):
		return parts.FromTrain
	case slices.ContainsFunc(trained, func(k Taken) bool { return s.IsRest(t, k) || s.IsRest(k, t) }):
		return parts.FromHeldOut
	}
	return 0
}

// IsRest reports whether one slice goes on where another ends, to the end of the same data.
func (s *Story) IsRest(t, before Taken) bool {
	return t.Piece.Of == before.Piece.Of && before.Lower == value.Nothing && t.Upper == value.Nothing && s.IsSameBound(t.Lower, before.Upper)
}

// IsSameBound reports whether two bounds of slices are the same number.
func (s *Story) IsSameBound(a, b value.Value) bool {
	return a == b || s.OnlyLiteral(a) != nil && s.signature(a, 1) == s.signature(b, 1)
}
