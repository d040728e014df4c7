package confirm

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// An editor changes the entries below the key policy of a settings file by their lines.
type editor struct {
	old    []byte
	lines  []string
	indent int
	parts  []part
	end    int // the line after the last one of the key
}

// A part is a key below policy with its value.
type part struct {
	start, key, end int // its lines: from the remarks above it, from its key, to the end of its value
	entry           *Entry
	gone            bool
	instead         []string // of the lines of key and value
	after           []string // which come next
}

func newEditor(old []byte, key, value *yaml.Node) *editor {
	e := &editor{old: old, lines: slices.Collect(strings.Lines(string(old))), indent: 2}
	e.end = key.Line
	for e.end < len(e.lines) && !isOutside(e.lines[e.end]) {
		e.end++
	}
	e.end = e.trimmed(key.Line, e.end)
	if value.Kind != yaml.MappingNode || len(value.Content) == 0 {
		return e
	}
	e.indent = value.Content[0].Column - 1
	for i := 0; i+1 < len(value.Content); i += 2 {
		name := value.Content[i]
		p := part{key: name.Line - 1, entry: entryOf(name, value.Content[i+1])}
		for p.start = p.key; p.start > key.Line && e.isRemark(p.start-1); p.start-- {
		}
		if n := len(e.parts); n > 0 {
			e.parts[n-1].end = e.trimmed(e.parts[n-1].key, p.start)
		}
		e.parts = append(e.parts, p)
	}
	e.parts[len(e.parts)-1].end = e.end
	return e
}

// entryOf returns the entry that a key of a bullet has; nil if it is another key.
func entryOf(key, value *yaml.Node) *Entry {
	var e Entry
	if len(key.Value) != 12 || value.Decode(&e) != nil {
		return nil
	}
	e.Fingerprint = key.Value
	return &e
}

// isRemark reports whether a line is a comment that belongs to no value.
func (e *editor) isRemark(line int) bool {
	text := strings.TrimLeft(e.lines[line], " \t")
	return strings.HasPrefix(text, "#") && len(e.lines[line])-len(text) <= e.indent
}

// trimmed returns the end of some lines without what is empty or a remark at their end.
func (e *editor) trimmed(start, end int) int {
	for end > start+1 && (strings.TrimSpace(e.lines[end-1]) == "" || e.isRemark(end-1)) {
		end--
	}
	return max(end, start)
}

// entries returns those that are there.
func (e *editor) entries() (all List) {
	for _, p := range e.parts {
		if p.entry != nil {
			all = append(all, *p.entry)
		}
	}
	return all
}

// merge makes the entries those of a list.
func (e *editor) merge(now List, keeps func(*Entry) bool) error {
	last := map[string]int{} // by the definitions
	for i := range now {
		at := slices.IndexFunc(e.parts, func(p part) bool { return p.entry != nil && p.entry.Fingerprint == now[i].Fingerprint })
		if at < 0 {
			lines, err := now[i].lines(e.indent)
			if err != nil {
				return err
			}
			to, ok := last[strings.Join(now[i].From, "\n")]
			if !ok {
				to = len(e.parts) - 1
			}
			e.insert(to, lines)
			continue
		}
		last[strings.Join(now[i].From, "\n")] = at
		if was := e.parts[at].entry; !slices.EqualFunc(was.From, now[i].From, IsAt) || was.Tier != now[i].Tier {
			changed := now[i]
			changed.Rules, changed.Severity, changed.Max = was.Rules, was.Severity, was.Max
			lines, err := changed.lines(e.indent)
			if err != nil {
				return err
			}
			e.parts[at].instead = lines
		}
	}
	for i := range e.parts {
		p := &e.parts[i]
		isNow := p.entry != nil && slices.ContainsFunc(now, func(n Entry) bool { return n.Fingerprint == p.entry.Fingerprint })
		p.gone = p.entry != nil && !isNow && !keeps(p.entry)
	}
	return nil
}

// insert adds lines after a part, or after the key itself if there is none.
func (e *editor) insert(to int, lines []string) {
	if to < 0 {
		e.parts = append(e.parts, part{start: e.end, key: e.end, end: e.end})
		to = 0
	}
	e.parts[to].after = append(e.parts[to].after, lines...)
}

// text returns the file. Without any part left, the key is left out, too.
func (e *editor) text() []byte {
	var b strings.Builder
	write := func(lines []string) {
		for _, line := range lines {
			if b.WriteString(line); !strings.HasSuffix(line, "\n") {
				b.WriteByte('\n')
			}
		}
	}
	done := 0
	for _, p := range e.parts {
		if p.gone {
			write(e.lines[done:p.start])
			if p.end < len(e.lines) && strings.TrimSpace(e.lines[p.end]) == "" && p.start > 0 && strings.TrimSpace(e.lines[p.start-1]) == "" {
				p.end++ // of two empty lines, one
			}
		} else {
			write(e.lines[done:p.key])
			if p.instead == nil {
				p.instead = e.lines[p.key:p.end]
			}
			write(p.instead)
		}
		write(p.after)
		done = p.end
	}
	write(e.lines[done:])
	return sameEnds([]byte(b.String()), e.old)
}
