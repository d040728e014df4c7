package memo

import (
	"fmt"
	"strconv"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
)

// fileKey is that of what a file of some content comes to.
func (m *Memory) fileKey(what, path string, seen cache.Seen, more ...string) cache.Key {
	if m == nil || seen.Sum == "" {
		return ""
	}
	return cache.KeyOf(append([]string{what, string(m.project), m.program.Sum, path, seen.Sum}, more...)...)
}

// outcomeKey is that of what becomes of a file that is taken for something, with or without the places for comments.
func (m *Memory) outcomeKey(path, as string, seen cache.Seen, sites bool) cache.Key {
	if m == nil {
		return ""
	}
	return m.fileKey("outcome", path, seen, m.fingerprint(m.Config.PolicyOf(path)), as, strconv.FormatBool(sites))
}

// outlineKey is that of what a file that is taken for something says to others.
func (m *Memory) outlineKey(path, as string, seen cache.Seen) cache.Key {
	return m.fileKey("outline", path, seen, as)
}

// factsKey is that of the facts of a Python file.
func (m *Memory) factsKey(path string, seen cache.Seen) cache.Key {
	return m.fileKey("facts", path, seen)
}

// codeKey is that of the code of a Python file.
func (m *Memory) codeKey(path string, seen cache.Seen) cache.Key {
	return m.fileKey("code", path, seen)
}

// fingerprint tells policies apart by what they say about the rules.
func (m *Memory) fingerprint(p *lint.Policy) string {
	if known, ok := m.policies.Load(p); ok {
		return known.(string)
	}
	parts := []string{string(p.Purpose())}
	for _, rule := range m.Config.Rules {
		parts = append(parts, rule.ID, strconv.FormatBool(p.Runs(rule)), string(p.SeverityOf(rule, "")), fmt.Sprintf("%#v", p.OptionsOf(rule)))
	}
	fingerprint := string(cache.KeyOf(parts...))
	m.policies.Store(p, fingerprint)
	return fingerprint
}
