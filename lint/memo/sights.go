package memo

import (
	"maps"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
)

// sightsKey is that of what was seen of files below the root, and of those that they import.
func (m *Memory) sightsKey() cache.Key { return cache.KeyOf("sights", m.Config.Root) }

// earlierSights returns what earlier runs have seen of files.
func (m *Memory) earlierSights() (known cache.Sights) {
	if known, ok := m.live.Get(m.sightsKey()).(cache.Sights); ok {
		return known
	}
	if m.dir != "" {
		m.dir.Load(m.sightsKey(), &known)
	}
	return known
}

// keepSights keeps what is seen of files now. The error is why it could not.
func (m *Memory) keepSights(now cache.Sights) error {
	if maps.Equal(now, m.sights) {
		return nil
	}
	m.live.Pin(m.sightsKey(), now)
	if m.dir == "" {
		return nil
	}
	return m.dir.Store(m.sightsKey(), now)
}

// unchanged returns what an earlier run saw of a file that was left alone since, else nothing. An earlier one may have been
// allowed to read it where this one is not.
func (m *Memory) unchanged(file discover.Entry) cache.Seen {
	if m == nil || m.Config.Replaces(file.Abs) {
		return cache.Seen{}
	}
	if _, err := m.Files.Disk.Stat(file.Abs); err != nil {
		return cache.Seen{}
	}
	return m.sights.Unchanged(file.Abs)
}
