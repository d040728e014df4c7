package confirm

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// heading stands above the key policy where Update writes it for the first time.
const heading = "# What the bullets of agent definitions come to. agentlint policy --write adds to it, and keeps what is changed here."

// Update returns a settings file in YAML that confirms the bullets of the list under the key policy. What is there stays as it is written,
// the entries of these bullets among it, so that whatever a person has changed or remarked is kept. An entry of another bullet stays if keeps
// says so; one whose bullet is under another tier or in other definitions now says so, and keeps its rules, severity and bound, and
// those of its definitions that isUnread names.
func (l List) Update(old []byte, keeps func(*Entry) bool, isUnread func(from string) bool) ([]byte, error) {
	out, err := l.updated(old, keeps, isUnread)
	if err != nil {
		return nil, err
	}
	if _, _, err := policyOf(out); err != nil {
		return nil, fmt.Errorf("can't add to the key policy as it is written: %w", err)
	}
	return out, nil
}

func (l List) updated(old []byte, keeps func(*Entry) bool, isUnread func(from string) bool) ([]byte, error) {
	key, value, err := policyOf(old)
	if err != nil {
		return nil, err
	}
	if key == nil {
		return l.appended(old)
	}
	if value.Kind != yaml.MappingNode || value.Style&yaml.FlowStyle != 0 || len(value.Content) == 0 {
		if old, err = unfolded(old, key, value); err != nil {
			return nil, err
		}
		if key, value, err = policyOf(old); err != nil {
			return nil, err
		}
	}
	e := newEditor(old, key, value)
	if err := e.merge(l.with(e.entries(), isUnread), keeps); err != nil {
		return nil, err
	}
	return e.text(), nil
}

// with returns a list in which bullets are of the definitions that isUnread names, too, where earlier entries say so.
func (l List) with(earlier List, isUnread func(from string) bool) List {
	out := slices.Clone(l)
	for i := range out {
		at := slices.IndexFunc(earlier, func(e Entry) bool { return e.Fingerprint == out[i].Fingerprint })
		if at < 0 {
			continue
		}
		for _, from := range earlier[at].From {
			if !slices.Contains(out[i].From, from) && isUnread(from) {
				out[i].From = append(slices.Clip(out[i].From), from)
			}
		}
		slices.Sort(out[i].From)
	}
	return out
}

// policyOf returns the key policy of a settings file, with its value; nil if it has none.
func policyOf(text []byte) (key, value *yaml.Node, err error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil || len(doc.Content) == 0 {
		return nil, nil, err
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode && root.Tag != "!!null" {
		return nil, nil, errors.New("the settings are no mapping")
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == "policy" {
			return root.Content[i], root.Content[i+1], nil
		}
	}
	return nil, nil, nil
}

// appended returns a file with the key at its end.
func (l List) appended(old []byte) ([]byte, error) {
	if len(l) == 0 {
		return old, nil
	}
	var out bytes.Buffer
	if out.Write(bytes.TrimRight(old, "\r\n")); out.Len() > 0 {
		out.WriteString("\n\n")
	}
	out.WriteString(heading + "\npolicy:\n")
	for i := range l {
		lines, err := l[i].lines(2)
		if err != nil {
			return nil, err
		}
		out.WriteString(strings.Join(lines, ""))
	}
	return sameEnds(out.Bytes(), old), nil
}

// unfolded returns a file whose key policy has its value below it, not in braces on its line. One with nothing stays alone on its line.
func unfolded(old []byte, key, value *yaml.Node) ([]byte, error) {
	lines := slices.Collect(strings.Lines(string(old)))
	last, block := key.Line, []byte("policy:\n")
	switch {
	case value.Kind == yaml.MappingNode:
		for last < len(lines) && !isOutside(lines[last]) {
			last++
		}
		for last > key.Line && strings.TrimSpace(lines[last-1]) == "" {
			last--
		}
		if value.Style &^= yaml.FlowStyle; len(value.Content) == 0 {
			break
		}
		var err error
		if block, err = encoded(map[string]*yaml.Node{"policy": value}); err != nil {
			return nil, err
		}
	case value.Tag != "!!null":
		return nil, fmt.Errorf("line %d: policy is no mapping", key.Line)
	}
	return []byte(strings.Join(lines[:key.Line-1], "") + string(block) + strings.Join(lines[last:], "")), nil
}

// isOutside reports whether a line starts something at the top of a file.
func isOutside(line string) bool {
	return strings.TrimSpace(line) != "" && !strings.ContainsRune(" \t}", rune(line[0]))
}

func encoded(value any) ([]byte, error) {
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	err := enc.Encode(value)
	return out.Bytes(), err
}

// lines returns an entry as it is written, indented.
func (e *Entry) lines(indent int) ([]string, error) {
	entry := &yaml.Node{Kind: yaml.MappingNode}
	fields := []struct {
		key   string
		value any
		is    bool
	}{
		{"bullet", e.Bullet, true}, {"tier", e.Tier, e.Tier != ""}, {"from", e.From, true}, {"rules", e.Rules, len(e.Rules) > 0},
		{"severity", e.Severity, e.Severity != ""}, {"max", e.Max, e.Max > 0},
	}
	for _, f := range fields {
		var v yaml.Node
		if err := v.Encode(f.value); err != nil {
			return nil, err
		}
		if f.is {
			entry.Content = append(entry.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: f.key}, &v)
		}
	}
	key := &yaml.Node{Kind: yaml.ScalarNode, Value: e.Fingerprint, Style: yaml.DoubleQuotedStyle}
	text, err := encoded(&yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{key, entry}})
	if err != nil {
		return nil, err
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		lines = append(lines, strings.Repeat(" ", indent)+line)
	}
	return lines, nil
}

// sameEnds gives all lines of a text the ends that those of another have.
func sameEnds(text, like []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	if bytes.Contains(like, []byte("\r\n")) {
		return bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	return text
}
