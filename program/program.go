// Package program models what training code does: the facts of its files, linked into one program that rules question, and the stories
// of its scripts.
//
// [Link] joins the facts of all files, which package facts takes from their syntax, in a [link.Graph].
package program

import (
	"context"
	"errors"
	"path"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/link"
	"github.com/agentlint/agentlint/program/story"
)

// A Program is the facts of all files, linked.
type Program struct {
	Stories    []*story.Story  // of scripts that come to the same trainings, by path; none when all files are seen together
	Accounts   []*Account      // of the stories of all scripts, by path
	Frameworks *framework.Set  // facts of what is outside the files; nil for those that are built in
	Strict     bool            // rules say what can't be told
	Configs    []*facts.Config // of training runs, by path
	Misses     []Miss          // trainings that were not recognised; none where some scripts are seen by themselves

	asking
	graph   link.Graph
	ctx     context.Context            // when it is done, nobody wants to know more
	files   []*facts.Facts             // by path
	told    [][]Told                   // see Trainings; made on demand
	readers map[*loader][]configReader // code that loads configurations, made on demand
}

// Link is [LinkContext] without a context.
func Link(files []*facts.Facts) *Program { return LinkContext(context.Background(), files) }

// LinkContext joins the facts of all files, which must be in order of their paths. Once ctx is done it returns a program without
// links.
func LinkContext(ctx context.Context, files []*facts.Facts) *Program {
	p := Lazy(ctx, func() []*facts.Facts { return files })
	p.link()
	return p
}

// Analyzer is what a project rule requires to question the whole program with [Of]. The driver supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "program",
	Doc:        "the linked facts of all files",
	ResultType: reflect.TypeFor[*Program](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the program") },
}

// Of returns the program that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *Program {
	p := pass.ResultOf[Analyzer].(*Program)
	p.asker = pass.Analyzer.Name
	return p
}

// IsTest recognises, by their slash-separated path, files that test runners collect, and benchmarks: no model comes out of either.
func IsTest(file string) bool {
	base := path.Base(file)
	return strings.HasPrefix(base, "test_") || strings.HasSuffix(base, "_test.py") || base == "conftest.py" ||
		slices.ContainsFunc(strings.Split(path.Dir(file), "/"), func(dir string) bool {
			return dir == "tests" || strings.HasSuffix(dir, "_tests") || dir == "benchmarks"
		})
}
