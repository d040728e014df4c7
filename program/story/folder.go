package story

import (
	"path"
	"strings"

	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// holdsAll reports whether a path tells a part by its folder only, and the program has several files there and none elsewhere: the folder
// sets none of them apart.
func (s *Story) holdsAll(text string) bool {
	folder, file := path.Split(text)
	if _, named := parts.InText(file); named || folder == "" {
		return false
	}
	files := pathsAnswer.Of(s, findPaths)
	if len(files) < 2 || !files[text] {
		return false
	}
	for other := range files {
		if !strings.HasPrefix(other, folder) {
			return false
		}
	}
	return true
}

var pathsAnswer Answer[map[string]bool]

// tables are what the names of files of rows end in.
var tables = map[string]bool{".csv": true, ".tsv": true, ".parquet": true, ".feather": true, ".jsonl": true}

// findPaths are the files of rows that the code names.
func findPaths(s *Story) map[string]bool {
	found := map[string]bool{}
	for _, o := range s.Record.Heap.Objects() {
		if o.Kind != value.Literal && o.Kind != value.Text && o.Kind != value.Foreign {
			continue
		}
		if text := s.pathText(o, 0); tables[path.Ext(text)] && strings.Contains(text, "/") {
			found[text] = true
		}
	}
	return found
}
