// Package rules lists every rule. A rule is a folder: rules/<family>/<rule>/ holds its code, its page and its testdata.
package rules

//go:generate go run ../internal/gen
//go:generate go run ../internal/docgen ../docs

import "github.com/agentlint/agentlint/lint"

// of gives a rule the family that its folder is in, and the release that first has it.
func of(family, since string, rule *lint.Rule) *lint.Rule { //nolint:unparam // there will be a second release
	rule.Family, rule.Since = family, since
	return rule
}
