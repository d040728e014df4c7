// Package linttest tests a rule by what stands in its folder: the fixtures in testdata and the examples on its page.
//
// A fixture says what it expects in comments on the line that the finding starts at:
//
//	x = f()            # want "regexp" `another`
//	key: value         # want "in YAML and in frontmatter too"
//	text               <!-- want "in Markdown" -->
//	# want +1 "on the next line"
//	# want-safe "with a safe fix", want-unsafe "with an unsafe one", want-unfixed "without any"
//
// A file beside the fixture with .want after its name holds the expectations of files without comments, such as
// JSON: a line has a line number, then safe, unsafe or unfixed if that matters, and the regexps. A file with .golden
// after its name is the fixture after all fixes.
// A folder in testdata is a whole project. A first line "# options: {…}" sets the rule's options, in YAML.
package linttest

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/fix/shape"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// root is where the files of a test pretend to be.
const root = "/project"

// Files is a project: content by slash-separated path.
type Files map[string]string

// tree returns the files as the repository around themselves.
func (f Files) tree() fs.FS {
	tree := fstest.MapFS{}
	for name, content := range f {
		tree[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return tree
}

// now is when tests take place.
var now = time.Date(2026, time.January, 15, 12, 0, 0, 0, time.UTC)

// Check runs one rule over a project. If it is about suppressions, the rules in all run, too, so that there is
// something to suppress; the findings are those of the one.
func Check(t testing.TB, rule *lint.Rule, files Files, all ...*lint.Rule) *lint.Result {
	t.Helper()
	cfg := request.Config{
		Root:   root,
		Rules:  []*lint.Rule{rule},
		Policy: func(string) *lint.Policy { return policyOf(rule) },
		Tree:   files.tree(),
		Now:    func() time.Time { return now },
		Read: func(name string) ([]byte, error) {
			content, ok := files[strings.TrimPrefix(name, root+"/")]
			if !ok {
				return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
			}
			return []byte(content), nil
		},
	}
	if slices.Contains(rule.Requires, suppress.Analyzer) {
		cfg.Rules = all
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		cfg.Files = append(cfg.Files, discover.Entry{Path: name, Abs: root + "/" + name, Explicit: true})
	}
	result, err := engine.Run(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range result.Notices {
		if n.Kind == lint.Failed { // a project may hold files that are just there
			t.Errorf("%s: %s: %s", n.Path, n.Kind, n.Message)
		}
	}
	result.Findings = slices.DeleteFunc(result.Findings, func(f lint.Finding) bool { return f.Rule.ID != rule.ID })
	return result
}

// policyOf returns a policy under which a rule runs, whatever its status.
func policyOf(rule *lint.Rule) *lint.Policy {
	policy := lint.NewPolicy()
	policy.Switch(rule, true)
	return policy
}

// Run tests a rule by the fixtures in dir/testdata and the examples on its page. See [Check] for all.
func Run(t *testing.T, rule *lint.Rule, dir string, all ...*lint.Rule) {
	t.Run("page", func(t *testing.T) { runPage(t, rule, all) })
	entries, err := os.ReadDir(filepath.Join(dir, "testdata"))
	if err != nil {
		t.Fatalf("a rule needs fixtures: %v", err)
	}
	fixes := map[lint.FixKind]bool{}
	for _, e := range entries {
		name := filepath.Join(dir, "testdata", e.Name())
		switch {
		case strings.HasSuffix(name, ".golden"), strings.HasSuffix(name, ".want"):
		case e.IsDir():
			t.Run(e.Name(), func(t *testing.T) { noteFixes(fixes, runFixture(t, rule, readProject(t, name), all)) })
		default:
			t.Run(e.Name(), func(t *testing.T) { noteFixes(fixes, runFixture(t, rule, readFixture(t, name), all)) })
		}
	}
	if got := fixKind(fixes); got != rule.Fix {
		t.Errorf("the fixes in the fixtures are %s, and the rule says %s", got, rule.Fix)
	}
}

// noteFixes takes in which kinds of fixes findings have.
func noteFixes(into map[lint.FixKind]bool, findings []lint.Finding) {
	for _, f := range findings {
		for _, made := range f.Fixes {
			into[map[bool]lint.FixKind{true: lint.SafeFixes, false: lint.UnsafeFixes}[made.Safe]] = true
		}
	}
}

// fixKind returns the kind of fixes that a rule has which was seen to make these.
func fixKind(seen map[lint.FixKind]bool) lint.FixKind {
	switch {
	case seen[lint.SafeFixes] && seen[lint.UnsafeFixes]:
		return lint.MixedFixes
	case seen[lint.SafeFixes]:
		return lint.SafeFixes
	case seen[lint.UnsafeFixes]:
		return lint.UnsafeFixes
	}
	return ""
}

// A fixture is a project with what it expects.
type fixture struct {
	files  Files
	wants  map[string]string // content of .want files
	golden map[string]string
}

func readFixture(t *testing.T, name string) fixture {
	f := fixture{Files{}, map[string]string{}, map[string]string{}}
	f.add(fixturePath(filepath.Base(name)), read(t, name))
	for suffix, into := range map[string]map[string]string{".want": f.wants, ".golden": f.golden} {
		if _, err := os.Stat(name + suffix); err == nil {
			into[fixturePath(filepath.Base(name))] = read(t, name+suffix)
		}
	}
	return f
}

// fixturePath gives a lone Markdown file a path at which hosts look for agents.
func fixturePath(name string) string {
	if path.Ext(name) == ".md" && !strings.Contains(strings.TrimSuffix(name, ".md"), ".") && name == strings.ToLower(name) {
		return ".github/agents/" + strings.TrimSuffix(name, ".md") + ".agent.md"
	}
	return name
}

func readProject(t *testing.T, dir string) fixture {
	f := fixture{Files{}, map[string]string{}, map[string]string{}}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err == nil {
			f.add(filepath.ToSlash(rel), read(t, name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fixture) add(name, content string) {
	switch {
	case strings.HasSuffix(name, ".want"):
		f.wants[strings.TrimSuffix(name, ".want")] = content
	case strings.HasSuffix(name, ".golden"):
		f.golden[strings.TrimSuffix(name, ".golden")] = content
	default:
		f.files[name] = content
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// runFixture holds a rule to what a fixture expects, and returns what it found.
func runFixture(t *testing.T, rule *lint.Rule, f fixture, all []*lint.Rule) []lint.Finding {
	result := Check(t, withOptions(t, rule, f.files), f.files, all...)
	expected := f.expectations(t)
	for _, finding := range result.Findings {
		if !expected.tick(t, finding) {
			t.Errorf("%s:%d:%d: unexpected finding: %s: %s", finding.Path, finding.Start.Line, finding.Start.Column, finding.Severity, finding.Message)
		}
	}
	for at, left := range expected {
		for _, e := range left {
			t.Errorf("%s:%d: no finding matches %q", at.path, at.line, e.pattern)
		}
	}
	checkFixes(t, f, result.Findings)
	for name, want := range f.golden {
		if diff := cmp.Diff(want, ApplyFixes(t, name, f.files[name], result.Findings)); diff != "" {
			t.Errorf("%s after its fixes (-want +got):\n%s", name, diff)
		}
	}
	checkGolden(t, withOptions(t, rule, f.files), f, all)
	return result.Findings
}

// checkGolden fails if a rule about programs still has something to fix after all fixes. Others may take several rounds.
func checkGolden(t *testing.T, rule *lint.Rule, f fixture, all []*lint.Rule) {
	t.Helper()
	if len(f.golden) == 0 || rule.SeesOneFile() {
		return
	}
	after := maps.Clone(f.files)
	maps.Copy(after, f.golden)
	for _, finding := range Check(t, rule, after, all...).Findings {
		if _, isFixed := f.golden[finding.Path]; isFixed && len(finding.Fixes) > 0 && len(finding.Fixes[0].Edits) > 0 {
			t.Errorf("%s:%d: there is still something to fix after all fixes: %s", finding.Path, finding.Start.Line, finding.Message)
		}
	}
}

// checkFixes fails for a safe fix that would be withdrawn, since it changes more than it is about.
func checkFixes(t *testing.T, f fixture, findings []lint.Finding) {
	t.Helper()
	checker := shape.NewChecker()
	for _, finding := range findings {
		kind, _ := kind.Classify(finding.Path)
		for _, made := range finding.Fixes {
			file := shape.File{Path: finding.Path, Kind: kind, Text: []byte(f.files[finding.Path])}
			if harm := fix.Harm(checker, file, []lint.Fix{made}); made.Safe && harm != "" {
				t.Errorf("%s:%d:%d: the fix would be withdrawn: it would %s", finding.Path, finding.Start.Line, finding.Start.Column, harm)
			}
		}
	}
}

// A place is a line of a fixture's file.
type place struct {
	path string
	line int // 1-based
}

// An expectation is what a finding must be like.
type expectation struct {
	pattern string
	fix     string // safe, unsafe or unfixed; "" if any will do
}

// expectations are what findings must still meet.
type expectations map[place][]expectation

// tick takes out the first expectation that a finding meets.
func (e expectations) tick(t *testing.T, finding lint.Finding) bool {
	t.Helper()
	at := place{finding.Path, finding.Start.Line}
	for i, want := range e[at] {
		ok, err := regexp.MatchString(want.pattern, finding.Message)
		if err != nil {
			t.Fatalf("%s:%d: %v", at.path, at.line, err)
		}
		if !ok {
			continue
		}
		if got := fixOf(finding); want.fix != "" && got != want.fix {
			t.Errorf("%s:%d: the fix of %q: got %s, want %s", at.path, at.line, finding.Message, got, want.fix)
		}
		e[at] = slices.Delete(e[at], i, i+1)
		return true
	}
	return false
}

// fixOf returns which kind of fix a finding has.
func fixOf(finding lint.Finding) string {
	switch {
	case len(finding.Fixes) == 0:
		return "unfixed"
	case finding.Fixes[0].Safe:
		return "safe"
	}
	return "unsafe"
}

var want = regexp.MustCompile("(?:#|<!--|//)[ \t]*want(?:-(safe|unsafe|unfixed))?((?:[ \t]+[+-][0-9]+)?)((?:[ \t]+(?:\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`))+)")
var listedWant = regexp.MustCompile(`^([0-9]+) (?:(safe|unsafe|unfixed) )?(.*)`)
var quoted = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`")

func (f *fixture) expectations(t *testing.T) expectations {
	t.Helper()
	out := expectations{}
	for name, listed := range f.wants {
		for entry := range strings.Lines(listed) {
			m := listedWant.FindStringSubmatch(entry)
			if m == nil {
				t.Fatalf("%s.want: %q: a line is a line number and quoted regexps", name, entry)
			}
			out.add(t, name, m[1], m[2], m[3])
		}
	}
	for name, content := range f.files {
		line := 0
		for text := range strings.Lines(content) {
			line++
			for _, m := range want.FindAllStringSubmatch(text, -1) {
				offset, _ := strconv.Atoi(strings.TrimSpace(m[2]))
				out.add(t, name, strconv.Itoa(line+offset), m[1], m[3])
			}
		}
	}
	return out
}

// add takes in that the findings on a line match the quoted patterns and have such a fix.
func (e expectations) add(t *testing.T, name, line, fix, patterns string) {
	t.Helper()
	number, err := strconv.Atoi(line)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	at := place{name, number}
	for _, p := range unquote(t, patterns) {
		e[at] = append(e[at], expectation{p, fix})
	}
}

func unquote(t *testing.T, patterns string) (out []string) {
	t.Helper()
	for _, q := range quoted.FindAllString(patterns, -1) {
		p, err := strconv.Unquote(q)
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		out = append(out, p)
	}
	return out
}

var optionsLine = regexp.MustCompile(`(?m)\A(?:#|<!--) options: (.*?)(?: -->)?$`)

// withOptions returns the rule with the options that the first line of a file sets.
func withOptions(t *testing.T, rule *lint.Rule, files Files) *lint.Rule {
	t.Helper()
	for name, content := range files {
		m := optionsLine.FindStringSubmatch(content)
		if m == nil {
			continue
		}
		options := reflect.New(reflect.TypeOf(rule.Options))
		options.Elem().Set(reflect.ValueOf(rule.Options))
		if err := yaml.Unmarshal([]byte(m[1]), options.Interface()); err != nil {
			t.Fatalf("%s: options: %v", name, err)
		}
		changed := *rule
		changed.Options = options.Elem().Interface()
		return changed.Clone()
	}
	return rule
}

// ApplyFixes returns content after the first fix of each of its findings; a fix that overlaps an earlier one waits.
func ApplyFixes(t testing.TB, name, content string, findings []lint.Finding) string {
	t.Helper()
	var edits []lint.Edit
	for _, f := range findings {
		if f.Path == name && len(f.Fixes) > 0 && !overlaps(edits, f.Fixes[0].Edits) {
			edits = append(edits, f.Fixes[0].Edits...)
		}
	}
	slices.SortStableFunc(edits, func(a, b lint.Edit) int { return b.Start - a.Start })
	for _, e := range edits {
		content = content[:e.Start] + e.New + content[e.End:]
	}
	return content
}

func overlaps(all, more []lint.Edit) bool {
	return slices.ContainsFunc(more, func(m lint.Edit) bool {
		return slices.ContainsFunc(all, func(a lint.Edit) bool { return m.Start < a.End && a.Start < m.End })
	})
}
