// Package helper defines no rule: what a pass has is up to its callers.
package helper

import (
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/python"
)

func Count(pass *analysis.Pass) (n int) {
	for range python.Of(pass).All(python.Call) {
		n++
	}
	return n
}
