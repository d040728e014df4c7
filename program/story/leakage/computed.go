package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// computedOf is a column among the features that is computed, row by row, from the column that is predicted: price_per_foot of price. It
// is none of those that are dropped, or left out of those that are chosen.
func computedOf(s *story.Story, t *table, target string, chooses func(column string) bool) string {
	for _, of := range t.chain {
		for _, name := range value.SortedKeys(of.Fields) {
			if name == target || slices.Contains(t.dropped, name) || t.chosen && !slices.Contains(t.only, name) || !chooses(name) {
				continue
			}
			if isComputedOf(s, of.Fields[name], t, target, story.MaxWalk) && !removesInPlace(s, t, name) {
				return name
			}
		}
	}
	return ""
}

// isComputedOf reports whether a column is arithmetic with another one, a function of each of its values, or of a window that ends at each row.
func isComputedOf(s *story.Story, v value.Value, t *table, target string, depth int) bool {
	o := s.Single(v)
	if o == nil || o.Kind != value.Foreign || depth == 0 {
		return false
	}
	if _, index, isPart := value.Element(o.Name); isPart {
		return index == target && (columnIfOf(s, o, index, t) != "" || isOfGroups(s, o, t))
	}
	if arithmetic[o.Operator] {
		return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return isComputedOf(s, a.Value, t, target, depth-1) })
	}
	name, isCall := strings.CutSuffix(o.Name, "()")
	class, method := story.CutLast(name)
	switch {
	case !isCall:
		return false
	case byValue[method] && class == "numpy":
		return len(o.Args) > 0 && isComputedOf(s, o.Args[0].Value, t, target, depth-1)
	case byValue[method], method == "rolling", method == "expanding", method == "ewm", (statistics[method] || method == "sum") && isOfWindow(s, o):
		return isComputedOf(s, o.Of, t, target, depth-1)
	case method == "transform":
		return isComputedOf(s, o.Elements, t, target, depth-1)
	}
	return false
}

// isOfGroups reports whether a column is one of a table's groups.
func isOfGroups(s *story.Story, o *value.Object, t *table) bool {
	groups := s.Single(o.Of)
	if groups == nil || !strings.HasSuffix(groups.Name, ".groupby()") {
		return false
	}
	of := s.Single(groups.Of)
	return of != nil && slices.Contains(t.chain, of)
}

// isOfWindow reports whether a statistic is one of a window around each row.
func isOfWindow(s *story.Story, o *value.Object) bool {
	of := s.Single(o.Of)
	if of == nil {
		return false
	}
	_, method := story.CutLast(strings.TrimSuffix(of.Name, "()"))
	return method == "rolling" || method == "expanding" || method == "ewm"
}

// arithmetic are the operators that compute a number.
var arithmetic = map[code.Operator]bool{
	code.Add: true, code.Subtract: true, code.Multiply: true, code.Divide: true, code.FloorDivide: true,
}

// byValue are functions and methods that compute something of each value alone.
var byValue = map[string]bool{
	"log": true, "log1p": true, "log10": true, "log2": true, "sqrt": true, "exp": true, "expm1": true, "abs": true, "round": true, "astype": true,
	"fillna": true, "replace": true, "div": true, "mul": true, "add": true, "sub": true, "truediv": true, "clip": true,
}

// columnsOf reports, for the name of a column, whether what is fitted takes that column: all of them do, but for what chooses columns by
// lists of names or by their types.
func columnsOf(s *story.Story, model value.Value) func(column string) bool {
	if !mayChooseColumns(s, model) {
		return func(string) bool { return true }
	}
	names, byType := map[string]bool{}, false
	for _, id := range s.Origins(model) {
		o := s.Record.Heap.Object(id)
		switch {
		case o.Kind == value.Literal && o.Literal == code.String:
			names[o.Name] = true
		case o.Kind == value.Foreign && strings.HasSuffix(o.Name, ".select_dtypes()"):
			byType = byType || takesNumbers(s, o)
		}
	}
	return func(column string) bool { return names[column] || byType }
}

// takesNumbers reports whether a call of select_dtypes takes the columns with numbers.
func takesNumbers(s *story.Story, o *value.Object) bool {
	for _, text := range typesOf(s, story.Argument(o, "include", 0)) {
		if strings.HasPrefix(text, "number") || strings.HasPrefix(text, "float") {
			return true
		}
	}
	return false
}

// typesOf are the types that an argument names: "number", np.number, ["float64"].
func typesOf(s *story.Story, v value.Value) []string {
	if all, ok := texts(s, v); ok {
		return all
	}
	if o := s.Single(v); o != nil && o.Kind == value.Foreign {
		return []string{className(s.Called(o))}
	}
	return nil
}
