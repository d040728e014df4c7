package report

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/workspace"
)

var update = flag.Bool("update", false, "write the golden files")

var bareExcept = &lint.Rule{
	ID: "bare-except", Severity: lint.Error, Family: "exceptions", Boundaries: []string{"bare except", "swallow exceptions"},
	Page: `# bare-except

Reports ` + "`except:`" + ` without an exception type.

It also catches KeyboardInterrupt, so a run can't be stopped.

## Fix

Name the exceptions that can be handled here.
`,
}

var missingDescription = &lint.Rule{
	ID: "missing-description", Severity: lint.Warning, Family: "agent",
	Page: `# missing-description

Reports a definition without a description.

Hosts choose an agent by its description.

## Fix

Add a description.

More about it.
`,
}

var unquoted = &lint.Rule{ID: "unquoted", Severity: lint.Note, Family: "agent", Page: "# unquoted\n\nReports text that YAML reads in another way.\n"}

// sample is a small report with everything that makes columns hard.
var sample = newSample()

func newSample() Report {
	b := newBuilder(map[string]string{
		"train.py":          "import torch\n\ttry:  # tab, é, 😀\n    é = '😀'; except: pass\n",
		"crlf.py":           "a = 1\r\nexcept: pass\r\n",
		"日本語/モデル 50%.md":    "---\nname: 日本語 e\u0301🏳 here\n---\n",
		"long.py":           strings.Repeat("x", 5000) + " except: " + strings.Repeat("y", 4991) + "\n",
		"a[1]#b:c?.py":      "try:\n    pass\nexcept:\n    pass",
		"hostile\x1b[2J.py": "safe = '\u202e' + '\x1b[31m' # \u200b\n",
	})
	b.add(bareExcept, "a[1]#b:c?.py", "except:\n    pass", "bare except")
	b.add(missingDescription, "a[1]#b:c?.py", "", "nothing at the end of the file")
	b.add(bareExcept, "crlf.py", "except:", "bare except")
	b.add(unquoted, "hostile\x1b[2J.py", "safe", "saw \x1b]0;owned\a and \u202etxt.exe and [a link](https://example.com)\n::error::no")
	b.add(bareExcept, "long.py", "except:", "bare except")
	b.add(bareExcept, "train.py", "try:", "tab before")
	b.add(bareExcept, "train.py", "except:", "bare except")
	b.add(missingDescription, "日本語/モデル 50%.md", "here", "no description")

	related, fixed := &b.Result.Findings[6], &b.Result.Findings[7]
	related.Related = []lint.Related{{
		Message: "the [first] try is here", Path: "train.py",
		Start: source.Position{Line: 2, Column: 2, Offset: 14}, End: source.Position{Line: 2, Column: 6, Offset: 18},
	}}
	fixed.Fixes = []lint.Fix{
		{Message: "quote the name", Safe: true, Edits: []lint.Edit{{Start: 10, End: 10, New: `"`}, {Start: fixed.End.Offset, End: fixed.End.Offset, New: `"`}}},
		{Message: "remove the name", Edits: []lint.Edit{{Start: 4, End: fixed.End.Offset}}},
	}
	b.Result.Graphs = func() []*workspace.Graph { return workspace.Graphs(handoffs()) }
	b.Result.Checked, b.Result.Skipped, b.Result.Failed = 12, 1, 1
	b.Result.Notices = []lint.Notice{
		{Kind: lint.Skipped, Path: "data.bin", Message: "binary"},
		{Kind: lint.Failed, Path: "locked file.py", Message: "permission denied"},
	}
	return b.Report
}

// handoffs are agents that hand over to each other in every way there is.
func handoffs() []*workspace.Definition {
	define := func(name string, to ...workspace.Handoff) *workspace.Definition {
		return &workspace.Definition{Path: ".github/agents/" + name + ".agent.md", Kind: kind.CustomAgent, Name: name, Handoffs: to}
	}
	return []*workspace.Definition{
		define("lead", workspace.Handoff{Agent: "plan-data", Label: "Plan the data"}, workspace.Handoff{Agent: "train"}, workspace.Handoff{Agent: "review"}),
		define("plan-data", workspace.Handoff{Agent: "train", Send: true}),
		define("review", workspace.Handoff{Agent: "lead", Label: "Start over"}, workspace.Handoff{Agent: "review"}, workspace.Handoff{Agent: "Plan"}),
		define("train", workspace.Handoff{Agent: "review", Label: "Ask for a review"}, workspace.Handoff{Agent: "no-such-agent-\u202e<b>"}),
	}
}

// outside has files that are not below the root, and a rule without a page.
var outside = newOutside()

func newOutside() Report {
	b := newBuilder(map[string]string{"/opt/shared/a b.py": "x\n", "../sibling/a.py": "", "a.py": "y = 1\n"})
	noPage := &lint.Rule{ID: "no-page", Severity: lint.Error}
	b.add(bareExcept, "../sibling/a.py", "", "empty file")
	b.add(bareExcept, "/opt/shared/a b.py", "x\n", "a whole line")
	b.add(noPage, "a.py", "", "empty last line")
	return b.Report
}

// A builder makes a report over files in memory.
type builder struct {
	Report
	files map[string]*source.File
}

func newBuilder(texts map[string]string) *builder {
	b := &builder{files: map[string]*source.File{}}
	for path, text := range texts {
		b.files[path] = source.New(path, []byte(text))
	}
	b.Report = Report{
		Result:  &lint.Result{Checked: len(texts)},
		Rules:   []*lint.Rule{bareExcept, missingDescription, unquoted},
		Version: "0.1.0",
		Source:  func(path string) *source.File { return b.files[path] },
		Root:    "/home/ada/my project",
	}
	return b
}

// add puts a finding on the first occurrence of text; the empty text is at the file's end.
func (b *builder) add(rule *lint.Rule, path, text, message string) {
	file := b.files[path]
	start := strings.Index(string(file.Text), text)
	if text == "" {
		start = len(file.Text)
	}
	b.Result.Findings = append(b.Result.Findings, lint.Finding{
		Rule: rule, Severity: rule.Severity, Message: message, Path: path,
		Start: file.Position(start), End: file.Position(start + len(text)),
	})
}

func render(t *testing.T, format Format, r Report) string {
	t.Helper()
	var out bytes.Buffer
	if err := format(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGolden(t *testing.T) {
	empty := newBuilder(nil).Report
	colored := sample
	colored.Color = true
	for _, test := range []struct {
		file   string
		format string
		report Report
	}{
		{"sample.txt", "text", sample},
		{"color.txt", "text", colored},
		{"empty.txt", "text", empty},
		{"sample.json", "json", sample},
		{"empty.json", "json", empty},
		{"sample.sarif", "sarif", sample},
		{"empty.sarif", "sarif", empty},
		{"outside.sarif", "sarif", outside},
		{"sample.concise.txt", "concise", sample},
		{"sample.jsonl", "jsonl", sample},
		{"empty.jsonl", "jsonl", empty},
		{"sample.github.txt", "github", sample},
		{"sample.gitlab.json", "gitlab", sample},
		{"empty.gitlab.json", "gitlab", empty},
		{"sample.junit.xml", "junit", sample},
		{"empty.junit.xml", "junit", empty},
		{"sample.checkstyle.xml", "checkstyle", sample},
		{"empty.checkstyle.xml", "checkstyle", empty},
		{"sample.rdjson", "rdjson", sample},
		{"empty.rdjson", "rdjson", empty},
		{"sample.rdjsonl", "rdjsonl", sample},
		{"sample.azure.txt", "azure", sample},
		{"sample.md", "markdown", sample},
		{"empty.md", "markdown", empty},
		{"sample.html", "html", sample},
		{"empty.html", "html", empty},
	} {
		t.Run(test.file, func(t *testing.T) {
			format, ok := ByName(test.format)
			if !ok {
				t.Fatalf("no format %s", test.format)
			}
			golden(t, test.file, render(t, format, test.report))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("differs from %s (-want +got); go test ./report -update rewrites it\n%s", path, diff)
	}
}

func TestNames(t *testing.T) {
	if diff := cmp.Diff([]string{"azure", "checkstyle", "concise", "github", "gitlab", "html", "json", "jsonl", "junit", "markdown", "rdjson", "rdjsonl", "sarif", "text"}, Names()); diff != "" {
		t.Error(diff)
	}
	if _, ok := ByName("xml"); ok {
		t.Error("ByName knows xml")
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestWriteError(t *testing.T) {
	for _, name := range Names() {
		format, _ := ByName(name)
		if err := format(brokenPipe{}, sample); err == nil {
			t.Errorf("%s hides that the report could not be written", name)
		}
	}
}

// A report whose files are gone still names every finding.
func TestNoSource(t *testing.T) {
	r := sample
	for _, read := range []func(string) *source.File{nil, func(string) *source.File { return nil }} {
		r.Source = read
		for _, name := range Names() {
			format, _ := ByName(name)
			want := 1
			if name == "junit" { // as message and text
				want = 2
			}
			if got := strings.Count(render(t, format, r), "no description"); got != want {
				t.Errorf("%s names a finding %d times", name, got)
			}
		}
	}
}
