package memo

import (
	"encoding/binary"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
)

// keptStatements are the statements of a group's files that are compared to find copies, in a form that is read at once.
type keptStatements struct {
	Imports cache.Key // by which files are compared or not
	Files   []keptFileStatements
	Data    []byte // of all files, one after the other
}

// A keptFileStatements is how many statements of a file there are, -1 if it is not compared.
type keptFileStatements struct {
	Sum   string
	Count int
}

func (g *Group) statementsKey() cache.Key {
	return cache.KeyOf("statements", string(g.memory.asked), g.memory.program.Sum, g.Files[0].Path)
}

// Compared returns the files whose statements are compared to find copies, as they are kept with those that have changed, or else as
// find finds them. It is for [program.Program.Compared].
func (g *Group) Compared(find func() []*facts.Facts) []*facts.Facts {
	if g.fresh == nil {
		return find()
	}
	imports := g.fresh.Sums[program.AsksNothing]
	var files []*facts.Facts
	if g.before != nil {
		files = g.compared(recall[keptStatements](g.memory, g.statementsKey()), imports)
	}
	if files == nil {
		files = find()
	}
	g.statements = g.packed(files, imports)
	return files
}

// compared returns the files of which statements are kept, nil if these are not all that there are now.
func (g *Group) compared(k *keptStatements, imports cache.Key) (files []*facts.Facts) {
	if k == nil || k.Imports != imports || len(k.Files) != len(g.Files) {
		return nil
	}
	data := k.Data
	for i, f := range g.Files {
		if k.Files[i].Count < 0 {
			continue
		}
		file := &facts.Facts{Path: f.Path, Base: f.Base}
		var ok bool
		if file.Statements, data, ok = unpacked(data, k.Files[i].Count); !ok {
			return nil
		}
		if k.Files[i].Sum != g.fresh.Files[i].Sum {
			if g.parts[i].Facts == nil {
				return nil
			}
			file.Statements = g.parts[i].Facts.Statements
		}
		files = append(files, file)
	}
	return files
}

// packed returns the statements of files of the group as they are kept.
func (g *Group) packed(files []*facts.Facts, imports cache.Key) *keptStatements {
	k := &keptStatements{Imports: imports, Files: make([]keptFileStatements, len(g.Files))}
	for i, f := range g.Files {
		k.Files[i] = keptFileStatements{g.fresh.Files[i].Sum, -1}
		if len(files) == 0 || files[0].Path != f.Path {
			continue
		}
		last := int32(0)
		for _, s := range files[0].Statements {
			k.Data = binary.LittleEndian.AppendUint64(k.Data, s.Text)
			k.Data = binary.AppendUvarint(k.Data, uint64(s.Tokens))
			k.Data = binary.AppendVarint(k.Data, int64(s.Span.Start-last))
			k.Data = binary.AppendVarint(k.Data, int64(s.Span.End-s.Span.Start))
			last = s.Span.Start
		}
		k.Files[i].Count, files = len(files[0].Statements), files[1:]
	}
	return k
}

// unpacked returns so many statements and what follows them. It reports false if they are not sound.
func unpacked(data []byte, count int) (statements []facts.Statement, rest []byte, ok bool) {
	const least = 11 // bytes of a statement
	if count > len(data)/least {
		return nil, nil, false
	}
	statements = make([]facts.Statement, count)
	last := int32(0)
	for i := range statements {
		s := &statements[i]
		if len(data) < least {
			return nil, nil, false
		}
		s.Text, data = binary.LittleEndian.Uint64(data), data[8:]
		tokens, n := binary.Uvarint(data)
		data = data[max(0, n):]
		start, n2 := binary.Varint(data)
		data = data[max(0, n2):]
		length, n3 := binary.Varint(data)
		data = data[max(0, n3):]
		if n <= 0 || n2 <= 0 || n3 <= 0 {
			return nil, nil, false
		}
		last += int32(start)
		s.Tokens, s.Span = int32(tokens), facts.Span{Start: last, End: last + int32(length)}
	}
	return statements, data, true
}
