package main

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/rules/design/cyclomaticcomplexity"
	"github.com/agentlint/agentlint/rules/exceptions/bareexcept"
	"github.com/agentlint/agentlint/rules/exceptions/emptyexcept"
	"github.com/agentlint/agentlint/rules/functions/mutabledefaultarg"
)

// A question is one that a rule and the oracle both answer.
type question struct {
	check    string // the oracle's name for it
	rule     *lint.Rule
	options  any
	expected func(detail string) (string, bool) // what of the oracle's detail must agree; false if the rule isn't asked
	found    func(f lint.Finding) (string, bool)
}

var questions = []question{
	{"bare-except", bareexcept.Rule, nil, ignored, anything},
	{"empty-except", emptyexcept.Rule, emptyexcept.Options{CheckTyped: true}, ignored, anything},
	{"mutable-default", mutabledefaultarg.Rule, mutabledefaultarg.Options{}, ignored, anything},
	{"mccabe>=10", cyclomaticcomplexity.Rule, cyclomaticcomplexity.Options{Max: 9, Metric: "mccabe"}, ofFunction, complexity},
}

func ignored(string) (string, bool)        { return "", true }
func anything(lint.Finding) (string, bool) { return "", true }

var (
	moduleLevel = regexp.MustCompile(`^(If|Loop|TryExcept) \d+ `)
	value       = regexp.MustCompile(`complexity of (\d+)`)
)

// ofFunction returns the value of a function; mccabe gives one to statements of a module too.
func ofFunction(detail string) (string, bool) {
	return detail[strings.LastIndex(detail, " ")+1:], !moduleLevel.MatchString(detail)
}

// complexity returns the value of a function that is not nested in another: mccabe gives those none.
func complexity(f lint.Finding) (string, bool) {
	return value.FindStringSubmatch(f.Message)[1], !strings.Contains(f.Message, "<locals>")
}

// compareOracle prints how the rules agree with findings in real code. Files that the oracle could not parse are left out.
func compareOracle(oracle, corpus, only string) error {
	rows, err := readTSV(oracle, "set", 6)
	if err != nil {
		return err
	}
	paths, err := pythonFiles(corpus, unparsed(rows))
	if err != nil {
		return err
	}
	for _, q := range questions {
		if only != "" && only != q.rule.ID {
			continue
		}
		rule := q.rule.Clone()
		rule.Options = q.options
		findings, err := find(rule, corpus, paths)
		if err != nil {
			return err
		}
		var t tally
		t.add(q.expect(rows), q.places(findings))
		t.print(q.check + " (" + q.rule.ID + ")")
	}
	return nil
}

func (q question) expect(rows [][]string) (out []place) {
	for _, row := range rows {
		if detail, ok := q.expected(row[5]); ok && row[1] == q.check {
			line, _ := strconv.Atoi(row[4])
			out = append(out, place{path: pathOf(row), line: line, detail: detail})
		}
	}
	return out
}

func (q question) places(findings []lint.Finding) (out []place) {
	for _, f := range findings {
		if detail, ok := q.found(f); ok {
			out = append(out, place{path: f.Path, line: f.Start.Line, detail: detail})
		}
	}
	return out
}

func pathOf(row []string) string { return strings.Replace(row[2], "/", "+", 1) + "/" + row[3] }

func unparsed(rows [][]string) map[string]bool {
	out := map[string]bool{}
	for _, row := range rows {
		if strings.HasSuffix(row[1], "syntax-error") {
			out[pathOf(row)] = true
		}
	}
	return out
}

// pythonFiles lists the files below dir, as slash-separated paths, without those in skip.
func pythonFiles(dir string, skip map[string]bool) (paths []string, err error) {
	err = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) != ".py" {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if path := filepath.ToSlash(rel); !skip[path] {
			paths = append(paths, path)
		}
		return err
	})
	return paths, err
}
