package shape

import (
	"github.com/agentlint/agentlint/parser/config"
)

// values compares what two texts of YAML, JSON or TOML hold.
func values(before, after *config.File, e edits) string {
	read := func(f *config.File, spans []config.Range) reading {
		isBroken := false
		for _, p := range f.Problems {
			isBroken = isBroken || p.Kind == config.SyntaxFault
		}
		return reading{text: []byte(f.Text(f.Whole())), parts: collect(nil, f.Root, "", spans), faults: len(f.Problems), isPartial: isBroken}
	}
	return changed(read(before, e.old), read(after, e.new), e)
}

// collect appends the keys and scalars of a value, each with the keys above it. A key that is edited may be another now: what
// is under it need not be.
func collect(parts []part, v config.Value, path string, spans []config.Range) []part {
	for _, field := range v.Fields {
		name := field.Name
		if touch(spans, field.Key.Start, field.Key.End) {
			name = ""
		}
		below := path + name + "\x00"
		parts = append(parts, part{start: field.Key.Start, end: field.Key.End, what: hash("key", below)})
		parts = collect(parts, field.Value, below, spans)
	}
	for _, item := range v.Items {
		parts = collect(parts, item, path+"-\x00", spans)
	}
	if len(v.Fields)+len(v.Items) == 0 {
		parts = append(parts, part{start: v.Range.Start, end: v.Range.End, what: hash("value", path, string(v.Type()), v.Text())})
	}
	return parts
}
