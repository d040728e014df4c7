package clone

import (
	"slices"

	"github.com/agentlint/agentlint/program/facts"
)

// A Loop is a training loop over batches, and the shapes of the statements in it.
type Loop struct {
	At     facts.Range // of its header
	shapes []uint64    // sorted
}

// LoopOf returns the loop whose header is at a place, with a body.
func LoopOf(at facts.Range, body facts.Span) Loop { return Loop{at, shapes(at.File, body)} }

// A Twin is a loop that does what another one does.
type Twin struct {
	At, Other facts.Range // headers; Other comes first
}

// Twins pairs the loops of which at least so many statements, and such a part of them, are alike, whatever their variables are called.
// A loop is paired with the first that it is like.
func Twins(loops []Loop, statements int, alike float64) (twins []Twin) {
	for i := range loops {
		for j := range i {
			if loops[i].isLike(&loops[j], statements, alike) {
				twins = append(twins, Twin{loops[i].At, loops[j].At})
				break
			}
		}
	}
	return twins
}

// shapes returns the shapes of the statements in a span, sorted.
func shapes(f *facts.Facts, in facts.Span) (shapes []uint64) {
	for _, s := range f.Within(in) {
		shapes = append(shapes, s.Shape)
	}
	slices.Sort(shapes)
	return shapes
}

// isLike compares by the Sørensen–Dice coefficient of the statements' shapes
// (https://en.wikipedia.org/wiki/Dice-S%C3%B8rensen_coefficient).
func (l *Loop) isLike(other *Loop, statements int, alike float64) bool {
	shared, a, b := 0, l.shapes, other.shapes
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			shared++
			a, b = a[1:], b[1:]
		}
	}
	return shared >= statements && float64(2*shared) >= alike*float64(len(l.shapes)+len(other.shapes))
}
