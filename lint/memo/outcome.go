package memo

import (
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/workspace"
)

// A keptOutcome is what became of one file.
type keptOutcome struct {
	Size       int // of the text, in bytes
	Said       keptSaid
	Outline    *facts.Facts
	Definition *workspace.Definition
	MCP        *workspace.MCP
	Setup      *workspace.Setup
	Config     *facts.Config
	Suppressed *suppress.File
	Checked    bool
	PassedOver bool
	Unloaded   string
}

// Inspect returns what is kept of the inspection of a file as it is, or else inspects it.
func (m *Memory) Inspect(i *inspect.Inspector, role inspect.Role) inspect.Outcome {
	key := func(seen cache.Seen) cache.Key { return m.outcomeKey(role.Path, role.Name(), seen, i.Config.Sites) }
	read := func() (cache.Seen, bool) { return i.Read(role) }
	return m.take(i, role.Path, m.unchanged(role.Entry), key, read, func() inspect.Outcome { return i.Inspect(role) })
}

// Outline returns what is kept of what a file says to others, or else takes that from it.
func (m *Memory) Outline(i *inspect.Inspector, file discover.Entry, as kind.Kind, isDefinition bool) inspect.Outcome {
	before := m.unchanged(file)
	if k := recall[keptOutcome](m, m.outcomeKey(file.Path, string(as), before, false)); k != nil {
		return m.restored(k, file.Path, before)
	}
	key := func(seen cache.Seen) cache.Key { return m.outlineKey(file.Path, string(as), seen) }
	read := func() (cache.Seen, bool) { return i.ReadText(file) }
	return m.take(i, file.Path, before, key, read, func() inspect.Outcome { return i.Outline(as, isDefinition) })
}

// Imports returns what is kept of which files a file belongs together with, or else takes that from it.
func (m *Memory) Imports(i *inspect.Inspector, role inspect.Role) inspect.Outcome {
	before := m.unchanged(role.Entry)
	if k := recall[keptOutcome](m, m.outcomeKey(role.Path, role.Name(), before, false)); k != nil {
		return m.restored(k, role.Path, before)
	}
	key := func(seen cache.Seen) cache.Key { return m.fileKey("imports", role.Path, seen, role.Name()) }
	read := func() (cache.Seen, bool) { return i.Read(role) }
	return m.take(i, role.Path, before, key, read, func() inspect.Outcome { return i.Imports(role) })
}

// take returns what is kept of a file under the key of what it holds, or else works that out, and keeps it.
func (m *Memory) take(i *inspect.Inspector, path string, before cache.Seen, key func(cache.Seen) cache.Key, read func() (cache.Seen, bool), work func() inspect.Outcome) inspect.Outcome {
	k, seen, ok := known[keptOutcome](m, before, key, read)
	switch {
	case k != nil:
		return m.restored(k, path, seen)
	case !ok:
		return i.Outcome()
	}
	out := work()
	m.keep(i, key(seen), &out)
	return out
}

// known returns what is kept of a file as it is, which is read unless an earlier look at it tells: nil if that is to be worked out.
// It reports false if the file can't be read.
func known[T any](m *Memory, seen cache.Seen, key func(cache.Seen) cache.Key, read func() (cache.Seen, bool)) (*T, cache.Seen, bool) {
	if value := recall[T](m, key(seen)); value != nil {
		return value, seen, true
	}
	seen, ok := read()
	if !ok {
		return nil, seen, false
	}
	return recall[T](m, key(seen)), seen, true
}

// restored returns what became of a file as it is kept.
func (m *Memory) restored(k *keptOutcome, path string, seen cache.Seen) inspect.Outcome {
	base := m.AddFile(path, k.Size)
	return inspect.Outcome{
		Said: k.Said.said(m.Rules), Outline: k.Outline.WithBase(base), Definition: k.Definition.WithBase(base), MCP: k.MCP.WithBase(base), Setup: k.Setup.WithBase(base),
		Config: k.Config.WithBase(base), Suppressed: k.Suppressed.WithBase(base), Seen: seen, Size: k.Size, Checked: k.Checked,
		Recalled: true, PassedOver: k.PassedOver, Unloaded: k.Unloaded,
	}
}

// keep keeps what became of a file, unless it was interrupted or something failed, which may go better next time.
func (m *Memory) keep(i *inspect.Inspector, key cache.Key, out *inspect.Outcome) {
	if key == "" || i.Ctx.Err() != nil || out.Failed() || out.Overflows {
		return
	}
	remember(m, key, &keptOutcome{
		Size: out.Size, Said: kept(m.Rules, &out.Said), Outline: out.Outline.WithBase(0), Definition: out.Definition, MCP: out.MCP, Setup: out.Setup,
		Config: out.Config, Suppressed: out.Suppressed.WithBase(0), Checked: out.Checked, PassedOver: out.PassedOver, Unloaded: out.Unloaded,
	}, m.isOnDisk(i.Path) && !m.Config.Sites) // the places for comments are not encoded
}
