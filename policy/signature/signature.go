// Package signature knows the parameters of calls of libraries, in order and with their defaults.
package signature

import (
	_ "embed" // the data
	"strings"
	"sync"
)

//go:embed signatures.txt
var data string

// A Parameter is one of a call.
type Parameter struct{ Name, Default string } // Default is as it is written, "" for none

// All returns the parameters of all calls that are known, by their qualified names.
var All = sync.OnceValue(func() map[string][]Parameter {
	all := map[string][]Parameter{}
	for line := range strings.Lines(data) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			name, rest, _ := strings.Cut(line, "(")
			all[name] = parse(strings.TrimSuffix(rest, ")"))
		}
	}
	return all
})

// parse reads parameters, which commas outside of brackets separate.
func parse(text string) (all []Parameter) {
	for depth, start, i := 0, 0, 0; i <= len(text); i++ {
		switch {
		case i < len(text) && strings.IndexByte("([", text[i]) >= 0:
			depth++
		case i < len(text) && strings.IndexByte(")]", text[i]) >= 0:
			depth--
		case i == len(text) || text[i] == ',' && depth == 0:
			name, value, _ := strings.Cut(strings.TrimSpace(text[start:i]), "=")
			all = append(all, Parameter{name, value})
			start = i + 1
		}
	}
	return all
}
