package settings

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/glob"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/policy/confirm"
	"github.com/agentlint/agentlint/policy/forbid"
)

// maxForbids is how many things a file of settings may forbid.
const maxForbids = 500

// A ban is what is forbidden, but for some files.
type ban struct {
	forbid.Forbid
	except *glob.Set
}

// forbids reads what is forbidden.
func (d *decoder) forbids(v config.Value, c *choice) {
	if !d.is(v, config.List) {
		return
	}
	for i, item := range v.Items {
		if i == maxForbids {
			d.fail(item.Range, "over %d things are forbidden in one file", maxForbids)
			return
		}
		if b, ok := d.ban(item); ok {
			c.bans = append(c.bans, b)
		}
	}
}

func (d *decoder) ban(item config.Value) (ban, bool) {
	b := ban{Forbid: forbid.Forbid{From: path.Base(d.layer.path)}}
	if !d.is(item, config.Map) {
		return b, false
	}
	faults := len(d.errs)
	known := map[string]decode{
		"access":   func(v config.Value) { b.Access = forbid.Access(d.oneOf(v, string(forbid.Read), string(forbid.Write))) },
		"severity": func(v config.Value) { b.Severity = d.oneOf(v, "error", "warning", "note") },
		"except":   func(v config.Value) { b.except = d.globs(d.strings(v)) },
	}
	for name, into := range map[string]*string{
		"call": &b.Call, "import": &b.Import, "argument": &b.Argument, "decorator": &b.Decorator, "literal": &b.Literal, "path": &b.Path,
		"message": &b.Message, "bullet": &b.Bullet,
	} {
		known[name] = func(v config.Value) {
			if *into = v.Text(); d.is(v, config.String) && strings.TrimSpace(*into) == "" {
				d.fail(v.Range, "%s says nothing; take the key away, or say what is meant", name)
			}
		}
	}
	d.fields(item, known)
	if problem := b.Problem(); problem != "" && len(d.errs) == faults {
		d.fail(item.Range, "%s", problem)
	}
	return b, len(d.errs) == faults
}

// confirmed reads the bullets that the project has confirmed, by their fingerprints.
func (d *decoder) confirmed(v config.Value) {
	if !d.is(v, config.Map) {
		return
	}
	asking := d.asking(&d.layer.policy)
	for _, f := range v.Fields {
		if d.isFull() {
			return
		}
		if read, ok := asking[f.Name]; ok {
			read(f.Value)
			continue
		}
		if _, err := strconv.ParseUint(f.Name, 16, 64); err != nil || len(f.Name) != 12 {
			d.fail(f.Key, "%q is no fingerprint of a bullet; agentlint policy --write writes them", f.Name)
			continue
		}
		d.layer.confirmed = append(d.layer.confirmed, d.entry(f))
	}
}

func (d *decoder) entry(f config.Field) confirm.Entry {
	at := d.file.Source
	e := confirm.Entry{Fingerprint: f.Name, Settings: d.layer.path, Start: at.Position(f.Key.Start), End: at.Position(f.Key.End)}
	faults := len(d.errs)
	d.fields(f.Value, map[string]decode{
		"bullet": func(v config.Value) { e.Bullet = v.Text() },
		"tier":   func(v config.Value) { e.Tier = d.oneOf(v, "always", "ask first", "never") },
		"from": func(v config.Value) {
			for _, item := range d.strings(v) {
				e.From = append(e.From, path.Clean(item.Text()))
			}
		},
		"rules":    func(v config.Value) { e.Rules = d.ruleNames(v) },
		"severity": func(v config.Value) { e.Severity = d.oneOf(v, "error", "warning", "note") },
		"max":      func(v config.Value) { e.Max = d.whole(v) },
	})
	if e.Severity == "" && (e.Tier == "always" || e.Tier == "never") {
		e.Severity = string(lint.Error)
	}
	if (e.Bullet == "" || len(e.From) == 0) && len(d.errs) == faults {
		d.fail(f.Key, "a confirmed bullet needs its words under bullet, and its definition under from; agentlint policy --write writes both")
	}
	return e
}

// ruleNames reads names of rules, of which each must be one.
func (d *decoder) ruleNames(v config.Value) (names []string) {
	for _, item := range d.strings(v) {
		r := d.Reader.rule(item.Text(), d.layer.path)
		if r == nil {
			d.fail(item.Range, "there is no rule %q%s", item.Text(), d.hint(&d.ids, item.Text()))
			continue
		}
		names = append(names, r.ID)
	}
	return names
}

func (d *decoder) whole(v config.Value) int {
	n, err := strconv.Atoi(v.Text())
	if err != nil || n <= 0 {
		d.fail(v.Range, "%q is no bound; use a whole number above 0", v.Text())
	}
	return n
}

// bansFor returns what is forbidden in a file, and what tells its list from those for other files.
func bansFor(choices []*choice, rel string) (list forbid.List, key string) {
	var which strings.Builder
	for i, c := range slices.Backward(choices) {
		if c == nil {
			continue
		}
		for j, b := range c.bans {
			if b.except != nil && b.except.Match(rel) {
				fmt.Fprintf(&which, "%d.%d ", i, j)
				continue
			}
			list = append(list, b.Forbid)
		}
	}
	return list, which.String()
}

// addPolicy gives the rules about the policy what the settings say of it.
func addPolicy(p *lint.Policy, all []*lint.Rule, bans forbid.List, confirmed confirm.List) {
	for _, r := range all {
		switch r.Options.(type) {
		case forbid.List:
			p.SetOptions(r, bans)
		case confirm.List:
			p.SetOptions(r, confirmed)
		}
	}
	byID := map[string]*lint.Rule{}
	for _, r := range all {
		byID[r.ID] = r
	}
	for _, e := range confirmed {
		for _, id := range e.Rules {
			if r := byID[id]; r != nil {
				p.Confirm(r, lint.Severity(e.Severity), withMax(r.Options, e.Max))
			}
		}
	}
}

// withMax returns options with another bound; nil if they have none, or there is none to set.
func withMax(options any, bound int) any {
	if bound == 0 || !slices.Contains(optionNames(options), "max") {
		return nil
	}
	out, err := over(options, map[string]any{"max": bound})
	if err != nil {
		return nil // its max is no number
	}
	return out
}

// confirmedOf returns what files of settings confirm, those that come over others first.
func confirmedOf(layers []*layer) (all confirm.List) {
	seen := map[string]bool{}
	for _, l := range layers {
		for _, e := range l.confirmed {
			if key := e.Fingerprint + strings.Join(e.From, "\n"); !seen[key] {
				seen[key] = true
				all = append(all, e)
			}
		}
	}
	return all
}

// Confirmed returns the bullets that the settings confirm, with their definitions as they are seen from the directory of the settings.
func (s *Settings) Confirmed() confirm.List { return confirmedOf(s.layers) }

// Forbidden returns what the settings forbid, whatever files are excepted.
func (s *Settings) Forbidden() forbid.List {
	list, _ := bansFor([]*choice{s.choice}, "")
	return list
}
