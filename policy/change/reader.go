package change

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/topic"
)

// A reader takes the facts from the syntax of one Python file.
type reader struct {
	side  *side
	file  *python.File
	path  string
	facts []*fact
	// shared are the names that come with all that other modules of the project have: what each imports.
	shared map[string]string
}

// factsOf returns the facts of a Python file or notebook.
func (s *side) factsOf(name string) []*fact {
	f := s.parse(name)
	var shared map[string]string
	if f != nil && len(f.StarImports()) > 0 {
		shared = s.shared(name, maxShared)
		f = s.parse(name) // others were parsed meanwhile
	}
	if f == nil {
		return nil
	}
	r := &reader{side: s, file: f, path: name, shared: shared}
	for n := range f.Root().All(python.Call, python.Assignment, python.AugmentedAssignment, python.DefaultParameter, python.TypedDefaultParameter, python.Pair,
		python.String, python.KeywordArgument, python.ReturnStatement, python.ComparisonOperator, python.BinaryOperator) {
		r.visit(n)
	}
	slices.SortStableFunc(r.facts, func(a, b *fact) int { return cmp.Compare(a.at.start, b.at.start) })
	return r.facts
}

func (r *reader) visit(n python.Node) {
	switch n.Kind() {
	case python.Call:
		r.call(n)
		r.option(n)
		if f := n.Child(python.FunctionField); f.Kind() == python.Attribute && f.Child(python.AttributeField).Text() == "backward" {
			r.scaled(n, f.Child(python.ObjectField))
		}
	case python.AugmentedAssignment:
		if left := n.Child(python.LeftField); left.Text() == "loss" && n.Child(python.OperatorField).Text() == "/=" {
			r.divided(n, n.Child(python.RightField))
		}
	case python.Assignment:
		r.assignment(n)
	case python.DefaultParameter, python.TypedDefaultParameter:
		r.setting(n, n.Child(python.NameField).Text(), n.Child(python.ValueField))
	case python.Pair:
		if key := n.Child(python.KeyField); key.Kind() == python.String {
			r.setting(n, strings.Trim(key.Text(), `"'`), n.Child(python.ValueField))
		}
	case python.KeywordArgument:
		if call := n.Ancestor(python.Call); theCatalogue().subjectOf(r.nameOf(call.Child(python.FunctionField))) == nil && !r.isOption(call) {
			r.setting(n, n.Child(python.NameField).Text(), n.Child(python.ValueField))
		}
	case python.ReturnStatement:
		r.returned(n)
	case python.String:
		r.address(n)
	case python.ComparisonOperator:
		r.comparison(n)
	case python.BinaryOperator:
		r.operator(n)
	}
}

// place returns where a node is in its file.
func (r *reader) place(n python.Node) place {
	return place{r.path, int(n.Pos()) - r.file.Base, int(n.End()) - r.file.Base}
}

// nameOf returns the canonical qualified name of what is called; it starts with a question mark if only the name is known.
func (r *reader) nameOf(callee python.Node) string {
	if name := callee.QualifiedName(); name != "" {
		return r.side.options.Frameworks.Canonical(name)
	}
	switch callee.Kind() {
	case python.Identifier:
		for _, module := range r.file.StarImports() {
			if _, isBound := callee.Binding(); isBound {
				break
			}
			if name := r.side.options.Frameworks.Canonical(module + "." + callee.Text()); theCatalogue().find(name) != nil {
				return strings.Clone(name)
			}
		}
		if name := r.sharedName(callee); name != "" {
			return r.side.options.Frameworks.Canonical(name)
		}
		return unknown + strings.Clone(callee.Text())
	case python.Attribute:
		if name := r.sharedName(callee); name != "" {
			return r.side.options.Frameworks.Canonical(name)
		}
		return unknown + "." + strings.Clone(callee.Child(python.AttributeField).Text())
	}
	return unknown
}

// isChanged reports whether a name may have other values than the one that it is first given.
func (r *reader) isChanged(n python.Node) bool {
	many := 0
	for range n.Bindings() {
		many++
	}
	return many > 1
}

// scopeOf returns the qualified name of the function or class that a node stands in, "" for the module.
func scopeOf(n python.Node) string {
	if around := n.Ancestor(python.FunctionDefinition, python.ClassDefinition); around.Exists() {
		return strings.Clone(around.QualName())
	}
	return ""
}

// call takes the facts of a call of something outside the project.
func (r *reader) call(n python.Node) {
	name := r.nameOf(n.Child(python.FunctionField))
	s := theCatalogue().subjectOf(name)
	if s == nil || s.Inside == "module" && !isInModule(n) {
		if name != "" && !strings.HasPrefix(name, unknown) && !strings.Contains(name, "(") && r.isOwn(name) {
			r.side.noteOwn(r.path, scopeOf(n), last(name))
		}
		return
	}
	f := &fact{topic: s.Topic, head: last(name), scope: scopeOf(n), binds: boundTo(n), at: r.place(n), isList: s.Order && s.Topic != topic.CheckpointFormat}
	if strings.HasPrefix(name, "torch.nn.functional.") {
		f.kind = classes[f.head]
	}
	if i := strings.LastIndexByte(name, '.'); strings.HasPrefix(f.head, "from_") || slices.Contains(vague, f.head) {
		f.head = last(name[:max(i, 0)]) + "." + f.head
	}
	if signature := theCatalogue().signatures[name]; signature != nil {
		f.defaults = signature.defaults
	}
	for _, a := range r.arguments(n, name, s) {
		about := cmp.Or(s.Args[a.name], s.aboutKey(a.name))
		if a.name == "**" {
			f.open = true
		}
		if about == "-" {
			continue
		}
		if f.whole = append(f.whole, a); about != "" && (about != s.Topic || s.Each) {
			r.facts = append(r.facts, &fact{topic: about, head: a.name, args: []arg{a}, scope: f.scope, binds: f.binds, at: f.at, of: f})
		} else {
			f.args = append(f.args, a)
		}
	}
	if !s.Each {
		r.facts = append(r.facts, f)
	}
}

// classes are those that do what functions of PyTorch do.
var classes = map[string]string{
	"cross_entropy": "CrossEntropyLoss", "nll_loss": "NLLLoss", "mse_loss": "MSELoss", "l1_loss": "L1Loss", "smooth_l1_loss": "SmoothL1Loss", "huber_loss": "HuberLoss",
	"kl_div": "KLDivLoss", "binary_cross_entropy": "BCELoss", "binary_cross_entropy_with_logits": "BCEWithLogitsLoss",
}

// vague are names of functions that say something only with what is before them.
var vague = []string{"load", "load_data", "seed", "init", "initialize", "key", "combine"}

// ignored are arguments that say nothing of what a program does.
var ignored = []string{"device", "name", "verbose", "num_workers", "pin_memory", "persistent_workers", "prefetch_factor", "callbacks", "logger", "inplace", "*", "**"}

// aboutKey returns what an argument is about of a call that is a list of settings, "-" for nothing.
func (s *subject) aboutKey(name string) string {
	if slices.Contains(ignored, name) {
		return "-"
	}
	if !s.Each || name == "" {
		return ""
	}
	return cmp.Or(theCatalogue().topicOfKey(name, nil), "-")
}

// arguments returns the arguments of a call, in order of their names and without those that say what holds by default.
func (r *reader) arguments(n python.Node, name string, s *subject) (args []arg) {
	signature, at := theCatalogue().signatures[name], 0
	ran := r.side.values[r.place(n)]
	for c := range n.Child(python.ArgumentsField).Children() {
		var key string
		v := c
		switch c.Kind() {
		case python.ListSplat, python.DictionarySplat:
			key = "**"
		case python.KeywordArgument:
			key, v = strings.Clone(c.Child(python.NameField).Text()), c.Child(python.ValueField)
		default:
			key = strconv.Itoa(at)
			at++
		}
		a := r.argument(v, key, ran, s)
		if i, err := strconv.Atoi(key); err == nil && signature != nil && i < len(signature.names) {
			a.name = signature.names[i]
		}
		if signature == nil || signature.defaults[a.name] == "" || signature.defaults[a.name] != a.text {
			args = append(args, a)
		}
	}
	slices.SortFunc(args, func(a, b arg) int { return strings.Compare(a.name, b.name) })
	return args
}

// argument returns what a call is given under a key: as it is written, or if that does not tell as it was when the program was run.
func (r *reader) argument(v python.Node, key string, ran *given, s *subject) arg {
	text, at := r.express(v, s.Topic == topic.CheckpointFormat)
	a := arg{name: key, text: text, at: r.place(at)}
	if strings.Contains(text, unknown) {
		if told, where, ok := ran.of(key); ok {
			a.text, a.at = told, cmp.Or(where, a.at)
		}
	}
	return a
}

// boundTo returns the name that a value is bound to, "" if none.
func boundTo(n python.Node) string {
	for ; n.Is(python.Call, python.ConditionalExpression, python.KeywordArgument, python.Pair, python.ArgumentList, python.List, python.Dictionary, python.Attribute); n = n.Parent() {
		if n.Kind() == python.KeywordArgument {
			return strings.Clone(n.Child(python.NameField).Text())
		}
	}
	if n.Kind() == python.Assignment {
		return strings.TrimPrefix(strings.Clone(n.Child(python.LeftField).Text()), "self.")
	}
	return ""
}

// isInModule reports whether a node is in the code of a class that is a network, and not in a method that only uses it: one without gradients.
func isInModule(n python.Node) bool {
	for d := range n.Ancestor(python.FunctionDefinition).Decorators() {
		if name := strings.TrimSuffix(d.QualifiedName(), "()"); name == "torch.no_grad" || name == "torch.inference_mode" {
			return false
		}
	}
	class := n.Ancestor(python.ClassDefinition)
	for base := range class.Child(python.SuperclassesField).Children() {
		if text := last(base.Text()); strings.HasSuffix(text, "Module") || strings.HasSuffix(text, "Model") || strings.HasSuffix(text, "Layer") || strings.HasSuffix(text, "Block") {
			return true
		}
	}
	return false
}
