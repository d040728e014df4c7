package flow

import (
	"maps"
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
)

// A Kind says what goes wrong at a leak.
type Kind uint8

// The kinds of leak.
const (
	PreprocessBeforeSplit Kind = iota // something learned from all rows before they were split
	StatisticBeforeSplit              // a statistic of all rows was put into them before they were split
	ResampleBeforeSplit               // rows were made out of others before they were split
	FitOnTest                         // a transformer learned from the test part
	TrainOnTest                       // a model was fitted on the test part
)

// A Leak is a place where the training gets to know the test part.
type Leak struct {
	Kind   Kind
	At     python.Node // the call that does it
	What   string      // what learned: StandardScaler, the mean
	Split  python.Node // where the rows are split, or fitted on, afterwards; none for FitOnTest and TrainOnTest
	Inner  bool        // the rows had been split off a test part before: only validation is touched
	ByName bool        // that the data is a test part is told by its name alone
}

// Find follows the data through a file.
func Find(f *python.File) []Leak {
	if !mayLeak(f) {
		return nil
	}
	a := &interpreter{file: f, functions: map[string]python.Node{}, entered: map[int]bool{}}
	for n := range f.All(python.FunctionDefinition) {
		a.functions[python.Local+n.QualName()] = n
	}
	a.env = environment{}
	a.block(f.Root())
	for n := range f.All(python.FunctionDefinition) {
		if !a.entered[n.ID()] {
			a.env = a.parameters(n)
			a.block(n.Child(python.BodyField))
		}
	}
	slices.SortStableFunc(a.leaks, func(x, y Leak) int { return x.At.ID() - y.At.ID() })
	return a.leaks
}

// mayLeak reports whether a file names something that learns from rows or parts them. Most files do not.
func mayLeak(f *python.File) bool {
	return hasAny(f, fitting) || hasAny(f, parts) || hasAny(f, statistics) && namesTest(f)
}

// hasAny reports whether one of the names stands in a file's code.
func hasAny(f *python.File, names map[string]bool) bool {
	for name := range names {
		for range f.Root().Identifiers(name) {
			return true
		}
	}
	return false
}

// namesTest reports whether a name in a file speaks of test data.
func namesTest(f *python.File) bool {
	for n := range f.All(python.Identifier) {
		if program.RoleOfName(n.Text()) == program.Test {
			return true
		}
	}
	return false
}

const (
	maxCalls = 6       // how deep functions of the file are entered
	maxWork  = 200_000 // statements run and names copied, from which on no function of the file is entered where it is called
)

// An interpreter is the state of one abstract run.
type interpreter struct {
	file      *python.File
	env       environment
	functions map[string]python.Node // by qualified name
	entered   map[int]bool           // functions that were run, by ID
	calls     []int                  // those that are running
	changed   map[string]bool        // names whose content the running function has changed
	returns   []value                // of the function that is running
	origins   int                    // data sets so far
	leaks     []Leak
	work      int // statements that were run, and names that were copied for a branch or call
}

// parameters gives a function that nobody calls data of its own in each parameter.
func (a *interpreter) parameters(function python.Node) environment {
	env := environment{}
	for p := range function.Child(python.ParametersField).Children() {
		if name := p.ParameterName(); name.Exists() && name.Text() != "self" {
			env.set(name.Text(), a.named(name.Text(), a.fresh()))
		}
	}
	return env
}

// fresh is data that nothing has happened to.
func (a *interpreter) fresh() value {
	a.origins++
	return value{origins: map[int]bool{a.origins: true}}
}

// named gives data the role that its name speaks of.
func (a *interpreter) named(name string, v value) value {
	if !v.isData() || v.role != Whole {
		return v
	}
	switch {
	case program.RoleOfName(name) == program.Test:
		v.role, v.byName = Test, true
	case trainName.MatchString(name):
		v.role, v.byName = Train, true
	}
	return v
}

var trainName = pattern.New(`(?i)(^|_)train(_|$)|^[xy]_?train`)

func (a *interpreter) block(n python.Node) {
	for statement := range n.Children() {
		a.statement(statement)
	}
}

func (a *interpreter) statement(n python.Node) {
	a.work++
	switch n.Kind() {
	case python.ExpressionStatement:
		for e := range n.Children() {
			a.expression(e)
		}
	case python.ReturnStatement:
		a.returns = append(a.returns, a.eval(n.FirstChild()))
	case python.IfStatement:
		a.branches(n)
	case python.ForStatement:
		a.bind(n.Child(python.LeftField), a.element(a.eval(n.Child(python.RightField))))
		a.block(n.Child(python.BodyField))
	case python.WithStatement:
		for item := range n.All(python.AsPattern) {
			if item.Parent().Kind() == python.WithItem {
				a.bind(item.Child(python.AliasField).FirstChild(), a.eval(item.FirstChild()))
			}
		}
		a.block(n.Child(python.BodyField))
	case python.FunctionDefinition, python.ClassDefinition, python.DecoratedDefinition:
	case python.DeleteStatement, python.ImportStatement, python.ImportFromStatement, python.GlobalStatement:
	case python.WhileStatement, python.TryStatement, python.MatchStatement, python.ExceptClause, python.ElseClause,
		python.FinallyClause, python.CaseClause, python.Block:
		a.block(n)
	default:
		a.eval(n)
	}
}

// use puts statistics that meet data into the data: df - df.mean(), df.fillna(df.mean()). To do so with test data's own
// is to learn from it.
func (a *interpreter) use(v value) value {
	if !v.isData() || len(v.stats) == 0 {
		return v
	}
	for _, s := range v.stats {
		if v.role == Test && s.role == Test && !s.reported {
			s.reported = true
			a.leaks = append(a.leaks, Leak{Kind: FitOnTest, At: s.call, What: s.what, ByName: v.byName})
		}
	}
	v.steps, v.stats = appendNew(v.steps, v.stats), nil
	return v
}

func (a *interpreter) expression(n python.Node) {
	switch n.Kind() {
	case python.Assignment:
		if right := n.Child(python.RightField); right.Exists() {
			a.assign(n.Child(python.LeftField), right)
		}
	case python.AugmentedAssignment:
		a.bind(n.Child(python.LeftField), a.use(union(a.eval(n.Child(python.LeftField)), a.eval(n.Child(python.RightField)))))
	default:
		a.eval(n)
	}
}

func (a *interpreter) assign(left, right python.Node) {
	if right.Kind() == python.Assignment { // x = y = …
		a.expression(right)
		right = right.Child(python.LeftField)
	}
	a.bind(left, a.eval(right))
}

// branches runs both arms of an if and joins what they leave.
func (a *interpreter) branches(n python.Node) {
	before := a.env
	a.eval(n.Child(python.ConditionField))
	var after environment
	for arm := range n.Children() {
		body := arm
		switch arm.Kind() {
		case python.ElifClause:
			body = arm.Child(python.ConsequenceField)
		case python.ElseClause:
			body = arm.Child(python.BodyField)
		case python.Block:
		default:
			continue
		}
		a.env = maps.Clone(before)
		a.work += len(before)
		a.block(body)
		if after == nil {
			after = a.env
		} else {
			after = join(after, a.env)
		}
	}
	a.env = join(before, after)
}

// bind gives the names of a pattern a value. What is put into a part of something adds to it.
func (a *interpreter) bind(target python.Node, v value) {
	switch target.Kind() {
	case python.Identifier:
		a.env.set(target.Text(), a.named(target.Text(), v))
	case python.Attribute:
		if name, ok := selfName(target); ok {
			a.env.set(name, a.named(name, v))
			return
		}
		a.add(target, v)
	case python.Subscript:
		a.add(target, v)
	case python.PatternList, python.TuplePattern, python.ListPattern, python.ExpressionList, python.Tuple:
		i := 0
		for part := range target.Children() {
			a.bind(part, a.item(v, i))
			i++
		}
	}
}

// selfName returns the name under which an attribute of the own instance is kept: self.scaler.
func selfName(n python.Node) (string, bool) {
	object := n.Child(python.ObjectField)
	return n.Text(), object.Kind() == python.Identifier && object.Text() == "self"
}

// root returns the name that a chain of subscripts, attributes and calls starts from: df of df["x"].loc[1].
func root(n python.Node) string {
	for {
		switch n.Kind() {
		case python.Identifier:
			return n.Text()
		case python.Attribute:
			if name, ok := selfName(n); ok {
				return name
			}
			n = n.Child(python.ObjectField)
		case python.Subscript:
			n = n.Child(python.ValueField)
		case python.Call:
			n = n.Child(python.FunctionField)
		default:
			return ""
		}
	}
}

// add puts a value into a part of what a name holds.
func (a *interpreter) add(target python.Node, v value) {
	name := root(target)
	if name == "" || a.env[name] == nil {
		return
	}
	old := a.env.of(name)
	if a.changed != nil {
		a.changed[name] = true
	}
	old.origins = merge(old.origins, v.origins)
	old.steps = appendNew(appendNew(old.steps, v.steps), v.stats)
	a.env.set(name, old)
}

// item is the i-th value of a sequence.
func (a *interpreter) item(v value, i int) value {
	if i < len(v.items) {
		return v.items[i]
	}
	v.items = nil
	return v
}

// element is what a loop over a value gets: row numbers of folds are parts.
func (a *interpreter) element(v value) value {
	if len(v.items) > 0 {
		v = union(v.items...)
	}
	v.items = nil
	return v
}

// report notes a leak through each of the steps in a value that is about to be split.
func (a *interpreter) report(v value, split python.Node) { a.reportInner(v, split, false) }

// reportInner is report of a split that may only part training from validation rows.
func (a *interpreter) reportInner(v value, split python.Node, inner bool) {
	for _, s := range v.steps {
		if s.reported {
			continue
		}
		s.reported = true
		a.leaks = append(a.leaks, Leak{Kind: s.leak(), At: s.call, What: s.what, Split: split, Inner: inner || s.depth > 0})
	}
}

func (s *step) leak() Kind {
	return map[kind]Kind{fits: PreprocessBeforeSplit, averages: StatisticBeforeSplit, resamples: ResampleBeforeSplit}[s.kind]
}
