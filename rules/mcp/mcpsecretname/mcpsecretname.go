// Package mcpsecretname defines the rule mcp-secret-name.
package mcpsecretname

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpsecretname.md
var page string

// Rule reports secrets that the cloud agent does not hand over because of their names.
var Rule = &lint.Rule{
	ID:       "mcp-secret-name",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

var (
	// secret matches a reference to a secret or variable of the repository.
	secret = pattern.New(`\$\{\{\s*(?:secrets|vars?)\.(\w+)\s*\}\}`)
	// variable matches $NAME and ${NAME} where a variable of the environment may stand.
	variable = pattern.New(`\$(?:\{([A-Z][A-Z0-9_]*)\}|([A-Z][A-Z0-9_]*)\b)`)
)

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	if f.Format == nil || f.Format.Secrets == "" {
		return
	}
	for i := range f.Servers {
		for _, v := range f.Servers[i].Value.Scalars() {
			for _, name := range references(&f.Servers[i], v) {
				if !strings.HasPrefix(name, f.Format.Secrets) {
					pass.ReportRangef(f.Range(v.Range), "%s passes on only secrets whose names start with %s, not %s",
						f.Format.Hosts[0], f.Format.Secrets, name)
				}
			}
		}
	}
}

// references returns the names that a value refers to, without those that the server's own env sets.
func references(s *mcp.Server, v config.Value) (names []string) {
	for _, m := range secret.FindAllStringSubmatch(v.Text(), -1) {
		names = append(names, m[1])
	}
	for _, m := range variable.FindAllStringSubmatch(v.Text(), -1) {
		name := m[1] + m[2]
		if env := s.Field("env"); (env == nil || env.Value.Field(name) == nil) && name != "HOME" && name != "PWD" && name != "PATH" {
			names = append(names, name)
		}
	}
	return names
}
