package report

import (
	"bytes"
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
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report/inert"
	"github.com/agentlint/agentlint/report/inert/runnertest"
	"github.com/agentlint/agentlint/workspace"
)

// attack is text as a hostile file holds it.
const attack = "\r\n::error::owned\n##vso[task.setvariable variable=PATH]owned\r##[add-mask]owned\x1b[2J\x1b]0;owned\a\u009b31m\x00\u202e\u2066\u200b\u2028\ufeff\U000e0041" +
	"</script></style><img src=x onerror=alert(1)>]]>--><!-- | `<b>` **owned** https://example.com &amp; %0A::warning::owned %25 ; ] , \xff"

// newHostile returns a report that has the attack wherever text of files gets to.
func newHostile() Report {
	path := "::stop-commands::" + attack + ".py"
	b := newBuilder(map[string]string{path: "x" + attack + "bad" + attack + "\nsafe\n"})
	b.add(bareExcept, path, "bad", "m"+attack)
	b.add(bareExcept, path, "safe", "m"+attack)
	f := &b.Result.Findings[0]
	f.Related = []lint.Related{{Message: "r" + attack, Path: path, Start: f.Start, End: f.End}}
	f.Fixes = []lint.Fix{{Message: "f" + attack, Safe: true, Edits: []lint.Edit{{Start: 0, End: 1, New: "n" + attack}}}}
	b.Result.Notices = []lint.Notice{{Kind: lint.Failed, Path: path, Message: "n" + attack}}
	agents := handoffs()
	b.Result.Graphs = func() []*workspace.Graph { return workspace.Graphs(agents) }
	agents[0].Name, agents[0].Handoffs[0].Label, agents[1].Path = "d"+attack, "l"+attack, ".github/agents/"+attack
	return b.Report
}

// No format lets a file act on a terminal or a log, hide text, or start a line.
// What the two formats that are commands hold is for TestOnlyOwnCommands.
func TestHostileTextIsInert(t *testing.T) {
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			format, _ := ByName(name)
			out := render(t, format, newHostile())
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
		lines := strings.Split(strings.TrimSuffix(render(t, f, newHostile()), "\n"), "\n")
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
			if out := render(t, format, newHostile()); !json.Valid([]byte(out)) {
				t.Errorf("%s: %s", name, out)
			}
		}
		for _, name := range []string{"jsonl", "rdjsonl"} {
			format, _ := ByName(name)
			for line := range strings.Lines(render(t, format, newHostile())) {
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
			if diff := cmp.Diff(want, elements(t, render(t, format, newHostile()))); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	})
	t.Run("html", func(t *testing.T) {
		clean, attacked := tags(render(t, HTML, newHarmless())), tags(render(t, HTML, newHostile()))
		if diff := cmp.Diff(clean, attacked); diff != "" {
			t.Error("text of a file became markup:", diff)
		}
	})
	t.Run("markdown", func(t *testing.T) {
		clean, attacked := tags(toHTML(t, render(t, Markdown, newHarmless()))), tags(toHTML(t, render(t, Markdown, newHostile())))
		if diff := cmp.Diff(clean, attacked); diff != "" {
			t.Error("text of a file became markup:", diff)
		}
	})
}

// newHarmless is the hostile report with a word in place of the attack: one that is code in comments, as the attack is.
func newHarmless() Report {
	r := newHostile()
	clean := func(s *string) { *s = strings.ReplaceAll(*s, attack, "w@rd") }
	file := source.New("aword.py", []byte("xwordbadword\nsafe\n"))
	r.Source = func(string) *source.File { return file }
	for i := range r.Result.Findings {
		f := &r.Result.Findings[i]
		clean(&f.Message)
		clean(&f.Path)
		f.Start, f.End = file.Position(5), file.Position(8)
		for j := range f.Related {
			clean(&f.Related[j].Message)
			clean(&f.Related[j].Path)
		}
	}
	clean(&r.Result.Notices[0].Path)
	clean(&r.Result.Notices[0].Message)
	for _, g := range r.Result.Graphs() {
		for _, d := range g.Agents {
			clean(&d.Name)
			clean(&d.Path)
		}
		for _, e := range g.Edges {
			clean(&e.Label)
		}
	}
	return r
}

// toHTML returns what GitHub would make of Markdown.
func toHTML(t *testing.T, markdown string) string {
	t.Helper()
	var out bytes.Buffer
	gfm := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := gfm.Convert([]byte(markdown), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
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

var tag = regexp.MustCompile(`<(!--|/?[A-Za-z][A-Za-z0-9]*)`)

// tags returns what a browser takes for the start of a tag or comment, style and script aside.
func tags(document string) []string {
	for _, own := range []string{htmlStyle, htmlScript} {
		document = strings.Replace(document, own, "", 1)
	}
	return tag.FindAllString(document, -1)
}

// The same report gives the same bytes.
func TestDeterministic(t *testing.T) {
	for _, name := range Names() {
		format, _ := ByName(name)
		for _, r := range []Report{sample, outside, newHostile()} {
			want := render(t, format, r)
			for range 5 {
				if render(t, format, r) != want {
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
			b := newBuilder(map[string]string{"a.py": test.text})
			b.add(bareExcept, "a.py", "bad", "m")
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
				if out := render(t, format, b.Report); !strings.Contains(out, want) {
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
	text, err := os.ReadFile("schema/" + name + ".json")
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
		out := strings.Replace(render(t, JSON, sample), change[0], change[1], 1)
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
	for _, r := range []Report{sample, outside, newHostile(), newBuilder(nil).Report} {
		outs = append(outs, render(t, format, r))
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
