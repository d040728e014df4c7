package program

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/link"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/setting"
	"github.com/agentlint/agentlint/program/value"
)

// An UnreadSetting is one that nothing reads, and where it is declared: see [story.Setting].
type UnreadSetting struct {
	Of, Name, Flag string
	At             facts.Range
}

// A settingPlace tells settings apart: those of one dictionary have one place.
type settingPlace struct {
	at   facts.Range
	name string
}

// Settings returns notes of the settings of a script: whether anything reads them.
func Settings(s *story.Story) (notes []Note) {
	for _, setting := range setting.Settings(s) {
		note := NoteOf(setting.At, setting.Name, setting.Read)
		note.Of, note.Flag = setting.Of, setting.Flag
		notes = append(notes, note)
	}
	return notes
}

// UnreadSettings returns the settings of the notes of a rule that [Settings] took, of scripts that train, which nothing reads, as far as
// can be told, in the order of the scripts.
func (p *Program) UnreadSettings(of *analysis.Analyzer) (unread []UnreadSetting) {
	read, seen := map[settingPlace]bool{}, map[settingPlace]bool{}
	p.notes(of, func(a *Account, n *Note, at facts.Range) {
		key := settingPlace{at, n.Name}
		if n.Answer != value.No || !a.Starts {
			read[key] = true
		} else if !seen[key] {
			unread = append(unread, UnreadSetting{n.Of, n.Name, n.Flag, at})
		}
		seen[key] = true
	})
	followed := map[string]bool{}
	for _, a := range p.Accounts {
		for _, path := range a.Files {
			followed[path] = true
		}
	}
	return slices.DeleteFunc(unread, func(u UnreadSetting) bool { return read[settingPlace{u.At, u.Name}] || p.mayRead(u, followed) })
}

// mayRead reports whether a file that no script of a story comes to, and that may run together with the setting's, has its name.
func (p *Program) mayRead(u UnreadSetting, followed map[string]bool) bool {
	i := slices.IndexFunc(p.graph.Order, func(m *link.Module) bool { return m.Facts == u.At.File })
	return i >= 0 && slices.ContainsFunc(p.graph.Together(p.graph.Order[i]), func(m *link.Module) bool { return !followed[m.Facts.Path] && m.Facts.Has(u.Name) })
}
