package flow

import (
	"maps"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// eval returns the value of an expression, and does what it does on the way.
func (a *interpreter) eval(n python.Node) value {
	switch n.Kind() {
	case python.NoKind, python.String, python.Integer, python.Float, python.True, python.False, python.None:
		return value{}
	case python.Identifier:
		return a.env.of(n.Text())
	case python.Attribute:
		return a.attribute(n)
	case python.Subscript:
		return a.subscript(n)
	case python.Call:
		return a.call(n)
	case python.Tuple, python.List, python.ExpressionList:
		return a.sequence(n)
	case python.Lambda:
		return a.eval(n.Child(python.BodyField))
	case python.NamedExpression:
		v := a.eval(n.Child(python.ValueField))
		a.bind(n.Child(python.NameField), v)
		return v
	case python.ListComprehension, python.GeneratorExpression, python.SetComprehension, python.DictionaryComprehension:
		return a.comprehension(n)
	case python.KeywordArgument:
		return a.eval(n.Child(python.ValueField))
	}
	var parts []value
	for c := range n.Children() {
		parts = append(parts, a.eval(c))
	}
	if n.Kind() == python.BinaryOperator {
		return a.use(union(parts...))
	}
	return union(parts...)
}

func (a *interpreter) sequence(n python.Node) value {
	var items []value
	for c := range n.Children() {
		items = append(items, a.eval(c))
	}
	v := union(items...)
	v.items = items
	return v
}

func (a *interpreter) comprehension(n python.Node) value {
	saved := a.env
	a.env = maps.Clone(saved)
	for clause := range n.All(python.ForInClause) {
		a.bind(clause.Child(python.LeftField), a.element(a.eval(clause.Child(python.RightField))))
	}
	v := a.eval(n.Child(python.BodyField))
	a.env = saved
	return v
}

func (a *interpreter) attribute(n python.Node) value {
	if name, ok := selfName(n); ok {
		return a.env.of(name)
	}
	if structure[n.Child(python.AttributeField).Text()] {
		return value{}
	}
	v := a.eval(n.Child(python.ObjectField))
	v.class, v.items = "", nil
	return v
}

// subscript is a part of the rows if it is a slice or the rows of a fold: df[:n], X[train]. A mask may only clean.
func (a *interpreter) subscript(n python.Node) value {
	v := a.eval(n.Child(python.ValueField))
	v.class, v.items = "", nil
	index := n.Child(python.SubscriptField)
	switch index.Kind() {
	case python.Slice:
		if index.FirstChild().Exists() && v.isData() && v.role == Whole { // [:, 1] takes all rows, and a part of a part is a batch
			v.depth++
		}
	case python.Identifier: // the row numbers of a fold
		if rows := a.env.of(index.Text()); rows.role != Whole && v.isData() {
			v.role, v.depth = rows.role, v.depth+1
		}
	}
	return v
}

func (a *interpreter) call(n python.Node) value {
	callee := n.Child(python.FunctionField)
	name := callee.QualifiedName()
	var receiver value
	method := ""
	if callee.Kind() == python.Attribute {
		receiver = a.env.of(selfOrRoot(callee.Child(python.ObjectField)))
		if o := callee.Child(python.ObjectField); !o.Is(python.Identifier, python.Attribute) {
			receiver = a.eval(o)
		} else if v := a.eval(o); v.class == "" && receiver.class == "" || o.Kind() == python.Attribute {
			receiver = v
		}
		method = callee.Child(python.AttributeField).Text()
	}
	args, keywords := a.arguments(n)
	if class := classOf(callee.Child(python.ObjectField), receiver); class != "" {
		receiver.class = class
	}
	c := invocation{n: n, callee: callee, name: name, method: method, receiver: receiver, args: args, keywords: keywords}
	return a.invoke(c)
}

// An invocation is a call with its arguments evaluated.
type invocation struct {
	n, callee    python.Node
	name, method string
	receiver     value
	args         []value
	keywords     map[string]value
}

func (c invocation) arg(i int, keyword string) value {
	if i < len(c.args) {
		return c.args[i]
	}
	return c.keywords[keyword]
}

func (a *interpreter) arguments(n python.Node) (args []value, keywords map[string]value) {
	keywords = map[string]value{}
	for arg := range n.Child(python.ArgumentsField).Children() {
		if arg.Kind() == python.KeywordArgument {
			keywords[arg.Child(python.NameField).Text()] = a.eval(arg.Child(python.ValueField))
		} else {
			args = append(args, a.eval(arg))
		}
	}
	return args, keywords
}

func selfOrRoot(n python.Node) string {
	if n.Kind() == python.Identifier {
		return n.Text()
	}
	if name, ok := selfName(n); ok && n.Kind() == python.Attribute {
		return name
	}
	return ""
}

// classOf names the class of what a method is called on: by the flow, or by the one assignment of its name.
func classOf(object python.Node, v value) string {
	if v.class != "" {
		return v.class
	}
	if name := object.QualifiedName(); strings.HasSuffix(name, "()") {
		return name
	}
	return ""
}

// invoke runs a call: what it does depends on what is called, first match first.
func (a *interpreter) invoke(c invocation) value {
	all := c.all()
	switch {
	case splitters.MatchString(c.name):
		return a.split(c)
	case validates.MatchString(c.name):
		a.report(c.arg(1, "X"), c.n)
		return value{}
	case c.method == "split" && folds.MatchString(c.receiver.class):
		return a.foldsOf(c)
	case c.name == "pandas.qcut":
		return a.learn(c, c.arg(0, "x"), averages, "qcut")
	case scales.MatchString(c.name):
		return a.learn(c, c.arg(0, "X"), fits, className(c.name))
	case pipelines.MatchString(c.name):
		return value{class: c.name + "()", learns: a.holdsLearner(c.n)}
	case c.isNew():
		return value{class: c.name + "()", splits: searches.MatchString(c.name + "()")}
	case fitting[c.method] && !a.local(c.name).Exists():
		return a.fit(c)
	case c.method == "transform" || c.method == "texts_to_sequences" || c.method == "texts_to_matrix":
		return a.transform(c)
	case c.method == "fit_resample" || c.method == "fit_sample" || c.method == "fit_sample_":
		return a.resample(c)
	case c.name == "sklearn.utils.resample":
		return a.learn(c, c.arg(0, "arrays"), resamples, "resample")
	case statistics[c.method] && (c.receiver.isData() || strings.HasPrefix(c.name, "numpy.")):
		return a.statistic(c)
	case c.method == "" && structure[c.callee.Text()], structure[c.method]:
		return value{}
	case a.local(c.name).Exists():
		return a.enter(a.local(c.name), c)
	case !all.isData() && (reads(c.name, c.method)):
		return a.fresh()
	}
	if function := a.functionAmong(c.n); function.Exists() { // df.apply(scale)
		return a.enter(function, invocation{args: []value{all}})
	}
	result := all
	if meets[c.method] {
		result = a.use(all)
	}
	if inPlace[c.method] && c.n.Child(python.ArgumentsField).Text() != "" && strings.Contains(c.n.Child(python.ArgumentsField).Text(), "inplace=True") {
		a.add(c.callee.Child(python.ObjectField), result)
	}
	return result
}

// local returns the function or method of the file that a qualified name stands for.
func (a *interpreter) local(name string) python.Node {
	return a.functions[strings.Replace(name, "().", ".", 1)]
}

// holdsLearner reports whether a transformer that learns stands among the steps of a pipeline.
func (a *interpreter) holdsLearner(n python.Node) bool {
	for c := range n.Child(python.ArgumentsField).All(python.Call, python.Identifier) {
		if v := a.env.of(c.Text()); v.learns || learns.MatchString(v.class) || learns.MatchString(c.QualifiedName()) {
			return true
		}
	}
	return false
}

// functionAmong returns the function of the file that a call is given, if there is one.
func (a *interpreter) functionAmong(n python.Node) python.Node {
	for arg := range n.Child(python.ArgumentsField).Children() {
		if f := a.functions[arg.QualifiedName()]; f.Exists() && arg.Is(python.Identifier, python.Attribute) {
			return f
		}
	}
	return python.Node{}
}

// all is what the result of an unknown function may depend on.
func (c invocation) all() value {
	values := append([]value{c.receiver}, c.args...)
	for _, v := range c.keywords {
		values = append(values, v)
	}
	return union(values...)
}

// isNew reports whether the call makes an instance of a class that matters here.
func (c invocation) isNew() bool {
	instance := c.name + "()"
	last := className(instance)
	return c.name != "" && last != "" && 'A' <= last[0] && last[0] <= 'Z' &&
		(learns.MatchString(instance) || folds.MatchString(instance) || searches.MatchString(instance) ||
			resamplers.MatchString(c.name) || strings.HasPrefix(c.name, "sklearn.") || strings.HasPrefix(c.name, "xgboost.") ||
			strings.HasPrefix(c.name, "lightgbm.") || strings.HasPrefix(c.name, "catboost.")) && !c.all().isData()
}

// reads reports whether a call without data among its arguments may bring some in.
func reads(name, method string) bool {
	last := method
	if last == "" {
		last = name[strings.LastIndexByte(name, '.')+1:]
	}
	for _, word := range []string{"read", "load", "fetch", "open", "dataset", "data", "query", "make_"} {
		if strings.Contains(strings.ToLower(last), word) {
			return true
		}
	}
	return false
}

// split parts each of its arguments into a training and a test part.
func (a *interpreter) split(c invocation) value {
	var out value
	for _, arg := range c.args {
		if !arg.isData() {
			arg = a.fresh()
		}
		a.report(arg, c.n)
		train, test := arg, arg
		train.steps, test.steps, train.items, test.items = nil, nil, nil, nil
		train.role, train.depth, train.byName = Train, arg.depth+1, false
		test.role, test.depth, test.byName = Test, arg.depth+1, false
		out.items = append(out.items, train, test)
	}
	all := union(out.items...)
	all.items = out.items
	return all
}

// foldsOf is what a cross-validator yields: rows to train on, rows to test on.
func (a *interpreter) foldsOf(c invocation) value {
	data := c.arg(0, "X")
	a.report(data, c.n)
	if !data.isData() {
		data = a.fresh()
	}
	train, test := data, data
	train.steps, test.steps = nil, nil
	train.role, test.role = Train, Test
	return value{items: []value{{items: []value{train, test}}}}
}

// learn is data that something has learned from and changed.
func (a *interpreter) learn(c invocation, data value, k kind, what string) value {
	if !data.isData() {
		data = a.fresh()
	}
	if data.role != Test {
		data.steps = appendNew(data.steps, []*step{{call: c.n, what: what, kind: k, origins: data.origins, depth: data.depth, role: data.role}})
	}
	return data
}

// fit fits a transformer or a model.
func (a *interpreter) fit(c invocation) value {
	data := c.arg(0, "X")
	if c.method == "fit" && c.arg(0, "x").isData() {
		data = c.arg(0, "x")
	}
	isTransformer := learns.MatchString(c.receiver.class) || c.receiver.learns && c.method == "fit_transform"
	if isTransformer || c.method == "fit_on_texts" || c.method == "adapt" {
		return a.fitTransformer(c, data)
	}
	if c.method == "fit_transform" {
		return data
	}
	return a.fitModel(c, data)
}

func (a *interpreter) fitTransformer(c invocation, data value) value {
	name := root(c.callee.Child(python.ObjectField))
	what := className(c.receiver.class)
	if data.role == Test && data.isData() {
		a.leaks = append(a.leaks, Leak{Kind: FitOnTest, At: c.n, What: what, ByName: data.byName})
	}
	result := a.learn(c, data, fits, what)
	own := result.steps[len(result.steps)-min(1, len(result.steps)-len(data.steps)):]
	if t := a.env.of(name); name != "" {
		t.class, t.fitted = c.receiver.class, own
		a.env.set(name, t)
	}
	if c.method == "fit_transform" {
		result.items = nil
		return result
	}
	return value{class: c.receiver.class, fitted: own}
}

// transform is data with the traces of what its transformer was fitted on.
func (a *interpreter) transform(c invocation) value {
	data := c.arg(0, "X")
	data.items = nil
	for _, s := range c.receiver.fitted {
		data.steps = appendNew(data.steps, []*step{s})
	}
	// What was split off after the transformer had seen everything is split already.
	a.report(value{steps: above(sharing(c.receiver.fitted, data.origins), data.depth)}, c.n)
	return data
}

// above are the steps that had seen data before it was split so often.
func above(steps []*step, depth int) (out []*step) {
	for _, s := range steps {
		if s.depth < depth {
			out = append(out, s)
		}
	}
	return out
}

// sharing are the steps that have seen one of the data sets.
func sharing(steps []*step, origins map[int]bool) (out []*step) {
	for _, s := range steps {
		for o := range s.origins {
			if origins[o] {
				out = append(out, s)
				break
			}
		}
	}
	return out
}

// fitModel fits a model: what its training data has seen beyond itself leaks.
func (a *interpreter) fitModel(c invocation, data value) value {
	if _, ownSplit := c.keywords["validation_split"]; c.receiver.splits || ownSplit {
		a.reportInner(data, c.n, ownSplit && data.role == Train)
	}
	leaking := above(data.steps, data.depth)
	for _, s := range data.steps {
		if !subset(s.origins, data.origins) {
			leaking = append(leaking, s)
		}
	}
	a.report(value{steps: leaking}, c.n)
	if data.role == Test && data.isData() && !c.resetsRole() {
		a.leaks = append(a.leaks, Leak{Kind: TrainOnTest, At: c.n, What: "model", ByName: data.byName})
	}
	return c.receiver
}

// resetsRole reports whether a fit is a last one, after the model was chosen.
func (c invocation) resetsRole() bool {
	text := strings.ToLower(c.callee.Text())
	return strings.Contains(text, "final") || strings.Contains(text, "full") || strings.Contains(text, "refit")
}

func (a *interpreter) resample(c invocation) value {
	out := value{}
	for i, data := range c.args {
		changed := a.learn(c, data, resamples, className(c.receiver.class))
		if i > 0 && len(out.items) > 0 && len(changed.steps) > len(data.steps) && len(out.items[0].steps) > 0 {
			changed.steps = appendNew(data.steps, out.items[0].steps[len(out.items[0].steps)-1:])
		}
		changed.items = nil
		out.items = append(out.items, changed)
	}
	all := union(out.items...)
	all.items = out.items
	return all
}

// statistic is a number that stands for all rows.
func (a *interpreter) statistic(c invocation) value {
	data := c.receiver
	if !data.isData() && len(c.args) > 0 {
		data = c.args[0]
	}
	if arguments := c.n.Child(python.ArgumentsField); !data.isData() || c.receiver.isData() && arguments.FirstChild().Is(python.Integer, python.UnaryOperator) {
		return value{} // x.max(1) is over columns
	}
	return value{stats: []*step{{call: c.n, what: "the " + c.method, kind: averages, origins: data.origins, depth: data.depth, role: data.role}}}
}

// enter runs a function of the file with the call's arguments.
func (a *interpreter) enter(function python.Node, c invocation) value {
	if slices.Contains(a.calls, function.ID()) || len(a.calls) >= maxCalls || a.work > maxWork {
		return c.all()
	}
	a.entered[function.ID()] = true
	a.work += len(a.env)
	env, returns, changed := a.env, a.returns, a.changed
	a.calls = append(a.calls, function.ID())
	a.env, a.returns, a.changed = a.given(function, c, env), nil, map[string]bool{}
	a.block(function.Child(python.BodyField))
	result := a.merged()
	a.calls = a.calls[:len(a.calls)-1]
	inner, changes := a.env, a.changed
	a.env, a.returns, a.changed = env, returns, changed
	a.bringBack(function, c, inner, changes)
	return result
}

// bringBack gives the caller what a function has changed in its arguments, in globals and in the instance.
func (a *interpreter) bringBack(function python.Node, c invocation, inner environment, changes map[string]bool) {
	for name, v := range inner {
		if _, global := a.env[name]; strings.HasPrefix(name, "self.") || global && changes[name] {
			a.env[name] = v
		}
	}
	i := 0
	for p := range function.Child(python.ParametersField).Children() {
		name := p.ParameterName().Text()
		if name == "self" || name == "" {
			continue
		}
		if given := argumentName(c.n, i); given != "" && changes[name] {
			v := a.env.of(given)
			v.steps = appendNew(v.steps, inner.of(name).steps)
			a.env.set(given, v)
		}
		i++
	}
}

// argumentName returns the i-th argument of a call if it is a plain name.
func argumentName(n python.Node, i int) string {
	for arg := range n.Child(python.ArgumentsField).Children() {
		if i == 0 {
			if arg.Kind() == python.Identifier {
				return arg.Text()
			}
			return ""
		}
		i--
	}
	return ""
}

// merged is what a function returns, on whatever way.
func (a *interpreter) merged() value {
	if len(a.returns) == 1 {
		return a.returns[0]
	}
	out := union(a.returns...)
	for _, r := range a.returns {
		if len(r.items) > len(out.items) {
			out.items = r.items
		}
		if r.class != "" {
			out.class, out.fitted, out.splits = r.class, r.fitted, r.splits
		}
	}
	return out
}

// given is the environment of a function: the file's globals, and its parameters.
func (a *interpreter) given(function python.Node, c invocation, env environment) environment {
	inner := maps.Clone(env)
	args := c.args
	i := 0
	for p := range function.Child(python.ParametersField).Children() {
		name := p.ParameterName()
		if !name.Exists() || name.Text() == "self" || name.Text() == "cls" {
			continue
		}
		v, ok := c.keywords[name.Text()]
		switch {
		case ok:
		case i < len(args):
			v = args[i]
		default:
			v = a.eval(p.Child(python.ValueField))
		}
		inner.set(name.Text(), v)
		i++
	}
	return inner
}
