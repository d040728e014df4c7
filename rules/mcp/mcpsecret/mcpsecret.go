// Package mcpsecret defines the rule mcp-secret.
package mcpsecret

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/credential"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpsecret.md
var page string

// Rule reports secrets that stand in the configuration of a server.
var Rule = &lint.Rule{
	ID:       "mcp-secret",
	Agnix:    []string{"MCP-018"},
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

var (
	// secretName matches names of fields, variables, headers and options whose values are secret.
	secretName = pattern.New(`(?i)(?:token|secret|passw(?:or)?d|credential|api[_-]?key|access[_-]?key|authorization|private[_-]?key)s?$`)
	// literal matches a value that may be random, after the scheme of a header.
	literal = pattern.New(`^(?:(?:Bearer|Basic|Token|ApiKey) +)?([A-Za-z0-9+/=_.-]{16,})$`)
	// made matches what is random in no secret: what people put into examples, and names of variables.
	made = pattern.New(`(?i:example|sample|your|dummy|fake|secret|token|placeholder|redacted|change|xxx|abcdef|12345|0000)|^[A-Z][A-Z0-9_]*$|^[a-z_.-]+$|^[/.]`)
	// option matches an argument that is an option, a variable or a header with its value, if that is not the next argument.
	option = pattern.New(`^-{0,2}([A-Za-z][\w-]*)(?:(?:=|: *)(.*))?$`)
	// account matches the name and the password in an address.
	account = pattern.New(`^\w+://[^:/?#@]*:([^/?#@]{8,})@`)
	// parameter matches a parameter of an address.
	parameter = pattern.New(`[?&]([\w.-]+)=([^&#]*)`)
)

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	for i := range f.Servers {
		for name, v := range f.Servers[i].Value.Scalars() {
			if name != "args" && name != "command" {
				check(pass, f, name, v, v.Text())
			}
			checkAddress(pass, f, v)
		}
		checkArguments(pass, f, f.Servers[i].Command)
	}
}

// check reports a value, or a part of one, if it looks like a secret by its name.
func check(pass *analysis.Pass, f *mcp.File, name string, v config.Value, text string) {
	m := literal.FindStringSubmatch(text)
	if m != nil && secretName.MatchString(name) && !made.MatchString(m[1]) && !credential.Holds(text) {
		pass.ReportRangef(f.Range(v.Range), "the value of %q looks like a secret, and everyone who reads the file can see it", name)
	}
}

// checkArguments reports secrets that a command is given: --api-key KEY, --token=KEY, -e TOKEN=KEY, --header "Authorization: KEY".
func checkArguments(pass *analysis.Pass, f *mcp.File, words []config.Value) {
	for i, word := range words {
		m := option.FindStringSubmatch(word.Text())
		switch {
		case m == nil:
		case m[2] != "":
			check(pass, f, m[1], word, m[2])
		case i+1 < len(words) && word.Text()[0] == '-':
			check(pass, f, m[1], words[i+1], words[i+1].Text())
		}
	}
}

// checkAddress reports a password or a key in an address.
func checkAddress(pass *analysis.Pass, f *mcp.File, v config.Value) {
	text := v.Text()
	if m := account.FindStringSubmatch(text); m != nil && isRandom(m[1]) {
		pass.ReportRangef(f.Range(v.Range), "everyone who reads the file can see the password in this address")
	}
	if !strings.Contains(text, "://") {
		return
	}
	for _, m := range parameter.FindAllStringSubmatch(text, -1) {
		name := m[1]
		if name == "key" {
			name = "api_key"
		}
		check(pass, f, name, v, m[2])
	}
}

// isRandom reports whether a text may be a password: it is no variable and no example.
func isRandom(text string) bool {
	return !made.MatchString(text) && literalPassword.MatchString(text)
}

// literalPassword matches what refers to no variable.
var literalPassword = pattern.New(`^[^${}<>\[\]*]+$`)
