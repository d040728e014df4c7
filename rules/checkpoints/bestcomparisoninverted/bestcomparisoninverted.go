// Package bestcomparisoninverted defines the rule best-comparison-inverted.
package bestcomparisoninverted

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed bestcomparisoninverted.md
var page string

// Rule reports running optima that keep the worst value.
var Rule = &lint.Rule{
	ID:        "best-comparison-inverted",
	Severity:  lint.Warning,
	Fix:       lint.UnsafeFixes,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("save", "best model")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
	Stories:   inStories,
}

func run(pass *analysis.Pass) {
	for call := range python.Of(pass).All(python.Call) {
		checkMode(pass, call)
		checkScore(pass, call)
		checkMaximize(pass, call)
	}
	for comparison := range python.Of(pass).All(python.ComparisonOperator) {
		c, ok := read(comparison)
		if !ok {
			if c, ok = readKept(comparison); ok && c.isInLoop() && c.isVariable() && c.startsOptimal(c.operator == "<", infinite) {
				pass.ReportRangef(comparison, "%s starts at a value that no %s can improve on", c.best.Text(), c.metric.Text())
			}
			continue
		}
		if !c.isKept() {
			continue
		}
		switch lower := c.lowerIsBetter(); {
		case lower && c.operator == ">":
			pass.ReportRangef(comparison, "this keeps the highest %s as %s, but lower is better; compare with <", c.metric.Text(), c.best.Text())
		case !lower && c.operator == "<":
			pass.ReportRangef(comparison, "this keeps the lowest %s as %s, but higher is better; compare with >", c.metric.Text(), c.best.Text())
		case c.startsOptimal(lower, isOptimal):
			pass.ReportRangef(comparison, "%s starts at a value that no %s can improve on", c.best.Text(), c.metric.Text())
		}
	}
}

// A comparison is one of a metric with the best so far, the metric on its left.
type comparison struct {
	node         python.Node
	metric, best python.Node
	operator     string // < or >
}

var (
	bestWord   = pattern.New(`(?i)best|lowest|highest`)
	lowerWord  = pattern.New(`(?i)loss|(^|_)(err(or)?|mae|mse|rmse|ppl|perplexity|wer|cer|fid|nll|bpb)(_|$)`)
	higherWord = pattern.New(`(?i)acc|(^|_)(f1|auc|auroc|miou|iou|dice|bleu|rouge|psnr|ssim|precision|recall|map|reward|r2)(_|$|score)`)
	improves   = pattern.New(`(?i)best|better|improv|new_`)
	negated    = pattern.New(`(?i)neg`)
)

// read takes a comparison apart if one side of it is a best value, and names tell which way is better.
func read(node python.Node) (comparison, bool) {
	c := comparison{node: node, metric: node.FirstChild(), best: node.LastChild()}
	operator := node.Child(python.OperatorsField).Text()
	if operator = strings.TrimSuffix(operator, "="); operator != "<" && operator != ">" {
		return c, false
	}
	c.operator = operator
	if bestWord.MatchString(c.metric.Text()) {
		c.metric, c.best = c.best, c.metric
		c.operator = map[string]string{"<": ">", ">": "<"}[operator]
	}
	names := c.metric.Text() + " " + c.best.Text()
	isName := c.metric.Is(python.Identifier, python.Attribute) && c.best.Is(python.Identifier, python.Attribute)
	return c, isName && bestWord.MatchString(c.best.Text()) && !bestWord.MatchString(c.metric.Text()) && !negated.MatchString(names) &&
		c.matches(lowerWord) != c.matches(higherWord)
}

// readKept takes a comparison apart if one side of it is a variable that becomes the other one where it holds, whatever they are called.
func readKept(node python.Node) (comparison, bool) {
	c := comparison{node: node, metric: node.FirstChild(), best: node.LastChild()}
	if c.operator = strings.TrimSuffix(node.Child(python.OperatorsField).Text(), "="); c.operator != "<" && c.operator != ">" {
		return c, false
	}
	if c.isKept() {
		return c, true
	}
	c.metric, c.best = c.best, c.metric
	c.operator = map[string]string{"<": ">", ">": "<"}[c.operator]
	return c, c.isKept()
}

// isInLoop reports whether the comparison is made again and again.
func (c comparison) isInLoop() bool {
	for n := c.node.Parent(); n.Exists() && !n.Is(python.FunctionDefinition); n = n.Parent() {
		if n.Is(python.ForStatement, python.WhileStatement) {
			return true
		}
	}
	return false
}

// isVariable reports whether the best value is nothing but what assignments make of it, and no parameter.
func (c comparison) isVariable() bool {
	for b := range c.best.Bindings() {
		if b.Kind != python.Assigned {
			return false
		}
	}
	return true
}

func (c comparison) matches(word *pattern.Pattern) bool {
	return word.MatchString(c.metric.Text()) || word.MatchString(c.best.Text())
}

func (c comparison) lowerIsBetter() bool { return c.matches(lowerWord) }

// isKept reports whether the comparison is the condition of an if statement whose body assigns the metric to the best.
func (c comparison) isKept() bool {
	statement := c.node.Parent()
	for statement.Is(python.ParenthesizedExpression, python.BooleanOperator) {
		statement = statement.Parent()
	}
	if statement.Kind() == python.Assignment {
		return c.isKeptBy(statement)
	}
	body := statement.Child(python.ConsequenceField)
	if !statement.Is(python.IfStatement, python.ElifClause) || body.Contains(c.node) {
		return false
	}
	return c.assigns(body)
}

// assigns reports whether code assigns the metric to the best.
func (c comparison) assigns(body python.Node) bool {
	for assignment := range body.All(python.Assignment) {
		if assignment.Child(python.LeftField).Text() == c.best.Text() && assignment.Child(python.RightField).Text() == c.metric.Text() {
			return true
		}
	}
	return false
}

// isKeptBy reports whether a comparison is given a name which is the condition under which the metric is assigned to the best, or the
// best goes the other way than the comparison: better = acc < best, then best = max(acc, best).
func (c comparison) isKeptBy(assignment python.Node) bool {
	name := assignment.Child(python.LeftField).Text()
	optimum := map[string]string{"<": "builtins.max", ">": "builtins.min"}[c.operator]
	function := assignment.Function()
	for statement := range function.All(python.IfStatement) {
		if statement.Child(python.ConditionField).Text() == name && c.assigns(statement.Child(python.ConsequenceField)) {
			return true
		}
	}
	for other := range function.All(python.Assignment) {
		if !improves.MatchString(name) {
			break
		}
		value := other.Child(python.RightField)
		if other.Child(python.LeftField).Text() == c.best.Text() && value.Child(python.FunctionField).QualifiedName() == optimum {
			return true
		}
	}
	return false
}

// startsOptimal reports whether the best value is initialised, once, with what nothing can be better than.
func (c comparison) startsOptimal(lower bool, isOptimal func(value string, lower bool) bool) bool {
	if c.best.Kind() != python.Identifier || !c.node.Parent().Is(python.IfStatement, python.ElifClause) {
		return false // "best is None or" may come first
	}
	starts, optimal := 0, false
	for b := range c.best.Bindings() {
		if b.Kind != python.Assigned || !b.Value.Exists() || b.Value.Text() == c.metric.Text() {
			continue
		}
		starts++
		optimal = isOptimal(b.Value.Text(), lower)
	}
	return starts == 1 && optimal
}

// isOptimal reports whether no loss is lower than a value, or no score is higher.
func isOptimal(value string, lower bool) bool {
	return lower && slices.Contains([]string{"0", "0.0", "0.", "-1"}, value) || infinite(value, lower)
}

// infinite reports whether no number is lower than a value, or higher.
func infinite(value string, lower bool) bool {
	value = strings.ReplaceAll(value, "'", `"`)
	if lower {
		return slices.Contains([]string{`float("-inf")`, `-float("inf")`, "-math.inf", "-np.inf", "-torch.inf", "-numpy.inf"}, value)
	}
	return slices.Contains([]string{`float("inf")`, `float("infinity")`, "math.inf", "np.inf", "torch.inf", "numpy.inf"}, value)
}
