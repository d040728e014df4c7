package place

import (
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

// Plan returns the edit of a file that does what a plan says between two offsets. There is none if the code there has not the form that the plan
// is for, or if a name in its text is not known there.
func (p *Places) Plan(name string, start, end int, plan lint.Plan) (made lint.Edit, ok bool) {
	f := p.programAt(name, start)
	if f == nil {
		return lint.Edit{}, false
	}
	at := f.nodeAt(start, end)
	where := at // the plan's text will be
	if plan.Do == lint.PutInside {
		where = firstIn(loopAt(at).Child(python.BodyField))
	}
	var other python.Node
	text, ok := lint.Resolve(plan.Text, func(r lint.Reference) (string, bool) {
		to, ok := p.referred(name, f, r)
		if r.To == lint.Statement {
			other = to
			return "", ok
		}
		text, isNamed := written(to, where, r.To)
		return text, ok && isNamed
	})
	if !ok {
		return lint.Edit{}, false
	}
	e, ok := f.carryOut(at, other, plan, text)
	if !ok {
		return lint.Edit{}, false
	}
	if prefix := f.prefix(e.start); prefix != "" {
		e.text = strings.ReplaceAll(e.text, "\n", "\n"+prefix)
	}
	made.Start = f.mapping.Start(e.start)
	if made.End = made.Start; e.end > e.start {
		made.End = f.mapping.End(e.end)
	} else if e.start > f.lineStart(e.start) { // it belongs to what is before it, in the same cell
		made.Start = f.mapping.End(e.start)
		made.End = made.Start
	}
	made.Start, made.End, made.New, ok = p.Edit(name, made.Start, made.End, e.text)
	return made, ok
}

// carryOut returns the edit of a program that a plan comes to at a node, with its text, and another statement if it refers to one.
func (f *program) carryOut(at, other python.Node, plan lint.Plan, text string) (edit, bool) {
	switch plan.Do {
	case lint.PutBefore:
		return f.before(at, text)
	case lint.PutAfter:
		return f.after(at, text)
	case lint.PutInside:
		return f.inside(at, text)
	case lint.PutUnder:
		return f.under(at, text)
	case lint.Decorate:
		return f.decorated(at, text)
	case lint.MoveAfter:
		return f.moved(at, other, true)
	case lint.MoveBefore:
		return f.moved(at, other, false)
	case lint.PassKeyword:
		return f.passing(at, plan.Name, text)
	case lint.PassEntries:
		return f.entries(at, text)
	case lint.ReplaceText:
		return f.replaced(at, plan.Name, text)
	case lint.NumberPath:
		return f.numbered(at, plan.Name, text)
	case lint.SwapTwo:
		return f.swapped(at)
	case lint.SortResult:
		return f.sorted(at)
	case lint.AppendText:
		return f.extended(at, plan.Name, text)
	case lint.Rewrite:
		return f.rewritten(at, plan.Name, text)
	}
	return edit{}, false
}

// referred returns the node that a reference is to, if that is in a program.
func (p *Places) referred(name string, f *program, r lint.Reference) (to python.Node, ok bool) {
	file := p.set.File(r.Pos)
	if file == nil || file.Name() != name {
		return to, false
	}
	start, end := int(r.Pos)-file.Base(), int(r.End)-file.Base()
	if start < f.start || end > f.end {
		return to, false
	}
	return f.nodeAt(start, end), true
}

// written returns what a reference to a node stands for, if that means the same at another.
func written(to, at python.Node, as lint.Referred) (string, bool) {
	switch as {
	case lint.Callee:
		callee := callAt(to).Child(python.FunctionField)
		if callee.Child(python.AttributeField).Text() == "forward" {
			callee = callee.Child(python.ObjectField)
		}
		return named(callee, at)
	case lint.Receiver:
		return named(callAt(to).Child(python.FunctionField).Child(python.ObjectField), at)
	case lint.Given:
		return named(callAt(to).Child(python.ArgumentsField).FirstChild(), at)
	case lint.Assigned:
		return assigned(callAt(to), at)
	case lint.Iterated:
		return iterated(loopAt(to), at)
	case lint.Variable:
		return variable(to, at)
	}
	return "", false
}
