// Package rules lists every rule. A rule is a folder: rules/<family>/<rule>/ holds its code, its page and its testdata.
package rules

//go:generate go run ../internal/gen
//go:generate go run ../internal/docgen ../docs

import "github.com/agentlint/agentlint/lint"

// of gives a rule the family that its folder stands in.
func of(family string, rule *lint.Rule) *lint.Rule {
	rule.Family = family
	return rule
}
