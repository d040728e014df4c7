package settings

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
)

// A Finder gives each file the settings that hold for it. It is not for concurrent use.
type Finder struct {
	Reader
	Start    string      // absolute directory in which the run starts
	Top      string      // absolute directory above which nothing is looked for: the root of the repository; "" if there is none
	Fixed    *Settings   // the settings of all files, in place of what directories hold; nil to look for them
	Isolated bool        // look for none
	Over     []*Settings // what the command line says, which comes over all else

	found    map[string]*Settings // by directory
	none     *Settings            // of files that no settings are found for
	policies map[held]*lint.Policy
}

// held is what a policy is made of.
type held struct {
	settings  *Settings
	overrides string // those that hold
}

// For returns the settings of a file at an absolute slash-separated path, never nil.
func (f *Finder) For(file string) (*Settings, error) {
	switch {
	case f.Fixed != nil:
		return f.Fixed, nil
	case f.Isolated:
		return f.nothing(""), nil
	}
	if f.found == nil {
		f.found = map[string]*Settings{}
		if f.Top == "" {
			f.Top = f.root()
		}
	}
	s, err := f.inDirectory(path.Dir(file))
	if s == nil {
		s = f.nothing(path.Join(f.Start, Names[0]))
	}
	return s, err
}

// nothing returns the settings of files that there are none for, the same each time.
func (f *Finder) nothing(path string) *Settings {
	if f.none == nil {
		f.none = &Settings{Path: path}
	}
	return f.none
}

// inDirectory returns the settings of a directory: its own or those of the nearest one above that has some.
func (f *Finder) inDirectory(dir string) (*Settings, error) {
	if s, ok := f.found[dir]; ok {
		return s, nil
	}
	s, err := f.In(dir)
	if s == nil && err == nil && dir != f.Top && dir != path.Dir(dir) {
		s, err = f.inDirectory(path.Dir(dir))
	}
	f.found[dir] = s
	return s, err
}

// root returns the directory at or above the start of the run whose settings say that the project starts there, or the start
// itself: without a repository, what lies above, such as in a home directory, may be somebody else's.
func (f *Finder) root() string {
	for dir := f.Start; ; dir = path.Dir(dir) {
		if s, err := f.In(dir); err == nil && s != nil && s.Root {
			return dir
		}
		if dir == path.Dir(dir) {
			return f.Start
		}
	}
}

// In reads the settings that a directory itself holds, nil if it holds none.
func (f *Finder) In(dir string) (*Settings, error) {
	for _, name := range Names {
		s, err := f.Read(path.Join(dir, name))
		if isNone(dir, err) {
			continue
		}
		if s != nil || err != nil {
			return s, err
		}
	}
	return nil, nil
}

// isNone reports whether an error says that a directory holds no file: also since its path would be too long, or since nobody
// may look into the directory, so that no file in it can be checked, either.
func isNone(dir string, err error) bool {
	if errors.Is(err, fs.ErrPermission) {
		_, err := os.Stat(dir + "/.")
		return errors.Is(err, fs.ErrPermission)
	}
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENAMETOOLONG)
}

// Policy returns what holds for a file at an absolute slash-separated path.
func (f *Finder) Policy(file string) (*lint.Policy, error) {
	s, err := f.For(file)
	if err != nil {
		return nil, err
	}
	overrides := s.overriding(file)
	var which []byte
	for _, o := range overrides {
		which = binary.AppendUvarint(binary.AppendUvarint(which, uint64(o.layer)), uint64(o.index))
	}
	choices := s.choices(f.Over, overrides)
	bans, excepted := bansFor(choices, s.relative(file))
	key := held{s, string(which) + "\n" + excepted}
	if p := f.policies[key]; p != nil {
		return p, nil
	}
	p := newPolicy(choices, len(f.Rules))
	addPolicy(p, f.Rules, bans, s.Confirmed())
	if f.policies == nil {
		f.policies = map[held]*lint.Policy{}
	}
	f.policies[key] = p
	return p, nil
}

// inline are the keys that a command line may set.
var inline = []string{"select", "ignore", "rules", "purpose", "preview"}

// Inline reads one setting of a command line: key=value, where dots lead into maps and the value is YAML, as in
// rules.cyclomatic-complexity.max=12.
func (r *Reader) Inline(setting string) (*Settings, error) {
	key, value, ok := strings.Cut(setting, "=")
	if !ok {
		return nil, fmt.Errorf("%q is not valid; a setting is written key=value", setting)
	}
	if top, _, _ := strings.Cut(key, "."); !slices.Contains(inline, top) {
		return nil, fmt.Errorf("%q: only %s can be set this way; set the rest in a settings file", setting, wording.List(inline, "and"))
	}
	text := ""
	for i, part := range strings.Split(key, ".") {
		text += strings.Repeat(" ", i) + part + ":\n"
	}
	text = strings.TrimSuffix(text, "\n") + " " + value + "\n"
	reader := Reader{Rules: r.Rules}
	reader.Open = func(string) ([]byte, error) { return []byte(text), nil }
	s, err := reader.Read("setting.yaml")
	for _, n := range reader.Outdated {
		n.Path = "" // there is no such file
		r.Outdated = append(r.Outdated, n)
	}
	var fault *Error
	if errors.As(err, &fault) {
		return nil, fmt.Errorf("%q: %s", setting, fault.Message)
	}
	return s, err
}
