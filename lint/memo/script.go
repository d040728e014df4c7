package memo

import (
	"fmt"
	"strconv"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/judge"
)

// A keptJudgement is what rules said of scripts that come to the same trainings.
type keptJudgement struct {
	Said  keptSaid
	Asked judge.Asked
}

// entryKey is that of the story of a script: of the last one, which has an ID to tell whether it still is that.
func (m *Memory) entryKey(script string) cache.Key {
	return cache.KeyOf("entry", string(m.asked), m.program.Sum, script, strconv.FormatBool(m.Config.Context && m.Config.Beside == nil), strconv.FormatBool(m.Open != nil))
}

// Follow is [judge.Memo.Follow].
func (g *Group) Follow(script string, limit int, follow func() (*judge.Followed, bool)) *judge.Followed {
	m := g.memory
	if m == nil {
		f, _ := follow()
		return f
	}
	key := m.entryKey(script)
	k := recall[judge.Followed](m, key)
	if k != nil && (k.Limit == limit || !k.IsCut && k.Limit < limit) && k.ID == g.identify(k, script) && k.Asked.Holds(m.Around) {
		g.add(key, k.Asked, nil)
		for _, path := range k.Touched {
			m.stay(m.codeKey(path, m.Seen[path]))
		}
		return k
	}
	f, isSound := follow()
	g.add(key, f.Asked, nil)
	if isSound && !g.codes.Changed() {
		f.ID = g.identify(f, script)
		remember(m, key, f, m.areOnDisk(f))
	}
	return f
}

// identify returns the ID of a script that touches what an entry does, as that is now.
func (g *Group) identify(f *judge.Followed, script string) cache.Key {
	m := g.memory
	parts := []string{"follows", script, m.Files.FromTop(script), strconv.FormatBool(f.IsCut)}
	if f.IsCut {
		parts = append(parts, strconv.Itoa(f.Limit))
	}
	for _, path := range f.Touched {
		parts = append(parts, path, g.sumOf(path), m.fingerprint(m.Config.PolicyOf(path)))
	}
	for _, a := range f.Asked {
		parts = append(parts, fmt.Sprint(a))
	}
	return cache.KeyOf(append(parts, m.Modules.Answers(f.Looked))...)
}

// sumOf returns the sum of a file of the program, "" if it is none of its files.
func (g *Group) sumOf(path string) string {
	if !g.own[path] {
		return ""
	}
	return g.memory.Seen[path].Sum
}

// areOnDisk reports whether all that a script touches is read from disk.
func (m *Memory) areOnDisk(f *judge.Followed) bool {
	for _, path := range f.Touched {
		if !m.isOnDisk(path) {
			return false
		}
	}
	return true
}

// Judge is [judge.Memo.Judge]. The repository around must still give the same answers.
func (g *Group) Judge(of []*judge.Followed, judged func() (*judge.Judgement, bool)) *judge.Judgement {
	m, key := g.memory, g.judgementKey(of)
	if k := recall[keptJudgement](m, key); k != nil && (len(k.Asked) == 0 || k.Asked.Holds(m.Around)) {
		g.add(key, k.Asked, of)
		return &judge.Judgement{Said: k.Said.said(m.Rules), Asked: k.Asked}
	}
	j, isSound := judged()
	if key != "" && isSound {
		onDisk := true
		for _, f := range of {
			onDisk = onDisk && m.areOnDisk(f)
		}
		remember(m, key, &keptJudgement{kept(m.Rules, &j.Said), j.Asked}, onDisk)
	}
	g.add(key, j.Asked, of)
	return j
}

// judgementKey is that of what is said of scripts that come to the same trainings, "" if it is not to be kept.
func (g *Group) judgementKey(of []*judge.Followed) cache.Key {
	m := g.memory
	if m == nil {
		return ""
	}
	parts := []string{"judgement", string(m.asked), m.program.Sum}
	for _, f := range of {
		if f.ID == "" {
			return ""
		}
		parts = append(parts, string(f.ID))
	}
	return cache.KeyOf(parts...)
}
