// Package storytest tells the stories of small programs, for tests.
package storytest

import (
	"path"

	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/story"
)

// Tell tells the story of an archive's program, with its first file as the script.
func Tell(archive *txtar.Archive) *story.Story {
	files, folders := map[string][]byte{}, map[string][]string{}
	for _, f := range archive.Files {
		files[f.Name] = f.Data
		folders[path.Dir(f.Name)] = append(folders[path.Dir(f.Name)], path.Base(f.Name))
		for d := path.Dir(f.Name); d != "."; d = path.Dir(d) {
			folders[path.Dir(d)] = append(folders[path.Dir(d)], path.Base(d)+"/")
		}
	}
	parser := python.NewParser()
	return story.Tell(run.Run(run.Project{
		Config: func(name string) (*configfile.Node, bool) {
			text, ok := files[name]
			return configfile.Parse(name, text), ok
		},
		Modules: modules.New(func(dir string) []string { return folders[dir] }),
		Load: func(name string) *code.File {
			src := source.New(name, files[name])
			if source.IsNotebook(name) {
				book := notebook.Parse(src)
				return code.Lower(parser.Parse(src, book.Text, book.Mapping))
			}
			return code.Lower(parser.Parse(src, src.Text, nil))
		},
	}, archive.Files[0].Name), func(string) int { return 0 })
}
