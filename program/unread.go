package program

import (
	"slices"

	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/story"
)

// An UnreadSetting is one that nothing reads, and where it is declared.
type UnreadSetting struct {
	story.Setting
	At   story.Range
	path string // of the file
}

// A settingPlace tells settings apart: those of one dictionary have one place.
type settingPlace struct {
	at   story.Range
	name string
}

// UnreadSettings returns the settings of scripts that train which nothing reads, as far as can be told, in the order of the scripts.
func (p *Program) UnreadSettings() (unread []UnreadSetting) {
	read := map[settingPlace]bool{}
	followed := map[string]bool{}
	for _, s := range p.Stories {
		for _, path := range s.Record.Files {
			followed[path] = true
		}
		starts := slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return !t.Alone() })
		for _, setting := range s.Settings() {
			at := s.At(setting.At)
			key := settingPlace{at, setting.Name}
			switch known, seen := read[key]; {
			case setting.Read != run.No || !starts:
				read[key] = true
			case !seen:
				read[key] = false
				unread = append(unread, UnreadSetting{setting, at, s.Record.Files[setting.At.File]})
			default:
				read[key] = known
			}
		}
	}
	return slices.DeleteFunc(unread, func(u UnreadSetting) bool { return read[settingPlace{u.At, u.Name}] || p.mayRead(u, followed) })
}

// mayRead reports whether a file that no script of a story comes to, and that may run together with the setting's, has its name.
func (p *Program) mayRead(u UnreadSetting, followed map[string]bool) bool {
	i := slices.IndexFunc(p.order, func(m *module) bool { return m.facts.Path == u.path })
	return i >= 0 && slices.ContainsFunc(p.together(p.order[i]), func(m *module) bool { return !followed[m.facts.Path] && m.facts.has(u.Name) })
}
