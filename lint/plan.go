package lint

import (
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A rule about programs sees no text. It says what is to be done at a place, and the edits are worked out from the text around that
// place: see [Plan]. There is no fix where the text has another form than the plan is for, or where a name in the plan is not
// known at the place.

// mark begins the text of an edit that is a plan.
const mark = "\x00"

// A Plan is what an edit is to do at its place.
type Plan struct {
	Do   Doing
	Text string // statements, a header, a decorator or a value; see the functions that make plans
	Name string // of an argument
}

// A Doing is the kind of a plan.
type Doing byte

// The kinds of plan.
const (
	PutBefore   Doing = 'b'
	PutAfter    Doing = 'a'
	PutInside   Doing = 'i'
	PutUnder    Doing = 'u'
	Decorate    Doing = 'd'
	MoveAfter   Doing = 'm'
	MoveBefore  Doing = 'M'
	PassKeyword Doing = 'k'
	PassEntries Doing = 'e'
	NumberPath  Doing = 'n'
	ReplaceText Doing = 'r'
	SwapTwo     Doing = 's'
	SortResult  Doing = 'o'
	Rewrite     Doing = 'w'
	AppendText  Doing = 'p'
)

// Before returns an edit that puts simple statements on lines of their own before the statement in which something is.
func Before(at analysis.Range, statements ...string) analysis.TextEdit {
	return plan(at, PutBefore, "", strings.Join(statements, "\n"))
}

// After returns an edit that puts simple statements on lines of their own after the simple statement in which something is.
func After(at analysis.Range, statements ...string) analysis.TextEdit {
	return plan(at, PutAfter, "", strings.Join(statements, "\n"))
}

// Inside returns an edit that starts the body of a loop with simple statements.
func Inside(loop analysis.Range, statements ...string) analysis.TextEdit {
	return plan(loop, PutInside, "", strings.Join(statements, "\n"))
}

// Under returns an edit that makes a loop, or the simple statement in which something is, the body of a with statement.
func Under(at analysis.Range, header string) analysis.TextEdit {
	return plan(at, PutUnder, "", header)
}

// Decorated returns an edit that decorates the function in which something is.
func Decorated(at analysis.Range, decorator string) analysis.TextEdit {
	return plan(at, Decorate, "", decorator)
}

// MovedAfter returns an edit that moves the simple statement in which something is to after another one of the same block.
func MovedAfter(at, other analysis.Range) analysis.TextEdit {
	return plan(at, MoveAfter, "", reference(Statement, other))
}

// MovedBefore returns an edit that moves the simple statement in which something is to before another one of the same block.
func MovedBefore(at, other analysis.Range) analysis.TextEdit {
	return plan(at, MoveBefore, "", reference(Statement, other))
}

// Passing returns an edit that gives a call an argument by name. If the call has it, a literal is replaced, and nothing else.
func Passing(call analysis.Range, name, value string) analysis.TextEdit {
	return plan(call, PassKeyword, name, value)
}

// Entries returns an edit that gives a call more entries, as key: value, in the only dictionary that is written out among its
// arguments, or that a name among these stands for.
func Entries(call analysis.Range, entries ...string) analysis.TextEdit {
	return plan(call, PassEntries, "", strings.Join(entries, "\n"))
}

// Numbered returns an edit that puts a number into the name of the file that a call is given for an argument, by name or at a 0-based
// position: as a constant, an f-string, or a constant at the end of a path. A number in braces is a placeholder of str.format.
func Numbered(call analysis.Range, name string, position int, number string) analysis.TextEdit {
	return plan(call, NumberPath, fmt.Sprintf("%s %d", name, position), number)
}

// Swapped returns an edit that swaps the first two arguments of a call.
func Swapped(call analysis.Range) analysis.TextEdit { return plan(call, SwapTwo, "", "") }

// Appended returns an edit that writes something after the only argument of a call, or value of a dictionary among these, that is a name.
func Appended(call analysis.Range, name, text string) analysis.TextEdit {
	return plan(call, AppendText, name, text)
}

// Sorted returns an edit that sorts what a call returns.
func Sorted(call analysis.Range) analysis.TextEdit { return plan(call, SortResult, "", "") }

// Rewritten returns an edit of the innermost code around a place that a pattern matches: $1 is what its first group does.
func Rewritten(at analysis.Range, pattern, text string) analysis.TextEdit {
	return plan(at, Rewrite, pattern, text)
}

// Replacing returns an edit that writes another text in the only string among the arguments of a call that is old.
func Replacing(call analysis.Range, old, text string) analysis.TextEdit {
	return plan(call, ReplaceText, old, text)
}

func plan(at analysis.Range, do Doing, name, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(mark + string(do) + name + mark + text)}
}

// CutPlan returns the plan that the text of an edit is, and whether it is one.
func CutPlan(text string) (p Plan, ok bool) {
	rest, ok := strings.CutPrefix(text, mark)
	if !ok || rest == "" {
		return Plan{}, false
	}
	name, text, ok := strings.Cut(rest[1:], mark)
	return Plan{Do: Doing(rest[0]), Name: name, Text: text}, ok
}

// References in the text of a plan stand for what is written elsewhere in the file.
const (
	startReference = "\x01"
	endReference   = "\x02"
)

// A Reference is a part of a plan's text that stands for what is written at a place of the same file.
type Reference struct {
	To       Referred
	Pos, End token.Pos // in the run's token.FileSet
}

// A Referred says what of a place a reference stands for.
type Referred rune

// What a reference may stand for.
const (
	Callee   Referred = 'c'
	Receiver Referred = 'r'
	Given    Referred = 'g'
	Assigned Referred = 'a'
	Variable Referred = 'v'
	Iterated Referred = 'i'
	// Statement stands for no text: it is a place that a plan is about, too.
	Statement Referred = 's'
)

// CalleeOf stands for what a call calls: model of model(x), and of model.forward(x).
func CalleeOf(call analysis.Range) string { return reference(Callee, call) }

// ReceiverOf stands for what the method of a call is called on: model of model.eval().
func ReceiverOf(call analysis.Range) string { return reference(Receiver, call) }

// GivenTo stands for the first argument of a call, if that is a name: optimizer of scaler.step(optimizer).
func GivenTo(call analysis.Range) string { return reference(Given, call) }

// AssignedFrom stands for the name that the result of a call is given.
func AssignedFrom(call analysis.Range) string { return reference(Assigned, call) }

// IteratedBy stands for what a loop goes over, numbered or not, with a progress bar or without.
func IteratedBy(loop analysis.Range) string { return reference(Iterated, loop) }

// VariableOf stands for the variable of a loop that counts.
func VariableOf(loop analysis.Range) string { return reference(Variable, loop) }

func reference(to Referred, at analysis.Range) string {
	return fmt.Sprintf("%s%c%d:%d%s", startReference, to, at.Pos(), at.End(), endReference)
}

// Resolve returns a text with what its references stand for, and whether each stands for something.
func Resolve(text string, resolve func(Reference) (string, bool)) (string, bool) {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, startReference)
		out.WriteString(before)
		if !found {
			return out.String(), true
		}
		to, after, _ := strings.Cut(rest, endReference)
		var r Reference
		if n, err := fmt.Sscanf(to, "%c%d:%d", &r.To, &r.Pos, &r.End); n < 3 || err != nil {
			return "", false
		}
		written, ok := resolve(r)
		if !ok {
			return "", false
		}
		out.WriteString(written)
		text = after
	}
}
