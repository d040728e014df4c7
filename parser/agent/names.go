package agent

import (
	"strings"

	"github.com/agentlint/agentlint/parser/config"
)

// A Name is one of several that stand in one value: of tools, agents or models.
type Name struct {
	Text  string
	Range Range
}

// Names returns the names that v lists: the elements of a list, or what stands between the commas of a string.
// Commas in parentheses belong to a name, as in Agent(reviewer, tester).
func (f *File) Names(v Value) []Name {
	if len(v.Items) > 0 {
		names := make([]Name, len(v.Items))
		for i, item := range v.Items {
			names[i] = Name{strings.TrimSpace(item.Text()), item.Range}
		}
		return names
	}
	if t := v.Type(); t == List || t == Map || t == Null {
		return nil
	}
	return f.split(v.Range)
}

// split returns what stands between the commas of r, without the quotes around it.
func (f *File) split(r Range) []Name {
	text := f.Source.Text
	if r.Start < r.End && (text[r.Start] == '|' || text[r.Start] == '>') {
		_, r.Start = config.Line(text[:r.End], r.Start) // a block scalar's indicator
	}
	if n := r.End - r.Start; n >= 2 && text[r.Start] == text[r.End-1] && (text[r.Start] == '"' || text[r.Start] == '\'') {
		r = Range{Start: r.Start + 1, End: r.End - 1}
	}
	var names []Name
	depth, start := 0, r.Start
	for i := r.Start; i <= r.End; i++ {
		switch {
		case i == r.End || text[i] == ',' && depth == 0:
			if at := config.Trim(text, Range{Start: start, End: i}); at.Start < at.End {
				names = append(names, Name{f.Text(at), at})
			}
			start = i + 1
		case text[i] == '(':
			depth++
		case text[i] == ')':
			depth--
		}
	}
	return names
}
