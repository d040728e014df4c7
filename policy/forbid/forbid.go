// Package forbid holds what a project forbids by its settings, and finds it: calls, imports, values of arguments, decorators, literals and
// paths, in Python, in configurations and in the commands of shells. Names are qualified names: an alias does not escape.
package forbid

import (
	"fmt"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/internal/glob"
	"github.com/agentlint/agentlint/policy/bullet"
)

// A Forbid is one thing that must not be in a project. One of Call, Import, Argument, Decorator, Literal and Path says what; an argument
// may be that of a call.
type Forbid struct {
	Call      string   `yaml:"call"`      // qualified: pandas.DataFrame.append; of a command, its first words: git push --force
	Import    string   `yaml:"import"`    // a module, with all that is in it
	Argument  string   `yaml:"argument"`  // a keyword, or one with its value: shuffle=False
	Decorator string   `yaml:"decorator"` // qualified
	Literal   string   `yaml:"literal"`   // a pattern of strings, in which * stands for anything
	Path      string   `yaml:"path"`      // a glob of paths
	Access    Access   `yaml:"access"`    // of the path; "" for any
	Message   string   `yaml:"message"`   // what is wrong, or what to do instead
	Severity  string   `yaml:"severity"`  // "" for that of the rule
	Except    []string `yaml:"except"`    // globs of files in which it is allowed
	Bullet    string   `yaml:"bullet"`    // the words of the bullet that it enforces
	From      string   `yaml:"-"`         // the file of settings that it stands in, as shown
}

// A List is all that is forbidden in a file.
type List []Forbid

// An Access is what is done with a path.
type Access string

// The accesses.
const (
	Read  Access = "read"
	Write Access = "write"
)

// What names what is forbidden: "calls of pickle.load".
func (f *Forbid) What() string {
	switch {
	case f.Call != "" && f.Argument != "":
		return fmt.Sprintf("%s in %s", f.Argument, f.Call)
	case f.Call != "":
		return f.Call
	case f.Import != "":
		return "import of " + f.Import
	case f.Argument != "":
		return f.Argument
	case f.Decorator != "":
		return "@" + f.Decorator
	case f.Literal != "":
		return fmt.Sprintf("%q", f.Literal)
	}
	return map[Access]string{Read: "reading ", Write: "writing ", "": "use of "}[f.Access] + f.Path
}

// Says is the message of a finding.
func (f *Forbid) Says(found string) string { return found + f.Ending() }

// Ending is what the messages of all findings end in.
func (f *Forbid) Ending() string {
	if f.Message == "" {
		return " is forbidden here"
	}
	return " is forbidden here: " + f.Message
}

// Enforces reports whether it says that it enforces a bullet, by its words or its fingerprint.
func (f *Forbid) Enforces(b *bullet.Bullet) bool {
	return f.Bullet != "" && (f.Bullet == b.Fingerprint() || bullet.Same(f.Bullet, b.Text))
}

// Problem returns what is wrong with it and what to do, "" for nothing.
func (f *Forbid) Problem() string {
	kinds := 0
	for _, text := range []string{f.Call, f.Import, f.Decorator, f.Literal, f.Path} {
		if text != "" {
			kinds++
		}
	}
	switch {
	case kinds == 0 && f.Argument == "":
		return "it forbids nothing; give it a call, import, argument, decorator, literal or path"
	case kinds > 1:
		return "it forbids several things; make an entry of each"
	case f.Argument != "" && kinds == 1 && f.Call == "":
		return "an argument is that of a call; take the other key away, or give it a call"
	case f.Access != "" && f.Path == "":
		return "access is that of a path; give it a path"
	case f.Path != "" && glob.Check(f.Path) != nil:
		return fmt.Sprintf("%q is no glob: %v", f.Path, glob.Check(f.Path))
	}
	return ""
}

// globs are the compiled globs of paths, which a run asks for in each file.
var globs sync.Map

// matchesPath reports whether a path, or the start of one, is among those that a glob names. A path from elsewhere is taken by its end.
func matchesPath(pattern string, p Text) bool {
	set := compiled(pattern)
	text := strings.TrimSuffix(strings.TrimPrefix(clean(p.Value), "./"), "/")
	if text == "" {
		return false
	}
	for {
		if set.Match(text) || p.Open && (set.Match(text+"/x") || set.Match(text+"x")) {
			return true
		}
		isRooted := strings.HasPrefix(text, "/") || strings.HasPrefix(text, "../") || strings.HasPrefix(text, "~/") || strings.HasPrefix(text, "$") || p.Joined
		_, rest, found := strings.Cut(text, "/")
		if !isRooted || !found || rest == "" {
			return false
		}
		p.Joined = true
		text = rest
	}
}

func clean(text string) string {
	text = strings.ReplaceAll(text, `\`, "/")
	for strings.Contains(text, "//") {
		text = strings.ReplaceAll(text, "//", "/")
	}
	return strings.ReplaceAll(text, "/./", "/")
}

// compiled returns the set of what a glob names, and all below it.
func compiled(pattern string) *glob.Set {
	if set, ok := globs.Load(pattern); ok {
		return set.(*glob.Set)
	}
	name := strings.TrimSuffix(pattern, "/")
	set, err := glob.New(name, name+"/**")
	if err != nil {
		set = new(glob.Set)
	}
	globs.Store(pattern, set)
	return set
}

// matchesLiteral reports whether a text is as a pattern says, in which * stands for anything.
func matchesLiteral(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	if !strings.HasPrefix(text, parts[0]) {
		return false
	}
	text = text[len(parts[0]):]
	for _, part := range parts[1 : len(parts)-1] {
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text = text[at+len(part):]
	}
	return strings.HasSuffix(text, parts[len(parts)-1])
}
