package host

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agentlint/agentlint/parser/agent"
)

// Loaded is what a host makes of one definition.
type Loaded struct {
	Host        string          `json:"host"`              // its Title
	Reads       bool            `json:"reads"`             // it looks at files of this kind at all
	Refusals    []string        `json:"refusals"`          // why it does not load the file, or can't start it; none if it does
	Name        string          `json:"name"`              // what other files call the definition by
	Description string          `json:"description"`       // "" for none
	Model       string          `json:"model"`             // "" for the host's default
	Tools       []string        `json:"tools"`             // of those listed; see AllTools
	AllTools    bool            `json:"allTools"`          // none are listed, so it gets all there are
	TakesTools  bool            `json:"takesTools"`        // what is defined in such a file has tools
	TakesModel  bool            `json:"takesModel"`        // what is defined in such a file has a model
	Keys        []LoadedKey     `json:"keys"`              // of the frontmatter, in order
	Handoffs    []LoadedHandoff `json:"handoffs"`          // of the frontmatter, in order
	BodyChars   int             `json:"bodyChars"`         // code points of the body
	BodyLimit   int             `json:"bodyLimit"`         // code points; 0 if none is known
	Remarks     []string        `json:"remarks,omitempty"` // further information
}

// A LoadedKey is what becomes of one key.
type LoadedKey struct {
	Name   string `json:"name"`
	Kept   bool   `json:"kept"`
	Reason string `json:"reason,omitempty"` // why it is dropped, or what to know about it
}

// A LoadedHandoff is what becomes of one handoff.
type LoadedHandoff struct {
	Agent  string `json:"agent"` // as the author meant it
	Label  string `json:"label"`
	Kept   bool   `json:"kept"`
	Reason string `json:"reason,omitempty"` // why it is dropped

	// Unresolved says that no agent of the repository has the name, which is looked up by those who know them.
	Unresolved bool `json:"unresolved,omitempty"`
}

// KeptHandoffs returns the number of handoffs that the host shows.
func (l *Loaded) KeptHandoffs() int {
	n := 0
	for _, h := range l.Handoffs {
		if h.Kept {
			n++
		}
	}
	return n
}

// Load says what h makes of the definition f, as far as the facts about h tell.
func Load(h *Host, f *agent.File) *Loaded {
	l := &loader{Loaded: Loaded{Host: h.Title, Tools: []string{}, Keys: []LoadedKey{}, Handoffs: []LoadedHandoff{}}, host: h, file: f}
	l.Refusals = []string{}
	l.BodyChars = utf8.RuneCountInString(f.Text(f.Body))
	if l.schema = h.Schema(f.Kind); l.schema == nil {
		l.refuse("%s does not read %s files", h.Title, f.Kind)
		return &l.Loaded
	}
	if looking := lookers(f.Kind, f.Source.Path); looking != nil && !slices.Contains(looking, h.Name) {
		l.refuse("%s does not look for skills in this folder", h.Title)
		return &l.Loaded
	}
	l.Reads = true
	l.TakesTools, l.TakesModel = l.schema.takes("tools"), l.schema.takes("model")
	l.BodyLimit = l.schema.Limits.BodyChars
	if l.BodyLimit > 0 && l.BodyChars > l.BodyLimit {
		l.refuse("the body is %d characters over the limit", l.BodyChars-l.BodyLimit)
	}
	if !slices.Contains(Reading(f), l.schema) {
		l.refuse("its target is %q", f.Field("target").Value.Text())
	}
	if l.survives() {
		l.loadKeys()
		l.loadHandoffs()
	}
	l.identify()
	l.requireKeys()
	return &l.Loaded
}

// takes reports whether the host reads a key.
func (s *Schema) takes(key string) bool {
	k, ok := s.Keys[key]
	return ok && !k.Ignored
}

// A loader is the state of one Load.
type loader struct {
	Loaded
	host   *Host
	schema *Schema
	file   *agent.File
	read   []*agent.Field // the fields that the host keeps
}

func (l *loader) refuse(format string, args ...any) {
	l.Refusals = append(l.Refusals, fmt.Sprintf(format, args...))
}

// survives reports whether the host reads the frontmatter in spite of its problems.
func (l *loader) survives() bool {
	survives := true
	for _, problem := range l.file.Problems {
		fate, known := l.schema.Fate(problem.Kind)
		where := fmt.Sprintf("line %d: %s", l.file.Source.Position(problem.Range.Start).Line, problem.Message)
		switch {
		case !known:
			l.Remarks = append(l.Remarks, where+"; how the host handles that is not known")
		case fate.Loads && fate.Note != "":
			l.Remarks = append(l.Remarks, fmt.Sprintf("%s; it is read anyway, %s", where, fate.Note))
		case fate.Loads:
			l.Remarks = append(l.Remarks, where+"; it is read anyway")
		default:
			l.refuse("%s", where)
			survives = false
		}
	}
	return survives
}

// Fate returns what becomes of a file whose frontmatter has a problem of that kind, and whether that is known. What
// holds for YAML that can't be read holds for each of its kinds that has no entry of its own.
func (s *Schema) Fate(kind agent.ProblemKind) (Fate, bool) {
	if fate, ok := s.Faults[string(kind)]; ok {
		return fate, true
	}
	switch kind {
	case agent.UnquotedColon, agent.UnindentedLine, agent.BareAsterisk, agent.TabIndent, agent.NotAMapping:
		fate, ok := s.Faults[string(agent.InvalidYAML)]
		return fate, ok
	}
	return Fate{}, false
}

func (l *loader) loadKeys() {
	fields := l.file.Fields()
	for i := range fields {
		loaded := LoadedKey{Name: fields[i].Name}
		key, known := l.schema.Keys[fields[i].Name]
		if known {
			loaded.Kept, loaded.Reason = l.load(key, &fields[i])
		} else {
			loaded.Kept, loaded.Reason = l.schema.Unknown == PassedOn, unknownKey(l.schema.Unknown)
		}
		if l.Keys = append(l.Keys, loaded); loaded.Kept && known {
			l.read = append(l.read, &fields[i])
		}
		if l.schema.Unknown == Rejected && !known {
			l.refuse("it forbids the key %q", fields[i].Name)
		}
	}
}

// unknownKey says what becomes of a key that the host does not know.
func unknownKey(fate Unknown) string {
	switch fate {
	case Ignored:
		return "unknown, silently ignored"
	case Warned:
		return "unknown, ignored with a warning"
	case Rejected:
		return "unknown, which is an error"
	case PassedOn:
		return "unknown, sent to the model's provider as an option"
	}
	return "unknown; the documentation does not say how it is handled"
}

// load reports whether the host uses a field whose key it knows, and why not.
func (l *loader) load(key Key, field *agent.Field) (kept bool, reason string) {
	switch fault := l.fault(key, field.Value); {
	case key.Ignored:
		return false, strings.Join(slices.DeleteFunc([]string{"accepted, without effect", key.Note}, isBlank), ": ")
	case fault != "":
		if key.Otherwise != "" && key.Otherwise != Ignores {
			l.refuse("it %s: %s %q: %s", key.Otherwise, field.Name, summary(l.file, field.Value), fault)
		}
		return false, fault
	case key.Deprecated && key.Replacement != "":
		return true, fmt.Sprintf("deprecated; use %q", key.Replacement)
	case key.Deprecated:
		return true, "deprecated"
	}
	return true, ""
}

// Ignores is the Otherwise of keys whose wrong values do no more harm than to be dropped.
const Ignores = "ignores it"

func isBlank(s string) bool { return s == "" }

// fault says what is wrong with a value for the key, "" for nothing.
func (l *loader) fault(key Key, v agent.Value) string {
	if !key.Accepts(v.Type()) {
		return fmt.Sprintf("it must be %s, not %s", oneOf(key.Types), v.Type())
	}
	for _, name := range l.file.Names(v) {
		if m := key.Spelling.Check(name.Text); m != nil && !m.Other {
			if m.Better != "" {
				return fmt.Sprintf("%s; the name is %q", m.Fault, m.Better)
			}
			return m.Fault
		}
	}
	if v.Type() != agent.String {
		return ""
	}
	length := utf8.RuneCountInString(v.Text())
	switch {
	case len(key.Values) > 0 && !slices.Contains(key.Values, v.Text()):
		return "it must be one of " + strings.Join(key.Values, ", ")
	case !key.Pattern.MatchString(v.Text()):
		return "it must match " + key.Pattern.String()
	case length < key.MinLength:
		return "it must not be empty"
	case key.MaxLength > 0 && length > key.MaxLength:
		return fmt.Sprintf("it is %d characters over the limit", length-key.MaxLength)
	}
	return ""
}

func oneOf(types []agent.Type) string {
	var names []string
	for _, t := range types {
		names = append(names, string(t))
	}
	return strings.Join(names, " or ")
}

// summary returns a value's text, or that it is a list or map.
func summary(f *agent.File, v agent.Value) string {
	return cmp.Or(v.Text(), strings.Join(strings.Fields(f.Text(v.Range)), " "))
}

// kept returns the field of that name that the host reads, or nil.
func (l *loader) kept(name string) *agent.Field {
	i := slices.IndexFunc(l.read, func(field *agent.Field) bool { return field.Name == name })
	if i < 0 {
		return nil
	}
	return l.read[i]
}

func (l *loader) text(name string) string {
	if field := l.kept(name); field != nil {
		return strings.TrimSpace(summary(l.file, field.Value))
	}
	return ""
}

// identify fills in what the host calls the definition and gives to it.
func (l *loader) identify() {
	l.Description, l.Model = l.text("description"), l.text("model")
	switch l.Name = agent.Stem(l.file.Source.Path); l.schema.Identity {
	case NamedByKey:
		l.Name = cmp.Or(l.text("name"), l.Name)
	case Anonymous:
		l.Name = ""
	}
	tools := l.kept("tools")
	if l.AllTools = l.TakesTools && tools == nil; tools == nil {
		return
	}
	for _, name := range l.file.Names(tools.Value) {
		l.Tools = append(l.Tools, name.Text)
	}
	for _, field := range tools.Value.Fields {
		if field.Value.Text() == "true" {
			l.Tools = append(l.Tools, field.Name)
		}
	}
}

// requireKeys refuses the file if it lacks what the host needs. If all its keys are lost, that has been said.
func (l *loader) requireKeys() {
	for _, name := range l.schema.Names() {
		if l.schema.Keys[name].Required && l.file.Field(name) == nil {
			l.refuse("it needs the key %q", name)
		}
	}
}

func (l *loader) loadHandoffs() {
	for _, handoff := range l.file.Handoffs {
		loaded := LoadedHandoff{Agent: text(handoff.Agent()), Label: text(handoff.Field("label"))}
		switch missing := l.schema.Missing(handoff); {
		case l.schema.Handoffs == nil:
			loaded.Reason = l.host.Title + " has no handoffs"
		case len(missing) > 0:
			loaded.Reason = `it needs "` + strings.Join(missing, `" and "`) + `"`
			if slices.Contains(missing, "agent") && handoff.Field("target") != nil {
				loaded.Reason += `, and does not know the key "target"`
			}
		default:
			loaded.Kept = true
		}
		l.Handoffs = append(l.Handoffs, loaded)
	}
}

func text(field *agent.Field) string {
	if field == nil {
		return ""
	}
	return field.Value.Text()
}

// Missing returns the keys, sorted, that the host needs in a handoff and that it lacks or that have no text and need some.
func (s *Schema) Missing(handoff agent.Handoff) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(s.Handoffs)) {
		key, field := s.Handoffs[name], handoff.Field(name)
		if key.Required && (field == nil || key.MinLength > 0 && strings.TrimSpace(text(field)) == "") {
			names = append(names, name)
		}
	}
	return names
}
