package sarif

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/agentlint/agentlint/internal/address"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/reporttest"
)

func parseSARIF(t *testing.T, r report.Report) sarifRun {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal([]byte(reporttest.Render(t, Write, r)), &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 {
		t.Fatalf("%d runs; GitHub takes one of a category", len(log.Runs))
	}
	return log.Runs[0]
}

// AGENTLINT_SARIF_SCHEMA is the path of the schema; .ci/sarif/validate sets it.
func TestSchema(t *testing.T) {
	schemaPath := os.Getenv("AGENTLINT_SARIF_SCHEMA")
	if schemaPath == "" {
		t.Skip("AGENTLINT_SARIF_SCHEMA is not set")
	}
	schema, err := jsonschema.NewCompiler().Compile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../formats/testdata/*.sarif")
	if err != nil || len(files) == 0 {
		t.Fatal("no SARIF in testdata", err)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		log, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(log); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestRegion(t *testing.T) {
	at := func(line, column int) source.Position { return source.Position{Line: line, Column: column} }
	for _, test := range []struct {
		start, end source.Position
		want       sarifRegion
	}{
		{at(3, 5), at(3, 9), sarifRegion{3, 5, 3, 9}},
		{at(3, 5), at(4, 1), sarifRegion{3, 5, 4, 1}},
		{at(3, 5), at(3, 5), sarifRegion{3, 5, 3, 6}},
		{at(3, 5), at(3, 2), sarifRegion{3, 5, 3, 6}},
		{at(3, 5), at(2, 9), sarifRegion{3, 5, 3, 6}},
		{at(3, 5), at(0, 0), sarifRegion{3, 5, 3, 6}},
		{at(3, 5), at(4, 0), sarifRegion{3, 5, 4, 1}},
		{at(0, 0), at(0, 0), sarifRegion{1, 1, 1, 2}},
	} {
		if diff := cmp.Diff(test.want, *region(test.start, test.end)); diff != "" {
			t.Errorf("%v to %v: %s", test.start, test.end, diff)
		}
	}
}

func TestArtifact(t *testing.T) {
	b := sarifBuilder{Report: report.Report{Root: "/home/ada/my project"}}
	for path, want := range map[string]sarifArtifact{
		"src/train.py":     {"src/train.py", sarifRoot},
		"./src//train.py":  {"src/train.py", sarifRoot},
		"a b.py":           {"a%20b.py", sarifRoot},
		"50%.py":           {"50%25.py", sarifRoot},
		"a#b?c[1]:d.py":    {"a%23b%3Fc%5B1%5D%3Ad.py", sarifRoot},
		"é/日.py":           {"%C3%A9/%E6%97%A5.py", sarifRoot},
		"bad\xff.py":       {"bad%FF.py", sarifRoot},
		"/tmp/a b.py":      {"tmp/a%20b.py", sarifFileSystem},
		"../sibling/a.py":  {"home/ada/sibling/a.py", sarifFileSystem},
		"..hidden/a.py":    {"..hidden/a.py", sarifRoot},
		"line\nbreak\t.py": {"line%0Abreak%09.py", sarifRoot},
	} {
		if diff := cmp.Diff(want, b.artifact(path)); diff != "" {
			t.Errorf("%q: %s", path, diff)
		}
	}
}

func TestMessages(t *testing.T) {
	b := reporttest.NewBuilder(map[string]string{"a.py": "x\n"})
	b.Add(reporttest.BareExcept, "a.py", "x", "ends with a dot.")
	b.Add(reporttest.BareExcept, "a.py", "x", "default {} or [0] or [a](1)")
	b.Add(reporttest.BareExcept, "a.py", "x", "drawn too early")
	b.Result.Findings[2].Related = []lint.Related{{Message: `seeds[0]`, Path: "a.py"}, {Message: "and here", Path: "a.py"}}
	var got []string
	for _, result := range parseSARIF(t, b.Report).Results {
		got = append(got, result.Message.Text)
	}
	want := []string{
		"ends with a dot.",
		"default {} or [0] or [a] (1).",
		`drawn too early; see [seeds\[0\]](1), [and here](2).`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Rules without results are left out, and every index leads to its rule.
func TestRuleIndex(t *testing.T) {
	r := reporttest.Sample
	r.Rules = []*lint.Rule{{ID: "idle-rule"}}
	run := parseSARIF(t, r)
	if run.Tool.Driver.Rules[0].ID == "idle-rule" {
		t.Error("a rule without results is described")
	}
	for _, result := range run.Results {
		if got := run.Tool.Driver.Rules[result.RuleIndex].ID; got != result.RuleID {
			t.Errorf("a result of %s points to the rule %s", result.RuleID, got)
		}
	}
}

func TestRuleText(t *testing.T) {
	long := &lint.Rule{ID: "long-page", Severity: lint.Note, Page: "# long-page\n\n" + strings.Repeat("é", 2000) + "\n"}
	for _, rule := range []*lint.Rule{reporttest.BareExcept, reporttest.MissingDescription, reporttest.Unquoted, long, {ID: "no-page", Severity: lint.Error}} {
		s := newSarifRule(rule)
		for name, text := range map[string]string{"shortDescription": s.ShortDescription.Text, "fullDescription": s.FullDescription.Text} {
			if n := len([]rune(text)); n < 1 || n > 1024 {
				t.Errorf("%s of %s has %d characters", name, rule.ID, n)
			}
		}
		for _, help := range []string{s.Help.Text, s.Help.Markdown} {
			if !strings.HasPrefix(help, strings.TrimSpace(rule.Page)) || !strings.Contains(help, "agentlint explain "+rule.ID) {
				t.Errorf("help of %s is not its page and the command that prints it: %s", rule.ID, help)
			}
		}
		if s.HelpURI != "" {
			t.Errorf("helpUri of %s is %s, though the page is published nowhere", rule.ID, s.HelpURI)
		}
	}
}

// What is published somewhere has links to there.
func TestRuleLink(t *testing.T) {
	address.Repository = "ada/lint"
	defer func() { address.Repository = "" }()
	s, want := newSarifRule(reporttest.BareExcept), "https://github.com/ada/lint/blob/HEAD/rules/exceptions/bareexcept/bareexcept.md"
	if s.HelpURI != want || !strings.HasSuffix(s.Help.Text, want) || !strings.HasSuffix(s.Help.Markdown, "[bare-except]("+want+")") {
		t.Errorf("helpUri %s, want %s, there and in %s", s.HelpURI, want, s.Help.Markdown)
	}
}

// GitHub hashes the bytes on disk, which are not what agentlint reads of a file in another encoding.
func TestFingerprintOnlyOfUTF8(t *testing.T) {
	for text, want := range map[string]bool{
		"x = 'é 😀'\n":             true,
		"\ufeffx = 1\n":           true,
		"x = '\xff'\n":            false,
		"\xff\xfex\x00=\x001\x00": false,
	} {
		b := reporttest.NewBuilder(map[string]string{"a.py": text})
		b.Add(reporttest.BareExcept, "a.py", "x", "bare except")
		_, got := parseSARIF(t, b.Report).Results[0].PartialFingerprints["primaryLocationLineHash"]
		if got != want {
			t.Errorf("%q has a fingerprint: %v", text, got)
		}
	}
}

func TestTooManyResults(t *testing.T) {
	b := reporttest.NewBuilder(nil)
	for i := range 26_000 {
		rule := []*lint.Rule{reporttest.Unquoted, reporttest.MissingDescription, reporttest.BareExcept}[i%3]
		b.Result.Findings = append(b.Result.Findings, lint.Finding{Rule: rule, Severity: rule.Severity, Message: "m", Path: fmt.Sprintf("%05d.py", i)})
	}
	run := parseSARIF(t, b.Report)
	levels := map[string]int{}
	for _, result := range run.Results {
		levels[result.Level]++
	}
	if diff := cmp.Diff(map[string]int{"error": 8666, "warning": 8667, "note": 7667}, levels); diff != "" {
		t.Error(diff)
	}
	notes := run.Invocations[0].ToolExecutionNotifications
	if len(notes) != 1 || !strings.Contains(notes[0].Message.Text, "25000 worst of 26000") {
		t.Errorf("says %v", notes)
	}
	if !run.Invocations[0].ExecutionSuccessful {
		t.Error("the run failed")
	}
}

// GitHub requires both lists, empty or not.
func TestNothingFound(t *testing.T) {
	out := reporttest.Render(t, Write, report.Report{Result: &lint.Result{}, Version: "0.1.0"})
	if !strings.Contains(out, `"rules": []`) || !strings.Contains(out, `"results": []`) {
		t.Error("rules or results are missing:", out)
	}
}

func TestFailureIsNoSuccess(t *testing.T) {
	in := parseSARIF(t, reporttest.Sample).Invocations[0]
	if in.ExecutionSuccessful {
		t.Error("a run that could not read a file was successful")
	}
	if n := len(in.ToolExecutionNotifications); n != 1 {
		t.Errorf("%d notifications, want one of the failed file and none of the skipped one", n)
	}
}

// With nothing but safe fixes, and replacements that say where they are.
func TestSarifFixes(t *testing.T) {
	results := parseSARIF(t, reporttest.Sample).Results
	fixes := results[len(results)-1].Fixes
	if len(fixes) != 1 {
		t.Fatalf("%d fixes, want the safe one", len(fixes))
	}
	want := []sarifReplacement{
		{sarifRegion{2, 7, 2, 7}, sarifText{Text: `"`}},
		{sarifRegion{2, 19, 2, 19}, sarifText{Text: `"`}},
	}
	if diff := cmp.Diff(want, fixes[0].ArtifactChanges[0].Replacements); diff != "" {
		t.Error(diff)
	}
}
