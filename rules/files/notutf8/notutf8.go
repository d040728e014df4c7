// Package notutf8 defines the rule not-utf8.
package notutf8

import (
	_ "embed"
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
)

//go:embed notutf8.md
var page string

// Rule reports files whose bytes are not the UTF-8 that Python and hosts read.
var Rule = &lint.Rule{
	ID:        "not-utf8",
	Severity:  lint.Error,
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{source.Analyzer},
	Run:       run,
}

// cookie is the declaration by which a Python file names another encoding on one of its first two lines.
// Source: PEP 263, https://peps.python.org/pep-0263/#defining-the-encoding
var cookie = pattern.New(`^(?:[ \t\f]*(?:#[^\r\n]*)?\r?\n)?[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)`)

func run(pass *analysis.Pass) {
	switch f := source.Of(pass); f.Encoding {
	case source.UTF16LE, source.UTF16BE:
		report(pass, f, 0, fmt.Sprintf("the file is in %s, not UTF-8", f.Encoding))
	case source.Invalid:
		if declared := declaredEncoding(f); declared == "" {
			report(pass, f, f.BadByte, "the file is not UTF-8 from this byte on")
		} else if isUTF8(declared) {
			report(pass, f, f.BadByte, fmt.Sprintf("the file declares %s, but this byte is not valid in it", declared))
		}
	}
}

func report(pass *analysis.Pass, f *source.File, offset int, message string) {
	at := token.Pos(f.Base + offset)
	pass.Report(analysis.Diagnostic{Pos: at, End: at + 1, Message: message})
}

// declaredEncoding returns what a Python file's cookie says, or "".
func declaredEncoding(f *source.File) string {
	if m := cookie.FindSubmatch(f.Text); m != nil && source.IsPython(f.Path) {
		return string(m[1])
	}
	return ""
}

func isUTF8(name string) bool {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "-")
	return name == "utf8" || name == "utf-8" || strings.HasPrefix(name, "utf-8-")
}
