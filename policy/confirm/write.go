package confirm

import (
	"bytes"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// heading stands above the key that Write writes.
const heading = "# What the bullets of agent definitions come to, as somebody has confirmed it. agentlint policy --write writes it anew."

// Merge returns the bullets that definitions have, with what the project has set for those that it had confirmed before.
func (l List) Merge(now List) List {
	out := slices.Clone(now)
	for i := range out {
		for _, old := range l {
			if old.Fingerprint == out[i].Fingerprint && IsAt(old.From, out[i].From) && old.Tier == out[i].Tier {
				out[i].Rules, out[i].Severity, out[i].Max = old.Rules, old.Severity, old.Max
			}
		}
	}
	return out
}

// Write returns a file of settings in YAML with the bullets under the key policy, in place of what it has there. All else stays as it is.
func (l List) Write(old []byte) ([]byte, error) {
	var out bytes.Buffer
	out.Write(without(old))
	if out.Len() > 0 && !bytes.HasSuffix(out.Bytes(), []byte("\n")) {
		out.WriteByte('\n')
	}
	if len(l) == 0 {
		return out.Bytes(), nil
	}
	block, err := l.yaml()
	if err != nil {
		return nil, err
	}
	if out.Len() > 0 {
		out.WriteByte('\n')
	}
	out.WriteString(heading + "\n")
	out.Write(block)
	return out.Bytes(), nil
}

// yaml returns the key with the bullets, by their definitions, in their order.
func (l List) yaml() ([]byte, error) {
	root := &yaml.Node{Kind: yaml.MappingNode}
	for _, e := range l {
		entry := &yaml.Node{Kind: yaml.MappingNode}
		add := func(key string, value any) error {
			var v yaml.Node
			if err := v.Encode(value); err != nil {
				return err
			}
			entry.Content = append(entry.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, &v)
			return nil
		}
		fields := []struct {
			key   string
			value any
			is    bool
		}{
			{"bullet", e.Bullet, true}, {"tier", e.Tier, e.Tier != ""}, {"from", e.From, true}, {"rules", e.Rules, len(e.Rules) > 0},
			{"severity", e.Severity, e.Severity != ""}, {"max", e.Max, e.Max > 0},
		}
		for _, f := range fields {
			if f.is {
				if err := add(f.key, f.value); err != nil {
					return nil, err
				}
			}
		}
		key := &yaml.Node{Kind: yaml.ScalarNode, Value: e.Fingerprint, Style: yaml.DoubleQuotedStyle}
		root.Content = append(root.Content, key, entry)
	}
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	err := enc.Encode(map[string]*yaml.Node{"policy": root})
	return out.Bytes(), err
}

// without returns the lines of a file of settings but for those of the key policy.
func without(text []byte) []byte {
	var out bytes.Buffer
	inside := false
	for line := range strings.Lines(string(text)) {
		trimmed := strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "policy:"):
			inside = true
			continue
		case inside && (trimmed == "" || line[0] == ' ' || line[0] == '\t'):
			continue
		case trimmed == heading:
			continue
		}
		inside = false
		out.WriteString(line)
	}
	return bytes.TrimRight(out.Bytes(), "\n")
}
