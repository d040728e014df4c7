package program

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/facts"
)

// linked parses and links the files of an archive.
func linked(t testing.TB, archive string) *Program {
	t.Helper()
	parser := python.NewParser()
	var files []*facts.Facts
	for _, f := range txtar.Parse([]byte(archive)).Files {
		src := source.New(f.Name, f.Data)
		files = append(files, facts.Extract(parser.Parse(src, src.Text, nil)))
	}
	slices.SortFunc(files, func(a, b *facts.Facts) int { return strings.Compare(a.Path, b.Path) })
	return Link(files)
}

func TestImportsThatNeverEnd(t *testing.T) {
	p := linked(t, "-- a/__init__.py --\nfrom b import x\n-- b/__init__.py --\nfrom a import x\n-- train.py --\nfrom a import x\nfrom b import *\nimport torch\nx()\ny()\n")
	if got := p.Scripts(nil); len(got) != 0 {
		t.Errorf("there is no training here, got %v", got)
	}
}
