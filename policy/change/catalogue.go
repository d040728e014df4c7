package change

import (
	_ "embed"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	lib "github.com/agentlint/agentlint/policy/signature"
)

//go:embed calls.yaml
var callsYAML []byte

//go:embed keys.yaml
var keysYAML []byte

// A subject is what some calls are about; see calls.yaml.
type subject struct {
	Topic   string            `yaml:"topic"`
	Names   []string          `yaml:"names"`
	Methods []string          `yaml:"methods"`
	Unless  []string          `yaml:"unless"`
	Args    map[string]string `yaml:"args"`
	Each    bool              `yaml:"each"`
	Order   bool              `yaml:"order"`
	Inside  string            `yaml:"inside"`
}

// A wording is how settings about a topic are called; see keys.yaml.
type wording struct {
	Topic    string   `yaml:"topic"`
	Keys     []string `yaml:"keys"`
	Sections []string `yaml:"sections"`
}

// A signature is the parameters of a call, in order, and their defaults as they are compared.
type signature struct {
	names    []string
	defaults map[string]string
}

// A catalogue is what is known of calls and keys.
type catalogue struct {
	subjects   []subject
	wordings   []wording
	signatures map[string]*signature
	mu         sync.Mutex
	known      map[string]*subject // answers of subjectOf
	keys       map[string]string   // answers of topicOfName
}

// theCatalogue reads the data that agentlint comes with, which TestCatalogue holds to be well-formed.
var theCatalogue = sync.OnceValue(func() *catalogue {
	c := &catalogue{signatures: map[string]*signature{}, known: map[string]*subject{}, keys: map[string]string{}}
	if err := yaml.Load(callsYAML, &c.subjects, yaml.WithKnownFields()); err != nil {
		panic("policy/change/calls.yaml: " + err.Error())
	}
	if err := yaml.Load(keysYAML, &c.wordings, yaml.WithKnownFields()); err != nil {
		panic("policy/change/keys.yaml: " + err.Error())
	}
	for name, parameters := range lib.All() {
		s := &signature{defaults: map[string]string{}}
		for _, p := range parameters {
			if s.names = append(s.names, p.Name); p.Default != "" {
				s.defaults[p.Name] = literalText(p.Default)
			}
		}
		c.signatures[name] = s
	}
	return c
})

// fits reports whether a dotted name is one that a glob stands for.
func fits(glob, name string) bool {
	if !strings.Contains(glob, "*") {
		return glob == name
	}
	if strings.Contains(name, "(") && !strings.Contains(glob, "(") {
		return false // of what a call returns
	}
	ok, err := path.Match(strings.ReplaceAll(glob, ".", "/"), strings.ReplaceAll(name, ".", "/"))
	return ok && err == nil
}

// subjectOf returns what a call of a canonical qualified name is about, nil if that is nothing: a name that starts with a question mark,
// or goes on after a call, is of a method.
func (c *catalogue) subjectOf(name string) *subject {
	c.mu.Lock()
	defer c.mu.Unlock()
	if found, ok := c.known[name]; ok {
		return found
	}
	found := c.find(name)
	c.known[strings.Clone(name)] = found
	return found
}

func (c *catalogue) find(name string) *subject {
	if asks := last(name); strings.HasPrefix(asks, "is_") || strings.HasPrefix(asks, "has_") || strings.HasPrefix(asks, "list_") {
		return nil // it says something of a model, and makes none
	}
	isFit := func(glob string) bool { return fits(glob, name) }
	isMethod := strings.HasPrefix(name, "?") || strings.Contains(name, ").") || strings.HasPrefix(name, "~.")
	for i := range c.subjects {
		s := &c.subjects[i]
		if slices.ContainsFunc(s.Names, isFit) && !slices.ContainsFunc(s.Unless, isFit) {
			return s
		}
		if isMethod && slices.Contains(s.Methods, last(name)) && strings.Contains(name, ".") {
			return s
		}
	}
	return nil
}

// topicOfKey returns what a setting is about by its key and by those above it, the nearest last; "" if nothing.
func (c *catalogue) topicOfKey(key string, above []string) string {
	if found := c.topicOfName(normal(key)); found != "" {
		return found
	}
	for _, section := range slices.Backward(above) {
		section = normal(section)
		for _, w := range c.wordings {
			if slices.Contains(w.Sections, section) {
				return w.Topic
			}
		}
	}
	return ""
}

// topicOfName returns what a setting is about by its key alone.
func (c *catalogue) topicOfName(name string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if found, ok := c.keys[name]; ok {
		return found
	}
	found := ""
	for _, w := range c.wordings {
		if slices.ContainsFunc(w.Keys, func(glob string) bool { return fits(glob, name) }) {
			found = w.Topic
			break
		}
	}
	c.keys[name] = found
	return found
}

// normal writes a key in lower case with underscores: --batch-size, batchSize and BATCH_SIZE are batch_size.
func normal(key string) string {
	var b strings.Builder
	for i, r := range strings.TrimLeft(key, "-") {
		switch isUpper := 'A' <= r && r <= 'Z'; {
		case r == '-' || r == ' ' || r == '.':
			b.WriteByte('_')
		case isUpper && i > 0 && 'a' <= key[i-1] && key[i-1] <= 'z':
			b.WriteByte('_')
			b.WriteRune(r + 'a' - 'A')
		case isUpper:
			b.WriteRune(r + 'a' - 'A')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
