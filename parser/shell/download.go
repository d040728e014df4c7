package shell

import (
	"cmp"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/agentlint/agentlint/internal/pattern"
)

// interpreters are commands that run what they are given as code.
var interpreters = []string{"sh", "bash", "zsh", "dash", "ksh", "fish", "python", "python3", "node", "deno", "bun", "perl", "ruby", "php", "pwsh", "powershell", "iex", "eval", "source", "."}

// downloaders are commands that print what they fetch.
var downloaders = []string{"curl", "wget", "iwr", "irm", "Invoke-WebRequest", "Invoke-RestMethod"}

// powershell matches a download that PowerShell runs, which is no Bash.
var powershell = pattern.New(`(?i)\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b[^;&]*\|\s*(?:iex|Invoke-Expression)\b|\b(?:iex|Invoke-Expression)\b[^;&]*\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b`)

// RunsDownload returns the name of the program that runs what the command downloads, "" if none does.
func (c Command) RunsDownload() string {
	if powershell.MatchString(c.Text) {
		return "PowerShell"
	}
	file := parse(c.Text)
	if file == nil {
		return ""
	}
	found := ""
	syntax.Walk(file, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.BinaryCmd:
			if (n.Op == syntax.Pipe || n.Op == syntax.PipeAll) && fetches(n.X) {
				found = cmp.Or(found, runsInput(n.Y))
			}
		case *syntax.CallExpr:
			if name := interpreter(n); name != "" && hasDownload(n) {
				found = cmp.Or(found, name)
			} else if text, ok := script(n); ok {
				found = cmp.Or(found, Command{Text: text}.RunsDownload())
			}
		}
		return true
	})
	return found
}

// fetches reports whether a statement prints what it has fetched, and passes nothing else on: the last of a pipeline may filter it.
func fetches(s *syntax.Stmt) bool {
	switch cmd := s.Cmd.(type) {
	case *syntax.CallExpr:
		w := words(cmd)
		return len(w) > 0 && slices.Contains(downloaders, base(w[0])) && !keeps(w)
	case *syntax.BinaryCmd:
		return cmd.Op == syntax.Pipe && fetches(cmd.X) && passes(cmd.Y)
	case *syntax.Subshell:
		return slices.ContainsFunc(cmd.Stmts, fetches)
	case *syntax.Block:
		return slices.ContainsFunc(cmd.Stmts, fetches)
	}
	return false
}

// keeps reports whether the words of a download write it to a file.
func keeps(words []string) bool {
	for i, w := range words {
		isOutput := w == "-o" || w == "-O" && base(words[0]) == "curl" || w == "--output" || w == "--remote-name"
		if isOutput && (i+1 == len(words) || words[i+1] != "-") {
			return true
		}
	}
	return false
}

// passes reports whether a statement hands on what it reads, as tee, gunzip and base64 do.
func passes(s *syntax.Stmt) bool {
	call, ok := s.Cmd.(*syntax.CallExpr)
	if !ok {
		return false
	}
	w := words(call)
	return len(w) > 0 && slices.Contains([]string{"tee", "gunzip", "zcat", "base64", "cat", "tr", "openssl"}, base(w[0]))
}

// runsInput returns the name of the program that runs its input as code, "" if s is none.
func runsInput(s *syntax.Stmt) string {
	call, ok := s.Cmd.(*syntax.CallExpr)
	if !ok {
		return ""
	}
	name, w := interpreter(call), words(call)
	if name == "" {
		return ""
	}
	for i, word := range w[1:] {
		switch {
		case word == "-" || word == "-s" || word == "/dev/stdin":
			return name
		case word == "-c" || word == "-e" || word == "-m" || word == "-p" || word == "-n" || word == "-ne" || word == "-pe":
			return "" // code of its own reads the input
		case !strings.HasPrefix(word, "-") && i == 0:
			return "" // a file does
		}
	}
	return name
}

// interpreter returns the name of the program that a call starts if it runs code, "" if it does not.
func interpreter(call *syntax.CallExpr) string {
	if w := words(call); len(w) > 0 && slices.Contains(interpreters, base(w[0])) {
		return base(w[0])
	}
	return ""
}

// hasDownload reports whether an argument of a call is the output of a download, or a file that holds it.
func hasDownload(call *syntax.CallExpr) bool {
	found := false
	for i, word := range call.Args {
		isCode := i > 0 && (i == 1 || strings.HasPrefix(literal(call.Args[i-1]), "-"))
		syntax.Walk(word, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.CmdSubst:
				found = found || isCode && slices.ContainsFunc(n.Stmts, fetches)
			case *syntax.ProcSubst:
				found = found || isCode && slices.ContainsFunc(n.Stmts, fetches)
			}
			return !found
		})
	}
	return found
}

// script returns the text that a shell is given to run.
func script(call *syntax.CallExpr) (string, bool) {
	w := words(call)
	if len(w) < 3 || interpreter(call) == "" {
		return "", false
	}
	i := slices.IndexFunc(w, func(word string) bool { return word == "-c" || word == "-lc" || word == "-ic" })
	if i < 0 || i+1 == len(w) || !slices.Contains([]string{"sh", "bash", "zsh", "dash", "ksh"}, base(w[0])) {
		return "", false
	}
	return w[i+1], true
}
