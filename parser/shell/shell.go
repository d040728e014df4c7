// Package shell reads the commands that hosts run on behalf of a repository: those of hooks, of MCP servers, and those whose output
// a definition takes in. It says what a command does with what it downloads, and with keys that it reads.
package shell

import (
	"errors"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
	"mvdan.cc/sh/v3/syntax"

	"github.com/agentlint/agentlint/parser/config"
)

// A Command is one that a host runs.
type Command struct {
	Text  string
	Range config.Range // where it is in its file, in bytes
	What  string       // what it is, as in messages: "the hook of Stop"
}

// A File is the commands of one file.
type File struct {
	Base     int // of the file in the run's token.FileSet
	Commands []Command
}

// Range returns where a command is as positions in the run's token.FileSet, for reports.
func (f *File) Range(c Command) analysis.Range { return c.Range.At(f.Base) }

// Analyzer is what a rule about commands requires to read those of one file with [Of]. The driver supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "shell",
	Doc:        "the commands of one file that a host runs",
	ResultType: reflect.TypeFor[*File](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the commands") },
}

// Of returns the commands that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *File { return pass.ResultOf[Analyzer].(*File) }

// maxCommand is how many bytes of a command are read. No longer one was seen in a hook.
const maxCommand = 16 << 10

// parse reads a command as Bash does; nil if it is none.
func parse(text string) *syntax.File {
	if len(text) > maxCommand {
		return nil
	}
	f, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(text), "")
	if err != nil {
		return nil
	}
	return f
}

// words returns the words of a call that are known, without what runs another command, such as sudo or env. A word that is made
// when the command runs is "".
func words(call *syntax.CallExpr) []string {
	var all []string
	for _, word := range call.Args {
		all = append(all, literal(word))
	}
	for len(all) > 1 && runners[base(all[0])] {
		all = all[1:]
		for len(all) > 1 && (strings.HasPrefix(all[0], "-") || strings.Contains(all[0], "=")) {
			all = all[1:]
		}
	}
	return all
}

// runners are commands that run the one that follows.
var runners = map[string]bool{"sudo": true, "env": true, "exec": true, "command": true, "nohup": true, "time": true, "xargs": true}

func base(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	return strings.TrimSuffix(name, ".exe")
}

// literal returns what a word is written as, without its quotes; "" if something in it is made when the command runs, unless that
// is a variable in a longer word.
func literal(word *syntax.Word) string {
	var b strings.Builder
	for _, part := range word.Parts {
		parts := []syntax.WordPart{part}
		if quoted, ok := part.(*syntax.DblQuoted); ok {
			parts = quoted.Parts
		}
		for _, part := range parts {
			switch part := part.(type) {
			case *syntax.Lit:
				b.WriteString(part.Value)
			case *syntax.SglQuoted:
				b.WriteString(part.Value)
			case *syntax.ParamExp:
				if part.Param != nil {
					b.WriteString("$" + part.Param.Value)
				}
			}
		}
	}
	return b.String()
}
