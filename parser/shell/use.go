package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// A Use is one simple command of a shell, with the paths that it is given.
type Use struct {
	Words []string // as far as they are known; a word that is made when the command runs is ""
	Paths []Path
}

// A Path is what a command is given for a file, as it is written.
type Path struct {
	Name   string
	Writes bool // the command changes what is there
}

// Uses returns the simple commands in a command, nested ones too; none for what is no command.
func Uses(command string) (all []Use) {
	f := parse(command)
	if f == nil {
		return nil
	}
	syntax.Walk(f, func(n syntax.Node) bool {
		s, ok := n.(*syntax.Stmt)
		if !ok {
			return true
		}
		var use Use
		if call, ok := s.Cmd.(*syntax.CallExpr); ok && len(call.Args) > 0 {
			use.Words = words(call)
			use.Words[0] = base(use.Words[0])
			use.Paths = pathsOf(use.Words)
			all = append(all, Uses(scriptOf(use.Words))...)
		}
		for _, r := range s.Redirs {
			if r.Word != nil && r.Hdoc == nil && r.Op != syntax.DplOut && r.Op != syntax.DplIn {
				use.Paths = append(use.Paths, Path{literal(r.Word), r.Op != syntax.RdrIn})
			}
		}
		if len(use.Words)+len(use.Paths) > 0 {
			all = append(all, use)
		}
		return true
	})
	return all
}

// scriptOf returns the script that a shell is given as a word, as in bash -lc 'git push'; "" if the command is none.
func scriptOf(words []string) string {
	if !isShell[words[0]] {
		return ""
	}
	for i, w := range words[1:] {
		switch {
		case !strings.HasPrefix(w, "-"):
			return ""
		case !strings.HasPrefix(w, "--") && strings.HasSuffix(w, "c") && i+2 < len(words):
			return words[i+2]
		}
	}
	return ""
}

var isShell = map[string]bool{"sh": true, "bash": true, "zsh": true, "dash": true, "ksh": true}

// writers are commands that change all files that they are given.
var writers = map[string]bool{"rm": true, "rmdir": true, "touch": true, "truncate": true, "tee": true, "chmod": true, "chown": true, "mv": true, "mkdir": true, "shred": true, "unlink": true}

// copiers are commands that change the last of the files that they are given.
var copiers = map[string]bool{"cp": true, "rsync": true, "install": true, "ln": true, "scp": true}

// pathsOf returns the words of a command that may be paths: all but options.
func pathsOf(words []string) (all []Path) {
	inPlace := false
	for _, w := range words[1:] {
		switch {
		case strings.HasPrefix(w, "-"):
			inPlace = inPlace || words[0] == "sed" && strings.HasPrefix(w, "-i") || words[0] == "perl" && strings.Contains(w, "i")
		case strings.HasPrefix(w, "of=") && words[0] == "dd":
			all = append(all, Path{w[len("of="):], true})
		case w != "":
			all = append(all, Path{w, writers[words[0]] || words[0] == "git" && len(words) > 1 && (words[1] == "rm" || words[1] == "mv")})
		}
	}
	if n := len(all); n > 1 && copiers[words[0]] {
		all[n-1].Writes = true
	}
	for i := range all {
		all[i].Writes = all[i].Writes || inPlace && i > 0
	}
	return all
}
