package python

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/agentlint/agentlint/parser/source"
)

// BenchmarkFile measures what every file costs after it is parsed: the index by kind, and the names of all calls.
// It reads the directories in AGENTLINT_PYTHON_FILES, or the repository's own Python.
func BenchmarkFile(b *testing.B) {
	dirs := []string{"../.."}
	if list := os.Getenv("AGENTLINT_PYTHON_FILES"); list != "" {
		dirs = filepath.SplitList(list)
	}
	var sources []*source.File
	size := 0
	for _, dir := range dirs {
		pythonIn(b, dir, func(name string, text []byte) {
			sources = append(sources, source.New(name, text))
			size += len(text)
		})
	}
	for _, part := range []struct {
		name string
		run  func(*File)
	}{
		{"parse", func(*File) {}},
		{"index", (*File).buildIndex},
		{"scopes", (*File).buildScopes},
		{"resolve", func(f *File) {
			for n := range f.All(Call) {
				n.Child(FunctionField).QualifiedName()
			}
		}},
	} {
		b.Run(part.name, func(b *testing.B) {
			p := NewParser()
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, src := range sources {
					part.run(p.Parse(src, src.Text, nil))
				}
			}
		})
	}
}
