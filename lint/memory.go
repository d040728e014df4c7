package lint

import (
	"fmt"
	"maps"
	"os"
	"strconv"
	"sync"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
)

// A Cache is where what runs work out is kept for later ones.
type Cache struct {
	Dir  cache.Dir   // on disk; "" for nowhere
	Live *cache.Live // for later runs of this process, which may have files that are replaced; nil for nowhere
	// World is what results follow from that is neither in the files nor in the Config.
	World []string
}

// NewLive returns what keeps what is worked out for about 75 MB of Python.
func NewLive() *cache.Live { return cache.NewLive(512 << 20) }

// A memory is what a run knows of earlier ones, and keeps for later ones. A nil one knows and keeps nothing.
//
// What a file alone gives (findings, imports, facts) is found again by all that it follows from: its content, path, policy
// and the executable. What a script gives is found again if what it comes to is as it was, and what a group of files or a whole run
// gives if every file is: and so must be all that was asked of the repository around, and what was looked for there.
type memory struct {
	r          *run
	executable string // its path
	dir        cache.Dir
	live       *cache.Live
	pack       *cache.Pack  // nil if nothing is kept on disk
	project    cache.Key    // of the root and what holds there
	asked      cache.Key    // and of how it is judged
	sights     cache.Sights // of earlier runs; not to be changed
	program    cache.Seen   // the executable; nothing if no other process is to find anything
	trace      trace        // what this run asks
	policies   sync.Map     // what tells a *Policy from others: a string
}

// newMemory returns what is known of earlier runs with the same settings, nil if nothing is to be known or kept.
func newMemory(r *run) *memory {
	cfg := &r.cfg
	if cfg.Cache == nil {
		return nil
	}
	m := &memory{r: r, dir: cfg.Cache.Dir, live: cfg.Cache.Live}
	var err error
	if m.executable, err = os.Executable(); cfg.Tree != nil || err != nil {
		m.dir = ""
	}
	if m.dir == "" && m.live == nil {
		return nil
	}
	m.trace.answers = answers{map[string]cache.Seen{}, map[string]cache.Seen{}, map[string]bool{}, map[string]bool{}}
	flags := fmt.Sprint(cfg.Strict, cfg.AllPython, cfg.IgnoreSuppressions, cfg.MaxSize)
	m.project = cache.KeyOf(append([]string{cfg.Root, cfg.Frameworks.Sum(), m.fingerprint(r.policy(""))}, cfg.Cache.World...)...)
	m.asked = cache.KeyOf(string(m.project), flags)
	m.sights = m.earlierSights()
	if m.dir != "" {
		m.pack, m.program = m.dir.Open(m.project), m.sights.Look(m.executable)
	}
	if !cfg.Alone {
		m.live.Begin()
	}
	return m
}

// recall returns what is kept under a key, nil if there is nothing. It must not be changed: other runs may have it, too.
func recall[T any](m *memory, key cache.Key) *T {
	if m == nil || key == "" {
		return nil
	}
	if value, ok := m.live.Get(key).(*T); ok {
		m.stay(key)
		return value
	}
	value := stored[T](m, key)
	if value != nil {
		m.live.Put(key, value, sizeOf(value))
	}
	return value
}

// stored returns what is kept under a key on disk, nil if there is nothing.
func stored[T any](m *memory, key cache.Key) *T {
	value := new(T)
	if m.pack == nil || !cache.Decode(m.pack.Get(key), value) {
		return nil
	}
	return value
}

// remember keeps under a key what is not changed from then on: on disk only if it follows from nothing but what is there.
func remember[T any](m *memory, key cache.Key, value *T, onDisk bool) {
	if m == nil || key == "" {
		return
	}
	m.live.Put(key, value, sizeOf(value))
	if onDisk {
		m.store(key, value)
	}
}

// store keeps a value on disk.
func (m *memory) store(key cache.Key, value any) {
	if m.pack == nil {
		return
	}
	if encoded, err := cache.Encode(value); err == nil {
		m.pack.Put(key, encoded)
	}
}

// stay keeps on disk what is kept there under a key.
func (m *memory) stay(key cache.Key) {
	if m.pack != nil {
		m.pack.Keep(key)
	}
}

// isOnDisk reports whether a run reads the file at a path from disk.
func (m *memory) isOnDisk(path string) bool { return !m.r.cfg.replaces(m.r.absolute(path)) }

// fingerprint tells policies apart by what they say about the rules.
func (m *memory) fingerprint(p *Policy) string {
	if known, ok := m.policies.Load(p); ok {
		return known.(string)
	}
	parts := []string{string(p.Purpose())}
	for _, rule := range m.r.cfg.Rules {
		parts = append(parts, rule.ID, strconv.FormatBool(p.runs(rule)), string(p.severity(rule, "")), fmt.Sprintf("%#v", p.options(rule)))
	}
	fingerprint := string(cache.KeyOf(parts...))
	m.policies.Store(p, fingerprint)
	return fingerprint
}

// sightsKey is that of what was seen of files below the root, and of those that they import.
func (m *memory) sightsKey() cache.Key { return cache.KeyOf("sights", m.r.cfg.Root) }

// earlierSights returns what earlier runs have seen of files.
func (m *memory) earlierSights() (known cache.Sights) {
	if known, ok := m.live.Get(m.sightsKey()).(cache.Sights); ok {
		return known
	}
	if m.dir != "" {
		m.dir.Load(m.sightsKey(), &known)
	}
	return known
}

// keepSights keeps what is seen of files now. The error is why it could not.
func (m *memory) keepSights(now cache.Sights) error {
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
func (m *memory) unchanged(file discover.Entry) cache.Seen {
	if m == nil || m.r.cfg.replaces(file.Abs) {
		return cache.Seen{}
	}
	if _, err := m.r.disk.Stat(file.Abs); err != nil {
		return cache.Seen{}
	}
	return m.sights.Unchanged(file.Abs)
}

// look returns a file as it is before it is read, to go with the sum of what is read then.
func (m *memory) look(file discover.Entry) cache.Seen {
	if m == nil || m.r.cfg.replaces(file.Abs) {
		return cache.Seen{}
	}
	return cache.Seen{Stamp: cache.StampOf(file.Abs)}
}

// sum adds the sum of a file's content to what was seen of it.
func (m *memory) sum(seen cache.Seen, content []byte) cache.Seen {
	if m != nil {
		seen.Sum = cache.Sum(content)
	}
	return seen
}
