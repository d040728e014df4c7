package facts

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

func (x *extractor) classes() {
	for n := range x.file.All(python.ClassDefinition) {
		name, body := n.Child(python.NameField), n.Child(python.BodyField)
		class := Class{Name: x.copy(n.QualName()), Span: x.span(name), Documented: isDocumented(body)}
		for base := range n.Child(python.SuperclassesField).Children() {
			if name := base.QualifiedName(); name != "" {
				class.Bases = append(class.Bases, x.copy(name))
			}
		}
		for d := range n.Decorators() {
			class.Decorators = append(class.Decorators, strings.TrimSuffix(x.nameOf(d), "()"))
		}
		for statement := range body.Children() {
			assignment := statement.FirstChild()
			if field := assignment.Child(python.LeftField); field.Kind() == python.Identifier && assignment.Child(python.TypeField).Exists() {
				class.Fields = append(class.Fields, Field{x.copy(field.Text()), x.span(field)})
			}
		}
		x.facts.Classes = append(x.facts.Classes, class)
	}
}

// isDocumented reports whether a body starts with a docstring, or has comments or fields with a help text.
func isDocumented(body python.Node) bool {
	for range body.All(python.Comment) {
		return true
	}
	for keyword := range body.All(python.KeywordArgument) {
		if name := keyword.Child(python.NameField).Text(); name == "metadata" || name == "help" || name == "description" {
			return true
		}
	}
	first := body.FirstChild()
	return first.Kind() == python.ExpressionStatement && first.FirstChild().Is(python.String, python.ConcatenatedString)
}

var (
	identifier = pattern.New(`^[A-Za-z_]\w*$`)
	configName = pattern.New(`^[^\n]+\.(?:ya?ml|json|toml)$`)
)

// isSettingWord recognises strings that may name a setting, or end in the name of a configuration file.
func isSettingWord(text string) bool {
	const maxName, maxPath = 61, 205 // bytes; longer strings are prose or data
	return len(text) <= maxName && identifier.MatchString(text) || len(text) <= maxPath && configName.MatchString(text)
}

// words notes by which names settings may be read: attributes that are not set, and strings.
func (x *extractor) words() {
	seen := x.seen
	defer clear(seen)
	for n := range x.file.All(python.Attribute) {
		if n.Field() != python.LeftField || n.Parent().Kind() != python.Assignment {
			seen[n.Child(python.AttributeField).Text()] = true
		}
	}
	for n := range x.file.All(python.StringContent) {
		keyword := n.Parent().Parent()
		isDest := keyword.Kind() == python.KeywordArgument && keyword.Child(python.NameField).Text() == "dest"
		if text := n.Text(); !isDest && isSettingWord(text) {
			seen[text] = true
		}
	}
	x.facts.Words = make([]string, 0, len(seen))
	for word := range seen {
		x.facts.Words = append(x.facts.Words, x.copy(word))
	}
	slices.Sort(x.facts.Words)
}

// Has reports whether a word stands in the file.
func (f *Facts) Has(word string) bool {
	_, ok := slices.BinarySearch(f.Words, word)
	return ok
}
