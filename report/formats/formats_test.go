package formats

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
	"github.com/agentlint/agentlint/report/inert/runnertest"
	"github.com/agentlint/agentlint/report/machine"
	"github.com/agentlint/agentlint/report/reporttest"
)

// No format lets a file act on a terminal or a log, hide text, or start a line.
// What the two formats that are commands hold is for TestOnlyOwnCommands.
func TestHostileTextIsInert(t *testing.T) {
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			format, _ := ByName(name)
			out := reporttest.Render(t, format, reporttest.Hostile())
			for _, r := range out {
				if r != '\n' && r != inert.EmojiStyle && !unicode.IsGraphic(r) {
					t.Errorf("%q gets through", r)
				}
			}
			if obeyed := runnertest.Obeyed(out); name != "github" && name != "azure" && len(obeyed) > 0 {
				t.Errorf("commands: %q", obeyed)
			}
		})
	}
}

// In the formats that are commands, each line is one of ours, and there are as many as findings.
func TestOnlyOwnCommands(t *testing.T) {
	for format, want := range map[string]*regexp.Regexp{
		"github": regexp.MustCompile(`^::error title=agentlint \(bare-except\),file=[^,:\r]*,line=\d,col=\d+,endLine=\d,endColumn=\d+::[^\r]*$`),
		"azure":  regexp.MustCompile(`^##vso\[task\.logissue type=error;sourcepath=[^;\]\r]*;linenumber=\d;columnnumber=\d+;code=bare-except;\][^\r\]]*$`),
	} {
		f, _ := ByName(format)
		lines := strings.Split(strings.TrimSuffix(reporttest.Render(t, f, reporttest.Hostile()), "\n"), "\n")
		if len(lines) != 2 {
			t.Errorf("%s: %d lines of 2 findings", format, len(lines))
		}
		for _, line := range lines {
			if !want.MatchString(line) || inert.HasBracket([]byte(strings.TrimPrefix(line, "##vso["))) {
				t.Errorf("%s: %s", format, line)
			}
		}
	}
}

// What has a parser can be parsed, and the parser sees no markup of the file's.
func TestHostileTextParses(t *testing.T) {
	t.Run("json", func(t *testing.T) {
		for _, name := range []string{"json", "sarif", "gitlab", "rdjson"} {
			format, _ := ByName(name)
			if out := reporttest.Render(t, format, reporttest.Hostile()); !json.Valid([]byte(out)) {
				t.Errorf("%s: %s", name, out)
			}
		}
		for _, name := range []string{"jsonl", "rdjsonl"} {
			format, _ := ByName(name)
			for line := range strings.Lines(reporttest.Render(t, format, reporttest.Hostile())) {
				if !json.Valid([]byte(line)) {
					t.Errorf("%s: %s", name, line)
				}
			}
		}
	})
	t.Run("xml", func(t *testing.T) {
		for name, want := range map[string][]string{
			"checkstyle": {"checkstyle", "file", "error", "error"},
			"junit":      {"testsuites", "testsuite", "testcase", "failure", "testcase", "failure", "testsuite", "testcase", "error"},
		} {
			format, _ := ByName(name)
			if diff := cmp.Diff(want, elements(t, reporttest.Render(t, format, reporttest.Hostile()))); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	})
}

// elements returns the names of a document's elements, in order.
func elements(t *testing.T, document string) (names []string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(document))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return names
		}
		if err != nil {
			t.Fatal(err, document)
		}
		if start, ok := token.(xml.StartElement); ok {
			names = append(names, start.Name.Local)
		}
	}
}

// The same report gives the same bytes.
func TestDeterministic(t *testing.T) {
	for _, name := range Names() {
		format, _ := ByName(name)
		for _, r := range []report.Report{reporttest.Sample, reporttest.Outside, reporttest.Hostile()} {
			want := reporttest.Render(t, format, r)
			for range 5 {
				if reporttest.Render(t, format, r) != want {
					t.Fatalf("%s differs from one time to the next", name)
				}
			}
		}
	}
}

// Each format counts columns in its own unit: code points, or bytes for reviewdog.
func TestColumns(t *testing.T) {
	for _, test := range []struct {
		name, text               string
		line, column, byteColumn int
	}{
		{"ASCII", "a bad", 1, 3, 3},
		{"accent", "é bad", 1, 3, 4},
		{"emoji", "😀 bad", 1, 3, 6},
		{"combining", "e\u0301 bad", 1, 4, 5},
		{"tab", "\t\tbad", 1, 3, 3},
		{"LF", "é\n😀bad", 2, 2, 5},
		{"CRLF", "é\r\n😀\r\n bad", 3, 2, 2},
		{"byte order mark", "\ufeffbad", 1, 2, 4},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := reporttest.NewBuilder(map[string]string{"a.py": test.text})
			b.Add(reporttest.BareExcept, "a.py", "bad", "m")
			points := []any{test.line, test.column, test.line, test.column + 3}
			inBytes := []any{test.line, test.byteColumn, test.line, test.byteColumn + 3}
			for name, want := range map[string]string{
				"text":       fmt.Sprintf("a.py:%d:%d: ", points...),
				"concise":    fmt.Sprintf("a.py:%d:%d: ", points...),
				"json":       fmt.Sprintf(`"start":{"line":%d,"column":%d,`, points...),
				"jsonl":      fmt.Sprintf(`"start":{"line":%d,"column":%d,`, points...),
				"github":     fmt.Sprintf(",line=%d,col=%d,endLine=%d,endColumn=%d::", points...),
				"gitlab":     fmt.Sprintf(`{"begin":{"line":%d,"column":%d},"end":{"line":%d,"column":%d}}`, points...),
				"junit":      fmt.Sprintf(` line="%d" column="%d">`, points...),
				"checkstyle": fmt.Sprintf(` line="%d" column="%d" `, points...),
				"azure":      fmt.Sprintf(";linenumber=%d;columnnumber=%d;", points...),
				"markdown":   fmt.Sprintf("<td>%d:%d</td>", points...),
				"html":       fmt.Sprintf(">%d:%d</a>", points...),
				"rdjson":     fmt.Sprintf(`"range":{"start":{"line":%d,"column":%d},"end":{"line":%d,"column":%d}}`, inBytes...),
				"rdjsonl":    fmt.Sprintf(`"range":{"start":{"line":%d,"column":%d},"end":{"line":%d,"column":%d}}`, inBytes...),
			} {
				want, _, _ = strings.Cut(want, "%!(EXTRA")
				format, _ := ByName(name)
				if out := reporttest.Render(t, format, b.Report); !strings.Contains(out, want) {
					t.Errorf("%s has no %s:\n%s", name, want, out)
				}
			}
		})
	}
}

// Our own formats match the schemas that we publish.
func TestOwnSchemas(t *testing.T) {
	for _, name := range []string{"json", "jsonl", "gitlab"} {
		validate(t, name, ownSchema(t, name))
	}
}

// ownSchema returns a schema that we publish, made to refuse keys that somebody forgot to write down in it.
func ownSchema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("../schema/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	strict := strings.ReplaceAll(string(text), `"properties": {`, `"additionalProperties": false, "properties": {`)
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(name, parseJSON(t, strict)); err != nil {
		t.Fatal(err)
	}
	return compiler.MustCompile(name)
}

// The schema of JSON tells a report from what is none.
func TestSchemaRefuses(t *testing.T) {
	schema := ownSchema(t, "json")
	for _, change := range [][2]string{{`"schema":1`, `"schema":2`}, {`"severity":"error"`, `"severity":"fatal"`}, {`"line":3`, `"line":0`}, {`"help"`, `"halp"`}} {
		out := strings.Replace(reporttest.Render(t, machine.JSON, reporttest.Sample), change[0], change[1], 1)
		if schema.Validate(parseJSON(t, out)) == nil {
			t.Errorf("%s passes", change[1])
		}
	}
}

// AGENTLINT_RDF_SCHEMAS is the folder of reviewdog's schemas; .ci/formats/validate sets it.
func TestReviewdogSchemas(t *testing.T) {
	folder := os.Getenv("AGENTLINT_RDF_SCHEMAS")
	if folder == "" {
		t.Skip("AGENTLINT_RDF_SCHEMAS is not set")
	}
	for name, file := range map[string]string{"rdjson": "DiagnosticResult.json", "rdjsonl": "Diagnostic.json"} {
		schema, err := jsonschema.NewCompiler().Compile(filepath.Join(folder, file))
		if err != nil {
			t.Fatal(err)
		}
		validate(t, name, schema)
	}
}

// validate holds reports against the schema of a format or of its lines.
// AGENTLINT_REPORTS is a folder of real ones, named as their formats; .ci/formats/validate sets it.
func validate(t *testing.T, name string, schema *jsonschema.Schema) {
	t.Helper()
	format, _ := ByName(name)
	var outs []string
	for _, r := range []report.Report{reporttest.Sample, reporttest.Outside, reporttest.Hostile(), reporttest.NewBuilder(nil).Report} {
		outs = append(outs, reporttest.Render(t, format, r))
	}
	if folder := os.Getenv("AGENTLINT_REPORTS"); folder != "" {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		outs = append(outs, string(text))
	}
	for _, out := range outs {
		documents := []string{out}
		if strings.HasSuffix(name, "jsonl") {
			documents = slices.Collect(strings.Lines(out))
		}
		for _, document := range documents {
			if err := schema.Validate(parseJSON(t, document)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func parseJSON(t *testing.T, document string) any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	return value
}
