package change

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/topic"
)

// settings are attributes of modules whose value is a setting.
var settings = map[string]string{
	"torch.backends.cudnn.deterministic": topic.Seed, "torch.backends.cudnn.benchmark": topic.Seed,
	"torch.backends.cuda.matmul.allow_tf32": topic.MixedPrecision, "torch.backends.cudnn.allow_tf32": topic.MixedPrecision,
}

// setting takes a key that is given a literal.
func (r *reader) setting(n python.Node, key string, v python.Node) {
	about := theCatalogue().topicOfKey(key, nil)
	if about == "" || !isLiteral(v) || v.Kind() == python.None || v.Kind() == python.String && len(v.Text()) < 3 {
		return
	}
	if isOfModels(about) && n.Ancestor(python.FunctionDefinition).Exists() && !r.usesModels() {
		return // the depth of a search
	}
	text, _ := r.express(v, false)
	f := &fact{topic: about, head: normal(key), isKey: true, alone: true, scope: scopeOf(n), at: r.place(n)}
	f.args = []arg{{text: text, at: r.place(v)}}
	r.facts = append(r.facts, f)
}

// isOfModels reports whether the keys of a topic are words of other fields as well: depth, width, padding.
func isOfModels(about string) bool {
	return about == topic.Architecture || about == topic.Preprocessing
}

// libraries are what code that makes models or prepares data for them imports.
var libraries = []string{"torch", "torchvision", "torchaudio", "tensorflow", "keras", "jax", "flax", "haiku", "equinox", "sklearn", "xgboost", "lightgbm", "catboost", "transformers",
	"timm", "lightning", "pytorch_lightning", "fastai", "mxnet", "paddle", "mlx", "mindspore", "datasets", "tokenizers", "peft", "trl", "diffusers", "albumentations",
	"PIL", "cv2", "skimage", "librosa", "monai", "stable_baselines3", "einops"}

// usesModels reports whether a file imports one of the libraries, or anything of the project, which may do so.
func (r *reader) usesModels() bool {
	for n := range r.file.Root().All(python.ImportStatement, python.ImportFromStatement) {
		for name := range n.All(python.DottedName, python.RelativeImport) {
			first, _, _ := strings.Cut(name.Text(), ".")
			if name.Kind() == python.RelativeImport || slices.Contains(libraries, first) {
				return true
			}
		}
	}
	return false
}

// isLiteral reports whether a node is a literal, or a list of these.
func isLiteral(n python.Node) bool {
	switch n.Kind() {
	case python.Integer, python.Float, python.True, python.False, python.None, python.String:
		return !n.Has(python.Interpolation)
	case python.UnaryOperator:
		return isLiteral(n.Child(python.ArgumentField))
	case python.List, python.Tuple:
		for c := range n.Children() {
			if !isLiteral(c) {
				return false
			}
		}
		return true
	}
	return false
}

// isOption reports whether a call declares an option of a command line.
func (r *reader) isOption(call python.Node) bool {
	name := last(r.nameOf(call.Child(python.FunctionField)))
	return name == "add_argument" || name == "option" || name == "DEFINE_float" || name == "DEFINE_integer" || name == "DEFINE_string" || name == "DEFINE_boolean" || name == "DEFINE_bool"
}

// option takes the default of an option of a command line.
func (r *reader) option(n python.Node) {
	if !r.isOption(n) {
		return
	}
	key, value := "", python.Node{}
	for i := 0; ; i++ {
		c, ok := nth(n.Child(python.ArgumentsField), i)
		if !ok {
			break
		}
		switch text := strings.Trim(c.Text(), `"'`); {
		case c.Kind() == python.String && (key == "" || strings.HasPrefix(text, "--")):
			key = text
		case c.Kind() == python.KeywordArgument && c.Child(python.NameField).Text() == "default":
			value = c.Child(python.ValueField)
		case c.Kind() != python.KeywordArgument && !value.Exists() && i == 1:
			value = c
		}
	}
	if value.Exists() {
		r.setting(n, strings.TrimLeft(key, "-"), value)
	}
}

// nth returns a child by its index.
func nth(n python.Node, index int) (python.Node, bool) {
	i := 0
	for c := range n.Children() {
		if i == index {
			return c, true
		}
		i++
	}
	return python.Node{}, false
}

// assignment takes what an assignment sets: one thing, or several of as many.
func (r *reader) assignment(n python.Node) {
	left, right := n.Child(python.LeftField), n.Child(python.RightField)
	if left.Is(python.PatternList, python.TuplePattern) && right.Is(python.ExpressionList, python.Tuple) {
		for i := 0; ; i++ {
			l, ok := nth(left, i)
			v, isThere := nth(right, i)
			if !ok || !isThere {
				return
			}
			r.assigned(n, l, v)
		}
	}
	r.assigned(n, left, right)
}

// assigned takes what one target of an assignment is set to.
func (r *reader) assigned(n, left, right python.Node) {
	switch left.Kind() {
	case python.Identifier:
		r.setting(n, left.Text(), right)
		if left.Text() == "loss" {
			r.scaled(n, right)
		}
	case python.Attribute:
		if about := settings[left.QualifiedName()]; about != "" {
			text, _ := r.express(right, false)
			r.facts = append(r.facts, &fact{topic: about, head: strings.Clone(left.Child(python.AttributeField).Text()), isKey: true, scope: scopeOf(n), at: r.place(n), args: []arg{{text: text, at: r.place(right)}}})
			return
		}
		r.setting(n, left.Child(python.AttributeField).Text(), right)
		r.tied(n, left, right)
	case python.Subscript:
		r.rate(n, left, right)
	}
	r.part(n, left, right)
}

// scaled takes a loss that is divided, as it is where gradients are accumulated: loss / steps.
func (r *reader) scaled(n, v python.Node) {
	for v.Kind() == python.ParenthesizedExpression {
		v = v.FirstChild()
	}
	if v.Kind() == python.BinaryOperator && v.Child(python.OperatorField).Text() == "/" && v.Child(python.LeftField).Text() == "loss" {
		r.divided(n, v.Child(python.RightField))
	}
}

// divided takes what the loss of a training is divided by. One that is only reported has no gradients.
func (r *reader) divided(n, by python.Node) {
	around := n.Ancestor(python.FunctionDefinition)
	if !around.Exists() {
		around = r.file.Root()
	}
	if !strings.Contains(around.Text(), "backward(") {
		return
	}
	text, _ := r.express(by, false)
	if text == unknown && by.Kind() == python.Identifier {
		text += "." + strings.Clone(by.Text()) // of which the name is known at least
	}
	r.facts = append(r.facts, &fact{topic: topic.Loss, head: "division of the loss by", scope: scopeOf(n), at: r.place(n), args: []arg{{text: text, at: r.place(by)}}})
}

// rate takes a learning rate that is set by hand: group["lr"] = x.
func (r *reader) rate(n, left, right python.Node) {
	key := strings.Trim(left.Child(python.SubscriptField).Text(), `"'`)
	if key != "lr" {
		r.setting(n, key, right)
		return
	}
	text, _ := r.express(right, false)
	r.facts = append(r.facts, &fact{topic: topic.LRSchedule, head: "sets lr to", scope: scopeOf(n), at: r.place(n), args: []arg{{text: text, at: r.place(right)}}})
}

// part takes rows that are cut into parts: train = rows[:n].
func (r *reader) part(n, left, right python.Node) {
	if !right.Has(python.Slice) || right.Kind() != python.Subscript || !isPart(left.Text()) {
		return
	}
	text, _ := r.express(right, false)
	r.facts = append(r.facts, &fact{topic: topic.Split, head: "takes", binds: strings.Clone(left.Text()), scope: scopeOf(n), at: r.place(n), args: []arg{{text: text, at: r.place(right)}}})
}

// dataEndings are those of files that hold data.
var dataEndings = []string{".csv", ".tsv", ".zip", ".tar.gz", ".tgz", ".tar", ".gz", ".json", ".jsonl", ".parquet", ".npy", ".npz", ".h5", ".hdf5", ".arrow", ".txt", ".xz", ".bz2"}

// address takes an address on the web from which data is read.
func (r *reader) address(n python.Node) {
	text := literalText(n.Text())
	if len(text) > maxWords || !strings.HasPrefix(text, `"http`) || n.Has(python.Interpolation) {
		return
	}
	name := strings.ToLower(strings.Trim(text, `"`))
	if slices.ContainsFunc(dataEndings, func(ending string) bool { return strings.HasSuffix(name, ending) }) {
		r.facts = append(r.facts, &fact{topic: topic.DataSource, head: "data of", scope: scopeOf(n), at: r.place(n), args: []arg{{text: text, at: r.place(n)}}})
	}
}

// tied takes a layer that gets the weights of another: head.weight = embedding.weight.
func (r *reader) tied(n, left, right python.Node) {
	if left.Child(python.AttributeField).Text() != "weight" || right.Kind() != python.Attribute || right.Child(python.AttributeField).Text() != "weight" {
		return
	}
	layer := func(n python.Node) string { return strings.Clone(last(n.Child(python.ObjectField).Text())) }
	r.facts = append(r.facts, &fact{topic: topic.Architecture, head: "ties the weights of", scope: scopeOf(n), at: r.place(n), args: []arg{{text: layer(left) + " and " + layer(right), at: r.place(n)}}})
}

// isPart reports whether a name is that of a part of the data.
func isPart(name string) bool {
	for word := range strings.FieldsFuncSeq(normal(name), func(r rune) bool { return r == '_' || r == '.' || r == ' ' || r == ',' }) {
		if slices.Contains([]string{"train", "val", "valid", "validation", "test", "dev", "eval", "holdout"}, word) {
			return true
		}
	}
	return false
}

// isSchedule reports whether a function computes a learning rate.
func isSchedule(name string) bool {
	name = normal(last(name))
	return name == "lr" || strings.HasPrefix(name, "lr_") || strings.HasSuffix(name, "_lr") || strings.Contains(name, "_lr_") || strings.Contains(name, "learning_rate") || strings.Contains(name, "warmup")
}

// returned takes what a function returns that computes a learning rate.
func (r *reader) returned(n python.Node) {
	f := n.Ancestor(python.FunctionDefinition, python.Lambda)
	if f.Kind() != python.FunctionDefinition || !isSchedule(f.QualName()) {
		return
	}
	text, _ := r.express(n.FirstChild(), false)
	if text == unknown || !strings.ContainsAny(text, "+-*/0123456789") {
		return
	}
	r.facts = append(r.facts, &fact{topic: topic.LRSchedule, head: "the schedule is", scope: scopeOf(n), at: r.place(n), args: []arg{{text: text, at: r.place(n)}}})
}

// comparison takes how the best result is chosen: score > best.
func (r *reader) comparison(n python.Node) {
	var parts []python.Node
	for c := range n.Tokens() {
		parts = append(parts, c)
	}
	if len(parts) != 3 || !n.Parent().Is(python.IfStatement, python.ParenthesizedExpression, python.BooleanOperator, python.Assignment) {
		return
	}
	left, operator, right := parts[0], strings.Clone(parts[1].Text()), parts[2]
	switch {
	case strings.Contains(normal(left.Text()), "best") && left.Is(python.Identifier, python.Attribute):
		operator = map[string]string{"<": ">", ">": "<", "<=": ">=", ">=": "<="}[operator]
	case !strings.Contains(normal(right.Text()), "best") || !right.Is(python.Identifier, python.Attribute):
		return
	}
	if strings.ContainsAny(operator, "<>") {
		r.facts = append(r.facts, &fact{topic: topic.Metric, head: "keeps what is", scope: scopeOf(n), at: r.place(n), args: []arg{{text: operator + " best", at: r.place(n)}}})
	}
}

// operator takes what a network adds: x + self.attention(x). Only how often it does counts, since what is added may have a name first.
func (r *reader) operator(n python.Node) {
	f := n.Ancestor(python.FunctionDefinition)
	if name := f.Child(python.NameField).Text(); name != "forward" && name != "__call__" && name != "call" || !isInModule(n) {
		return
	}
	if n.Child(python.OperatorField).Text() != "+" || isLiteral(n.Child(python.LeftField)) || isLiteral(n.Child(python.RightField)) || n.Has(python.String) {
		return
	}
	r.facts = append(r.facts, &fact{topic: topic.Architecture, head: "a sum in", scope: scopeOf(n), at: r.place(n), args: []arg{{text: strings.Clone(f.Child(python.NameField).Text()), at: r.place(n)}}})
}
