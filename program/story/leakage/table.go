package leakage

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// A table is what a value was made of by calls that keep its columns, and what was done to them on the way.
type table struct {
	chain   []*value.Object // from the value to where it was read, all of them tables with columns of it
	dropped []string
	only    []string // those that were taken, if chosen
	chosen  bool
}

// sameColumns are methods and functions whose result has the columns of what they are given.
var sameColumns = map[string]bool{
	"copy": true, "values": true, "to_numpy": true, "fillna": true, "astype": true, "reset_index": true, "replace": true, "dropna": true, "sample": true,
	"sort_values": true, "drop_duplicates": true, "array": true, "asarray": true, "tensor": true, "from_numpy": true, "float": true, "as_tensor": true,
	"FloatTensor": true, "Tensor": true, "head": true, "interpolate": true, "ffill": true, "bfill": true, "sort_index": true, "set_index": true,
}

// tableOf follows a value back through what keeps the columns of a table, false if anything is done that may not.
func tableOf(s *story.Story, v value.Value) (t table, ok bool) {
	for range story.MaxWalk {
		o := s.Single(v)
		if o == nil || o.Kind != value.Foreign {
			return t, false
		}
		t.chain = append(t.chain, o)
		next, goes := columnsFrom(s, o, &t)
		if !goes {
			return t, false
		}
		if next == value.Nothing {
			return t, true
		}
		v = next
	}
	return t, false
}

// columnsFrom is what a table has its columns from, none if it is where they come from, and whether that can be told.
func columnsFrom(s *story.Story, o *value.Object, t *table) (from value.Value, ok bool) {
	_, last := story.CutLast(strings.TrimSuffix(o.Name, "()"))
	_, index, isPart := value.Element(o.Name)
	switch {
	case isPart && index != "" && s.SplitOf(o.Of) != nil:
		return partedBy(s.SplitOf(o.Of), index), true
	case isPart && index == "" && len(o.Args) == 1:
		return o.Of, takesRows(s, o.Args[0].Value) || choose(s, o.Args[0].Value, t)
	case last == "iloc" || last == "loc":
		return o.Of, true
	case isPart:
		return value.Nothing, false
	case last == "drop" && strings.HasSuffix(o.Name, "()"):
		return o.Of, drops(s, o, t)
	case sameColumns[last]:
		return validation.DataOf(o), validation.DataOf(o) != value.Nothing
	case last == "fit_transform" && scalers[className(s.Called(object(s, validation.First(s, o.Of))))]:
		return story.Argument(o, "X", 0), true
	case strings.HasPrefix(last, "read_") || strings.HasPrefix(s.Called(o), "pandas.DataFrame"):
		return value.Nothing, true
	}
	return value.Nothing, false
}

// scalers are transformers that keep all columns.
var scalers = map[string]bool{"StandardScaler": true, "MinMaxScaler": true, "RobustScaler": true, "MaxAbsScaler": true, "SimpleImputer": true}

func object(s *story.Story, id value.ID) *value.Object { return s.Record.Heap.Object(id) }

// partedBy is what a split was given for one of the parts that it returns.
func partedBy(split *value.Object, index string) value.Value {
	i, err := strconv.Atoi(index)
	if err != nil || split.Of != value.Nothing {
		return value.Nothing
	}
	v, _ := split.Argument("", i/2)
	return v
}

// choose notes a list of columns that is taken, false if it may be anything else than that or rows.
func choose(s *story.Story, key value.Value, t *table) bool {
	names, ok := texts(s, key)
	if ok && !t.chosen {
		t.only, t.chosen = names, true
	}
	return ok
}

// takesRows reports whether a key is a slice of rows.
func takesRows(s *story.Story, key value.Value) bool {
	o := s.Single(key)
	return o != nil && o.Kind == value.Slice && s.Cuts(key)
}

// texts are the strings of a list that is written out, or the only string that a value may be.
func texts(s *story.Story, v value.Value) (all []string, ok bool) {
	if text, ok := story.LiteralText(s.Record.Heap, v); ok {
		return []string{text}, true
	}
	o := s.Single(v)
	if o == nil || o.Kind != value.List || len(o.Items) == 0 {
		return nil, false
	}
	for _, item := range o.Items {
		text, ok := story.LiteralText(s.Record.Heap, item)
		if !ok {
			return nil, false
		}
		all = append(all, text)
	}
	return all, true
}

// drops notes what columns a call of drop takes out, false if that is not known.
func drops(s *story.Story, o *value.Object, t *table) bool {
	v, ok := o.Argument("columns", -1)
	if !ok {
		v, ok = o.Argument("labels", 0)
		axis := s.OnlyLiteral(story.Argument(o, "axis", 1))
		if axis == nil || axis.Name != "1" && axis.Name != "columns" {
			ok = false
		}
	}
	names, known := texts(s, v)
	t.dropped = append(t.dropped, names...)
	return ok && known
}

// column is the name of the column of a table that a value is, "" if it is none or not known.
func column(s *story.Story, v value.Value, t *table) string {
	for range story.MaxWalk {
		o := s.Single(v)
		if o == nil || o.Kind != value.Foreign {
			return ""
		}
		for _, of := range t.chain {
			for _, name := range value.SortedKeys(of.Fields) {
				if s.Shares(of.Fields[name], v) {
					return name
				}
			}
		}
		_, last := story.CutLast(strings.TrimSuffix(o.Name, "()"))
		_, index, isPart := value.Element(o.Name)
		switch split := s.SplitOf(o.Of); {
		case isPart && index != "" && split != nil:
			v = partedBy(split, index)
		case isPart && index != "":
			return columnIfOf(s, o, index, t)
		case isPart && len(o.Args) == 1 && takesRows(s, o.Args[0].Value):
			v = o.Of
		case sameColumns[last] || last == "ravel" || last == "map" || last == "squeeze" || last == "flatten" || last == "reshape" || last == "log1p" || last == "log" || last == "sqrt":
			v = validation.DataOf(o)
		case last == "fit_transform":
			v = story.Argument(o, "y", 0)
		default:
			return ""
		}
	}
	return ""
}

func columnIfOf(s *story.Story, o *value.Object, name string, t *table) string {
	if of := s.Single(o.Of); of != nil && slices.Contains(t.chain, of) {
		return name
	}
	return ""
}

// removesInPlace reports whether a column may be taken out of one of the objects that a table went through.
func removesInPlace(s *story.Story, t *table, name string) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		of := s.Single(c.Object.Of)
		if of == nil || !slices.Contains(t.chain, of) || len(c.Object.Args) == 0 {
			return false
		}
		inPlace, isGiven := c.Object.Argument("inplace", -1)
		if method != "pop" && method != "__delitem__" && (method != "drop" || !isGiven || s.OnlyLiteral(inPlace) != nil && s.OnlyLiteral(inPlace).Literal == code.False) {
			return false
		}
		named, known := texts(s, story.Argument(c.Object, "columns", 0))
		return !known || slices.Contains(named, name)
	})
}
