package forbid

import (
	"strings"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/shell"
)

// A Value is something that is forbidden in a configuration.
type Value struct {
	Forbid *Forbid
	Range  config.Range
	Found  string
}

// Config yields what is forbidden in a configuration: literals, and paths, of which nobody knows whether they are read or written, unless
// the key says so.
func (l List) Config(root config.Value, yield func(Value)) { l.value("", root, yield) }

func (l List) value(key string, v config.Value, yield func(Value)) {
	for _, f := range v.Fields {
		l.value(f.Name, f.Value, yield)
	}
	for _, item := range v.Items {
		l.value(key, item, yield)
	}
	if v.Type() != config.String && v.Type() != config.Int && v.Type() != config.Float && v.Type() != config.Bool {
		return
	}
	text := v.Text()
	for i := range l {
		r := &l[i]
		name, value, hasValue := strings.Cut(r.Argument, "=")
		switch {
		case r.Literal != "" && v.Type() == config.String && matchesLiteral(r.Literal, text),
			r.Path != "" && v.Type() == config.String && (r.Access == "" || r.Access == accessOfKey(key)) && matchesPath(r.Path, Text{Value: text}),
			r.Argument != "" && r.Call == "" && name == key && (!hasValue || strings.EqualFold(strings.Trim(value, `"'`), text)):
			yield(Value{r, v.Range, key + ": " + text})
		}
	}
}

// accessOfKey returns what is done with the path that a setting names.
func accessOfKey(key string) Access {
	key = strings.ToLower(key)
	for _, word := range []string{"out", "save", "write", "dest", "target_dir", "log", "checkpoint", "export"} {
		if strings.Contains(key, word) {
			return Write
		}
	}
	return Read
}

// Shell yields what is forbidden in a command of a shell: commands by their first words and options, and paths that they read or write.
func (l List) Shell(command string, yield func(*Forbid, string)) {
	for _, use := range shell.Uses(command) {
		for i := range l {
			if r := &l[i]; r.Call != "" && r.Argument == "" && isCommand(use.Words, r.Call) {
				yield(r, strings.Join(use.Words, " "))
			} else if r.Path != "" {
				l.shellPath(r, use, yield)
			}
		}
	}
}

// Written yields what is forbidden about writing a file.
func (l List) Written(path string, yield func(*Forbid, string)) {
	for i := range l {
		if r := &l[i]; r.Path != "" && r.Access != Read && matchesPath(r.Path, Text{Value: path}) {
			yield(r, "writing "+path)
		}
	}
}

func (l List) shellPath(r *Forbid, use shell.Use, yield func(*Forbid, string)) {
	for _, p := range use.Paths {
		access := Read
		if p.Writes {
			access = Write
		}
		if (r.Access == "" || r.Access == access) && matchesPath(r.Path, Text{Value: p.Name}) {
			yield(r, map[Access]string{Read: "reading ", Write: "writing "}[access]+p.Name)
			return
		}
	}
}

// isCommand reports whether a command starts with words, whose options may stand anywhere in it. A dotted name of Python is no command.
func isCommand(words []string, call string) bool {
	wanted := strings.Fields(call)
	if len(words) == 0 || len(wanted) == 0 {
		return false
	}
	at := 0
	for _, w := range wanted {
		if strings.HasPrefix(w, "-") {
			if !contains(words, w) {
				return false
			}
			continue
		}
		for at < len(words) && at > 0 && strings.HasPrefix(words[at], "-") {
			at++
		}
		if at == len(words) || words[at] != w {
			return false
		}
		at++
	}
	return true
}

func contains(words []string, option string) bool {
	for _, w := range words {
		if w == option || strings.HasPrefix(w, option+"=") {
			return true
		}
	}
	return false
}
