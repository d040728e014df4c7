package mcp

import (
	"fmt"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/agentlint/agentlint/parser/shell"
)

// Commands returns the commands that start the servers. A text that a shell is given stands for itself.
func (f *File) Commands() []shell.Command {
	var all []shell.Command
	for _, server := range f.Servers {
		if len(server.Command) == 0 {
			continue
		}
		var words []string
		for _, word := range server.Command {
			quoted, err := syntax.Quote(word.Text(), syntax.LangBash)
			if err != nil {
				quoted = "?" // no shell can be given it
			}
			words = append(words, quoted)
		}
		at := server.Command[0].Range
		at.End = max(at.End, server.Command[len(server.Command)-1].Range.End)
		all = append(all, shell.Command{
			Text:  strings.Join(words, " "),
			Range: at,
			What:  fmt.Sprintf("the server %q", server.Name),
		})
	}
	return all
}
