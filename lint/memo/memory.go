// Package memo keeps what a run works out for later ones. It wraps the two steps of a run: a file that is inspected, and a script that is
// judged.
package memo

import (
	"fmt"
	"os"
	"sync"

	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/cache"
)

// A Memory is what a run knows of earlier ones, and keeps for later ones. A nil one knows and keeps nothing.
//
// What a file alone gives (findings, imports, facts) is found again by all that it follows from: its content, path, policy
// and the executable. What a script gives is found again if what it comes to is as it was, and what a group of files or a whole run
// gives if every file is: and so must be all that was asked of the repository around, and what was looked for there.
type Memory struct {
	*apply.Job
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

// New returns what is known of earlier runs with the same settings, nil if nothing is to be known or kept.
func New(job *apply.Job) *Memory {
	cfg := job.Config
	if cfg.Cache == nil {
		return nil
	}
	m := &Memory{Job: job, dir: cfg.Cache.Dir, live: cfg.Cache.Live}
	var err error
	if m.executable, err = os.Executable(); cfg.Tree != nil || err != nil {
		m.dir = ""
	}
	if m.dir == "" && m.live == nil {
		return nil
	}
	m.trace.answers = answers{map[string]cache.Seen{}, map[string]cache.Seen{}, map[string]bool{}, map[string]bool{}}
	flags := fmt.Sprint(cfg.Strict, cfg.AllPython, cfg.IgnoreSuppressions, cfg.MaxSize)
	m.project = cache.KeyOf(append([]string{cfg.Root, cfg.Frameworks.Sum(), m.fingerprint(cfg.PolicyOf(""))}, cfg.Cache.World...)...)
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
func recall[T any](m *Memory, key cache.Key) *T {
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
func stored[T any](m *Memory, key cache.Key) *T {
	value := new(T)
	if m.pack == nil || !cache.Decode(m.pack.Get(key), value) {
		return nil
	}
	return value
}

// remember keeps under a key what is not changed from then on: on disk only if it follows from nothing but what is there.
func remember[T any](m *Memory, key cache.Key, value *T, onDisk bool) {
	rememberPacked(m, key, value, nil, onDisk)
}

// rememberPacked is [remember] of a value that may have been encoded already.
func rememberPacked[T any](m *Memory, key cache.Key, value *T, encoded []byte, onDisk bool) {
	if m == nil || key == "" {
		return
	}
	m.live.Put(key, value, sizeOf(value))
	if !onDisk || m.pack == nil {
		return
	}
	if encoded == nil {
		encoded, _ = cache.Encode(value) // nothing is kept of what can't be
	}
	if encoded != nil {
		m.pack.Put(key, encoded)
	}
}

// stay keeps on disk what is kept there under a key, "" for nothing.
func (m *Memory) stay(key cache.Key) {
	if m.pack != nil && key != "" {
		m.pack.Keep(key)
	}
}

// isOnDisk reports whether a run reads the file at a path from disk.
func (m *Memory) isOnDisk(path string) bool { return !m.Config.Replaces(m.Files.Absolute(path)) }
