package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// Slice is what is said to split rows where no call does.
const Slice = "a slice"

// A Rows is which rows a value holds: all those of some sources, or those that were taken out of them.
type Rows struct {
	Sources []string // what was read or made, all rows of it
	Taken   []Taken
	Unclear bool // some were taken in a way that is not known: by a mask, by numbers
	Either  bool // the value, or one that it is made of, is one of several whose rows come from different sources
}

// A Taken is rows that a split or a slice takes out of data.
type Taken struct {
	Way     string // the split, with its seed and what it parts; the same text is the same permutation, and "" another each time
	Kind    string // the function that parts, "" for a slice
	Sources []string
	Held    bool          // the part that is held out
	Lower   value.Value   // of a slice
	Upper   value.Value   // of a slice
	Split   *value.Object // the call, nil for a slice
	Piece   *value.Object // the part itself
}

// RowsOf tells which rows a value holds.
func (s *Story) RowsOf(v value.Value) *Rows {
	known := rowsAnswer.Of(s, func(*Story) map[value.Value]*Rows { return map[value.Value]*Rows{} })
	if r := known[v]; r != nil {
		return r
	}
	r := &Rows{}
	known[v] = r // a loop may make a value of itself
	r.Either = s.differ(v)
	s.collect(v, r, map[value.ID]bool{})
	return r
}

var rowsAnswer Answer[map[value.Value]*Rows]

func (s *Story) collect(v value.Value, r *Rows, seen map[value.ID]bool) {
	for _, id := range s.Record.Heap.All(v) {
		if seen[id] {
			continue
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		if t, ok := s.Taking(o); ok {
			r.Taken = append(r.Taken, t)
			continue
		}
		data, some := s.filtered(o)
		r.Unclear = r.Unclear || some
		if s.picks(o) || isSourceObject(o) && (!slices.ContainsFunc(data, s.IsData) || s.readsOnly(o, data)) {
			if text := s.signature(s.Record.Heap.Of(id), 3); !slices.Contains(r.Sources, text) {
				r.Sources = append(r.Sources, text)
			}
			continue
		}
		for _, from := range data {
			r.Either = r.Either || from != o.Elements && s.differ(from)
			s.collect(from, r, seen)
		}
	}
}

// differ reports whether a value may be one of several with rows of different sources.
func (s *Story) differ(v value.Value) bool {
	all := s.Record.Heap.All(v)
	if len(all) < 2 {
		return false
	}
	var first *Rows
	for _, id := range all {
		r := s.RowsOf(s.Record.Heap.Of(id))
		switch {
		case len(r.Sources) == 0: // no data: None, a setting
		case first == nil:
			first = r
		case !sameSources(first.Sources, r.Sources):
			return true
		}
	}
	return false
}

// sameSources reports whether two lists have the same sources, in whatever order. Each has a source once.
func sameSources(a, b []string) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(text string) bool { return !slices.Contains(b, text) })
}

// picks reports whether a call says by a text which rows it gives: those of a subset, or of the path or name that a method is asked for, of
// something that was made of settings alone and so is no data itself.
func (s *Story) picks(o *value.Object) bool {
	if o.Kind != value.Foreign || !strings.HasSuffix(o.Name, "()") {
		return false
	}
	if _, ok := o.Argument("subset", -1); ok {
		return true
	}
	maker := s.Single(o.Of)
	if maker == nil || maker.Kind != value.Foreign || !strings.HasSuffix(maker.Name, "()") || slices.ContainsFunc(s.arguments(maker), s.IsData) {
		return false
	}
	if _, class := CutLast(strings.TrimSuffix(maker.Name, "()")); !IsClass(class) {
		return false
	}
	return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.isText(a.Value) })
}

// isText reports whether a value may be a path or a name, and nothing else.
func (s *Story) isText(v value.Value) bool {
	o := s.Single(v)
	return o != nil && (o.Kind == value.Text || o.Kind == value.Option || o.Kind == value.Literal && o.Literal == code.String || o.Kind == value.Foreign && isPath(o.Name))
}

// readsOnly reports whether a call reads data, or makes a data set, of nothing but settings such as a path.
func (s *Story) readsOnly(o *value.Object, from []value.Value) bool {
	_, last := CutLast(strings.TrimSuffix(o.Name, "()"))
	if o.Kind != value.Instance && (!strings.HasSuffix(o.Name, "()") || !IsSource(last) && !IsClass(last)) {
		return false
	}
	return !slices.ContainsFunc(from, func(v value.Value) bool {
		r := s.RowsOf(v)
		return len(r.Taken) > 0 || slices.ContainsFunc(r.Sources, func(text string) bool { return !isPath(text) })
	})
}

// isPath reports whether the signature of something is one of a path or a setting.
func isPath(text string) bool {
	return strings.HasPrefix(text, "?") || strings.HasPrefix(text, "os.") || strings.HasPrefix(text, "pathlib.") || strings.HasPrefix(text, "argparse.") ||
		strings.HasPrefix(text, "glob.")
}

// IsData reports whether a value may be something that data is made of, rather than a setting.
func (s *Story) IsData(v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		switch o := s.Record.Heap.Object(id); o.Kind {
		case value.List, value.Tuple, value.Dict, value.Instance:
			return true
		default:
			return isSourceObject(o)
		}
	})
}

// isSourceObject reports whether something of which nothing is known that it is made of is data, rather than a setting.
func isSourceObject(o *value.Object) bool {
	switch o.Kind {
	case value.Instance:
		return true
	case value.Foreign:
		return o.Name != "?" && (strings.HasSuffix(o.Name, ")") || strings.HasSuffix(o.Name, "]") || strings.HasPrefix(o.Name, "?") || isUnbound(o.Name))
	}
	return false
}

// isUnbound reports whether a name is one that nothing binds, as in an example.
func isUnbound(name string) bool {
	rest, ok := strings.CutPrefix(name, "builtins.")
	return ok && parts.ByName(rest) != parts.Whole
}

// filtered is what the rows of an object are from, and whether it has but some of them that nothing tells.
func (s *Story) filtered(o *value.Object) (from []value.Value, some bool) {
	if o.Kind != value.Foreign {
		return s.MadeOf(o), false
	}
	if base, index, ok := value.Element(o.Name); ok {
		switch {
		case index == "" && len(o.Args) == 1:
			return []value.Value{o.Of}, !s.IsColumns(o.Args[0].Value)
		case parts.OfWord(index) != parts.Whole || strings.HasSuffix(base, ")") && strings.Trim(index, "0123456789") == "":
			return nil, false // one of several data sets
		}
	}
	_, last := CutLast(strings.TrimSuffix(o.Name, "()"))
	switch last {
	case "drop":
		_, columns := o.Argument("columns", -1)
		_, axis := o.Argument("axis", 1)
		return []value.Value{o.Of}, !columns && !axis
	case "query", "head", "tail", "nlargest", "nsmallest", "filter", "take", "skip", "select", "shard", "drop_duplicates", "dropna", "Subset", "sample",
		"DataLoader":
		if o.Of != value.Nothing && last != "DataLoader" {
			return []value.Value{o.Of}, true // what it is given says which rows, not of what
		}
		_, sampler := o.Argument("sampler", -1)
		return s.MadeOf(o), last != "DataLoader" || sampler
	}
	return s.MadeOf(o), false
}

// IsColumns reports whether a key takes columns, all rows of them: names, a list of them, or a slice after a comma.
func (s *Story) IsColumns(key value.Value) bool {
	all := s.Record.Heap.All(key)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		switch o := s.Record.Heap.Object(id); o.Kind {
		case value.List:
			return false
		case value.Literal:
			return o.Literal != code.String
		case value.Slice:
			return s.Cuts(key)
		case value.Tuple:
			return len(o.Items) == 0 || !s.IsColumns(o.Items[0])
		}
		return true
	})
}

// Taking tells what an object takes, if it is a part of a split, or a slice.
func (s *Story) Taking(o *value.Object) (Taken, bool) {
	_, index, ok := value.Element(o.Name)
	if !ok || o.Kind != value.Foreign && (!o.IsSliced() || s.holdsMade(o)) {
		return Taken{}, false
	}
	if split := s.SplitOf(o.Of); split != nil && index != "" {
		return s.splitTaking(o, split, index)
	}
	if len(o.Args) != 1 || index != "" {
		return Taken{}, false
	}
	key := s.Single(o.Args[0].Value)
	for key != nil && key.Kind == value.Tuple && len(key.Items) > 0 {
		key = s.Single(key.Items[0])
	}
	lower, upper, ok := s.bounds(key, o.Of)
	if !ok || s.IsRow(o.Of) {
		return Taken{}, false
	}
	t := Taken{Lower: lower, Upper: upper, Piece: o}
	if of := s.RowsOf(o.Of); len(of.Taken) == 0 && !of.Unclear {
		t.Sources = of.Sources
	} else if id, ok := s.Record.Heap.One(o.Of); ok {
		t.Sources = []string{"#" + string(rune(id))} // of some rows it is enough to know which object has them
	}
	return t, true
}

// holdsMade reports whether a collection may hold what classes make, such as data sets and layers, rather than rows.
func (s *Story) holdsMade(o *value.Object) bool {
	return slices.ContainsFunc(s.Record.Heap.All(o.Elements), func(id value.ID) bool {
		element := s.Record.Heap.Object(id)
		_, last := CutLast(strings.TrimSuffix(element.Name, "()"))
		return element.Kind == value.Instance || element.Kind == value.Foreign && strings.HasSuffix(element.Name, "()") && IsClass(last)
	})
}

// bounds are those of a slice, or of row numbers that are drawn between two bounds.
func (s *Story) bounds(key *value.Object, of value.Value) (lower, upper value.Value, ok bool) {
	switch {
	case key == nil:
		return value.Nothing, value.Nothing, false
	case key.Kind == value.Slice:
		return key.Items[0], key.Items[1], s.isBound(key.Items[0]) || s.isBound(key.Items[1])
	}
	return s.drawnBetween(key, of)
}

// drawnBetween are the bounds between which NumPy draws row numbers of an array:
// https://numpy.org/doc/stable/reference/random/generated/numpy.random.Generator.integers.html.
func (s *Story) drawnBetween(key *value.Object, of value.Value) (lower, upper value.Value, ok bool) {
	if key.Kind != value.Foreign || !strings.HasPrefix(key.Name, "numpy.random.") || !strings.HasSuffix(key.Name, ".integers()") && !strings.HasSuffix(key.Name, ".randint()") {
		return value.Nothing, value.Nothing, false
	}
	lower, _ = key.Argument("low", 0)
	upper, given := key.Argument("high", 1)
	if !given || s.IsLiteral(upper, "None") {
		lower, upper = value.Nothing, lower
	}
	if s.IsZero(lower) {
		lower = value.Nothing
	}
	if high := s.Single(upper); high != nil && high.Name == "builtins.len()" && len(high.Args) == 1 && s.Shares(high.Args[0].Value, of) {
		upper = value.Nothing
	}
	return lower, upper, true
}

// IsRow reports whether a value is what a loop over data gives: a row, or a batch.
func (s *Story) IsRow(v value.Value) bool {
	o := s.Single(v)
	return o != nil && o.Kind == value.Foreign && strings.HasSuffix(o.Name, "[]") && len(o.Args) == 0
}

func (s *Story) splitTaking(o, split *value.Object, index string) (Taken, bool) {
	_, method := CutLast(strings.TrimSuffix(split.Name, "()"))
	if !Splitting[method] {
		return Taken{}, false
	}
	of := s.SplitData(split)
	if method == "train_test_split" && split.Of == value.Nothing {
		for _, a := range split.Args {
			if a.Name == "" {
				of = s.Record.Heap.Join(of, a.Value)
			}
		}
	}
	t := Taken{Kind: method, Split: split, Piece: o}
	if rows := s.RowsOf(of); len(rows.Taken) == 0 && !rows.Unclear {
		t.Sources = rows.Sources
	} else {
		for _, id := range s.Record.Heap.All(of) {
			t.Sources = append(t.Sources, "#"+string(rune(id)))
		}
	}
	t.Held = index == "test" || index != "0" && method == "random_split" || method == "train_test_split" && len(index) < 3 && index != "" && (index[len(index)-1]-'0')%2 == 1
	t.Way = s.way(split, method)
	return t, true
}

// way is a text that is the same for splits that part the same rows in the same way.
func (s *Story) way(split *value.Object, method string) string {
	var b strings.Builder
	b.WriteString(method)
	b.WriteString(s.signature(s.SplitData(split), 4))
	seeded := false
	for _, a := range split.Args {
		if a.Name != "" {
			b.WriteString(";" + a.Name + "=" + s.setting(a.Value, 4))
			seeded = seeded || (a.Name == "random_state" || a.Name == "seed" || a.Name == "generator") && s.IsGiven(a.Value)
		}
	}
	if !seeded {
		return ""
	}
	return b.String()
}

// setting is a text of a value that is the same for what is made by the same calls.
func (s *Story) setting(v value.Value, depth int) string {
	o := s.Single(v)
	if o == nil || o.Kind != value.Foreign || o.Name == "?" || depth == 0 {
		return s.signature(v, depth)
	}
	text := s.setting(o.Of, depth-1) + "." + o.Name
	for _, a := range o.Args {
		text += "," + a.Name + "=" + s.setting(a.Value, depth-1)
	}
	return text
}

// IsSameSetting reports whether two values are known to be the same: a path, a number.
func (s *Story) IsSameSetting(a, b value.Value) bool {
	return a != value.Nothing && (a == b || s.signature(a, 4) == s.signature(b, 4))
}

// signature is a text of a value that is the same for what is made in the same way.
func (s *Story) signature(v value.Value, depth int) string {
	var all []string
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		switch {
		case o.Kind == value.Literal:
			all = append(all, value.AsWritten(o))
		case o.Kind == value.Option:
			all = append(all, "option "+o.Name)
		case o.Kind == value.Text && depth > 0:
			text := ""
			for _, item := range o.Items {
				text += "+" + s.signature(item, depth-1)
			}
			all = append(all, text)
		case o.Kind == value.Foreign && o.Name != "?" && depth > 0:
			all = append(all, s.signatureOfCall(o, id, depth))
		default:
			all = append(all, "#"+string(rune(id)))
		}
	}
	return strings.Join(all, "|")
}

// signatureOfCall is the signature of the result of a call: its name with its settings. What is read anew from the same file is
// the same, whatever is done to it as it is read.
func (s *Story) signatureOfCall(o *value.Object, id value.ID, depth int) string {
	if _, index, ok := value.Element(o.Name); ok {
		return s.signature(o.Of, depth-1) + "[" + index + "]"
	}
	if !strings.ContainsAny(o.Name, "()[]?") {
		return o.Name // of a library
	}
	name := strings.TrimSuffix(o.Name, "()")
	_, last := CutLast(name)
	isAnnotated := len(o.Args) == 0 && IsClass(last) // that nothing else tells, as of a parameter: another one may be of other rows
	if name == o.Name || isAnnotated || !IsSource(last) && !strings.Contains(name, "dataset") && !s.picks(o) {
		return o.Name + "#" + string(rune(id))
	}
	var b strings.Builder
	b.WriteString(s.signature(o.Of, depth-1) + name + "(")
	for _, a := range o.Args {
		if !NotRows[a.Name] && a.Name != "download" && !s.IsTransform(a.Value) {
			b.WriteString(a.Name + "=" + s.signature(a.Value, depth-1) + ",")
		}
	}
	return b.String() + ")"
}

// SharesSource reports whether rows may be of the same source.
func SharesSource(a, b []string) bool {
	return slices.ContainsFunc(a, func(text string) bool { return slices.Contains(b, text) })
}

// Orderless are functions whose result does not depend on the order of what they are given.
var Orderless = map[string]bool{
	"sorted": true, "len": true, "sum": true, "min": true, "max": true, "any": true, "all": true, "set": true, "frozenset": true, "natsorted": true,
	"unique": true, "choice": true, "sort_values": true, "sort": true, "range": true, "Counter": true,
}
