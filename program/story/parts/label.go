package parts

// Labels are the parts of data that something is made of. Those that only a name speaks of are shifted.
type Labels uint8

// The parts as labels.
const (
	FromTrain Labels = 1 << iota
	FromValidation
	FromTest
	FromHeldOut

	nameShift = 4
	byNames   = (FromTrain | FromValidation | FromTest | FromHeldOut) << nameShift
)

// partOf is the part that labels stand for; those of several parts stand for none.
var partOf = map[Labels]Part{
	FromTrain: Train, FromValidation: Validation, FromTest: Test, FromHeldOut: HeldOut,
	FromTest | FromValidation: HeldOut, FromTest | FromHeldOut: HeldOut, FromValidation | FromHeldOut: HeldOut,
}

var labelOf = map[Part]Labels{Train: FromTrain, Validation: FromValidation, Test: FromTest, HeldOut: FromHeldOut}

// Label is the label of what is of the part.
func (p Part) Label() Labels { return labelOf[p] }

// NameLabel is the label of what only a name says to be of the part.
func (p Part) NameLabel() Labels { return labelOf[p] << nameShift }

// Part is the part that the labels stand for, and whether it is told by nothing but a name.
func (l Labels) Part() (part Part, byName bool) {
	if strong := l &^ byNames; strong != 0 {
		return partOf[strong], false
	}
	return partOf[l>>nameShift], true
}

// Has reports whether one of some labels is among them, be it that only a name says so.
func (l Labels) Has(some Labels) bool { return (l|l>>nameShift)&some != 0 }
