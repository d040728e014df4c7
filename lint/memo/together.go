package memo

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/judge"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
)

// A keptTogether is what came of all files of a group together when it was last judged, part by part, each with what it follows from:
// what has not changed need not be worked out again after an edit, and where nothing has no facts are asked for.
type keptTogether struct {
	Base    cache.Key // of what all follows from
	Files   []keptFile
	Sums    map[program.Asks]cache.Key
	Scripts judge.Scripts
	Rules   map[int]keptRule // by number
	Asked   judge.Asked
}

// A keptFile is a file as it was.
type keptFile struct {
	Sum    string
	Digest facts.Digest
}

// A keptRule is what a rule found in all files together, and what it has asked for to find that.
type keptRule struct {
	Asks program.Asks
	Said keptSaid
}

// kinds are the kinds of facts that rules ask for.
var kinds = []program.Asks{program.AsksLinks, program.AsksStatements, program.AsksNotes, program.AsksMisses, program.AsksAll}

func (g *Group) togetherKey() cache.Key {
	return cache.KeyOf("together", string(g.memory.asked), g.memory.program.Sum, g.Files[0].Path)
}

// base is the key of what all follows from that is said of the group.
func (g *Group) base() cache.Key {
	m := g.memory
	parts := []string{m.program.Sum, strconv.Itoa(len(g.Files))}
	for _, f := range g.Files {
		parts = append(parts, f.Path, m.fingerprint(m.Config.PolicyOf(f.Path)), strconv.FormatBool(m.Config.Wants(f.Path)))
	}
	for _, c := range g.Configs {
		parts = append(parts, c.Path, m.Seen[c.Path].Sum, m.fingerprint(m.Config.PolicyOf(c.Path)))
	}
	return cache.KeyOf(parts...)
}

// maxChanged is which part of a group's files may have changed for its facts not to be loaded at once.
const maxChanged = 4

// Changed returns the indexes of the files that are not as they were when the group was last judged, and whether enough is known of that to
// go without the facts of the others until they are asked for.
func (g *Group) Changed() (changed []int, ok bool) {
	m := g.memory
	if m == nil || m.Config.Reports != nil {
		return nil, false
	}
	before := recall[keptTogether](m, g.togetherKey())
	if before == nil || before.Base != g.base() || len(before.Files) != len(g.Files) {
		return nil, false
	}
	for i, f := range g.Files {
		if before.Files[i].Sum != m.Seen[f.Path].Sum {
			changed = append(changed, i)
		}
	}
	if len(changed)*maxChanged > len(g.Files) && len(changed) > 1 {
		return nil, false
	}
	g.before = before
	return changed, true
}

// now returns the files of the group as they are; nil if not all are known.
func (g *Group) now(parts []Part) []keptFile {
	files := make([]keptFile, len(g.Files))
	for i, f := range g.Files {
		files[i].Sum = g.memory.Seen[f.Path].Sum
		switch {
		case parts[i].Facts != nil && parts[i].Seen.Sum == files[i].Sum && len(parts[i].Notices) == 0:
			files[i].Digest = parts[i].Facts.Digest()
		case parts[i].Facts == nil && g.before != nil && g.before.Files[i].Sum == files[i].Sum:
			files[i].Digest = g.before.Files[i].Digest
			g.memory.stay(g.memory.factsKey(f.Path, g.memory.Seen[f.Path]))
		default:
			return nil
		}
		if program.IsTest(f.Path) {
			files[i].Digest.Statements = "" // which nobody compares
		}
	}
	return files
}

// sums returns the sums of what the files have of each kind but notes.
func (g *Group) sums(files []keptFile) map[program.Asks]cache.Key {
	var imports, links, statements, all []string
	for i := range files {
		d := &files[i].Digest
		imports, links = append(imports, d.Imports), append(links, d.Links)
		statements, all = append(statements, d.Statements), append(all, files[i].Sum)
	}
	imported := string(cache.KeyOf(imports...))
	return map[program.Asks]cache.Key{
		program.AsksNothing:    cache.Key(imported),
		program.AsksLinks:      cache.KeyOf(append(links, imported)...),
		program.AsksStatements: cache.KeyOf(append(statements, imported)...),
		program.AsksAll:        cache.KeyOf(all...),
	}
}

// notesSum returns the sum of what rules keep of stories, and of what else they ask with that: imports, words, and the calls at the
// places of the notes.
func (g *Group) notesSum(files []keptFile, accounts []*program.Account) cache.Key {
	var parts []string
	for i := range files {
		parts = append(parts, files[i].Digest.Imports, files[i].Digest.Words)
	}
	for _, a := range accounts {
		parts = append(parts, a.Script, strconv.FormatBool(a.Starts), strconv.Itoa(len(a.Files)))
		parts = append(parts, a.Files...)
		for _, rule := range slices.Sorted(maps.Keys(a.Notes)) {
			encoded, _ := cache.Encode(a.Notes[rule])
			parts = append(parts, rule, string(encoded))
			for _, n := range a.Notes[rule] {
				parts = append(parts, g.memory.Seen[a.Files[n.File]].Sum)
			}
		}
	}
	return cache.KeyOf(parts...)
}

// missesSum returns the sum of what is known of trainings that were not recognised, and of the files in which signs of them are.
func (g *Group) missesSum(misses []program.Miss) cache.Key {
	var parts []string
	for _, m := range misses {
		sign, _ := cache.Encode(m.Sign)
		parts = append(parts, m.Why, string(sign), strconv.Itoa(len(m.Account.Files)))
		for _, path := range m.Account.Files {
			parts = append(parts, path, g.memory.Seen[path].Sum)
		}
	}
	return cache.KeyOf(parts...)
}

// Scripts is [judge.Memo.Scripts].
func (g *Group) Scripts(find func() judge.Scripts) judge.Scripts {
	if g.fresh == nil {
		return find()
	}
	if b := g.before; b != nil && b.Sums[program.AsksLinks] == g.fresh.Sums[program.AsksLinks] {
		g.fresh.Scripts = b.Scripts
	} else {
		g.fresh.Scripts = find()
	}
	return g.fresh.Scripts
}

// Recall is [judge.Memo.Recall].
func (g *Group) Recall(rules []*lint.Rule, p *program.Program) (found []lint.Finding, asked judge.Asked, left []*lint.Rule) {
	if g.fresh == nil {
		return nil, nil, rules
	}
	g.fresh.Sums[program.AsksNotes] = g.notesSum(g.fresh.Files, p.Accounts)
	g.fresh.Sums[program.AsksMisses] = g.missesSum(p.Misses)
	if g.before == nil || !g.before.Asked.Holds(g.memory.Around) {
		return nil, nil, rules
	}
	unchanged := map[string]bool{}
	for i, f := range g.Files {
		unchanged[f.Path] = g.before.Files[i].Sum == g.fresh.Files[i].Sum
	}
	for _, c := range g.Configs {
		unchanged[c.Path] = true
	}
	for _, rule := range rules {
		number := g.memory.Rules.Number(rule)
		k, known := g.before.Rules[number]
		if !known || !g.holds(&k, unchanged) {
			left = append(left, rule)
			continue
		}
		g.fresh.Rules[number] = k
		found = append(found, k.Said.said(g.memory.Rules).Findings...)
	}
	return found, slices.Clone(g.before.Asked), left
}

// holds reports whether what a rule found would be found again, where it was.
func (g *Group) holds(k *keptRule, unchanged map[string]bool) bool {
	for _, kind := range kinds {
		if k.Asks&kind != 0 && g.before.Sums[kind] != g.fresh.Sums[kind] {
			return false
		}
	}
	for i := range k.Said.Findings {
		f := &k.Said.Findings[i]
		if !unchanged[f.Path] || slices.ContainsFunc(f.Related, func(r lint.Related) bool { return !unchanged[cmp.Or(r.Path, f.Path)] }) {
			return false
		}
	}
	return true
}

// Add is [judge.Memo.Add].
func (g *Group) Add(rules []*lint.Rule, found []lint.Finding, asks func(rule *lint.Rule) program.Asks) {
	if g.fresh == nil {
		return
	}
	by := map[*lint.Rule][]lint.Finding{}
	for _, f := range found {
		by[f.Rule] = append(by[f.Rule], f)
	}
	for _, rule := range rules {
		g.fresh.Rules[g.memory.Rules.Number(rule)] = keptRule{asks(rule), keptSaid{Findings: numbered(g.memory.Rules, by[rule])}}
	}
}
