package gate

import (
	"io/fs"

	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/policy/change"
	"github.com/agentlint/agentlint/policy/topic"
	"github.com/agentlint/agentlint/rules"
)

// settingsOf returns the settings at the top of a version, nil for none. Those that can't be read say nothing.
func settingsOf(v change.Version) *settings.Settings {
	reader := settings.Reader{Rules: rules.All, Open: func(path string) ([]byte, error) {
		if data, ok := v.Read(path); ok {
			return data, nil
		}
		return nil, fs.ErrNotExist
	}}
	for _, name := range settings.Names {
		if s, err := reader.Read(name); err == nil && s != nil {
			return s
		}
	}
	return nil
}

// AskingOf returns what the settings at the top of a version say of boundaries.
func AskingOf(v change.Version) settings.Policy {
	if s := settingsOf(v); s != nil {
		return s.Asking
	}
	return settings.Policy{}
}

// Take asks about what settings name, too.
func (b *Boundaries) Take(p settings.Policy) {
	_ = b.Add(p.Topics) // the settings were read with their topics checked
	if len(p.Protected) > 0 {
		_ = b.Add([]string{topic.ProtectedPath})
		b.Paths = append(b.Paths, p.Protected...)
	}
}
